import { decodeSpaced } from "../decode.ts";
import { marks } from "../lexicon.ts";
import type { Layer } from "../prose.ts";
import { readSentences } from "../sentences/read-sentences.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";

/** Whether a word is one that directives are made of. */
export function isTelling(word: string): boolean {
  return /^[a-z]{3,40}$/i.test(word) && readSentences(word, 0, word.length).starts.length > 0;
}

/** The text without what has no width, where that stands between letters; null without any. */
export function withoutUnseen(text: string, from: number, to: number): string | null {
  const whole = text.slice(from, to);
  if (!/[a-z][\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+[a-z]/i.test(whole)) return null;
  const plain = whole.replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+/g, "");
  return whole.length - plain.length >= 6 ? plain : null;
}

/** The text around letters that stand alone, with those joined to words. */
export function withoutSpacing(text: string, to: number, reading: Reading) {
  const first = reading.spaced[0] ?? 0;
  const last = reading.spaced.at(-1) ?? first;
  const start = reading.sentences.findLast((sentence) => sentence.from <= first)?.from ?? first;
  let decoded = "";
  let at = start;
  for (let i = 0; i < reading.spaced.length; i += 2) {
    const from = reading.spaced[i] ?? at;
    const end = reading.spaced[i + 1] ?? from;
    if (from - at > 2000) break;
    decoded += text.slice(at, from) + decodeSpaced(text.slice(from, end));
    at = end;
  }
  return { decoded: decoded + text.slice(at, Math.min(to, last + 400)), start };
}

/** Sentences with several words that are English once they are turned. */
export function* turned(reading: Reading): Generator<{ sentence: Sentence; how: Layer }> {
  for (const sentence of reading.sentences) {
    for (const how of ["rot13", "reversed"] as const) {
      if ((sentence.high & marks[how]) === 0) continue;
      let words = 0;
      for (let i = sentence.first; i < sentence.last; i += 1) {
        if ((reading.high[i] ?? 0) & marks[how]) words += 1;
      }
      if (words >= 2) yield { sentence, how };
    }
  }
}
