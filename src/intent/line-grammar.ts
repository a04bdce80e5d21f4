/**
 * The grammar that the files of a bundle share. It looks like YAML and is not: fixed indentation by
 * spaces, one `key: value` a line, nothing else (namel3ss-registry §6).
 */

export interface GrammarLine {
  /** From 1. */
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/** What is wrong with a file of a bundle, and where; the message holds nothing of the file. */
export class GrammarError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    problem: string,
  ) {
    super(`${file} line ${line}: ${problem}`);
  }
}

const maxLines = 20_000;

/**
 * The lines that count: without blank ones and comments.
 *
 * @throws GrammarError for control characters and tabs, which readers disagree about
 */
export function readLines(file: string, text: string): GrammarLine[] {
  const found: GrammarLine[] = [];
  const all = text.split(/\r\n|\n|\r/);
  if (all.length > maxLines) throw new GrammarError(file, maxLines, "has too many lines");
  all.forEach((raw, index) => {
    const number = index + 1;
    if (hasControl(raw)) throw new GrammarError(file, number, "holds a control character");
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) return;
    found.push({ number, indent: raw.length - raw.trimStart().length, text: content });
  });
  return found;
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || unit === 0x2028 || unit === 0x2029) {
      return true;
    }
  }
  return false;
}

export interface Field {
  readonly key: string;
  /** Empty when nothing follows the colon. */
  readonly value: string;
}

/** @throws GrammarError for a line that is no `key: value` */
export function readField(file: string, line: GrammarLine): Field {
  const quote = line.text.charAt(0);
  const from = quote === '"' || quote === "'" ? endOfQuoted(line.text, quote) : 0;
  const colon = line.text.indexOf(":", from);
  if (colon < 1) throw new GrammarError(file, line.number, "is not of the form key: value");
  const key = unquoted(line.text.slice(0, colon).trim());
  if (key === "") throw new GrammarError(file, line.number, "has an empty key");
  return { key, value: unquoted(line.text.slice(colon + 1).trim()) };
}

/** Behind the closing quote, or 0 when there is none. */
function endOfQuoted(text: string, quote: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text.charAt(at) === "\\") at++;
    else if (text.charAt(at) === quote) return at + 1;
  }
  return 0;
}

/** A value in quotes loses them, and `\"` and `\\` are unescaped; others are taken as they are. */
export function unquoted(value: string): string {
  const quote = value.charAt(0);
  if ((quote !== '"' && quote !== "'") || value.length < 2 || !value.endsWith(quote)) return value;
  return value.slice(1, -1).replace(/\\(["\\])/g, "$1");
}
