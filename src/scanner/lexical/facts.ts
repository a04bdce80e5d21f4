/**
 * What is odd about code as it is written, before anybody asks what it does (threat catalogue §4):
 * what editors do not show, show in another order, or show as something else.
 */
export interface LexicalFacts {
  readonly marks: readonly LexicalMark[];
  /** Files of code that are dense from their first line to the last, as minifiers write them; sorted. */
  readonly minified: readonly string[];
}

export interface LexicalMark {
  readonly kind: LexicalKind;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text at its place, raw. */
  readonly excerpt: string;
  /** Of invisible characters: whether code of this file turns characters into numbers. */
  readonly decodes?: boolean;
  /** Of a name: whether what it looks like is a part of the runtime, not only another name of the file. */
  readonly isBuiltin?: boolean;
  /** Of a name: whether a variable is made of it right where the other one is used. */
  readonly isBeside?: boolean;
}

export type LexicalKind =
  /** A statement behind so many blanks or empty lines that nobody scrolls there. */
  | "off-screen"
  /** A last line far denser than the formatted code above it. */
  | "dense-tail"
  /** Direction controls that make code be shown in another order than it runs in. */
  | "bidi"
  /** A payload of characters that do not show. */
  | "invisible"
  /** A name that looks like another one. */
  | "homograph"
  /** Code of a handful of symbols: no letters, no digits. */
  | "symbols"
  /** The signature of a packer: words in one string, put back in by `eval`. */
  | "packed"
  /** A comment or a run of empty statements too long for its purpose to be reading. */
  | "bulk"
  /** Many addresses of one chain beside a function that picks the most similar one. */
  | "address-table"
  /** A function that tells how much two words look alike. */
  | "likeness";

export const noLexical: LexicalFacts = { marks: [], minified: [] };
