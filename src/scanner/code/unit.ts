import type { CodeFile } from "./atoms.ts";
import { originOf, type Windows } from "./text-windows.ts";
import type { Program } from "./tree.ts";

/** A text of code with its tree: a file, a piece of a script, or a layer that was decoded. */
export interface Unit {
  readonly path: string;
  readonly source: string;
  readonly program: Program;
  readonly reading: CodeFile["reading"];
  /** 0 is code as it was written. */
  readonly layer: number;
  /** Where the text stood when it is no file of its own: atoms in it are told to be there. */
  readonly carrier: Place | null;
  /** Set when only windows of a file were read: where they are in the whole of it. */
  readonly origin?: { readonly windows: Windows; readonly source: string };
  /** Added to offsets, so that functions of layers and files have different numbers. */
  readonly base: number;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<Unit, readonly number[]>();

/** Where an offset is, lines and columns counted from 1. */
export function placeOf(unit: Unit, given: number): Place {
  if (unit.carrier !== null) return unit.carrier;
  const { origin } = unit;
  const source = origin?.source ?? unit.source;
  const offset = origin === undefined ? given : originOf(origin.windows, given);
  let starts = lineStarts.get(unit);
  if (starts === undefined) {
    const found = [0];
    for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) {
      found.push(at + 1);
    }
    starts = found;
    lineStarts.set(unit, starts);
  }
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

const excerptChars = 240;

/** The code at an offset: its line when that is short, else what stands from there on. */
export function excerptAt(unit: Unit, start: number): string {
  const lineStart = unit.source.lastIndexOf("\n", Math.max(0, start - 1)) + 1;
  const from = start - lineStart < 80 ? lineStart : start;
  const lineEnd = unit.source.slice(from, from + excerptChars).indexOf("\n");
  const to = lineEnd < 0 ? from + excerptChars : from + lineEnd;
  return unit.source.slice(from, to).trim();
}
