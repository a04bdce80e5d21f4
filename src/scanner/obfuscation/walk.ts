import type { Tree } from "../code/tree.ts";
import { isSilent, partsOf } from "./node-parts.ts";

/** Called for each node with the nodes that it stands in, the innermost last. */
export type NodeVisitor = (node: Tree, around: readonly Tree[]) => void;

/**
 * Visits every node but plain names and their kin, parents first, without recursion: trees of hostile
 * code are deep.
 */
export function walk(root: Tree, visit: NodeVisitor): void {
  const around: Tree[] = [];
  const work: (Tree | null)[] = [root];
  while (work.length > 0) {
    const node = work.pop() ?? null;
    if (node === null) {
      around.pop();
      continue;
    }
    visit(node, around);
    const before = work.length;
    work.push(null);
    pushChildren(node, work);
    if (work.length === before + 1) work.pop();
    else around.push(node);
  }
}

/** In the order of the text, so the last goes first. */
function pushChildren(node: Tree, work: (Tree | null)[]): void {
  const first = work.length;
  const parts = partsOf(node.type);
  if (parts === undefined) {
    for (const key in node) pushPart(node[key as keyof Tree], work);
  } else {
    for (let index = 0; index < parts.length; index += 1) {
      pushPart(node[parts[index] as keyof Tree], work);
    }
  }
  for (let low = first, high = work.length - 1; low < high; low++, high--) {
    const kept = work[low] ?? null;
    work[low] = work[high] ?? null;
    work[high] = kept;
  }
}

function pushPart(part: unknown, work: (Tree | null)[]): void {
  if (typeof part !== "object" || part === null) return;
  if (Array.isArray(part)) {
    for (let index = 0; index < part.length; index += 1) {
      const item: unknown = part[index];
      if (isNode(item)) work.push(item);
    }
  } else if (isNode(part)) work.push(part);
}

function isNode(value: unknown): value is Tree {
  const type = (value as Partial<Tree> | null)?.type;
  return typeof type === "string" && !isSilent(type);
}
