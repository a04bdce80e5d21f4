import type { SentenceReader } from "./sentence-reader.ts";

/** Said of whoever reads it, or of the package itself: your own key. */
export function isYours(at: SentenceReader, i: number): boolean {
  return /\b(?:your|own|my|our|its)\s(?:\w{1,12}\s){0,2}$/i.test(at.behind(i, 40));
}

/** A secret of a person: the user's token. */
export function isTheirs(at: SentenceReader, i: number): boolean {
  return /\b(?:user|developer|owner|human|customer|maintainer|person|victim)(?:'s|’s|s')\s(?:\w{1,12}\s){0,2}$/i.test(
    at.behind(i, 48),
  );
}

/** All of a kind: every token, any password. */
export function isEvery(at: SentenceReader, i: number): boolean {
  return /\b(?:all|every|any|each)\s(?:the\s|of\sthe\s)?(?:\w{1,12}\s)?$/i.test(at.behind(i, 32));
}

/** Where something is put, as in a file of settings, not what is passed on. */
export function isPlace(at: SentenceReader, i: number): boolean {
  return /\b(?:in|into|to|inside|within|as|via|using|with|from)\s{1,3}(?:[`"']|an?\s|the\s|your\s|its\s){0,2}(?:\S{1,20}\s){0,1}[`"'~/]{0,3}$/i.test(
    at.behind(i, 48),
  );
}
