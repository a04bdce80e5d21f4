import { isNegated } from "./negation.ts";
import type { Notes } from "./notes.ts";
import { isEvery, isPlace, isYours } from "./possession.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import { care, get, maybeSecret, talk, url, valuable } from "./word-sets.ts";

/** Something that is nobody else's is to be read. */
export function noteTaking(at: SentenceReader, { note, act }: Notes): void {
  for (const i of at.all(get)) {
    if (!at.isVerb(i) || isNegated(at, i) || isFindingOut(at, i)) continue;
    const object = at.object(i, valuable, 90);
    if (object >= 0) {
      if (at.is(object, talk)) act("talk");
      const isOwn = isYours(at, object) || (at.any(care) && !at.any(url));
      const isGoal = at.isWord(i, "copy", "note", "record") && isPlace(at, object);
      note(isOwn || isGoal ? "weak" : "strong", "take", i);
      continue;
    }
    const token = at.object(i, maybeSecret, 50);
    if (token < 0) continue;
    const isBulk = isEvery(at, token) && !at.any(care) && !at.isWord(i, "list", "find");
    note(isBulk ? "strong" : "weak", "take", i);
  }
}

/** `find out`, which gets knowledge and no thing. */
function isFindingOut(at: SentenceReader, i: number): boolean {
  return at.text.startsWith(" out ", at.end(i));
}
