import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import { union } from "../taints.ts";
import type { Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint } from "../values.ts";

const counts = new Set([12, 15, 18, 21, 24]);
const maxChain = 6;

/** `[12, 24].includes(words.length)`: so many words are those of a wallet, and nothing else. */
export function noteWordCount(engine: Engine, asked: Tree, list: Value, scope: Scope): void {
  const numbers = engine.iterate(list).items.map((item) => engine.numberOf(item));
  if (numbers.length > counts.size || !numbers.includes(12) || !numbers.includes(24)) return;
  if (numbers.every((number) => number !== null && counts.has(number))) {
    noteWords(engine, asked, scope);
  }
}

/** `words.length !== 12 && words.length !== 24` */
export function noteWordComparison(engine: Engine, node: Tree, scope: Scope): void {
  if (node.type !== "LogicalExpression") return;
  const [left, right] = [node.left, node.right];
  if (left.type !== "BinaryExpression" || right.type !== "BinaryExpression") return;
  const numbers = [left.right, right.right].map((side: Tree) =>
    side.type === "Literal" ? side.value : null,
  );
  if (numbers.includes(12) && numbers.includes(24)) noteWords(engine, left.left, scope);
}

function noteWords(engine: Engine, asked: Tree, scope: Scope): void {
  if (asked.type !== "MemberExpression" || asked.computed) return;
  const { property } = asked;
  if (property.type !== "Identifier" || property.name !== "length") return;
  const name = rootOf(asked.object as Tree);
  const binding = name === null ? undefined : scope.lookup(name);
  if (binding === undefined || binding.value.type === "api") return;
  engine.at = asked;
  const taint = engine.source("src.param", { names: ["mnemonic"] });
  binding.value =
    binding.value.type === "array"
      ? { ...binding.value, taint: union(binding.value.taint, taint) }
      : addTaint(binding.value, taint);
}

function rootOf(node: Tree): string | null {
  let at = node;
  for (let depth = 0; depth < maxChain; depth += 1) {
    if (at.type === "Identifier") return at.name as string;
    if (at.type === "CallExpression") at = at.callee;
    else if (at.type === "MemberExpression" || at.type === "ChainExpression")
      at = at.type === "ChainExpression" ? at.expression : (at.object as Tree);
    else return null;
  }
  return null;
}
