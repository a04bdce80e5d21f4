import { anyMark, unknownText } from "../shell/marks.ts";

/** A piece of JavaScript text as far as one can tell without a grammar. */
export interface Token {
  readonly kind: "name" | "string" | "mark" | "other";
  readonly text: string;
  readonly at: number;
  readonly isTemplate?: boolean;
}

const tokenPattern =
  /\s+|\/\/[^\n]*|\/\*|[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|[0-9][\w.]*|["'`/]|[^\s\w]/gy;

const maxLength = 2 * 1024 * 1024;
const maxRegex = 4096;
/** Slashes that begin no regular expression cost a look ahead; a text full of them gets no more. */
const maxWasted = 16 * 1024 * 1024;

/** Splits source into names, strings and marks, without comments; longer text is read only so far. */
export function javascriptTokens(source: string): Token[] {
  const text = source.slice(0, maxLength).replace(anyMark, " ");
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  let previous: Token | undefined;
  let wasted = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) {
      pattern.lastIndex = at + 1;
      continue;
    }
    if (/^\s|^\/\//.test(found)) continue;
    if (found === "/*") {
      const end = text.indexOf("*/", at + 2);
      pattern.lastIndex = end < 0 ? text.length : end + 2;
      continue;
    }
    let token: Token;
    if (found === '"' || found === "'" || found === "`") {
      const { value, end } = readString(text, at);
      pattern.lastIndex = end;
      token = { kind: "string", text: value, at, isTemplate: found === "`" };
    } else if (found === "/" && !endsValue(previous)) {
      const end = wasted < maxWasted ? regexEnd(text, at) : null;
      if (end !== null) pattern.lastIndex = end;
      else wasted += maxRegex;
      token = { kind: "other", text: "/", at };
    } else {
      const kind = /^[A-Za-z_$\u0080-\uffff]/.test(found)
        ? "name"
        : /^[0-9]/.test(found)
          ? "other"
          : "mark";
      token = { kind, text: found, at };
    }
    tokens.push(token);
    previous = token;
  }
  return tokens;
}

function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "name")
    return !/^(?:return|typeof|case|in|of|do|else|void|delete)$/.test(token.text);
  return token.kind !== "mark" || token.text === ")" || token.text === "]" || token.text === "}";
}

function regexEnd(text: string, start: number): number | null {
  let inClass = false;
  for (let at = start + 1; at < text.length && at < start + maxRegex; at++) {
    const here = text[at];
    if (here === "\n") return null;
    if (here === "\\") at++;
    else if (here === "[") inClass = true;
    else if (here === "]") inClass = false;
    else if (here === "/" && !inClass) return at + 1;
  }
  return null;
}

/** Reads a string or template; `${…}` becomes the placeholder. */
function readString(text: string, start: number): { value: string; end: number } {
  const quote = text[start];
  let value = "";
  let at = start + 1;
  while (at < text.length) {
    const here = text[at] ?? "";
    if (here === quote) return { value, end: at + 1 };
    if (here === "\n" && quote !== "`") return { value, end: at };
    if (here === "\\") {
      const escaped = readEscape(text, at + 1);
      value += escaped.value;
      at = escaped.end;
    } else if (quote === "`" && here === "$" && text[at + 1] === "{") {
      let depth = 1;
      at += 2;
      for (; at < text.length && depth > 0; at++) {
        if (text[at] === "{") depth++;
        else if (text[at] === "}") depth--;
      }
      value += unknownText;
    } else {
      value += here;
      at++;
    }
  }
  return { value, end: at };
}

function readEscape(text: string, at: number): { value: string; end: number } {
  const here = text[at] ?? "";
  const width = here === "x" ? 2 : here === "u" ? 4 : 0;
  const digits = text.slice(at + 1, at + 1 + width);
  if (width > 0 && /^[0-9a-fA-F]+$/.test(digits)) {
    return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 1 + width };
  }
  const value = { n: "\n", t: "\t", r: "\r", "\n": "" }[here] ?? here;
  return { value, end: at + 1 };
}
