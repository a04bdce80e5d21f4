import { separator, skeletonOf, transparent, unleeted } from "./fold.ts";
import { bitsOf } from "./groups.ts";
import { columnOf, columns, type Lexicon, lexicon, marks } from "./lexicon.ts";

/** Words of families in one stretch of text, in order; positions are offsets in that text. */
export interface Reading {
  readonly starts: number[];
  readonly ends: number[];
  readonly low: number[];
  readonly high: number[];
  readonly sentences: Sentence[];
  /** Runs of 24 and more characters that could be an encoding, as pairs of offsets. */
  readonly dense: number[];
  /** Letters that stand alone, one after the other, as pairs of offsets. */
  readonly spaced: number[];
  /** Whether words stand in it that are English once they are turned. */
  hasTurned: boolean;
  /** Whether a word had to be folded to be read, so that phrases may not have been. */
  isDisguised: boolean;
}

export interface Sentence {
  readonly from: number;
  readonly to: number;
  /** The first and the one behind the last of its hits. */
  readonly first: number;
  readonly last: number;
  /** All groups together. */
  readonly low: number;
  readonly high: number;
  readonly endsWithColon: boolean;
  /** What it begins with: an item of a list, a heading, or a line behind an empty one. */
  readonly lead: Lead;
}

type Lead = "none" | "item" | "heading" | "blank";

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

const maxSentence = 1200;
const maxHits = 48;
const maxDense = 64;
const denseLength = 24;
/** How many blanks may stand between the words of a phrase: an end of line with an indent. */
const maxGap = 24;

const onMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#\s`"'),.]|$)/i;

/** Reads a stretch of text once, and notes the words that directives are made of. */
export function readSentences(
  text: string,
  from: number,
  to: number,
  options: ReadOptions = {},
): Reading {
  const lex = options.lexicon ?? lexicon();
  const { symbols } = lex;
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
  const walk = walker(lex, text, to);
  const { isComment = false, isUngapped = false, isOverlapping = false } = options;

  let sentenceFrom = from;
  let lead: Lead = leadAt(text, from, to);
  let first = 0;
  let low = 0;
  let high = 0;
  let quote = 0;
  let grammarWords = 0;
  let hasForeign = false;
  let denseTo = from;
  let spacedTo = from;

  function push(start: number, end: number, hitLow: number, hitHigh: number): void {
    reading.starts.push(start);
    reading.ends.push(end);
    reading.low.push(hitLow);
    const whole = quote === 0 ? hitHigh : hitHigh | marks.quoted;
    reading.high.push(whole);
    low |= hitLow;
    high |= whole;
    if ((whole & (marks.rot13 | marks.reversed)) !== 0) reading.hasTurned = true;
    hasForeign ||= (hitHigh & (marks.english | marks.url)) === 0 && isLatin(text.charCodeAt(start));
  }

  /** Leaves out words of other languages that an English sentence holds by chance: public, norm. */
  function dropForeign(): void {
    let kept = first;
    low = 0;
    high = 0;
    for (let k = first; k < reading.starts.length; k += 1) {
      const hitHigh = reading.high[k] ?? 0;
      const isForeign =
        (hitHigh & (marks.english | marks.url | marks.rot13 | marks.reversed)) === 0 &&
        isLatin(text.charCodeAt(reading.starts[k] ?? 0));
      if (isForeign) continue;
      reading.starts[kept] = reading.starts[k] ?? 0;
      reading.ends[kept] = reading.ends[k] ?? 0;
      reading.low[kept] = reading.low[k] ?? 0;
      reading.high[kept] = hitHigh;
      low |= reading.low[k] ?? 0;
      high |= hitHigh;
      kept += 1;
    }
    for (const list of [reading.starts, reading.ends, reading.low, reading.high])
      list.length = kept;
  }

  function endSentence(end: number): void {
    const isTold = grammarWords >= 2 || (grammarWords === 1 && isShort(text, sentenceFrom, end));
    if (hasForeign && isTold) dropForeign();
    hasForeign = false;
    grammarWords = 0;
    const last = reading.starts.length;
    if (last === first && isOnlyBlank(text, sentenceFrom, end)) {
      sentenceFrom = end;
      return;
    }
    if (end > sentenceFrom) {
      const endsWithColon = lastVisible(text, sentenceFrom, end) === 0x3a;
      reading.sentences.push({
        from: sentenceFrom,
        to: end,
        first,
        last,
        low,
        high,
        endsWithColon,
        lead,
      });
    }
    lead = "none";
    sentenceFrom = end;
    first = last;
    low = 0;
    high = 0;
  }

  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    const symbol = symbols[code] ?? separator;
    if (symbol > transparent && symbol !== 0x27) {
      const isUnspaced = code >= 0x2e80 && !isPair(code) && !(code >= 0xfb50 && code < 0xff66);
      if (isUnspaced || (code >= 0xe00 && code < 0xf00)) {
        // Scripts without blanks: a word may begin at every character.
        if (walk.run(i, true)) {
          push(i, walk.end, walk.low, walk.high);
          i = walk.end;
        } else {
          i += 1;
        }
        if (i - sentenceFrom > maxSentence) endSentence(i);
        continue;
      }
      const start = i;
      let found = walk.run(i, isUngapped);
      let end = walk.wordEnd;
      const { wordEnd } = walk;
      if (!found && code >= 0x600 && code < 0x700) {
        // Arabic writes and, by, for and the onto the word.
        for (const skip of clitics(text, start)) {
          found = walk.run(start + skip, false);
          if (found) break;
        }
        end = walk.wordEnd;
      }
      if (!found && isElision(text, start)) {
        // French and Italian write the, not and of onto the word.
        const skip = text.charCodeAt(start + 1) === 0x75 ? 3 : 2;
        if ((code | 0x20) === 0x6e) push(start, start + 2, negation.low, negation.high);
        found = walk.run(start + skip, false);
        end = Math.max(start + skip, walk.wordEnd);
      }
      const folded = foldedWords(text, start, end, walk);
      if (folded !== null && walk.runWord(folded, lex)) {
        found = true;
        reading.isDisguised = true;
      }
      if (found) {
        const isUrl = (walk.high & marks.url) !== 0;
        if (isUrl && text.startsWith("://", walk.end)) {
          const host = walk.end + 3;
          end = urlEnd(text, host, to);
          // What stays on the machine is no address that something could go to.
          if (!onMachine.test(text.slice(host, host + 16))) push(start, end, 0, marks.url);
        } else {
          end = folded === null ? walk.end : Math.max(end, start + 1);
          const isOblique = folded !== null || walk.isOblique;
          const hitHigh =
            (isUrl ? walk.high & ~marks.url : walk.high) | (isOblique ? marks.oblique : 0);
          if ((hitHigh & marks.grammar) !== 0) grammarWords += 1;
          if (walk.low !== 0 || (hitHigh & ~marks.grammar) !== 0) {
            push(start, end, walk.low, hitHigh & ~marks.grammar);
          }
        }
      }
      if (end - start >= 16 && start >= denseTo && reading.dense.length < 2 * maxDense) {
        const run = denseRun(text, start, end, from, to);
        denseTo = run.end;
        if (run.end - run.start >= denseLength) reading.dense.push(run.start, run.end);
      }
      if (end - start === 1 && start >= spacedTo && code < 0x80 && !isUngapped) {
        spacedTo = spacedRun(text, start, to);
        if (spacedTo - start >= 15 && reading.spaced.length < 2 * maxDense) {
          reading.spaced.push(start, spacedTo);
        }
      }
      const isEnglish = isOverlapping && (walk.high & marks.english) !== 0;
      const next = isEnglish ? Math.min(end, wordEnd) : end;
      i = isUngapped && !found ? start + 1 : Math.max(next, start + 1);
      if (i - sentenceFrom > maxSentence || reading.starts.length - first >= maxHits)
        endSentence(i);
      continue;
    }
    i += 1;
    if (symbol === transparent || code === 0x20) continue;
    switch (code) {
      case 0x2e: {
        if (isWordDot(text, i, symbols)) {
          // A dot before a name, as in a file of settings.
          if (walk.run(i - 1, false)) {
            push(i - 1, walk.end, walk.low, walk.high);
            i = walk.end;
          }
        } else if (endsHere(text, i, to)) {
          endSentence(i);
        }
        break;
      }
      case 0x21:
      case 0x3f:
        if (endsHere(text, i, to)) endSentence(i);
        break;
      case 0x3002:
      case 0xff01:
      case 0xff1f:
      case 0x61f:
      case 0x964:
      case 0x6d4:
        endSentence(i);
        break;
      case 0x0a: {
        const next = lineStart(text, i, to, isComment);
        if (next.isBreak) {
          endSentence(i);
          if (next.isBlank) quote = 0;
          lead = next.isBlank ? "blank" : leadAt(text, next.at, to);
        }
        i = next.at;
        break;
      }
      case 0x22:
      case 0x60:
        quote = quote === code ? 0 : quote === 0 ? code : quote;
        break;
      case 0x201c:
      case 0x201e:
      case 0xab:
      case 0x300c:
      case 0x300e:
        quote = code;
        break;
      case 0x201d:
      case 0xbb:
      case 0x300d:
      case 0x300f:
        quote = 0;
        break;
      case 0x40:
        if (isMailAt(text, i - 1, symbols)) push(i - 1, i, 0, marks.url);
        break;
      default:
    }
  }
  endSentence(to);
  return reading;
}

/** A title or a short phrase, in which one word of English grammar is enough to tell. */
function isShort(text: string, from: number, to: number): boolean {
  if (to - from > maxShort) return false;
  return (text.slice(from, to).match(/[\p{L}'’]{2,40}/gu)?.length ?? 0) <= wordsOfShort;
}

const maxShort = 120;
const wordsOfShort = 12;

interface Walker {
  end: number;
  wordEnd: number;
  low: number;
  high: number;
  isOblique: boolean;
  /** Whether only the beginning of the word is in the tree. */
  isStem: boolean;
  /** Follows the tree from a position; `isOpen` lets words end anywhere. */
  run(start: number, isOpen: boolean): boolean;
  runWord(words: readonly string[], lex: Lexicon): boolean;
}

function walker(lex: Lexicon, text: string, to: number): Walker {
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
    if (code >= 0x2e80 && !isPair(code) && !(code >= 0xfb50 && code < 0xff66)) break;
    at += 1;
  }
  return at;
}

/** Ways to read a word that is none as it stands: mixed scripts, digits in it, mathematical letters. */
function foldedWords(
  text: string,
  start: number,
  end: number,
  walk: Walker,
): readonly string[] | null {
  const length = end - start;
  if (length < 3 || length > 40) return null;
  let hasLatin = false;
  let hasOther = false;
  let hasDigit = false;
  let hasUnseen = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) hasDigit = true;
    else if (code < 0x250) hasLatin = true;
    else if (isPair(code)) hasOther = true;
    else if ((code >= 0x370 && code < 0x590) || (code >= 0x250 && code < 0x2b0)) hasOther = true;
    else if (code >= 0x1d00 && code < 0x1d80) hasOther = true;
    else if (code >= 0x2000) hasUnseen = true;
  }
  if (!hasOther && !(hasDigit && hasLatin)) return null;
  // A word that is one as it stands needs no other reading; the beginning of one may be chance.
  if (walk.end > start && !(hasDigit && walk.isStem)) return null;
  if (hasOther && !hasLatin && !isMathematical(text, start)) return null;
  const word = text.slice(start, end);
  const plain = hasUnseen ? word.replace(/\p{Default_Ignorable_Code_Point}/gu, "") : word;
  const skeleton = hasOther ? skeletonOf(plain) : null;
  if (skeleton !== null) return [skeleton];
  return hasDigit && length <= 20 ? unleeted(plain) : null;
}

function isMathematical(text: string, at: number): boolean {
  return (
    isPair(text.charCodeAt(at)) || (text.charCodeAt(at) >= 0x1d00 && text.charCodeAt(at) < 0x1d80)
  );
}

const negation = bitsOf("not");

function isElision(text: string, at: number): boolean {
  const mark = text.charCodeAt(at + 1) === 0x75 ? at + 2 : at + 1;
  const code = text.charCodeAt(mark);
  return (code === 0x27 || code === 0x2019) && "ndlsmtjcqNDLSMTJCQ".includes(text.charAt(at));
}

function isLatin(code: number): boolean {
  return code < 0x250;
}

function isPair(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
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

/** How many characters of an Arabic word may be written onto it from others. */
function clitics(text: string, start: number): readonly number[] {
  const first = text.charAt(start);
  const skips: number[] = [];
  let at = 0;
  if ("وفبلكس".includes(first)) {
    at = 1;
    skips.push(1);
  }
  if (text.startsWith("ال", start + at)) skips.push(at + 2);
  else if (at === 1 && "وفبلكس".includes(text.charAt(start + 1))) {
    skips.push(2);
    if (text.startsWith("ال", start + 2)) skips.push(4);
  }
  return skips;
}

function isWordDot(text: string, at: number, symbols: Uint16Array): boolean {
  const next = text.charCodeAt(at);
  if (!(next >= 0x61 && next <= 0x7a)) return false;
  const before = text.charCodeAt(at - 2);
  return !(before > 0x20) || (symbols[before] ?? 0) <= transparent;
}

function endsHere(text: string, at: number, to: number): boolean {
  if (at >= to) return true;
  const code = text.charCodeAt(at);
  return (
    code <= 0x20 ||
    code === 0x22 ||
    code === 0x29 ||
    code === 0x2a ||
    code === 0x3c ||
    code > 0x2000
  );
}

function isOnlyBlank(text: string, from: number, to: number): boolean {
  if (to - from > 64) return false;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}

function lastVisible(text: string, from: number, to: number): number {
  const floor = Math.max(from, to - 64);
  for (let at = to - 1; at >= floor; at -= 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0x2a && code !== 0x23 && code !== 0x2f) {
      return code === 0xff1a ? 0x3a : code;
    }
  }
  return 0;
}

interface LineStart {
  readonly at: number;
  readonly isBreak: boolean;
  readonly isBlank: boolean;
}

function leadAt(text: string, at: number, to: number): Lead {
  const code = at < to ? text.charCodeAt(at) : 0x20;
  if (code === 0x23) return "heading";
  const isItem =
    code === 0x2d ||
    code === 0x2a ||
    code === 0x2b ||
    code === 0x2022 ||
    code === 0x7c ||
    code === 0x3e;
  return isItem || (code >= 0x30 && code <= 0x39) ? "item" : "none";
}

/** What the beginning of a line says: an empty line, or an item of a list, ends a sentence. */
function lineStart(text: string, from: number, to: number, isComment: boolean): LineStart {
  let at = skipBlanks(text, from, to);
  if (isComment) {
    while (at < to && at - from < 200 && isCommentMark(text.charCodeAt(at))) at += 1;
    at = skipBlanks(text, at, to);
  }
  const code = at < to ? text.charCodeAt(at) : 0x0a;
  if (code === 0x0a || code === 0x0d) return { at, isBreak: true, isBlank: true };
  const next = text.charCodeAt(at + 1);
  const isBullet =
    (code === 0x2d || code === 0x2a || code === 0x2b || code === 0x2022) && next <= 0x20;
  const isNumber = code >= 0x30 && code <= 0x39 && (next === 0x2e || next === 0x29);
  const isMark = code === 0x23 || code === 0x7c || code === 0x3e || code === 0x40;
  return { at, isBreak: isBullet || isNumber || isMark, isBlank: false };
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at += 1;
  return at;
}

function isCommentMark(code: number): boolean {
  return code === 0x2a || code === 0x2f || code === 0x23 || code === 0x3b || code === 0x21;
}

function urlEnd(text: string, from: number, to: number): number {
  let at = from;
  const end = Math.min(to, from + 2048);
  while (at < end) {
    const code = text.charCodeAt(at);
    if (
      code <= 0x20 ||
      code === 0x22 ||
      code === 0x27 ||
      code === 0x60 ||
      code === 0x3e ||
      code > 0x2e7f
    ) {
      break;
    }
    at += 1;
  }
  // What ends the sentence is no part of the address.
  while (at > from && ".,;:!?)]*_".includes(text.charAt(at - 1))) at -= 1;
  return at;
}

/** A name before and a host behind: an address of mail. */
function isMailAt(text: string, at: number, symbols: Uint16Array): boolean {
  if ((symbols[text.charCodeAt(at - 1)] ?? 0) <= transparent) return false;
  const host = /^[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}/.exec(text.slice(at + 1, at + 200));
  return host !== null && /\.[a-z]{2,12}$/i.test(host[0]);
}

function denseRun(text: string, start: number, end: number, from: number, to: number) {
  let a = start;
  let b = end;
  while (a > from && start - a < 64 && isDense(text.charCodeAt(a - 1))) a -= 1;
  while (b < to) {
    if (isDense(text.charCodeAt(b))) {
      b += 1;
      continue;
    }
    // An encoding may be broken over lines, and over strings that are joined.
    let next = b;
    while (next < to && next - b < 24 && isJoint(text.charCodeAt(next))) next += 1;
    const isBroken = next > b && text.slice(b, next).includes("\n");
    let tail = next;
    while (isBroken && tail < to && tail - next < 16 && isDense(text.charCodeAt(tail))) tail += 1;
    if (tail - next < 8) break;
    b = next;
  }
  return { start: a, end: b };
}

function isDense(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x3d ||
    code === 0x2d ||
    code === 0x5f
  );
}

function isJoint(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x2a ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0x2b ||
    code === 0x23
  );
}

/** The end of letters that each stand alone: `i g n o r e`, `i.g.n.o.r.e`. */
function spacedRun(text: string, start: number, to: number): number {
  let at = start;
  for (;;) {
    let next = at + 1;
    while (next < to && next - at <= 4 && isSpacing(text.charCodeAt(next))) next += 1;
    // Marks between spaced letters, as in a path or an address, are spaced like them.
    while (next + 1 < to && isSpacedMark(text, next)) {
      next += 1;
      while (next < to && isSpacing(text.charCodeAt(next))) next += 1;
    }
    if (next === at + 1 || next >= to || !isLetter(text.charCodeAt(next))) return at + 1;
    if (next + 1 < to && isLetter(text.charCodeAt(next + 1))) return at + 1;
    at = next;
  }
}

/** A mark of an address or a path, or a digit, with a blank behind it. */
function isSpacedMark(text: string, at: number): boolean {
  return "~/:@#0123456789".includes(text.charAt(at)) && text.charCodeAt(at + 1) === 0x20;
}

function isSpacing(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2a ||
    code === 0x7c
  );
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
