import { broke, type Completion, type Engine, normal, returned } from "../engine.ts";
import { evaluateTest } from "../expressions/evaluate-test.ts";
import { Scope } from "../scope.ts";
import type { ForStatement, Tree } from "../tree.ts";
import { truthOf } from "../values.ts";
import { declareVariables } from "./declare.ts";
import { noteEndless } from "./note-endless.ts";

interface Loop {
  readonly test: Tree | null;
  readonly update: Tree | null;
  readonly body: Tree;
  readonly isPostTest: boolean;
  readonly node: Tree;
}

export function executeFor(engine: Engine, node: ForStatement, scope: Scope): Completion {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  if (node.init != null) {
    if (node.init.type === "VariableDeclaration") declareVariables(engine, node.init, inner);
    else engine.evaluate(node.init, inner);
  }
  const { test = null, update = null, body } = node;
  return executeLoop(engine, { test, update, body, isPostTest: false, node }, inner);
}

/**
 * Runs a loop as long as its condition is known, so that decoders simply run. Once the condition,
 * or an exit, is undecided, or the budget is spent, the body is looked at twice more, as something that may happen.
 */
export function executeLoop(
  engine: Engine,
  { test, update, body, isPostTest, node }: Loop,
  scope: Scope,
): Completion {
  const { maybeBroke, maybeReturned, ownLabel: label } = engine;
  const { steps, charWork } = engine;
  let { doubts } = engine;
  let isFirst = true;
  engine.ownLabel = null;
  noteEndless(engine, test, body, node);
  for (;;) {
    let truth: boolean | null = true;
    if (test !== null && !(isPostTest && isFirst)) {
      truth = truthOf(evaluateTest(engine, test, scope));
    }
    if (truth === false) {
      if (isFirst) engine.postpone(body, scope);
      return normal;
    }
    const isLeft = engine.maybeBroke !== maybeBroke || engine.maybeReturned !== maybeReturned;
    engine.maybeBroke = maybeBroke;
    const isDoubtful = engine.doubts !== doubts || isIdle(engine, steps, charWork);
    doubts = engine.doubts;
    if (truth === null || isLeft || isDoubtful || !engine.spend(1)) {
      return undecidedLoop(engine, test, update, body, scope, label);
    }
    isFirst = false;
    const completion = engine.execute(body, scope);
    const end = afterBody(engine, completion, label);
    if (end === "stop") return normal;
    if (end !== "next") return end;
    if (update !== null) engine.evaluate(update, scope);
  }
}

const freeSteps = 60_000;

/** Decoders touch characters all the time; what runs long without doing so is not one of them. */
function isIdle(engine: Engine, steps: number, charWork: number): boolean {
  const used = engine.steps - steps;
  return used > freeSteps && (engine.charWork - charWork) * 64 < used;
}

function undecidedLoop(
  engine: Engine,
  test: Tree | null,
  update: Tree | null,
  body: Tree,
  scope: Scope,
  label: string | null,
): Completion {
  const { maybeBroke, undecidedLoops } = engine;
  // What one round leaves behind, the next may pick up; loops inside are seen twice by that anyway.
  const rounds = undecidedLoops === 0 ? 2 : 1;
  engine.undecidedLoops += 1;
  for (let round = 0; round < rounds; round += 1) {
    const completion = engine.fork(() => engine.execute(body, scope));
    engine.maybeBroke = maybeBroke;
    if (completion !== null && completion !== normal) {
      const end = afterBody(engine, completion, label);
      if (end !== "next" && end !== "stop" && end !== returned) {
        engine.undecidedLoops = undecidedLoops;
        return end;
      }
    }
    engine.fork(() => {
      if (update !== null) engine.evaluate(update, scope);
      if (test !== null && round + 1 < rounds) engine.evaluate(test, scope);
    });
  }
  engine.undecidedLoops = undecidedLoops;
  return normal;
}

/** What an ended loop body means for the loop. */
export function afterBody(
  engine: Engine,
  completion: Completion,
  label: string | null,
): "next" | "stop" | Completion {
  if (completion === normal) return "next";
  if (completion === returned) return returned;
  const isOurs = engine.label === null || engine.label === label;
  if (!isOurs) return completion;
  engine.label = null;
  return completion === broke ? "stop" : "next";
}
