import { isKeptSafe, isOtherQuote, isPurpose, isQuestioning, isSparing } from "./discretion.ts";
import { isNegated, isTwiceDenied, negationOf } from "./negation.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import {
  carrying,
  conceal,
  content,
  guard,
  person,
  rules,
  secretly,
  tell,
  toolish,
  valuable,
  without,
} from "./word-sets.ts";

const supposed = /\b(?:we|it|they|this|that)\s(?:would|could|might)\s[^.;]{0,70}$/i;
const passive = /\b(?:is|are|be|been|was|were)\s(?:\w{2,14}\s){1,3}$/i;
const duty = /\b(?:must|should|shall|have to|has to|needs? to|is to|are to)\s(?:\w{2,12}\s)?be\s/i;

/** Somebody is not to be told or asked. */
export function noteHiding(at: SentenceReader, notes: Notes): void {
  const { note, act } = notes;
  for (const i of at.all(tell)) noteUntold(at, i, notes);
  for (const i of at.all(conceal)) {
    if (!at.isVerb(i) || isNegated(at, i) || at.nearest(i, person, 40) < 0) continue;
    if (isOfPrompt(at, i)) act("hide-prompt");
    note("strong", "hide", i);
  }
  for (const i of at.all(carrying)) {
    if (!at.isVerb(i) || isNegated(at, i) || at.object(i, valuable, 60) < 0) continue;
    if (!at.isMentioned(i)) act("smuggle");
  }
  for (const i of at.all(secretly)) {
    const isOrdinary = at.isWord(i, "silently", "quietly") || isInside(at, i);
    note(isOrdinary ? "weak" : "strong", "hide", i);
  }
  for (const i of at.all(without)) {
    if (at.following(i, guard, 50) < 0 || isTwiceDenied(at, i, i) || isSupposed(at, i)) continue;
    note(at.nearest(i, person, 60) >= 0 ? "strong" : "weak", "hide", i);
  }
}

/** Who is not to be told; that somebody is spared a question, or a secret shown, hides nothing. */
function noteUntold(at: SentenceReader, i: number, { note, act }: Notes): void {
  const negative = negationOf(at, i);
  if (negative < 0 || !isTelling(at, i) || isOtherQuote(at, negative, i)) return;
  if (isSupposed(at, negative)) return;
  if (isTwiceDenied(at, negative, i) || isSparing(at, i) || isKeptSafe(at, i)) return;
  if (isPurpose(at, i)) return;
  if (isQuestioning(at, i)) {
    note("weak", "hide", i);
    return;
  }
  const isToPerson = isRecipient(at, at.nearest(i, person, 60));
  if (!isToPerson && at.nearest(i, guard, 40) < 0 && at.nearest(i, toolish, 60) < 0) return;
  if (isOfPrompt(at, i)) act("hide-prompt");
  note(isToPerson ? "strong" : "weak", "hide", i);
}

/** What is kept back is the prompt, as its makers may want. */
function isOfPrompt(at: SentenceReader, i: number): boolean {
  return at.following(i, rules, 40) >= 0 && !at.any(content);
}

/** A verb behind not, or behind without in its other form; the same words are nouns elsewhere. */
function isTelling(at: SentenceReader, i: number): boolean {
  return !at.isEnglish(i) || at.isVerb(i) || at.word(i).toLowerCase().endsWith("ing");
}

/** What "we would" do if things were otherwise is no order. */
function isSupposed(at: SentenceReader, i: number): boolean {
  return supposed.test(at.behind(i, 90));
}

/** A person who is told, not one whose things are spoken of. */
function isRecipient(at: SentenceReader, i: number): boolean {
  return i >= 0 && !/\bof\s(?:the\s|an?\s|your\s|its\s)?$/i.test(at.behind(i, 12));
}

/** Something is done behind the scenes: by a program, by itself. */
function isInside(at: SentenceReader, i: number): boolean {
  const before = at.behind(i, 60);
  return at.isWord(i, "behind the scenes") && passive.test(before) && !duty.test(before);
}
