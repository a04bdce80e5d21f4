/** A structure in a syntax tree whose purpose is that nobody can read it (threat catalogue §4). */
export interface ObfuscationFact {
  readonly kind: ObfuscationKind;
  /** Offset in the source, and its place, counted from 1. */
  readonly start: number;
  readonly line: number;
  readonly column: number;
  /** The code at its place, raw. */
  readonly excerpt: string;
}

export type ObfuscationKind =
  /** Names and strings in one rotated array, read through a decoder with numbers. */
  | "string-array"
  /** The order of statements in a string of numbers, run by a switch in a loop. */
  | "flattening"
  /** Code that tests its own text, so that it stops when somebody formats it. */
  | "self-test"
  /** Code that keeps calling for a debugger. */
  | "debugger-trap"
  /** Conditions over constants that look like decisions. */
  | "opaque-predicates"
  /** Code taken out of a function's own text, a pattern's source or a stack, and run. */
  | "carrier";
