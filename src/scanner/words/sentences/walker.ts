import { separator, transparent } from "../fold.ts";
import { columnOf, columns, type Lexicon, marks } from "../lexicon.ts";
import { isPair, isUnspaced } from "./letters.ts";

/** How many blanks may stand between the words of a phrase: an end of line with an indent. */
const maxGap = 24;

/** Where in the tree of words the last walk came to, and what it found there. */
export interface Walker {
  end: number;
  wordEnd: number;
  low: number;
  high: number;
  isOblique: boolean;
  /** Whether only the beginning of the word is in the tree. */
  isStem: boolean;
  /** Follows the tree from a position; `isOpen` lets words end anywhere. */
  run(start: number, isOpen: boolean): boolean;
  /** Whether one of these readings of a word is in the tree as a whole. */
  runWord(words: readonly string[]): boolean;
}

/** One walker serves a whole text: a walk for every word must make no objects. */
export function walker(lex: Lexicon, text: string, to: number): Walker {
  const { symbols, ascii, others, wholeLow, wholeHigh, stemLow, stemHigh } = lex;
  const walk: Walker = {
    end: 0,
    wordEnd: 0,
    low: 0,
    high: 0,
    isOblique: false,
    isStem: false,

    run(start, isOpen) {
      let node = 0;
      let at = start;
      let foundEnd = -1;
      let foundLow = 0;
      let foundHigh = 0;
      let wordEnd = -1;
      let isOblique = false;
      while (at < to) {
        const code = text.charCodeAt(at);
        let symbol = symbols[code] ?? separator;
        if (symbol === transparent) {
          isOblique ||= at > start && code < 0x300;
          isOblique ||= code >= 0x2000 && code !== 0xfe0f;
          at += 1;
          continue;
        }
        if (code >= 0xff01 && code <= 0xff5e) isOblique = true;
        if (symbol === separator) {
          if (code === 0x2e) {
            symbol = 0x2e;
          } else {
            if (wordEnd < 0) wordEnd = at;
            if (wholeLow[node] || wholeHigh[node]) {
              foundEnd = at;
              foundLow = wholeLow[node] ?? 0;
              foundHigh = wholeHigh[node] ?? 0;
            }
            const node2 = isGap(code) ? (ascii[node * columns + 36] ?? 0) : 0;
            if (node2 === 0) {
              node = 0;
              break;
            }
            let next = at;
            while (next < to && next - at < maxGap && isGap(text.charCodeAt(next))) next += 1;
            node = node2;
            at = next;
            continue;
          }
        }
        const column = columnOf(symbol);
        const child =
          column >= 0
            ? (ascii[node * columns + column] ?? 0)
            : (others.get(node * 0x10000 + symbol) ?? 0);
        if (child === 0) {
          if (symbol === 0x2e) {
            if (wordEnd < 0) wordEnd = at;
            if (wholeLow[node] || wholeHigh[node]) {
              foundEnd = at;
              foundLow = wholeLow[node] ?? 0;
              foundHigh = wholeHigh[node] ?? 0;
            }
          } else if (isOpen && (wholeLow[node] || wholeHigh[node])) {
            foundEnd = at;
            foundLow = wholeLow[node] ?? 0;
            foundHigh = wholeHigh[node] ?? 0;
          } else if (code >= 0x2e80 && wordEnd < 0 && !isPair(code)) {
            // A Latin word ends where a script without blanks begins.
            wordEnd = at;
            if (wholeLow[node] || wholeHigh[node]) {
              foundEnd = at;
              foundLow = wholeLow[node] ?? 0;
              foundHigh = wholeHigh[node] ?? 0;
            }
          }
          node = 0;
          break;
        }
        node = child;
        at += 1;
        if (stemLow[node] || stemHigh[node]) {
          foundEnd = -2;
          foundLow = stemLow[node] ?? 0;
          foundHigh = stemHigh[node] ?? 0;
          walk.end = at;
        } else if (isOpen && (wholeLow[node] || wholeHigh[node])) {
          foundEnd = at;
          foundLow = wholeLow[node] ?? 0;
          foundHigh = wholeHigh[node] ?? 0;
        }
      }
      if (at >= to && node !== 0 && (wholeLow[node] || wholeHigh[node])) {
        foundEnd = at;
        foundLow = wholeLow[node] ?? 0;
        foundHigh = wholeHigh[node] ?? 0;
      }
      walk.wordEnd = wordEnd >= 0 ? wordEnd : endOfWord(text, at, to, symbols);
      walk.low = foundLow;
      walk.high = foundHigh;
      walk.isOblique = isOblique;
      walk.isStem = foundEnd === -2;
      // A stem takes the rest of its word.
      if (foundEnd === -2) walk.end = Math.max(walk.end, endOfWord(text, walk.end, to, symbols));
      else walk.end = foundEnd;
      return foundEnd !== -1;
    },

    runWord(words) {
      for (const word of words) {
        const inner = walker(lex, word, word.length);
        if (inner.run(0, false) && inner.end === word.length) {
          walk.low = inner.low;
          walk.high = inner.high & ~marks.url;
          walk.isOblique = true;
          return true;
        }
      }
      return false;
    },
  };
  return walk;
}

function endOfWord(text: string, from: number, to: number, symbols: Uint16Array): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if ((symbols[code] ?? 0) === separator) break;
    if (isUnspaced(code)) break;
    at += 1;
  }
  return at;
}

/** What may stand between the words of a phrase. */
function isGap(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x0a ||
    code === 0x0d ||
    code === 0x09 ||
    code === 0x2a ||
    code === 0x2f ||
    code === 0xa0
  );
}
