import type { Node } from "./machine.ts";
import type { Value } from "./value.ts";

/** What is known about a function from the times it was interpreted. */
export interface FunctionRecord {
  runs: number;
  /** Steps of its own, without those of what it called. */
  spent: number;
  active: number;
  result: Value | null;
  /** What a call gives that is not interpreted; made when it is needed. */
  summary: Value | null;
  /** Kinds of arguments that it was interpreted with. */
  readonly signatures: Set<string>;
  /** Taints that unknown callers handed in so far. */
  readonly visitedWith: Set<string>;
}

/** Kept with the node: a table beside the tree costs the garbage collector more than the tree. */
const kept = Symbol("record");

export function recordOf(node: Node): FunctionRecord {
  const holder = node as Node & { [kept]?: FunctionRecord };
  let record = holder[kept];
  if (record === undefined) {
    record = {
      runs: 0,
      spent: 0,
      active: 0,
      result: null,
      summary: null,
      signatures: new Set(),
      visitedWith: new Set(),
    };
    holder[kept] = record;
  }
  return record;
}
