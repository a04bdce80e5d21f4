import { type Bits, meet } from "../groups.ts";
import { isImperative } from "../imperative.ts";
import { marks } from "../lexicon.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { acting, mention } from "./word-sets.ts";

/**
 * What the classes ask of one sentence: where words of a group stand in it, how far from each other, and
 * what is written around them. Words are named by their number in the reading.
 */
export interface SentenceReader {
  readonly text: string;
  /** Where the sentence begins and ends in its text. */
  readonly from: number;
  readonly to: number;
  /** The first of its words, and the one behind its last. */
  readonly first: number;
  readonly last: number;
  all(bits: Bits): readonly number[];
  any(bits: Bits): boolean;
  is(i: number, bits: Bits): boolean;
  /** The hit of a group that is closest, within so many characters; -1 when there is none. */
  nearest(i: number, bits: Bits, within: number): number;
  following(i: number, bits: Bits, within: number): number;
  /** What a verb is done to: in English it follows, and no other verb takes it. */
  object(i: number, bits: Bits, within: number): number;
  /** Whether it is told to be done, as far as English verbs show it by where they stand. */
  isVerb(i: number): boolean;
  isEnglish(i: number): boolean;
  isQuoted(i: number): boolean;
  isMentioned(i: number): boolean;
  isOblique(): boolean;
  isWord(i: number, ...words: readonly string[]): boolean;
  start(i: number): number;
  end(i: number): number;
  word(i: number): string;
  /** At most so many characters before a word. */
  behind(i: number, length: number): string;
  /** So many characters after it, of this sentence or the next. */
  ahead(i: number, length: number): string;
  /** The sentence as it is written. */
  whole(): string;
}

const noHits: readonly number[] = [];

/** Looks at one sentence of a reading; nothing is worked out before it is asked for. */
export function sentenceReader(
  text: string,
  { starts, ends, low, high }: Reading,
  sentence: Sentence,
): SentenceReader {
  const { first: from, last: to } = sentence;
  const isMarked = (i: number, mark: number) => ((high[i] ?? 0) & mark) !== 0;
  const reader: SentenceReader = {
    text,
    from: sentence.from,
    to: sentence.to,
    first: from,
    last: to,
    all(bits) {
      if (!reader.any(bits)) return noHits;
      const found: number[] = [];
      for (let i = from; i < to; i += 1) if (reader.is(i, bits)) found.push(i);
      return found;
    },
    any: (bits) => meet(sentence, bits),
    is: (i, bits) => (((low[i] ?? 0) & bits.low) | ((high[i] ?? 0) & bits.high)) !== 0,
    // A script without blanks says more in fewer characters, but distances are bounds, not measures.
    nearest(i, bits, within) {
      if (!reader.any(bits)) return -1;
      let best = -1;
      let distance = within + 1;
      for (let k = from; k < to; k += 1) {
        if (k === i || !reader.is(k, bits)) continue;
        const away = k > i ? reader.start(k) - reader.end(i) : reader.start(i) - reader.end(k);
        if (away < distance) {
          best = k;
          distance = away;
        }
      }
      return best;
    },
    following(i, bits, within) {
      for (let k = i + 1; k < to; k += 1) {
        if (reader.start(k) - reader.end(i) > within) break;
        if (reader.is(k, bits)) return k;
      }
      return -1;
    },
    object(i, bits, within) {
      if (!reader.isEnglish(i)) return reader.nearest(i, bits, within);
      const k = reader.following(i, bits, within);
      for (let other = i + 1; other < k; other += 1) {
        if (!reader.is(other, acting) || reader.is(other, bits) || !reader.isVerb(other)) continue;
        const between = text.slice(ends[i], starts[other]);
        if (!/^[,\s]{0,3}(?:and|or|then)?\s{0,2}$/.test(between)) return -1;
      }
      return k;
    },
    isVerb: (i) => !reader.isEnglish(i) || isImperative(text, reader.start(i), sentence.from),
    isEnglish: (i) => isMarked(i, marks.english),
    isQuoted: (i) => isMarked(i, marks.quoted),
    isMentioned(i) {
      if (!reader.any(mention)) return false;
      for (let k = from; k < to; k += 1) {
        if (k === i || !reader.is(k, mention)) continue;
        // In languages that put the verb last, the mention follows.
        if (k < i || !reader.isEnglish(k)) return true;
      }
      return false;
    },
    isOblique() {
      for (let i = from; i < to; i += 1) if (isMarked(i, marks.oblique)) return true;
      return false;
    },
    isWord: (i, ...words) => words.includes(reader.word(i).toLowerCase()),
    start: (i) => starts[i] ?? 0,
    end: (i) => ends[i] ?? 0,
    word: (i) => text.slice(starts[i], ends[i]),
    behind: (i, length) => text.slice(Math.max(0, reader.start(i) - length), reader.start(i)),
    ahead: (i, length) => text.slice(reader.end(i), reader.end(i) + length),
    whole: () => text.slice(sentence.from, sentence.to),
  };
  return reader;
}

/** A switch of a command, which stands for a deed wherever it is written. */
export function isFlag(at: SentenceReader, i: number): boolean {
  return (
    at.text.startsWith("--", at.start(i) - 2) ||
    at.isWord(i, "dangerously-skip-permissions", "yolo")
  );
}
