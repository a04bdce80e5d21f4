import { toText } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import { union } from "../taints.ts";
import type { Primitive, Taint, Value } from "../value.ts";
import { isConstant, unknownOf } from "../values.ts";

export type Constant = string | Primitive["value"];

/** Plain values of arguments that are all known; null when one is not. */
export function constantsOf(engine: Engine, args: readonly Value[]): Constant[] | null {
  const found: Constant[] = [];
  for (const arg of args) {
    if (isConstant(arg)) {
      found.push(arg.value);
      continue;
    }
    const text = arg.type === "array" || arg.type === "object" ? toText(engine, arg) : null;
    if (text === null || !text.isWhole) return null;
    found.push(text.value);
  }
  return found;
}

/** What remains of a call of which the result is not known: where it comes from. */
export function opaque(engine: Engine, self: Value, args: readonly Value[]): Value {
  const taint = union(engine.taintOf(self), engine.taintOf(...args));
  return unknownOf(union(taint, engine.visitCallbacks(args, taint)));
}

export function taintAll(engine: Engine, self: Value, args: readonly Value[]): Taint {
  let taint = self.type === "text" || self.type === "primitive" ? self.taint : engine.taintOf(self);
  for (const arg of args) {
    taint = union(
      taint,
      arg.type === "text" || arg.type === "primitive" ? arg.taint : engine.taintOf(arg),
    );
  }
  return taint;
}
