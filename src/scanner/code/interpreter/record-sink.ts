import type { AtomDetail, AtomKind } from "../atoms.ts";
import { transformsOf } from "../taints.ts";
import type { Taint, Value } from "../value.ts";
import type { Interpreter } from "./interpreter.ts";
import { isKnownWhole } from "./read-values.ts";

/** Records a sink at the place that is being interpreted, and what flows into it. */
export function recordSink(
  engine: Interpreter,
  kind: AtomKind,
  detail: AtomDetail,
  inputs: Readonly<Record<string, Value | undefined>>,
): number {
  const { recorder } = engine;
  let isClosed = true;
  const parts: [string, Taint][] = [];
  for (const [into, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    const taint = engine.taintOf(value);
    parts.push([into, taint]);
    isClosed &&= taint.atoms.length === 0 && isKnownWhole(value, 0);
  }
  const isFed = parts.some(([, { atoms }]) => atoms.length > 0);
  const whole = { ...detail, ...(isClosed ? { isClosed } : {}) };
  const id = recorder.emit(kind, whole, engine.spot(), isFed);
  for (const [into, taint] of parts) {
    if (taint.atoms.length === 0) continue;
    const through = transformsOf(taint);
    for (const atom of taint.atoms) if (atom !== id) recorder.flow(atom, id, through, into);
  }
  if (engine.silences > 0) engine.emit("ctx.silent");
  const names = engine.gatedBy();
  if (names.length > 0) engine.emit("ctx.gate", { names });
  return id;
}
