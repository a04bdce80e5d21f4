import { transparent } from "../fold.ts";

const maxShort = 120;
const wordsOfShort = 12;

/** Whether a dot stands before a name, as in a file of settings, and ends nothing. */
export function isWordDot(text: string, at: number, symbols: Uint16Array): boolean {
  const next = text.charCodeAt(at);
  if (!(next >= 0x61 && next <= 0x7a)) return false;
  const before = text.charCodeAt(at - 2);
  return !(before > 0x20) || (symbols[before] ?? 0) <= transparent;
}

/** Whether a mark ends its sentence: in names and numbers, something follows without a gap. */
export function endsHere(text: string, at: number, to: number): boolean {
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

/** Whether there is nothing to make a sentence of. */
export function isOnlyBlank(text: string, from: number, to: number): boolean {
  if (to - from > 64) return false;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}

/** The last character that is no decoration, as a colon announces what comes behind it. */
export function lastVisible(text: string, from: number, to: number): number {
  const floor = Math.max(from, to - 64);
  for (let at = to - 1; at >= floor; at -= 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0x2a && code !== 0x23 && code !== 0x2f) {
      return code === 0xff1a ? 0x3a : code;
    }
  }
  return 0;
}

/** A title or a short phrase, in which one word of English grammar is enough to tell. */
export function isShort(text: string, from: number, to: number): boolean {
  if (to - from > maxShort) return false;
  return (text.slice(from, to).match(/[\p{L}'’]{2,40}/gu)?.length ?? 0) <= wordsOfShort;
}
