import { isNegated } from "./negation.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import { memory, store } from "./word-sets.ts";

/** What is told is to hold later, too. */
export function noteRemembering(at: SentenceReader, { note }: Notes): void {
  for (const i of at.all(store)) {
    if (!at.isVerb(i) || isNegated(at, i)) continue;
    if (at.nearest(i, memory, 80) >= 0) note("strong", "persist", i);
  }
}
