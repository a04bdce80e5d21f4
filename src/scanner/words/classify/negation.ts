import { isDenied } from "../orders/guard.ts";
import { isFlag, type SentenceReader } from "./sentence-reader.ts";
import { flag, negation, not, person, tell, without } from "./word-sets.ts";

/** Whether a word is denied, so that nobody is told to do it. */
export function isNegated(at: SentenceReader, i: number): boolean {
  return (
    negationWithin(at, i, isFlag(at, i) ? 60 : 28) >= 0 ||
    (at.isEnglish(i) && at.any(negation) && isDenied(at.text, at.start(i)))
  );
}

/** The negation of a word that counts only with one, as to tell does; -1 without any. */
export function negationOf(at: SentenceReader, i: number): number {
  return negationWithin(at, i, 45);
}

/** Never to run something without asking: the negation of a negation. */
export function isTwiceDenied(at: SentenceReader, negative: number, i: number): boolean {
  if (!at.isEnglish(negative)) return false;
  for (let k = negative; k <= i; k += 1) {
    if (at.is(k, without) && isDenied(at.text, at.start(k))) return true;
  }
  return false;
}

function negationWithin(at: SentenceReader, i: number, within: number): number {
  if (!at.any(negation)) return -1;
  const isEnglish = at.isEnglish(i);
  for (let k = at.first; k < at.last; k += 1) {
    if (!at.is(k, negation)) continue;
    if (k === i) {
      // A word that is both, such as a Turkish verb in the negative.
      if (!isEnglish) return k;
      continue;
    }
    // Without reaches no further than its own verb.
    const reach = within < 40 && at.is(k, without) && !at.is(k, not) ? 12 : within;
    if (k < i ? reachesAhead(at, k, i, reach) : reachesBack(at, k, i, reach)) return k;
  }
  return -1;
}

/** Whether a negation holds for a word that follows it. */
function reachesAhead(at: SentenceReader, negative: number, i: number, reach: number): boolean {
  if (at.start(i) - at.end(negative) > reach) return false;
  const between = at.text.slice(at.end(negative), at.start(i));
  // Not to tell somebody, and to do something: the negation ends with the telling.
  const isSpent =
    /,\s*(?:and|y|e|et|und|и)\b/.test(between) &&
    at.following(negative, tell, between.length) >= 0 &&
    at.following(negative, person, between.length) >= 0;
  // Not a failure, and reporting it would be noise: what is behind the comma begins anew.
  const isSubject =
    at.isEnglish(i) && /,\s*(?:and|but)\s$/.test(between) && /ing$/i.test(at.word(i));
  if (isSubject) return false;
  const isTold = isSpent && !at.is(i, tell) && !at.is(i, flag);
  return !isTold && !/[.;:!?。；：，、]|,\s*(?:but|just|and then|then)\b/.test(between);
}

/** Whether it holds for one before it, as in languages that put it behind the verb. */
function reachesBack(at: SentenceReader, negative: number, i: number, reach: number): boolean {
  if (at.isEnglish(i) || at.isEnglish(negative)) return false;
  const away = at.start(negative) - at.end(i);
  const isDense = at.text.charCodeAt(at.start(i)) >= 0x2e80;
  if (away > reach || away > (isDense ? 6 : 24)) return false;
  return !/[.,;:!?。；：，、،]/.test(at.text.slice(at.end(i), at.start(negative)));
}
