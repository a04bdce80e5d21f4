/** A comment or a string of code, by its offsets. */
export interface CodePiece {
  readonly from: number;
  readonly to: number;
  readonly kind: "comment" | "doc" | "string";
}

const interesting = /["'`/]/g;

/**
 * Comments and strings of C-like code, without a syntax tree: linear, and whatever the text is, it comes
 * to an end. A slash counts as a regular expression where a value may begin.
 *
 * @param shortest strings of fewer characters, quotes counted, are passed over
 */
export function* codePieces(text: string, to: number, shortest = 25): Generator<CodePiece> {
  let at = 0;
  // Where looking for the end of a regular expression was given up: before it, no slash begins one.
  let givenUp = 0;
  while (at < to) {
    interesting.lastIndex = at;
    const found = interesting.exec(text);
    if (found === null || found.index >= to) return;
    at = found.index;
    const code = text.charCodeAt(at);
    if (code === 0x2f) {
      const next = text.charCodeAt(at + 1);
      if (next === 0x2f) {
        const end = endOf(text, "\n", at + 2, to);
        yield { from: at + 2, to: end, kind: "comment" };
        at = end;
      } else if (next === 0x2a) {
        const end = endOf(text, "*/", at + 2, to);
        const isDoc = text.charCodeAt(at + 2) === 0x2a;
        yield { from: at + 2, to: end, kind: isDoc ? "doc" : "comment" };
        at = Math.min(to, end + 2);
      } else {
        const end = at >= givenUp && startsRegex(text, at) ? regexEnd(text, at + 1, to) : at;
        if (end < 0)
          givenUp = Math.min(
            at + maxRegex,
            endOf(text.slice(at, at + maxRegex), "\n", 0, maxRegex) + at,
          );
        at = Math.max(at + 1, end);
      }
      continue;
    }
    const end = stringEnd(text, at + 1, to, code);
    if (end - at >= shortest) yield { from: at + 1, to: end, kind: "string" };
    at = end + 1;
  }
}

function endOf(text: string, mark: string, from: number, to: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 || at > to ? to : at;
}

/** A string ends at its quote, or with the line when nobody closed it; templates may go on. */
function stringEnd(text: string, from: number, to: number, quote: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === 0x5c) at += 1;
    else if (code === 0x0a && quote !== 0x60) return at;
    at += 1;
  }
  return to;
}

function startsRegex(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && at - before < 40 && text.charCodeAt(before) <= 0x20) before -= 1;
  if (before < 0) return true;
  const last = text.charAt(before);
  if ("(,=:[!&|?{};+-*%<>~^".includes(last)) return true;
  return /\b(?:return|typeof|case|in|of|void|delete|do|else|throw)$/.test(
    text.slice(Math.max(0, before - 8), before + 1),
  );
}

const maxRegex = 4096;

/** A regular expression ends with its line at the latest; -1 when it is none. */
function regexEnd(text: string, from: number, to: number): number {
  let isClass = false;
  const limit = Math.min(to, from + maxRegex);
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x0a) return -1;
    else if (code === 0x5b) isClass = true;
    else if (code === 0x5d) isClass = false;
    else if (code === 0x2f && !isClass) return at + 1;
  }
  return -1;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: " ",
  f: " ",
  v: " ",
  "0": "",
};

/** The value of a literal's inner text: escapes resolved, a line that goes on joined. */
export function unescaped(inner: string): string {
  if (!inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r?\n)|(.))/gi,
    (raw, braced, unicode, hex, line, other) => {
      const digits = braced ?? unicode ?? hex;
      if (digits !== undefined) {
        const code = Number.parseInt(digits, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : raw;
      }
      return line !== undefined ? "" : (simpleEscapes[other] ?? other);
    },
  );
}
