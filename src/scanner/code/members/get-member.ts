import type { Engine } from "../engine.ts";
import { ownProperty } from "../function-object.ts";
import { none, union } from "../taints.ts";
import { functionTree } from "../tree.ts";
import type { ObjectValue, Taint, UnknownValue, Value } from "../value.ts";
import { eitherOf, numberValue, textValue, undefinedValue, unknownOf } from "../values.ts";
import { type ApiReader, apiMember, instanceMember } from "./api-members.ts";
import { methodOf, promiseMember, promiseMethods, prototypeMember } from "./builtin-methods.ts";
import { arrayMember, textMember, withTaint } from "./list-members.ts";

export const maxChain = 40;

export function getMember(
  engine: Engine & ApiReader,
  object: Value,
  key: string,
  keyTaint: Taint = none,
): Value {
  switch (object.type) {
    case "text":
      return textMember(engine, object, key);
    case "array":
      return arrayMember(engine, object, key);
    case "object":
      return objectMember(engine, object, object, key, 0);
    case "function":
      return functionMember(engine, object, key);
    case "api":
      return apiMember(engine, object, key, keyTaint);
    case "instance":
      return instanceMember(engine, object, key);
    case "either": {
      const found: Value[] = [];
      for (const option of object.options) {
        if (option.type === "primitive" && option.value == null) continue;
        found.push(getMember(engine, option, key, keyTaint));
      }
      return found.length === 0 ? unknownOf(object.taint) : eitherOf(found);
    }
    case "unknown":
      // A loader's hook is handed modules, and what they have for a method compiles what it is given.
      if (key === "_compile") return engine.api("global.module._compile");
      return asPart(engine, object, key);
    case "primitive":
      if (typeof object.value === "number")
        return methodOf("number", key, object) ?? prototypeMember(engine, "Number", key);
      if (typeof object.value === "boolean")
        return methodOf("boolean", key, object) ?? prototypeMember(engine, "Boolean", key);
      if (typeof object.value === "bigint")
        return methodOf("number", key, object) ?? unknownOf(none);
      return unknownOf(object.taint);
  }
}

export function objectMember(
  engine: Engine & ApiReader,
  receiver: Value,
  object: ObjectValue,
  key: string,
  depth: number,
): Value {
  if (object.kind === "Proxy") return trapped(engine, receiver, object, key);
  const accessor = object.accessors?.get(key);
  if (accessor !== undefined) {
    if (accessor.get === null) return undefinedValue;
    return engine.callValue(accessor.get, [], receiver);
  }
  const own = object.props.get(key);
  if (own !== undefined) {
    return object.taint === none || own.taint === object.taint ? own : withTaint(own, object.taint);
  }
  if (object.rest !== null) {
    const method = memberOfClass(engine, object, key, receiver);
    if (method !== null) return method;
    const found = builtinMember(object, key);
    if (found !== null) return found;
    if (object.rest.type !== "unknown") return object.rest;
    return variableOf(engine, object.rest, key) ?? asPart(engine, object.rest, key);
  }
  if (key === "__proto__") return object.proto ?? engine.api("js:Object.prototype");
  if (object.proto !== null && depth < maxChain) {
    if (object.proto.type === "object") {
      return objectMember(engine, receiver, object.proto, key, depth + 1);
    }
    const inherited = getMember(engine, object.proto, key);
    if (inherited.type === "api" && inherited.self !== null) {
      return { ...inherited, self: receiver };
    }
    return inherited;
  }
  const found = builtinMember(object, key, receiver);
  if (found !== null) return found;
  return prototypeMember(engine, "Object", key);
}

/** Whatever else nobody knows about an object, its class has its methods. */
function memberOfClass(
  engine: Engine,
  object: ObjectValue,
  key: string,
  receiver: Value,
): Value | null {
  let holder = object.proto;
  for (let depth = 0; holder?.type === "object" && depth < maxChain; depth += 1) {
    const found = holder.props.get(key);
    if (found !== undefined) return found.type === "function" ? found : null;
    const getter = holder.accessors?.get(key)?.get;
    if (getter != null) return engine.callValue(getter, [], receiver);
    if (holder.rest !== null) return null;
    holder = holder.proto;
  }
  return null;
}

const entrusted = /^(?:headers|authorization|auth|token|apiKey|cookies?)$/i;

/** A name that leads to the same thing in another form, and to nothing that lies in it. */
const isForm =
  /^\d|^(?:to|as|get)[A-Z]|^(?:export|clone|json|text|bytes|hex|buffer|raw|value|data|default|@@.{1,20})$/;
const common = new Set(
  [String, Array, Uint8Array, Object, Function, Promise, Map, Headers].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

/** Options hold much besides what somebody is trusted with; each of them goes its own ways. */
function asPart(engine: Engine, object: UnknownValue, key: string): Value {
  const isOther = !common.has(key) && !isForm.test(key);
  const taint = isOther ? engine.partOf(object.taint, key) : object.taint;
  const part = taint === object.taint ? object : { ...object, taint };
  return engine.afresh !== null && entrusted.test(key) ? asEntrusted(engine, part) : part;
}

/** A name that only a variable or a setting has, and nothing that a program would keep all of them under. */
const isSetting =
  /^(?:[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,8}|[a-z]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,6})$/;

/** Of a copy of the environment, as of the environment itself, one variable is not all of them. */
function variableOf(engine: Engine & ApiReader, rest: UnknownValue, key: string): Value | null {
  const isName = isSetting.test(key) && !common.has(key) && !isForm.test(key);
  if (!isName || rest.taint.through !== 0) return null;
  return engine.isOnlyFrom("src.env.bulk", rest.taint)
    ? engine.readApi(`global.process.env.${key}`, null)
    : null;
}

/** Of what a caller hands in to be sent, this part is for the receiver alone (EXF-16). */
function asEntrusted(engine: Engine, object: UnknownValue): Value {
  if (object.taint.atoms.length === 0) return object;
  const taint = engine.source("src.param", { api: "wrapped", names: ["credentials"] });
  return { ...object, taint: union(object.taint, taint) };
}

/** A proxy answers in the place of what it stands for. */
function trapped(
  engine: Engine & ApiReader,
  receiver: Value,
  proxy: ObjectValue,
  key: string,
): Value {
  const target = proxy.props.get("@@target") ?? undefinedValue;
  const handler = proxy.props.get("@@handler");
  const get = handler?.type === "object" ? handler.props.get("get") : undefined;
  // Waiting for a proxy asks it for `then`, which hardly one has.
  if (get === undefined || handler === undefined || promiseMethods.has(key)) {
    return askOnce(proxy, () => getMember(engine, target, key)) ?? unknownOf(target.taint);
  }
  return engine.callValue(get, [target, textValue(key), receiver], handler);
}

const kindMethods: Readonly<Record<string, string>> = {
  RegExp: "regexp",
  Map: "map",
  WeakMap: "map",
  Set: "set",
  WeakSet: "set",
  Date: "date",
  Iterator: "iterator",
  Symbol: "symbol",
};

function builtinMember(object: ObjectValue, key: string, self: Value = object): Value | null {
  const kind = object.kind === undefined ? undefined : kindMethods[object.kind];
  if (kind !== undefined) {
    if (kind !== "regexp" && key === "size") {
      const items = object.props.get("@@items");
      if (items?.type === "array" && items.rest === null) return numberValue(items.items.length);
    }
    const found = methodOf(kind, key, self);
    if (found !== null) return found;
  }
  if (promiseMethods.has(key)) return promiseMember(self, key);
  return methodOf("object", key, self);
}

/** Classes whose bases, and proxies whose targets, are being asked. */
const asking = new Set<Value>();

/** A class or a proxy may be made of itself, as loops and joined branches do; it is asked once then. */
function askOnce(holder: Value, ask: () => Value): Value | null {
  if (asking.has(holder)) return null;
  asking.add(holder);
  try {
    return ask();
  } finally {
    asking.delete(holder);
  }
}

function functionMember(
  engine: Engine & ApiReader,
  callee: Value & { type: "function" },
  key: string,
): Value {
  const accessor = callee.accessors?.get(key);
  if (accessor?.get != null) return engine.callValue(accessor.get, [], callee);
  const own = ownProperty(callee, key);
  if (own !== undefined) return own;
  switch (key) {
    case "prototype":
      return prototypeOf(engine, callee);
    case "constructor":
      return engine.api("global.Function");
    case "name": {
      const tree = functionTree(callee.node);
      return textValue(tree.id?.name ?? "");
    }
    case "length":
      return numberValue(functionTree(callee.node).params.length);
    case "__proto__":
      return callee.class?.base ?? engine.api("js:Function.prototype");
  }
  const found = methodOf("function", key, callee);
  if (found !== null) return found;
  const base = callee.class?.base;
  const inherited = base == null ? null : askOnce(callee, () => getMember(engine, base, key));
  if (inherited !== null) {
    if (inherited.type === "api" && inherited.self !== null) return { ...inherited, self: callee };
    return inherited;
  }
  return prototypeMember(engine, "Function", key);
}

/** The object that instances inherit from; made when somebody first asks. */
export function prototypeOf(engine: Engine, callee: Value & { type: "function" }): Value {
  const known = ownProperty(callee, "prototype");
  if (known !== undefined) return known;
  const prototype = engine.newObject(new Map([["constructor", callee as Value]]));
  callee.props.set("prototype", prototype);
  return prototype;
}
