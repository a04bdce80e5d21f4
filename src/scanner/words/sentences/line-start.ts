import type { Lead } from "./reading.ts";

interface LineStart {
  readonly at: number;
  readonly isBreak: boolean;
  readonly isBlank: boolean;
}

/** What a line begins with, as items and headings say how what they hold is meant. */
export function leadAt(text: string, at: number, to: number): Lead {
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
export function lineStart(text: string, from: number, to: number, isComment: boolean): LineStart {
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
