import { bitsOf } from "../groups.ts";
import { marks } from "../lexicon.ts";
import { isOnMachine, urlEnd } from "./addresses.ts";
import { denseRun, spacedRun } from "./encoded-runs.ts";
import { foldedWords } from "./folded-words.ts";
import type { Pass } from "./pass.ts";
import { clitics, isElision } from "./written-onto.ts";

const maxRuns = 64;
const denseLength = 24;
/** So much of letters that stand alone could be words. */
const spacedLength = 15;

const negation = bitsOf("not");

/** Reads a word of a script without blanks, where one may begin at every character; where to go on. */
export function readUnspaced({ walk, sentence }: Pass, start: number): number {
  if (!walk.run(start, true)) return start + 1;
  sentence.add(start, walk.end, walk.low, walk.high);
  return walk.end;
}

/** Reads the word or phrase that begins at a place, in whatever disguise; where to go on behind it. */
export function readWord(pass: Pass, start: number): number {
  const { text, walk, reading, sentence, isUngapped } = pass;
  const code = text.charCodeAt(start);
  let found = walk.run(start, isUngapped);
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
    if ((code | 0x20) === 0x6e) sentence.add(start, start + 2, negation.low, negation.high);
    found = walk.run(start + skip, false);
    end = Math.max(start + skip, walk.wordEnd);
  }
  const folded = foldedWords(text, start, end, walk);
  if (folded !== null && walk.runWord(folded)) {
    found = true;
    reading.isDisguised = true;
  }
  if (found) end = addFound(pass, start, end, folded !== null);
  noteRuns(pass, start, end);
  const isEnglish = pass.isOverlapping && (walk.high & marks.english) !== 0;
  const next = isEnglish ? Math.min(end, wordEnd) : end;
  return isUngapped && !found ? start + 1 : Math.max(next, start + 1);
}

/** Adds what the walk found to the sentence, an address up to its own end; where it ends. */
function addFound(
  { text, to, walk, sentence }: Pass,
  start: number,
  wordEnd: number,
  isFolded: boolean,
): number {
  const isUrl = (walk.high & marks.url) !== 0;
  if (isUrl && text.startsWith("://", walk.end)) {
    const host = walk.end + 3;
    const end = urlEnd(text, host, to);
    if (!isOnMachine(text, host)) sentence.add(start, end, 0, marks.url);
    return end;
  }
  const end = isFolded ? Math.max(wordEnd, start + 1) : walk.end;
  const isOblique = isFolded || walk.isOblique;
  const high = (isUrl ? walk.high & ~marks.url : walk.high) | (isOblique ? marks.oblique : 0);
  if ((high & marks.grammar) !== 0 && !isAccented(text, start, end)) sentence.grammarWords += 1;
  if (walk.low !== 0 || (high & ~marks.grammar) !== 0) {
    sentence.add(start, end, walk.low, high & ~marks.grammar);
  }
  return end;
}

/** Whether a word has an accent, which no word of English grammar has: what is left without it only looks like one. */
function isAccented(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 0xc0 && code < 0x250) || (code >= 0x1e00 && code < 0x1f00)) return true;
  }
  return false;
}

/** Notes what may be an encoding, or words of letters that stand alone, for whoever decodes them. */
function noteRuns(pass: Pass, start: number, end: number): void {
  const { text, from, to, reading } = pass;
  if (end - start >= 16 && start >= pass.denseTo && reading.dense.length < 2 * maxRuns) {
    const run = denseRun(text, start, end, from, to);
    pass.denseTo = run.end;
    if (run.end - run.start >= denseLength) reading.dense.push(run.start, run.end);
  }
  const isAlone = end - start === 1 && text.charCodeAt(start) < 0x80 && !pass.isUngapped;
  if (isAlone && start >= pass.spacedTo) {
    pass.spacedTo = spacedRun(text, start, to);
    if (pass.spacedTo - start >= spacedLength && reading.spaced.length < 2 * maxRuns) {
      reading.spaced.push(start, pass.spacedTo);
    }
  }
}
