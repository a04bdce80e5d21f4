import type { Engine } from "../engine.ts";
import type { Tree } from "../tree.ts";

const endless = new WeakSet<Tree>();

export function noteEndless(engine: Engine, test: Tree | null, body: Tree, node: Tree): void {
  const isForEver = test === null || alwaysHolds(test);
  if (!isForEver || endless.has(node)) return;
  endless.add(node);
  if (!exits(body, 0)) {
    engine.at = node;
    engine.sink("ctx.loop", { names: ["endless"] }, {});
  }
}

/** As far as it is written down: `true`, `1`, `!0`, `i < Infinity`. */
function alwaysHolds(test: Tree): boolean {
  if (test.type === "Literal") return Boolean(test.value);
  if (test.type === "UnaryExpression") {
    return test.operator === "!" && test.argument.type === "Literal" && !test.argument.value;
  }
  return (
    test.type === "BinaryExpression" &&
    /^<=?$|^!==?$/.test(test.operator) &&
    test.right.type === "Identifier" &&
    test.right.name === "Infinity"
  );
}

/** Whether a loop's body can leave it; what waits for something is a loop that polls, not one that hangs. */
function exits(node: Tree, depth: number): boolean {
  if (depth > 60) return true;
  if (/^(?:Break|Return|Throw|Yield|Await)/.test(node.type)) return true;
  for (const child of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (
        typeof item === "object" &&
        item !== null &&
        "type" in item &&
        exits(item as Tree, depth + 1)
      ) {
        return true;
      }
    }
  }
  return false;
}
