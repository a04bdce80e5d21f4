import { givenBit } from "./gates.ts";
import type { ArrayValue } from "./value.ts";

/**
 * Whether a list is the words of a started program, the runtime and the file before them: who takes one
 * at a place that nobody knows means what somebody typed.
 */
export function isCommandLine({ items, rest }: ArrayValue): boolean {
  return items.length === 2 && rest !== null && (rest.taint.through & givenBit) !== 0;
}
