import { isNegated, negationOf } from "./negation.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import { agent, evil, flag, judging, mark, product, safe, thing } from "./word-sets.ts";

/** Who reads this for a verdict is told which. */
export function noteJudging(at: SentenceReader, { note }: Notes): void {
  const hasJudge = at.any(judging) || at.any(agent);
  for (const i of at.all(flag)) {
    const negative = negationOf(at, i);
    if (negative < 0 || !at.isVerb(i) || isFailure(at, i)) continue;
    const isOfEvil = at.following(i, evil, 50) >= 0;
    if (!isOfEvil && at.following(i, thing, 40) < 0) continue;
    if (hasJudge || (at.any(safe) && !isOurs(at, i))) note("strong", "judge", i);
    else if (isOfEvil || at.following(i, product, 40) >= 0) note("weak", "judge", i);
  }
  for (const i of at.all(mark)) {
    if (!at.isVerb(i) || isNegated(at, i)) continue;
    const isSafe = at.nearest(i, safe, 50) >= 0;
    const isSkip =
      at.nearest(i, judging, 60) >= 0 &&
      at.isWord(i, "skip", "exclude", "omit", "exempt", "ignore");
    if (isSafe && at.nearest(i, thing, at.any(judging) ? 90 : 40) >= 0)
      note(hasJudge && !at.isWord(i, "set") ? "strong" : "weak", "judge", i);
    else if (isSkip && at.any(thing))
      note(at.any(agent) || at.any(safe) ? "strong" : "weak", "judge", i);
  }
  for (const i of at.all(safe)) {
    if (at.nearest(i, judging, 60) >= 0 && at.nearest(i, thing, 50) >= 0) note("weak", "judge", i);
  }
}

/** Something could not be done: what a program says when it fails. */
function isFailure(at: SentenceReader, i: number): boolean {
  return /\b(?:could|did|was|were|has|had)(?: not|n['’]t)(?: be)? $/i.test(at.behind(i, 20));
}

/** What we do is told by who wrote it, of their own program. */
function isOurs(at: SentenceReader, i: number): boolean {
  return /\b(?:we|i)\b/i.test(at.behind(i, 80));
}
