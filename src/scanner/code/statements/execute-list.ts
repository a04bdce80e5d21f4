import { type Completion, type Engine, normal, returned } from "../engine.ts";
import { hoistedIn } from "../hoist.ts";
import { Scope } from "../scope.ts";
import type { Tree } from "../tree.ts";
import { undefinedValue } from "../values.ts";
import { leavesUnlessProgram } from "./is-program-guard.ts";

/** Runs statements in order. What a decided exit passes over is kept for the end. */
export function executeList(
  engine: Engine,
  body: readonly Tree[],
  from: number,
  scope: Scope,
): Completion {
  const gates = engine.gates.length;
  for (let index = from; index < body.length; index += 1) {
    const node = body[index] as Tree;
    const completion = engine.execute(node, scope);
    if (completion !== normal) {
      const isPlain =
        node.type === "ReturnStatement" ||
        node.type === "ThrowStatement" ||
        node.type === "BreakStatement" ||
        node.type === "ContinueStatement";
      if (!isPlain && index + 1 < body.length) {
        if (engine.isOpen && completion === returned) continue;
        engine.postponeRest(body, index + 1, scope);
      }
      engine.gates.length = gates;
      return completion;
    }
    if (index + 1 < body.length && leavesUnlessProgram(engine, node, scope)) {
      return engine.asProgram(() => executeList(engine, body, index + 1, scope));
    }
  }
  engine.gates.length = gates;
  return normal;
}

export function executeBlock(engine: Engine, body: readonly Tree[], scope: Scope): Completion {
  return executeList(engine, body, 0, needsScope(body) ? openBlock(engine, body, scope) : scope);
}

/** Kept with the list of statements. */
const kept = Symbol("needs a scope");

export function needsScope(body: readonly Tree[]): boolean {
  const holder = body as readonly Tree[] & { [kept]?: boolean };
  let answer = holder[kept];
  if (answer === undefined) {
    answer = body.some(
      (node) =>
        node.type === "FunctionDeclaration" ||
        node.type === "ClassDeclaration" ||
        (node.type === "VariableDeclaration" && node.kind !== "var"),
    );
    holder[kept] = answer;
  }
  return answer;
}

export function openBlock(engine: Engine, body: readonly Tree[], scope: Scope): Scope {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  for (const node of body) {
    if (node.type !== "FunctionDeclaration" || node.id === null) continue;
    const made = engine.makeFunction(node, inner);
    inner.declare(node.id.name, made);
    // Sloppy code sees functions of blocks in the whole function.
    const outer = scope.functionScope().own(node.id.name);
    if (outer !== undefined && outer.value === undefinedValue) outer.value = made;
  }
  return inner;
}

/** Binds what a function body or a program declares before its first statement runs. */
export function hoist(engine: Engine, owner: Tree, body: readonly Tree[], scope: Scope): void {
  const { vars, functions } = hoistedIn(owner, body);
  for (const name of vars) {
    if (scope.own(name) === undefined) scope.declare(name, undefinedValue);
  }
  for (const node of functions) {
    if (node.id !== null) scope.declare(node.id.name, engine.makeFunction(node, scope));
  }
}
