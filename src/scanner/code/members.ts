import { builtinMethod, builtins } from "./builtins/all.ts";
import { constants } from "./builtins/constants.ts";
import { toKey } from "./coerce.ts";
import { asElement } from "./elements.ts";
import type { Engine } from "./engine.ts";
import { noteHolder, ownProperty } from "./function-object.ts";
import { noteIndirect } from "./indirect.ts";
import { noteStored } from "./taint-inside.ts";
import { none, union } from "./taints.ts";
import { functionTree } from "./tree.ts";
import {
  type ApiValue,
  type ArrayValue,
  type InstanceValue,
  marks,
  type ObjectValue,
  type Taint,
  type Value,
} from "./value.ts";
import {
  addTaint,
  eitherOf,
  maxItems,
  numberValue,
  textValue,
  undefinedValue,
  unknownOf,
} from "./values.ts";

const maxChain = 40;
const noProps = new Map<string, Value>();
const noArgs: readonly Value[] = [];
/** Properties that code hangs onto arrays and that are no items. */
const arrayExtras = new WeakMap<ArrayValue, Map<string, Value>>();
const promiseMethods = new Set(["then", "catch", "finally"]);

/** What the models answer, as members need it. */
export interface ApiReader {
  readApi(name: string, self: Value | null): Value;
  writeApi(target: Value, name: string, value: Value): void;
  isModelled(name: string): boolean;
}

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
      return object;
    case "primitive":
      if (typeof object.value === "number")
        return method("number", key, object) ?? prototypeMember(engine, "Number", key);
      if (typeof object.value === "boolean")
        return method("boolean", key, object) ?? prototypeMember(engine, "Boolean", key);
      if (typeof object.value === "bigint") return method("number", key, object) ?? unknownOf(none);
      return unknownOf(object.taint);
  }
}

function method(family: string, key: string, self: Value | null): Value | null {
  const found = builtinMethod(family, key);
  if (found === undefined) return null;
  return {
    type: "api",
    name: found.name,
    self,
    boundArgs: noArgs,
    props: noProps,
    taint: none,
    builtin: found.run,
  };
}

/** What the package itself put on a builtin prototype, and the constructor. */
function prototypeMember(engine: Engine & ApiReader, type: string, key: string): Value {
  if (key === "constructor") return engine.api(`js:${type}`);
  if (key === "__proto__") return engine.api(`js:${type}.prototype`);
  const prototype = engine.api(`js:${type}.prototype`);
  const added = prototype.type === "api" ? prototype.props.get(key) : undefined;
  if (added !== undefined) return added;
  const object = engine.api("js:Object.prototype");
  return (object.type === "api" ? object.props.get(key) : undefined) ?? undefinedValue;
}

function textMember(
  engine: Engine & ApiReader,
  text: Value & { type: "text" },
  key: string,
): Value {
  if (key === "length") {
    return text.isWhole ? numberValue(text.value.length, text.taint) : unknownOf(text.taint);
  }
  const index = indexOf(key);
  if (index !== null) {
    if (!text.isWhole) return unknownOf(text.taint);
    return index < text.value.length
      ? textValue(text.value.charAt(index), text.taint)
      : undefinedValue;
  }
  const found = method("text", key, text);
  if (found !== null) return found;
  const inherited = prototypeMember(engine, "String", key);
  return promiseMethods.has(key) ? promiseMember(text, key) : inherited;
}

function promiseMember(object: Value, key: string): Value {
  return method("promise", key, object) ?? unknownOf(object.taint);
}

function arrayMember(engine: Engine & ApiReader, array: ArrayValue, key: string): Value {
  if (key === "length") {
    return array.rest === null
      ? numberValue(array.items.length, array.taint)
      : unknownOf(array.taint);
  }
  const index = indexOf(key);
  if (index !== null) return itemAt(array, index);
  const extra = arrayExtras.get(array)?.get(key);
  if (extra !== undefined) return extra;
  if (array.of === "bytes") {
    if (key === "byteLength") return arrayMember(engine, array, "length");
    if (key === "buffer") return array;
    if (array.element === undefined && engine.isModelled(`instance:Buffer.${key}`)) {
      return engine.readApi(`instance:Buffer.${key}`, array);
    }
    const found = method("bytes", key, array);
    if (found !== null) return found;
  }
  const found = method("array", key, array);
  if (found !== null) return found;
  if (promiseMethods.has(key)) return promiseMember(array, key);
  return prototypeMember(engine, "Array", key);
}

function itemAt(array: ArrayValue, index: number): Value {
  const item = array.items[index];
  if (item === undefined) return array.rest ?? undefinedValue;
  if (array.rest !== null) return eitherOf([item, array.rest]);
  return array.taint === none || item.taint === array.taint ? item : withTaint(item, array.taint);
}

/** Taint of a container passes to what is taken out; containers inside keep their own. */
function withTaint(value: Value, taint: Taint): Value {
  if (value.type === "array" || value.type === "object") return value;
  return addTaint(value, taint);
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
    const found = builtinMember(object, key);
    return found === null ? object.rest : found;
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
    return getMember(engine, target, key);
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
    const found = method(kind, key, self);
    if (found !== null) return found;
  }
  if (promiseMethods.has(key)) return promiseMember(self, key);
  return method("object", key, self);
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
  const found = method("function", key, callee);
  if (found !== null) return found;
  const base = callee.class?.base;
  if (base != null) {
    const inherited = getMember(engine, base, key);
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

function apiMember(
  engine: Engine & ApiReader,
  object: ApiValue,
  key: string,
  keyTaint: Taint,
): Value {
  const own = object.props.get(key);
  if (own !== undefined) return own;
  const { name } = object;
  if (name === "global") return globalMember(engine, key, keyTaint);
  if (name.startsWith("js:")) {
    const found = method(name.slice(3), key, null) ?? constants.get(`${name.slice(3)}.${key}`);
    if (found != null) return found;
    if (key === "prototype") return engine.api(`${name}.prototype`);
    if (name.endsWith(".prototype")) return builtinPrototypeMember(engine, name, key);
    if (key === "name") return textValue(name.slice(name.lastIndexOf(".") + 1).replace("js:", ""));
  }
  if (key === "constructor") return engine.api("global.Function");
  if (key === "call" || key === "apply" || key === "bind" || key === "toString") {
    const modelled = engine.isModelled(`${name}.${key}`);
    if (!modelled) return method("function", key, object) ?? object;
  }
  if (name.startsWith("js:")) return prototypeMember(engine, "Function", key);
  // A package's default export stands for the package, whichever way its modules are bridged.
  if (key === "default" && /^(?:pkg|node):/.test(name)) return object;
  if (key === "__esModule") return unknownOf(none);
  const full = `${name}.${key}`;
  if (promiseMethods.has(key) && !engine.isModelled(full)) return promiseMember(object, key);
  noteIndirect(engine, full, keyTaint);
  return engine.readApi(full, object.self);
}

/** `Array.prototype.slice`: methods stand under the name of what they are called on. */
function builtinPrototypeMember(engine: Engine & ApiReader, name: string, key: string): Value {
  const type = name.slice(3, -".prototype".length);
  const family = prototypeFamilies[type];
  if (key === "constructor") {
    return engine.api(type === "Function" ? "global.Function" : `js:${type}`);
  }
  const found = family === undefined ? null : method(family, key, null);
  return found ?? method("object", key, null) ?? undefinedValue;
}

const prototypeFamilies: Readonly<Record<string, string>> = {
  Array: "array",
  String: "text",
  Number: "number",
  Boolean: "boolean",
  Function: "function",
  Object: "object",
  RegExp: "regexp",
  Map: "map",
  Set: "set",
  Promise: "promise",
  Uint8Array: "bytes",
};

/** Objects that only hold functions. */
const namespaces = new Set(["Math", "JSON", "Reflect", "Object", "Number", "Atomics", "Intl"]);

/** A name that no scope declares, or a property of the global object. */
function globalMember(engine: Engine & ApiReader, key: string, keyTaint: Taint = none): Value {
  const global = engine.api("global");
  const assigned = global.type === "api" ? global.props.get(key) : undefined;
  if (assigned !== undefined) return assigned;
  if (key === "undefined") return undefinedValue;
  if (
    key === "globalThis" ||
    key === "global" ||
    key === "window" ||
    key === "self" ||
    key === "top" ||
    key === "frames"
  ) {
    return global;
  }
  if (builtins.has(key) || namespaces.has(key)) return engine.api(`js:${key}`);
  const constant = constants.get(key);
  if (constant !== undefined) return constant;
  if (keyTaint !== none) noteIndirect(engine, `global.${key}`, keyTaint);
  return engine.readApi(`global.${key}`, null);
}

function instanceMember(engine: Engine & ApiReader, object: InstanceValue, key: string): Value {
  const own =
    object.props.get(key) ?? (Object.hasOwn(object.data, key) ? object.data[key] : undefined);
  if (own !== undefined) return own;
  const name = `instance:${object.of}.${key}`;
  if (engine.isModelled(name)) return engine.readApi(name, object);
  if (promiseMethods.has(key)) return promiseMember(object, key);
  if (key === "constructor") return unknownOf(none);
  return unknownOf(object.taint);
}

export function getByValue(engine: Engine & ApiReader, object: Value, key: Value): Value {
  if (key.type === "primitive" && typeof key.value === "number") {
    if (object.type === "array")
      return addKeyTaint(itemAtOrMember(engine, object, key.value), key.taint);
    if (object.type === "text" && object.isWhole) {
      const letter = object.value.charAt(key.value);
      engine.charWork += 1;
      if (letter !== "") return textValue(letter, union(object.taint, key.taint));
    }
  }
  if (key.type === "either") {
    return eitherOf(key.options.map((option) => getByValue(engine, object, option)));
  }
  const name = toKey(engine, key);
  if (name !== null) return getMember(engine, object, name, key.taint);
  return unknownMember(engine, object, key);
}

function itemAtOrMember(engine: Engine & ApiReader, array: ArrayValue, index: number): Value {
  return Number.isInteger(index) && index >= 0
    ? itemAt(array, index)
    : arrayMember(engine, array, String(index));
}

function addKeyTaint(value: Value, taint: Taint): Value {
  return taint === none || taint.through === 0 ? value : withTaint(value, taint);
}

/** Of those that run when a property is read that may be any, so many are asked. */
const maxGetters = 8;

/** A property of which only the object is known: any of those that it has. */
function unknownMember(engine: Engine & ApiReader, object: Value, key: Value): Value {
  const taint = union(object.taint, key.taint);
  if (key.type === "unknown" && key.each?.is === "key" && key.each.of === object) {
    return { ...key, each: { of: key.each.of, is: "member" } };
  }
  switch (object.type) {
    case "array":
      if (object.items.length <= 64)
        return eitherOf([...object.items, object.rest ?? unknownOf(taint)]);
      return unknownOf(engine.taintOf(object, key));
    case "object": {
      const getters = [...(object.accessors?.values() ?? [])].slice(0, maxGetters);
      if (object.props.size <= 32) {
        const got = getters.flatMap(({ get }) =>
          get === null ? [] : engine.callValue(get, [], object),
        );
        return eitherOf([...object.props.values(), ...got, object.rest ?? unknownOf(taint)]);
      }
      return unknownOf(engine.taintOf(object, key));
    }
    case "api": {
      // One variable of the environment, whichever it is, is not all of them.
      const name = `${object.name}.${marks.unknown}`;
      if (object.name === "global" || !engine.isModelled(name)) return unknownOf(taint);
      return addTaint(engine.readApi(name, null), key.taint);
    }
    case "either":
      return eitherOf(object.options.map((option) => unknownMember(engine, option, key)));
    case "text":
      return unknownOf(taint);
    default:
      return unknownOf(engine.taintOf(object, key));
  }
}

export function setMember(
  engine: Engine & ApiReader,
  object: Value,
  key: string,
  value: Value,
): void {
  switch (object.type) {
    case "object": {
      // Symbols are shared by all packages, as the methods of builtins are.
      if (object.kind === "Symbol") return;
      const setter = accessorOf(object, key);
      if (setter !== undefined) {
        if (setter !== null) engine.callValue(setter, [value], object);
        return;
      }
      if (key === "__proto__") {
        object.proto = value.type === "primitive" ? null : value;
        return;
      }
      if (value.type === "function" && object.props.has("constructor")) noteHolder(value, object);
      const before = object.props.get(key);
      const isCertain = engine.isCertain(object.born);
      object.props.set(key, isCertain ? value : joined(before ?? object.rest, value));
      noteStored(engine, object, value);
      if (!isCertain && before !== value) engine.noteKept(value);
      return;
    }
    case "array":
      setItem(engine, object, key, value);
      return;
    case "function": {
      const setter = object.accessors?.get(key)?.set;
      if (setter != null) engine.callValue(setter, [value], object);
      else object.props.set(key, value);
      return;
    }
    case "api":
      if (object.props === noProps) return;
      object.props.set(
        key,
        engine.branch === 0 ? value : joined(object.props.get(key) ?? null, value),
      );
      engine.writeApi(object, key, value);
      return;
    case "instance":
      object.props.set(key, value);
      engine.writeApi(object, key, value);
      return;
    case "either":
      engine.fork(() => {
        for (const option of object.options) setMember(engine, option, key, value);
      });
      return;
    case "unknown":
      // Whoever it is may call it: `socket.onmessage = …`.
      if (value.type === "function" && !value.class) engine.visitCallbacks([value], object.taint);
      return;
    default:
      return;
  }
}

function joined(before: Value | null, value: Value): Value {
  if (before === null || (before.type === "primitive" && before.value === undefined)) return value;
  return before === value ? value : eitherOf([before, value]);
}

function accessorOf(object: ObjectValue, key: string): Value | null | undefined {
  let holder: Value | null = object;
  for (let depth = 0; holder?.type === "object" && depth < maxChain; depth += 1) {
    const found = holder.accessors?.get(key);
    if (found !== undefined) return found.set;
    if (holder.props.has(key)) return undefined;
    holder = holder.proto;
  }
  return undefined;
}

function setItem(engine: Engine & ApiReader, array: ArrayValue, key: string, value: Value): void {
  const index = indexOf(key);
  if (index !== null) {
    setIndex(engine, array, index, value);
  } else if (key === "length") {
    const length = value.type === "primitive" ? Number(value.value) : Number.NaN;
    if (engine.isCertain(array.born) && length >= 0 && length <= array.items.length) {
      array.items.length = length;
    }
  } else {
    let extras = arrayExtras.get(array);
    if (extras === undefined) {
      extras = new Map();
      arrayExtras.set(array, extras);
    }
    extras.set(key, value);
  }
}

function setIndex(
  engine: Engine & ApiReader,
  array: ArrayValue,
  index: number,
  value: Value,
): void {
  const { items } = array;
  const item = asElement(array, value);
  if (array.of === "bytes" && index >= items.length) return;
  if (index > items.length + 4096 || index >= maxItems) {
    noteStored(engine, array, item);
    array.rest = joined(array.rest, item);
    return;
  }
  noteStored(engine, array, item);
  const before = items[index];
  while (items.length < index) items.push(undefinedValue);
  items[index] = engine.isCertain(array.born) ? item : joined(before ?? null, item);
}

export function setByValue(
  engine: Engine & ApiReader,
  object: Value,
  key: Value,
  value: Value,
): void {
  if (
    object.type === "array" &&
    key.type === "primitive" &&
    typeof key.value === "number" &&
    key.value >= 0 &&
    Number.isInteger(key.value)
  ) {
    setIndex(engine, object, key.value, value);
    return;
  }
  const name = toKey(engine, key);
  if (name !== null) {
    setMember(engine, object, name, value);
  } else if (object.type === "object" && isCopied(key, value)) {
    // Under each key what the module has there: it then has all of its members.
    object.proto ??= value.each.of;
    if (object.proto !== value.each.of) object.rest ??= unknownOf(none);
  } else if (object.type === "object" || object.type === "array") {
    object.rest = joined(object.rest, value);
    noteStored(engine, object, value);
  } else if (object.type === "either") {
    for (const option of object.options) setByValue(engine, option, key, value);
  } else if (object.type === "api") {
    engine.writeApi(object, "*", value);
  }
}

type Copied = Value & { type: "unknown"; each: { of: ApiValue } };

function isCopied(key: Value, value: Value): value is Copied {
  return (
    key.type === "unknown" &&
    value.type === "unknown" &&
    key.each?.is === "key" &&
    value.each?.is === "member" &&
    key.each.of === value.each.of
  );
}

function indexOf(key: string): number | null {
  const first = key.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || key.length > 9) return null;
  const index = Number(key);
  return Number.isInteger(index) && String(index) === key ? index : null;
}
