import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import { every, fail, first, guard, modal, tell, toolish } from "./word-sets.ts";

/** Something wants to be first, for everything. */
export function noteFirst(at: SentenceReader, { note }: Notes): void {
  for (const i of at.all(first)) {
    // To ask before something is done is what people want.
    const asked = at.nearest(i, tell, 12);
    if ((asked >= 0 && asked < i) || at.following(i, guard, 14) >= 0) continue;
    const object = at.nearest(i, toolish, 60);
    if (object >= 0 && at.nearest(object, every, 40) >= 0) note("strong", "before", i);
    else if (object >= 0 && at.any(modal)) note("weak", "before", i);
  }
  for (const i of at.all(fail)) {
    if (at.nearest(i, every, 60) >= 0 && at.any(toolish)) note("strong", "before", i);
    else if (at.any(first)) note("weak", "before", i);
  }
}
