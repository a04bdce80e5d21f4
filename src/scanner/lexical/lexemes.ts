export type LexemeKind = "comment" | "string" | "template" | "regex" | "name" | "number" | "mark";

/** Called for each lexeme with offsets in the text. */
type LexemeVisitor = (kind: LexemeKind, start: number, end: number) => void;

/** `hash`: comments begin with `#`, as in shells and Python; `slash`: as in JavaScript and its kin. */
export type LexemeStyle = "slash" | "hash";

const blank = /[\s\ufeff]/;
const namePattern =
  /(?:[\p{L}\p{Nl}\p{M}\p{Nd}\p{Pc}\p{Cf}$]|\\u(?:\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{4}))+/uy;
/** Tables of Unicode are written as one. */
const maxRegex = 64 * 1024;
/** Slashes that begin no regular expression cost a look ahead; a text full of them gets no more. */
const maxWasted = 8 * 1024 * 1024;
const direction = /[\u202a-\u202e\u2066-\u2069]/;

/**
 * Splits a text into what a highlighter would tell apart. It forgives everything and takes linear
 * time; a text that is no code gives lexemes that mean nothing.
 */
export function lexemes(text: string, style: LexemeStyle, visit: LexemeVisitor): void {
  /** Braces that are open inside each `${` of the templates around. */
  const templates: number[] = [];
  let endsValue = false;
  let wasted = 0;
  let at = 0;

  function emit(kind: LexemeKind, end: number): void {
    visit(kind, at, end);
    at = end;
  }

  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d) {
      at += 1;
      continue;
    }
    const here = text[at] ?? "";
    if (isNameCode(code)) {
      const end = plainNameEnd(text, at);
      const isNumber = code >= 0x30 && code <= 0x39;
      endsValue = isNumber || !operatorWords.has(text.slice(at, end));
      emit(isNumber ? "number" : "name", end);
    } else if (style === "hash" && here === "#") {
      emit("comment", lineEnd(text, at));
    } else if (style === "slash" && here === "/" && text[at + 1] === "/") {
      emit("comment", lineEnd(text, at));
    } else if (style === "slash" && here === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      emit("comment", end < 0 ? text.length : end + 2);
    } else if (here === '"' || here === "'") {
      emit("string", stringEnd(text, at, style));
      endsValue = true;
    } else if (style === "slash" && here === "`") {
      const { end, isOpen } = templateEnd(text, at + 1);
      if (isOpen) templates.push(0);
      emit("template", end);
      endsValue = !isOpen;
    } else if (here === "}" && templates.at(-1) === 0) {
      const { end, isOpen } = templateEnd(text, at + 1);
      if (!isOpen) templates.pop();
      emit("template", end);
      endsValue = !isOpen;
    } else if (style === "slash" && here === "/" && !endsValue) {
      const end = wasted < maxWasted ? regexEnd(text, at) : null;
      if (end === null) wasted += maxRegex;
      endsValue = end !== null;
      emit(end === null ? "mark" : "regex", end ?? at + 1);
    } else if (code > 0x7f || here === "\\") {
      if (blank.test(here)) {
        at += 1;
        continue;
      }
      namePattern.lastIndex = at;
      const isName = !direction.test(here) && namePattern.test(text);
      const end = isName
        ? beforeDirection(text, at, namePattern.lastIndex)
        : at + (code >= 0xd800 && code < 0xdc00 ? 2 : 1);
      endsValue = isName;
      emit(isName ? "name" : "mark", end);
    } else {
      const open = templates.length - 1;
      if (here === "{" && open >= 0) templates[open] = (templates[open] ?? 0) + 1;
      else if (here === "}" && open >= 0) templates[open] = (templates[open] ?? 0) - 1;
      endsValue = here === ")" || here === "]" || here === "}";
      emit("mark", at + 1);
    }
  }
}

/** Words after which a slash begins a regular expression. */
const operatorWords: ReadonlySet<string> = new Set(
  "return typeof case in of do else void delete throw new instanceof yield await".split(" "),
);

function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x24
  );
}

/** Nearly all names are plain; the others are read by the pattern, which is slower. */
function plainNameEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isNameCode(text.charCodeAt(at))) at += 1;
  const next = text.charCodeAt(at);
  if (next <= 0x7f && next !== 0x5c) return at;
  if (Number.isNaN(next)) return at;
  namePattern.lastIndex = start;
  return namePattern.test(text) ? beforeDirection(text, start, namePattern.lastIndex) : at;
}

/** Direction controls are format characters as joiners are, but no part of any name. */
function beforeDirection(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) if (direction.test(text[at] ?? "")) return at;
  return end;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

function stringEnd(text: string, start: number, style: LexemeStyle): number {
  const quote = text[start] ?? "";
  if (style === "hash" && text.startsWith(quote.repeat(3), start)) {
    const end = text.indexOf(quote.repeat(3), start + 3);
    return end < 0 ? text.length : end + 3;
  }
  for (let at = start + 1; at < text.length; at++) {
    const here = text[at];
    if (here === "\\") at += 1;
    else if (here === quote) return at + 1;
    // Strings of shells run over lines; elsewhere one that does is broken and ends there.
    else if (here === "\n" && style === "slash") return at;
  }
  return text.length;
}

function templateEnd(text: string, start: number): { end: number; isOpen: boolean } {
  for (let at = start; at < text.length; at++) {
    const here = text[at];
    if (here === "\\") at += 1;
    else if (here === "`") return { end: at + 1, isOpen: false };
    else if (here === "$" && text[at + 1] === "{") return { end: at + 2, isOpen: true };
  }
  return { end: text.length, isOpen: false };
}

function regexEnd(text: string, start: number): number | null {
  let inClass = false;
  for (let at = start + 1; at < text.length && at < start + maxRegex; at++) {
    const here = text[at];
    if (here === "\n") return null;
    if (here === "\\") at += 1;
    else if (here === "[") inClass = true;
    else if (here === "]") inClass = false;
    else if (here === "/" && !inClass) return at + 1;
  }
  return null;
}
