import { heapSize } from "bun:jsc";

/** How much may be read, and how much work done, before memory is looked at again. */
const charsBetween = 1024 * 1024;
const stepsBetween = 1_000_000;
const smallHeap = 96 * 1024 * 1024;

let chars = 0;
let steps = 0;
let heapAfter = 0;

/**
 * Has garbage collected once the heap has grown by half. Left to itself the runtime lets trees that are
 * done with pile up to several times of what lives, and the process would be ended for its size.
 * Counted for the process and not for a package, as the heap is.
 */
export function collectInStep(moreChars: number, moreSteps: number): void {
  chars += moreChars;
  steps += moreSteps;
  if (chars < charsBetween && steps < stepsBetween) return;
  chars = 0;
  steps = 0;
  if (heapSize() < Math.max(smallHeap, heapAfter * 1.5)) return;
  Bun.gc(true);
  heapAfter = heapSize();
}
