import type { Engine } from "./engine.ts";
import type { Scope } from "./scope.ts";
import type { Tree } from "./tree.ts";
import type { FunctionValue, Value } from "./value.ts";

/** What is being assigned while a call still runs, and the callbacks that wait for it. */
export interface Awaited {
  readonly names: readonly string[];
  readonly waiting: (() => void)[];
}

const maxWaiting = 64;

/**
 * Evaluates what a name is going to hold. A host calls back later than it returns: a callback that
 * reads the name finds what the call gave, as in `const s = connect(port, () => s.write(x))`.
 */
export function assignWhole(
  engine: Engine,
  target: Tree,
  init: Tree,
  scope: Scope,
  as: "var" | "let" | "const" | "write",
): Value {
  const names = mayCallBack(init) ? namesOf(target) : noNames;
  if (names.length === 0) {
    const value = engine.evaluate(init, scope);
    engine.assign(target, value, scope, as);
    return value;
  }
  const before = engine.awaited;
  const awaited: Awaited = { names, waiting: [] };
  engine.awaited = awaited;
  let value: Value;
  try {
    value = engine.evaluate(init, scope);
  } finally {
    engine.awaited = before;
  }
  engine.assign(target, value, scope, as);
  for (const run of awaited.waiting) run();
  return value;
}

/** Whether a callback has to wait until what it reads is there. */
export function mustWait(engine: Engine, callee: FunctionValue): boolean {
  const { awaited } = engine;
  if (awaited === null || awaited.waiting.length >= maxWaiting) return false;
  const source = engine.unitSource(callee);
  return awaited.names.some((name) => isWordIn(name, source));
}

const noNames: readonly string[] = [];

function mayCallBack(init: Tree): boolean {
  const inner = init.type === "AwaitExpression" ? init.argument : init;
  return inner.type === "CallExpression" || inner.type === "NewExpression";
}

function namesOf(target: Tree): readonly string[] {
  if (target.type === "Identifier") return [target.name];
  if (target.type !== "MemberExpression" || target.property.type !== "Identifier") return noNames;
  return target.computed ? noNames : [target.property.name];
}

function isWordIn(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isNamePart(text.charCodeAt(at - 1)) && !isNamePart(text.charCodeAt(at + word.length))) {
      return true;
    }
  }
  return false;
}

function isNamePart(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x24 ||
    code === 0x5f ||
    code > 0x7f
  );
}
