import type { Tree } from "../code/tree.ts";

/** Called for each node with the nodes that it stands in, the innermost last. */
export type NodeVisitor = (node: Tree, around: readonly Tree[]) => void;

/** Visits every node, parents first, without recursion: trees of hostile code are deep. */
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
    around.push(node);
    work.push(null);
    pushChildren(node, work);
  }
}

/** In the order of the text, so the last goes first. */
function pushChildren(node: Tree, work: (Tree | null)[]): void {
  const first = work.length;
  for (const key in node) {
    const value: unknown = node[key as keyof Tree];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) work.push(item);
    } else if (isNode(value)) work.push(value);
  }
  for (let low = first, high = work.length - 1; low < high; low++, high--) {
    const kept = work[low] ?? null;
    work[low] = work[high] ?? null;
    work[high] = kept;
  }
}

function isNode(value: unknown): value is Tree {
  return typeof (value as Partial<Tree> | null)?.type === "string";
}
