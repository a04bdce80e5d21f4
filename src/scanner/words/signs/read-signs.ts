import { unquoted } from "../orders/orders-in.ts";
import { readSentences } from "../sentences/read-sentences.ts";
import { withConsentOpen } from "./cover-stories.ts";
import type { Part, SentenceSigns } from "./parts.ts";
import { signsIn } from "./sentence-signs.ts";
import { allSigns, englishSigns } from "./sign-lexicon.ts";

/**
 * Reads a stretch of text for signs, sentence by sentence.
 *
 * @param isQuoting whether what stands in quotation marks counts like the rest
 */
export function readSigns(
  whole: string,
  from: number,
  to: number,
  isQuoting: boolean,
): readonly SentenceSigns[] {
  const plain = whole.slice(from, to);
  const text = isQuoting ? plain : unquoted(withConsentOpen(plain));
  const reading = readSentences(text, 0, text.length, {
    lexicon: englishSigns(),
    isOverlapping: true,
  });
  const read = reading.sentences.flatMap((sentence) => {
    // The number of a step is no sentence beside it.
    if (!letter.test(text.slice(sentence.from, sentence.to))) return [];
    if (looksEnglish(text.slice(sentence.from, sentence.to))) {
      return signsIn(text, reading, sentence);
    }
    const again = readSentences(text, sentence.from, sentence.to, {
      lexicon: allSigns(),
      isOverlapping: true,
    });
    return again.sentences.map((one) => signsIn(text, again, one));
  });
  return read.map((one, at) => {
    const open = isCare(text, one, read[at - 1]) ? withoutVeil(one.said) : one.said;
    const isSame = namesAgain(one, read.slice(Math.max(0, at - near), at));
    const said = isSame ? new Set<Part>([...open, "refers"]) : open;
    return { ...one, from: from + one.from, to: from + one.to, said };
  });
}

/** So far back a file is remembered that a sentence names again. */
const near = 3;

function namesAgain({ names }: SentenceSigns, before: readonly SentenceSigns[]): boolean {
  return names.some((name) => before.some((one) => one.names.includes(name)));
}

/** Whether words stand in it that only English has, or none but names and commands. */
function looksEnglish(whole: string): boolean {
  const sentence = whole.replace(/`[^`\n]{1,200}`|\bhttps?:\S{1,200}/g, " ");
  const english = sentence.match(onlyEnglish)?.length ?? 0;
  if (english === 0) return !letters.test(sentence);
  return english * 8 >= (sentence.match(/[\p{L}']{1,40}/gu)?.length ?? 0);
}

const letter = /\p{L}/u;
const letters = /\p{L}{3}/u;
const onlyEnglish =
  /(?<![\p{L}\p{N}])(?:the|of|and|to|with|that|this|are|from|you|your|not|must|when|which|by|be|it|its|should|before|any|each|every|for|them|their|they|what|into|has|have|will|then|never|without)(?![\p{L}\p{N}])/giu;

/** Not to print a secret, here or where the sentence before names it, is care. */
function isCare(
  text: string,
  { from, to, said }: SentenceSigns,
  before: SentenceSigns | undefined,
): boolean {
  if (!said.has("denied") || !unprinted.test(text.slice(from, to))) return false;
  const isGoing =
    !said.has("described") && (said.has("address") || before?.said.has("address") === true);
  return !isGoing && (isSecret(said) || (before !== undefined && isSecret(before.said)));
}

const kept = ["secret", "token", "variable", "secretFile", "keyed", "private"] as const;

function isSecret(said: ReadonlySet<Part>): boolean {
  return kept.some((part) => said.has(part));
}

function withoutVeil(said: ReadonlySet<Part>): ReadonlySet<Part> {
  const open = new Set(said);
  for (const part of ["quiet", "untold", "unseen"] as const) open.delete(part);
  return open;
}

const unprinted =
  /\b(?:never|not|n['’]t)\s(?:\w{2,10}\s){0,2}(?:print|log|show|write|include|repeat|display|quote|expose|reveal|output|commit|store|put|echo|return|list|record|paste)\b|\bleave\s(?:it|them|these)\sout\b/i;
