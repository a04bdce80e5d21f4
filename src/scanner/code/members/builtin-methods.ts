import { builtinMethod } from "../builtins/all.ts";
import type { Engine } from "../engine.ts";
import { none } from "../taints.ts";
import type { Value } from "../value.ts";
import { undefinedValue, unknownOf } from "../values.ts";
import type { ApiReader } from "./api-members.ts";

export const noProps = new Map<string, Value>();
const noArgs: readonly Value[] = [];
export const promiseMethods = new Set(["then", "catch", "finally"]);

export function methodOf(family: string, key: string, self: Value | null): Value | null {
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
export function prototypeMember(engine: Engine & ApiReader, type: string, key: string): Value {
  if (key === "constructor") return engine.api(`js:${type}`);
  if (key === "__proto__") return engine.api(`js:${type}.prototype`);
  const prototype = engine.api(`js:${type}.prototype`);
  const added = prototype.type === "api" ? prototype.props.get(key) : undefined;
  if (added !== undefined) return added;
  const object = engine.api("js:Object.prototype");
  return (object.type === "api" ? object.props.get(key) : undefined) ?? undefinedValue;
}

export function promiseMember(object: Value, key: string): Value {
  return methodOf("promise", key, object) ?? unknownOf(object.taint);
}
