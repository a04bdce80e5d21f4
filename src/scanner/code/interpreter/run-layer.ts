import { returned } from "../engine.ts";
import type { Node } from "../machine.ts";
import { parseLayer } from "../parse.ts";
import { Scope, topFrame } from "../scope.ts";
import { executeList, hoist } from "../statements/execute-list.ts";
import type { Program, Tree } from "../tree.ts";
import { placeOf, type Unit } from "../unit.ts";
import type { Taint, Value } from "../value.ts";
import { eitherOf, undefinedValue, unknownOf } from "../values.ts";
import { allowLayer } from "./budget.ts";
import type { Interpreter } from "./interpreter.ts";

const maxLayerDepth = 6;
const maxLayerChars = 8 * 1024 * 1024;
const maxLayers = 2_000;
export const nowhere: Node = { type: "Program", start: 0, end: 0 };

/** Runs texts that the package runs as code, and bounds how many, how long and how deep. */
export class Layers {
  private readonly texts = new Map<string, number>();
  private depth = 0;
  private chars = 0;
  private nextBase = 0x4000_0000;

  run(
    engine: Interpreter,
    source: string,
    taint: Taint,
    extra: Readonly<Record<string, Value>>,
  ): Value {
    const seen = this.texts.get(source) ?? 0;
    if (seen >= 4 && Object.keys(extra).length === 0) return unknownOf(taint);
    this.texts.set(source, seen + 1);
    this.chars += seen === 0 ? source.length : 0;
    if (this.depth >= maxLayerDepth || this.chars > maxLayerChars || this.texts.size > maxLayers) {
      engine.limitsHit.add("layers");
      return unknownOf(taint);
    }
    const program = parseLayer(source);
    if (program === null) return unknownOf(taint);
    const { unit: outer } = engine.frame;
    const unit: Unit = {
      path: outer.path,
      source,
      program,
      reading: "tree",
      layer: outer.layer + 1,
      carrier: placeOf(outer, engine.at.start),
      base: this.nextBase,
    };
    this.nextBase += source.length + 2;
    if (seen === 0) engine.recorder.noteHiding(unit);
    const frame = topFrame(unit, engine.api("global"));
    const scope = new Scope(engine.loader.scopeOf(outer.path), frame, engine.branch, true);
    for (const [name, value] of Object.entries(extra)) scope.declare(name, value);
    const { frame: before, at, tries } = engine;
    this.depth += 1;
    engine.frame = frame;
    engine.at = nowhere;
    try {
      allowLayer(engine, source.length);
      return engine.runProgram(program, scope);
    } finally {
      this.depth -= 1;
      engine.frame = before;
      engine.at = at;
      engine.tries = tries;
    }
  }
}

/** Runs statements of a program; the value of the last expression, or what it returns. */
export function runProgram(engine: Interpreter, program: Program, scope: Scope): Value {
  const body = program.body as readonly Tree[];
  hoist(engine, program, body, scope);
  const last = body.at(-1);
  if (last?.type !== "ExpressionStatement") {
    const completion = executeList(engine, body, 0, scope);
    return completion === returned || scope.frame.returns.length > 0
      ? eitherOf(scope.frame.returns)
      : undefinedValue;
  }
  executeList(engine, body.slice(0, -1), 0, scope);
  return engine.evaluate(last.expression, scope);
}
