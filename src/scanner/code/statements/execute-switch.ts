import { broke, type Completion, type Engine, normal } from "../engine.ts";
import { notGiven } from "../gates.ts";
import { isEqual } from "../operators.ts";
import type { Scope } from "../scope.ts";
import type { SwitchStatement, Tree } from "../tree.ts";
import { together } from "./execute-if.ts";
import { executeList, needsScope, openBlock } from "./execute-list.ts";

export function executeSwitch(engine: Engine, node: SwitchStatement, scope: Scope): Completion {
  const value = engine.evaluate(node.discriminant, scope);
  const label = engine.ownLabel;
  engine.ownLabel = null;
  const all = node.cases.flatMap(({ consequent }) => consequent as Tree[]);
  const inner = needsScope(all) ? openBlock(engine, all, scope) : scope;
  const tests = node.cases.map(({ test }) =>
    test == null ? null : isEqual(engine, value, engine.evaluate(test, inner), true),
  );
  const isDecided = node.cases.every(({ test }, index) => test == null || tests[index] !== null);
  const chosen = tests.indexOf(true);
  const fallback = node.cases.findIndex(({ test }) => test == null);
  if (
    isDecided ||
    (chosen >= 0 &&
      !tests
        .slice(0, chosen)
        .some((test, index) => test === null && node.cases[index]?.test != null))
  ) {
    const from = chosen >= 0 ? chosen : fallback;
    node.cases.forEach(({ consequent }, index) => {
      if (index !== from && consequent.length > 0) engine.postponeRest(consequent, 0, inner);
    });
    if (from < 0) return normal;
    for (const { consequent } of node.cases.slice(from)) {
      const completion = executeList(engine, consequent, 0, inner);
      if (completion === broke && (engine.label === null || engine.label === label)) {
        engine.label = null;
        return normal;
      }
      if (completion !== normal) return completion;
    }
    return normal;
  }
  engine.gates.push(value.taint);
  const ways: (Completion | null)[] = fallback < 0 ? [normal] : [];
  let isSaid = true;
  for (const { test, consequent } of node.cases) {
    isSaid &&= test?.type === "Literal" && typeof test.value === "string" && test.value !== "";
    if (consequent.length === 0) continue;
    engine.gates[engine.gates.length - 1] = isSaid ? value.taint : notGiven(value.taint);
    isSaid = true;
    const way = engine.fork(() => executeList(engine, consequent, 0, inner));
    ways.push(way === broke && engine.label === null ? normal : way);
  }
  engine.gates.pop();
  return together(engine, ways);
}
