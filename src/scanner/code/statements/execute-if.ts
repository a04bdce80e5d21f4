import { broke, type Completion, continued, type Engine, normal, returned } from "../engine.ts";
import { evaluateTest } from "../expressions/evaluate-test.ts";
import { notGiven } from "../gates.ts";
import type { Scope } from "../scope.ts";
import type { IfStatement, Tree } from "../tree.ts";
import { truthOf } from "../values.ts";
import { isLibraryGuard, isProgramGuard } from "./is-program-guard.ts";

export function executeIf(engine: Engine, first: IfStatement, scope: Scope): Completion {
  // `else if` chains are walked, not descended into.
  let node = first;
  let isProgramElse = false;
  const undecided: (Completion | null)[] = [];
  const gates = engine.gates.length;
  let isExit = false;
  for (;;) {
    const assumptions = engine.assumptions;
    const condition = evaluateTest(engine, node.test, scope);
    const truth = truthOf(condition);
    const alternate: Tree | null = node.alternate ?? null;
    let completion: Completion | null;
    if (truth === true) {
      completion = branch(engine, node.consequent, scope, undecided.length > 0);
      if (alternate !== null)
        passOver(engine, alternate, scope, engine.assumptions !== assumptions);
      undecided.push(completion);
      break;
    }
    if (truth === false) {
      passOver(engine, node.consequent, scope, engine.assumptions !== assumptions);
    } else if (isProgramGuard(engine, node.test, scope)) {
      const { consequent } = node;
      undecided.push(engine.asProgram(() => branch(engine, consequent, scope, true)));
    } else {
      isProgramElse = alternate !== null && isLibraryGuard(engine, node.test, scope);
      engine.gates.push(condition.taint);
      completion = branch(engine, node.consequent, scope, true);
      engine.gates[engine.gates.length - 1] = notGiven(condition.taint);
      isExit ||= completion !== normal;
      undecided.push(completion);
    }
    if (alternate === null) {
      undecided.push(normal);
      break;
    }
    if (alternate.type !== "IfStatement") {
      const run = () => branch(engine, alternate, scope, undecided.length > 0);
      undecided.push(isProgramElse ? engine.asProgram(run) : run());
      break;
    }
    node = alternate;
  }
  // Behind `if (…) return;` everything depends on the condition.
  if (!isExit) engine.gates.length = gates;
  return together(engine, undecided);
}

function branch(engine: Engine, node: Tree, scope: Scope, isMaybe: boolean): Completion | null {
  if (!isMaybe) return engine.execute(node, scope);
  return engine.fork(() => engine.execute(node, scope));
}

function passOver(engine: Engine, node: Tree, scope: Scope, isAssumed: boolean): void {
  if (isAssumed) engine.fork(() => engine.execute(node, scope));
  else engine.postpone(node, scope);
}

/** How several possible ways end; null is one that threw. */
export function together(engine: Engine, ways: readonly (Completion | null)[]): Completion {
  let [isNormal, isBroke, isContinued, isReturned] = [false, false, false, false];
  for (const way of ways) {
    if (way === normal) isNormal = true;
    else if (way === broke) isBroke = true;
    else if (way === continued) isContinued = true;
    else isReturned = true;
  }
  const kinds = Number(isNormal) + Number(isBroke) + Number(isContinued) + Number(isReturned);
  if (kinds === 1) return isNormal ? normal : isBroke ? broke : isContinued ? continued : returned;
  if (isBroke) engine.maybeBroke += 1;
  if (isReturned) engine.maybeReturned += 1;
  return isNormal ? normal : isContinued ? continued : broke;
}
