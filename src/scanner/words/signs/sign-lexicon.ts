import { families } from "../families/all.ts";
import type { Group } from "../groups.ts";
import { buildLexicon, type Lexicon, type LexiconEntry, marks } from "../lexicon.ts";
import { signLists } from "./lists/all.ts";
import { type Sign, signBits, signOfGroup } from "./signs.ts";
import { inTraditional } from "./traditional.ts";

const tooWide: ReadonlySet<Group> = new Set(["mention", "secretly", "modal", "pretend"]);

let english: Lexicon | null = null;
let all: Lexicon | null = null;

/** The English words of signs, which those of other languages would be mistaken for. */
export function englishSigns(): Lexicon {
  english ??= buildLexicon(signWords((language) => language === "en"));
  return english;
}

/** The words of all signs; both are built on first use, as most packages have no text for them. */
export function allSigns(): Lexicon {
  all ??= buildLexicon(signWords(() => true));
  return all;
}

function* signWords(isWanted: (language: string) => boolean): Generator<LexiconEntry> {
  for (const [language, family] of Object.entries(families)) {
    if (!isWanted(language)) continue;
    for (const [group, words] of Object.entries(family)) {
      const sign = signOfGroup[group as Group];
      // Whole texts are read for signs: what is common in English is listed more narrowly.
      const isTooWide = language === "en" && tooWide.has(group as Group);
      if (sign !== undefined && !isTooWide) yield* entries(language, sign, words);
    }
  }
  for (const [language, list] of Object.entries(signLists)) {
    if (!isWanted(language)) continue;
    for (const [sign, words] of Object.entries(list)) yield* entries(language, sign as Sign, words);
  }
}

function* entries(language: string, sign: Sign, words: string): Generator<LexiconEntry> {
  const { low, high } = signBits(sign);
  const extra = language === "en" ? marks.english : 0;
  for (const word of words.split(",")) {
    for (const form of forms(word.trim())) yield { word: form, low, high: high | extra };
    if (language === "zh") yield { word: inTraditional(word.trim()), low, high };
  }
}

/** Endings of the words inside a phrase, over the languages that inflect them. */
const endings = ["", "s", "e", "es", "i", "a", "o", "n", "en", "y", "ych", "ego"];

/** A phrase with an open word inside, once for each ending of that. */
function forms(phrase: string): readonly string[] {
  const star = phrase.indexOf("* ");
  if (star < 0) return [phrase];
  const rest = forms(phrase.slice(star + 1));
  return endings.flatMap((ending) => rest.map((more) => phrase.slice(0, star) + ending + more));
}
