import type { SentenceReader } from "./sentence-reader.ts";
import { maybeSecret, secret } from "./word-sets.ts";

const questions =
  /^\s(?:(?:the|any|your|a|users?|further|clarifying|follow-up|more|too many)\s){0,3}questions?\b/i;
const quotesBetween = /["”][\s,;]{0,3}["“]/;
const purpose = /\b(?:meant|intended|designed|suitable|suited)\s(?:to\sbe|for(?:\sbeing)?)\s$/i;
const sparing =
  /^\s(?:the\s|a\s|any\s)?\w{2,12}\s(?:for\s(?!approval|permission|confirmation|consent)|to\s(?!(?:confirm|approve|allow|agree|accept|consent|review|verify|decide|choose|check)\b)[a-z]{2,})/i;
const showing = [
  "expose",
  "exposing",
  "reveal",
  "disclose",
  "show",
  "display",
  "print",
  "log",
  "output",
];

/** Two words that stand in quotes of their own, as a list of commands has them. */
export function isOtherQuote(at: SentenceReader, i: number, k: number): boolean {
  return quotesBetween.test(at.text.slice(Math.min(at.start(i), at.start(k)), at.start(k)));
}

/** What something is meant for tells its kind: not to be displayed, but read. */
export function isPurpose(at: SentenceReader, i: number): boolean {
  return purpose.test(at.behind(i, 40));
}

/** To ask questions, or not to: who does not is on their own, and hides nothing. */
export function isQuestioning(at: SentenceReader, i: number): boolean {
  return at.isWord(i, "ask", "asking") && questions.test(at.ahead(i, 48));
}

/** Not to expose a secret is care. */
export function isKeptSafe(at: SentenceReader, i: number): boolean {
  return (
    at.isEnglish(i) &&
    at.isWord(i, ...showing) &&
    (at.following(i, secret, 40) >= 0 || at.following(i, maybeSecret, 24) >= 0)
  );
}

/** Not to ask somebody for a password is to spare them. */
export function isSparing(at: SentenceReader, i: number): boolean {
  return sparing.test(at.ahead(i, 60));
}
