import { separator, transparent } from "../fold.ts";
import { type Lexicon, lexicon } from "../lexicon.ts";
import { isUnspaced } from "./letters.ts";
import { openSentence } from "./open-sentence.ts";
import type { Pass } from "./pass.ts";
import { readMark } from "./read-mark.ts";
import { readUnspaced, readWord } from "./read-word.ts";
import type { Reading } from "./reading.ts";
import { walker } from "./walker.ts";

interface ReadOptions {
  /** Lines begin with a mark of a comment, which is no list. */
  readonly isComment?: boolean;
  /** Words stand without gaps: every letter may begin one. */
  readonly isUngapped?: boolean;
  /** Other words than those of the families. */
  readonly lexicon?: Lexicon;
  /** The words of an English phrase are read by themselves, too. */
  readonly isOverlapping?: boolean;
}

/** Reads a stretch of text once, and notes the words that directives are made of. */
export function readSentences(
  text: string,
  from: number,
  to: number,
  options: ReadOptions = {},
): Reading {
  const lex = options.lexicon ?? lexicon();
  const { isComment = false, isUngapped = false, isOverlapping = false } = options;
  const reading: Reading = {
    starts: [],
    ends: [],
    low: [],
    high: [],
    sentences: [],
    dense: [],
    spaced: [],
    hasTurned: false,
    isDisguised: false,
  };
  const sentence = openSentence(text, from, to, reading);
  const walk = walker(lex, text, to);
  const pass: Pass = {
    ...{ text, from, to, lex, walk, reading, sentence },
    ...{ isComment, isUngapped, isOverlapping },
    denseTo: from,
    spacedTo: from,
  };
  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    const symbol = lex.symbols[code] ?? separator;
    if (symbol === transparent || code === 0x20) {
      i += 1;
    } else if (symbol <= transparent || symbol === 0x27) {
      i = readMark(pass, i);
    } else if (isUnspaced(code) || (code >= 0xe00 && code < 0xf00)) {
      i = readUnspaced(pass, i);
      if (sentence.isLong(i)) sentence.end(i);
    } else {
      i = readWord(pass, i);
      if (sentence.isFull(i)) sentence.end(i);
    }
  }
  sentence.end(to);
  return reading;
}
