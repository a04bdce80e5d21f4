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
  built ??= build();
  return built;
}

interface TreeNode {
  readonly children: Map<number, number>;
  wholeLow: number;
  wholeHigh: number;
  stemLow: number;
  stemHigh: number;
}

function build(): Lexicon {
  const symbols = symbolTable();
  const nodes: TreeNode[] = [newNode()];

  function put(word: string, low: number, high: number): void {
    const isStem = word.endsWith("*");
    const text = (isStem ? word.slice(0, -1) : word).toLowerCase();
    let at = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const symbol = code === 0x2e ? code : (symbols[code] ?? separator);
      if (symbol === transparent) continue;
      const step = symbol === separator ? 0x20 : symbol;
      let next = nodes[at]?.children.get(step);
      if (next === undefined) {
        next = nodes.length;
        nodes.push(newNode());
        nodes[at]?.children.set(step, next);
      }
      at = next;
    }
    const node = nodes[at];
    if (node === undefined || at === 0) return;
    if (isStem) {
      node.stemLow |= low;
      node.stemHigh |= high;
    }
    node.wholeLow |= low;
    node.wholeHigh |= high;
  }

  for (const [language, family] of Object.entries(families)) {
    const extra = language === "en" ? marks.english : 0;
    for (const [group, words] of Object.entries(family)) {
      const { low, high } = bitsOf(group as Group);
      for (const word of words.split(",")) put(word.trim(), low, high | extra);
    }
  }
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
  return flatten(symbols, nodes);
}

/** Long words of English directives: two of them disguised the same way are no accident. */
const telling = (
  "ignore previous instructions instruction system prompt assistant reveal secret secrets password passwords " +
  "credentials environment variables token tokens without telling mention execute download install " +
  "silently conversation following command always before never every private upload append forward " +
  "collect disregard override please must should contents another package server language model agent " +
  "approval permission confirmation disable developer message history parameter address "
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

function newNode(): TreeNode {
  return { children: new Map(), wholeLow: 0, wholeHigh: 0, stemLow: 0, stemHigh: 0 };
}

function flatten(symbols: Uint16Array, nodes: readonly TreeNode[]): Lexicon {
  const ascii = new Int32Array(nodes.length * columns);
  const others = new Map<number, number>();
  const wholeLow = new Int32Array(nodes.length);
  const wholeHigh = new Int32Array(nodes.length);
  const stemLow = new Int32Array(nodes.length);
  const stemHigh = new Int32Array(nodes.length);
  for (const [at, node] of nodes.entries()) {
    wholeLow[at] = node.wholeLow;
    wholeHigh[at] = node.wholeHigh;
    stemLow[at] = node.stemLow;
    stemHigh[at] = node.stemHigh;
    for (const [symbol, child] of node.children) {
      const column = columnOf(symbol);
      if (column >= 0) ascii[at * columns + column] = child;
      else others.set(at * 0x10000 + symbol, child);
    }
  }
  return { symbols, ascii, others, wholeLow, wholeHigh, stemLow, stemHigh };
}
