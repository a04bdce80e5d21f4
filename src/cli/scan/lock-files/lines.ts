import { RegistryError } from "../../../errors.ts";

/** A line of an indented format, as yarn and pnpm write them. */
export interface IndentedLine {
  readonly indent: number;
  /** Without quotes. */
  readonly key: string;
  /** What stands behind the key, quotes and all; `""` for the head of a block. */
  readonly value: string;
}

/** Longer lines hold no key that a package could have. */
const maxLine = 65_536;

/**
 * Lines of keys and values with their indentation: the part of YAML that lock files are made of. What
 * is no such line is left out: the rest of a longer text.
 *
 * @param separator what ends a key
 * @throws RegistryError `invalid` for what clients might read and we cannot
 */
export function* indentedLines(text: string, separator: ":" | " "): Generator<IndentedLine> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    if (to - from > maxLine) {
      throw new RegistryError("invalid", `a line has more than ${maxLine} characters`);
    }
    const line = readLine(text.slice(from, to), separator);
    if (line?.key.includes("\\")) {
      throw new RegistryError("invalid", "a key is written with escapes, which no client does");
    }
    if (line !== null) yield line;
    from = to + 1;
  }
}

function readLine(raw: string, separator: ":" | " "): IndentedLine | null {
  let indent = 0;
  while (raw.charCodeAt(indent) === 32) indent += 1;
  let rest = raw.slice(indent).trimEnd();
  // A long key stands on a line of its own behind "?", and its block begins behind ":" on the next.
  for (const mark of ["? ", ": "]) {
    if (!rest.startsWith(mark)) continue;
    rest = rest.slice(2).trimStart();
    if (mark === "? ") return { indent, key: unquoted(rest), value: "" };
    indent += 2;
  }
  if (rest === "" || rest.startsWith("#")) return null;
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    const close = rest.indexOf(quote, 1);
    if (close === -1) return null;
    const after = rest.slice(close + 1);
    return { indent, key: rest.slice(1, close), value: after.replace(/^:/, "").trim() };
  }
  const end = separator === " " ? endOfWord(rest) : endOfKey(rest);
  if (end === -1) return null;
  return { indent, key: rest.slice(0, end).trimEnd(), value: rest.slice(end + 1).trim() };
}

/** A colon ends a key only before a blank or the end: keys hold addresses too. */
function endOfKey(text: string): number {
  if (text.endsWith(":") && !text.includes(": ")) return text.length - 1;
  return text.indexOf(": ");
}

/** Heads of blocks end in a colon and may hold blanks; other keys are one word. */
function endOfWord(text: string): number {
  return text.endsWith(":") ? text.length - 1 : text.indexOf(" ");
}

export function unquoted(text: string): string {
  const quote = text[0];
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}
