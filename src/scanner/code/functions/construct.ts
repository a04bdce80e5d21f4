import type { Engine } from "../engine.ts";
import { prototypeOf } from "../members/get-member.ts";
import type { FunctionValue, Value } from "../value.ts";
import { unknownOf } from "../values.ts";
import type { FunctionHost } from "./function-host.ts";

/** `new` of a function or class of the package. */
export function construct(
  engine: FunctionHost,
  callee: FunctionValue,
  args: readonly Value[],
  target: FunctionValue = callee,
): Value {
  const object = engine.newObject();
  object.proto = prototypeOf(engine, target);
  return constructInto(engine, callee, args, object, target);
}

function constructInto(
  engine: FunctionHost,
  callee: FunctionValue,
  args: readonly Value[],
  object: Value,
  target: FunctionValue,
): Value {
  const part = callee.class;
  if (part !== undefined && !part.hasConstructor) {
    const { base } = part;
    if (base?.type === "function") constructInto(engine, base, args, object, target);
    else if (base !== null) adopt(engine, object, engine.callValue(base, args, null, true));
    for (const field of part.fields) field(object);
    return object;
  }
  if (part !== undefined && part.base === null) for (const field of part.fields) field(object);
  const result = engine.invoke(callee, args, object, target);
  return result.type === "object" ||
    result.type === "array" ||
    result.type === "function" ||
    result.type === "instance"
    ? result
    : object;
}

/** What a foreign base class made becomes what the object falls back on. */
export function adopt(engine: Engine, object: Value, base: Value): void {
  if (object.type !== "object") return;
  // Classes share their prototypes, so that the object gets a chain of its own.
  if (base.type === "instance") object.proto = chainTo(engine, object.proto, base, 0);
  else object.rest ??= unknownOf(engine.taintOf(base));
}

function chainTo(engine: Engine, proto: Value | null, base: Value, depth: number): Value {
  if (proto?.type !== "object" || depth > 16) return base;
  const copy = engine.newObject(proto.props, proto.taint);
  if (proto.accessors !== undefined) copy.accessors = proto.accessors;
  copy.proto = chainTo(engine, proto.proto, base, depth + 1);
  return copy;
}
