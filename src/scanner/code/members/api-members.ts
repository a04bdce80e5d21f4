import { builtins } from "../builtins/all.ts";
import { constants } from "../builtins/constants.ts";
import type { Engine } from "../engine.ts";
import { noteIndirect } from "../indirect.ts";
import { none } from "../taints.ts";
import type { ApiValue, InstanceValue, Taint, Value } from "../value.ts";
import { textValue, undefinedValue, unknownOf } from "../values.ts";
import { methodOf, promiseMember, promiseMethods, prototypeMember } from "./builtin-methods.ts";

/** What the models answer, as members need it. */
export interface ApiReader {
  readApi(name: string, self: Value | null): Value;
  writeApi(target: Value, name: string, value: Value): void;
  isModelled(name: string): boolean;
}

export function apiMember(
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
    const found = methodOf(name.slice(3), key, null) ?? constants.get(`${name.slice(3)}.${key}`);
    if (found != null) return found;
    if (key === "prototype") return engine.api(`${name}.prototype`);
    if (name.endsWith(".prototype")) return builtinPrototypeMember(engine, name, key);
    if (key === "name") return textValue(name.slice(name.lastIndexOf(".") + 1).replace("js:", ""));
  }
  if (key === "constructor") return engine.api("global.Function");
  if (key === "prototype" && name === "global.Function") return engine.api("js:Function.prototype");
  if (key === "call" || key === "apply" || key === "bind" || key === "toString") {
    const modelled = engine.isModelled(`${name}.${key}`);
    if (!modelled) return methodOf("function", key, object) ?? object;
  }
  if (name.startsWith("js:")) return prototypeMember(engine, "Function", key);
  const added = addedToFunctions(engine, key);
  if (added !== undefined) return added;
  // A package's default export stands for the package, whichever way its modules are bridged.
  if (key === "default" && /^(?:pkg|node):/.test(name)) return object;
  if (key === "__esModule") return unknownOf(none);
  const full = `${name}.${key}`;
  if (promiseMethods.has(key) && !engine.isModelled(full)) return promiseMember(object, key);
  noteIndirect(engine, full, keyTaint);
  return engine.readApi(full, object.self);
}

/** What the package itself put on all functions. */
function addedToFunctions(engine: Engine, key: string): Value | undefined {
  const prototype = engine.api("js:Function.prototype");
  return prototype.type === "api" && prototype.props.size > 0
    ? prototype.props.get(key)
    : undefined;
}

/** `Array.prototype.slice`: methods stand under the name of what they are called on. */
function builtinPrototypeMember(engine: Engine & ApiReader, name: string, key: string): Value {
  const type = name.slice(3, -".prototype".length);
  const family = prototypeFamilies[type];
  if (key === "constructor") {
    return engine.api(type === "Function" ? "global.Function" : `js:${type}`);
  }
  const found = family === undefined ? null : methodOf(family, key, null);
  return found ?? methodOf("object", key, null) ?? undefinedValue;
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

export function instanceMember(
  engine: Engine & ApiReader,
  object: InstanceValue,
  key: string,
): Value {
  const own = object.props.get(key);
  if (own !== undefined) return own;
  const name = `instance:${object.of}.${key}`;
  const made = Object.hasOwn(object.data, key) ? object.data[key] : undefined;
  // What an address was made of is not what it is by now.
  if (made !== undefined && object.of !== "URL") return made;
  if (engine.isModelled(name)) return engine.readApi(name, object);
  if (made !== undefined) return made;
  if (promiseMethods.has(key)) return promiseMember(object, key);
  if (key === "constructor") return unknownOf(none);
  return unknownOf(object.taint);
}
