import { families } from "./families/all.ts";
import { separator, symbolTable, transparent } from "./fold.ts";
import { bitsOf, type Group } from "./groups.ts";

/** Marks of a hit beside its groups, in the high word. */
export const marks = {
  quoted: 1 << 24,
  url: 1 << 25,
  english: 1 << 26,
  /** It had to be read through a disguise: look-alikes, digits, full-width. */
  oblique: 1 << 27,
  rot13: 1 << 28,
  reversed: 1 << 29,
  /** A word of English grammar: where it stands, words of other Latin languages are chance. */
  grammar: 1 << 30,
} as const;

/**
 * All words of all languages as one tree over folded code units: reading a text follows it once,
 * whatever the number of words.
 */
export interface Lexicon {
  readonly symbols: Uint16Array;
  /** Children of a node by ASCII symbol, 40 columns a node; 0 is none. */
  readonly ascii: Int32Array;
  /** Children by node and any other symbol. */
  readonly others: ReadonlyMap<number, number>;
  /** What a word is that ends at a node. */
  readonly wholeLow: Int32Array;
  readonly wholeHigh: Int32Array;
  /** What a word is that goes on behind a node. */
  readonly stemLow: Int32Array;
  readonly stemHigh: Int32Array;
}

export const columns = 40;
const blank = 36;

/** The column of an ASCII symbol: letters, digits, a gap, an apostrophe, a dot; -1 for others. */
export function columnOf(symbol: number): number {
  if (symbol >= 0x61 && symbol <= 0x7a) return symbol - 0x61;
  if (symbol >= 0x30 && symbol <= 0x39) return symbol - 0x30 + 26;
  if (symbol === 0x20) return blank;
  if (symbol === 0x27) return 37;
  return symbol === 0x2e ? 38 : -1;
}

let built: Lexicon | null = null;

/** Built on first use: some milliseconds that a command without a scan does not need. */
export function lexicon(): Lexicon {
  built ??= buildLexicon(familyWords());
  return built;
}

/** What a word is, for a lexicon: a set of groups and marks as two small numbers. */
export interface LexiconEntry {
  readonly word: string;
  readonly low: number;
  readonly high: number;
}

function* familyWords(): Generator<LexiconEntry> {
  for (const [language, family] of Object.entries(families)) {
    const extra = language === "en" ? marks.english : 0;
    for (const [group, words] of Object.entries(family)) {
      const { low, high } = bitsOf(group as Group);
      for (const word of words.split(",")) yield { word: word.trim(), low, high: high | extra };
    }
  }
}

let symbolsOfAll: Uint16Array | null = null;

/** A lexicon of these words, and of those that every reading needs. */
export function buildLexicon(entries: Iterable<LexiconEntry>): Lexicon {
  symbolsOfAll ??= symbolTable();
  const symbols = symbolsOfAll;
  const others = new Map<number, number>();
  // Straight into flat arrays: an object and a map for each of some thirty thousand nodes took ten times as long.
  let size = 1 << 15;
  let nodes = 1;
  let ascii = new Int32Array(size * columns);
  let wholeLow = new Int32Array(size);
  let wholeHigh = new Int32Array(size);
  let stemLow = new Int32Array(size);
  let stemHigh = new Int32Array(size);

  function addNode(): number {
    if (nodes === size) {
      size *= 2;
      ascii = enlarged(ascii);
      wholeLow = enlarged(wholeLow);
      wholeHigh = enlarged(wholeHigh);
      stemLow = enlarged(stemLow);
      stemHigh = enlarged(stemHigh);
    }
    nodes += 1;
    return nodes - 1;
  }

  function childOf(at: number, symbol: number): number {
    const column = columnOf(symbol);
    if (column >= 0) {
      const known = ascii[at * columns + column] ?? 0;
      if (known !== 0) return known;
      const fresh = addNode();
      ascii[at * columns + column] = fresh;
      return fresh;
    }
    const key = at * 0x10000 + symbol;
    const known = others.get(key);
    if (known !== undefined) return known;
    const fresh = addNode();
    others.set(key, fresh);
    return fresh;
  }

  function put(word: string, low: number, high: number): void {
    const isStem = word.endsWith("*");
    const text = (isStem ? word.slice(0, -1) : word).toLowerCase();
    let at = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const symbol = code === 0x2e ? code : (symbols[code] ?? separator);
      if (symbol === transparent) continue;
      at = childOf(at, symbol === separator ? 0x20 : symbol);
    }
    if (at === 0) return;
    if (isStem) {
      stemLow[at] = (stemLow[at] ?? 0) | low;
      stemHigh[at] = (stemHigh[at] ?? 0) | high;
    }
    wholeLow[at] = (wholeLow[at] ?? 0) | low;
    wholeHigh[at] = (wholeHigh[at] ?? 0) | high;
  }

  for (const { word, low, high } of entries) put(word, low, high);
  for (const word of telling) {
    put(rot13(word), 0, marks.rot13);
    put([...word].reverse().join(""), 0, marks.reversed);
  }
  for (const word of grammar) put(word, 0, marks.grammar);
  // Files that show what a file of secrets looks like hold none.
  for (const ending of ["example", "sample", "template", "dist", "test", "defaults"]) {
    put(`.env.${ending}`, 0, marks.grammar);
  }
  put("http", 0, marks.url);
  put("https", 0, marks.url);
  return { symbols, ascii, others, wholeLow, wholeHigh, stemLow, stemHigh };
}

/** Long words of English directives: two of them disguised the same way are no accident. */
const telling = (
  "ignore previous instructions instruction system prompt assistant reveal secret secrets password passwords " +
  "credentials environment variables token tokens without telling mention execute download install " +
  "silently conversation following command always before never every private upload append forward " +
  "collect disregard override please must should contents another package server language model agent " +
  "approval permission confirmation disable developer message history parameter address " +
  "users whenever request session commands review deployment deployments value whatever quietly registry config " +
  "commit output results release notes asked without mentioned summary repository files content https "
)
  .trim()
  .split(" ");

const grammar = (
  "the of and to is are that this with it be by from which when if have its into these there than but for can would " +
  "does being you not your"
).split(" ");

export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const base = code < 0x61 ? 0x41 : 0x61;
    return String.fromCharCode(((code - base + 13) % 26) + base);
  });
}

function enlarged(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
