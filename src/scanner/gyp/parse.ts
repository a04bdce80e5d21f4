/** A value of a build description: the literals of Python that gyp files are made of. */
export type GypValue = string | number | boolean | null | readonly GypValue[] | GypObject;
export interface GypObject {
  readonly entries: readonly (readonly [string, GypValue])[];
}

const maxDepth = 64;
const maxLength = 4 * 1024 * 1024;

/**
 * Reads the text of a `.gyp` or `.gypi` file, or gives null when it is anything but a plain literal.
 * Older build tools evaluate these files as Python, so an expression in one is code.
 */
export function parseGyp(text: string): GypValue | null {
  if (text.length > maxLength) return null;
  const reader = new GypReader(text.replace(/^\uFEFF/, ""));
  try {
    const value = reader.value(0);
    reader.skip();
    return reader.isAtEnd() ? value : null;
  } catch (error) {
    if (error instanceof NotLiteral) return null;
    throw error;
  }
}

class NotLiteral extends Error {}

class GypReader {
  private position = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  skip(): void {
    for (;;) {
      const here = this.text[this.position];
      if (here === "#") {
        const end = this.text.indexOf("\n", this.position);
        this.position = end < 0 ? this.text.length : end;
      } else if (here === "\\" && /[\r\n]/.test(this.text[this.position + 1] ?? ""))
        this.position++;
      else if (here !== undefined && /\s/.test(here)) this.position++;
      else return;
    }
  }

  value(depth: number): GypValue {
    if (depth > maxDepth) throw new NotLiteral();
    this.skip();
    const here = this.text[this.position] ?? "";
    if (here === "{") return this.object(depth);
    if (here === "[" || here === "(") return this.list(here === "[" ? "]" : ")", depth);
    if (/['"rRuUbB]/.test(here) && this.isString()) return this.strings();
    return this.word();
  }

  private object(depth: number): GypObject {
    const entries: (readonly [string, GypValue])[] = [];
    this.position++;
    while (!this.closes("}")) {
      const key = this.value(depth + 1);
      this.skip();
      this.expect(":");
      entries.push([typeof key === "string" ? key : String(key), this.value(depth + 1)]);
      this.skip();
      if (this.text[this.position] === ",") this.position++;
      else if (this.text[this.position] !== "}") throw new NotLiteral();
    }
    return { entries };
  }

  private list(closer: string, depth: number): readonly GypValue[] {
    const items: GypValue[] = [];
    this.position++;
    while (!this.closes(closer)) {
      items.push(this.value(depth + 1));
      this.skip();
      if (this.text[this.position] === ",") this.position++;
      else if (this.text[this.position] !== closer) throw new NotLiteral();
    }
    return items;
  }

  private closes(closer: string): boolean {
    this.skip();
    if (this.isAtEnd()) throw new NotLiteral();
    if (this.text[this.position] !== closer) return false;
    this.position++;
    return true;
  }

  private expect(mark: string): void {
    if (this.text[this.position] !== mark) throw new NotLiteral();
    this.position++;
  }

  private isString(): boolean {
    stringStart.lastIndex = this.position;
    return stringStart.test(this.text);
  }

  /** Strings that stand next to each other are one string. */
  private strings(): string {
    let value = "";
    while (this.isString()) {
      value += this.string();
      this.skip();
    }
    return value;
  }

  private string(): string {
    stringStart.lastIndex = this.position;
    const [opening = "", prefix = "", quote = ""] = stringStart.exec(this.text) ?? [];
    this.position += opening.length;
    const isRaw = /r/i.test(prefix);
    let value = "";
    while (!this.text.startsWith(quote, this.position)) {
      const here = this.text[this.position];
      if (here === undefined || (here === "\n" && quote.length === 1)) throw new NotLiteral();
      this.position++;
      if (here !== "\\") value += here;
      else if (isRaw) value += here + (this.text[this.position++] ?? "");
      else value += this.escape();
    }
    this.position += quote.length;
    return value;
  }

  private escape(): string {
    escapePattern.lastIndex = this.position;
    const [all = "", hex, octal] = escapePattern.exec(this.text) ?? [];
    if (all !== "") {
      this.position += all.length;
      return String.fromCharCode(Number.parseInt(hex ?? octal ?? "0", hex === undefined ? 8 : 16));
    }
    const here = this.text[this.position++] ?? "";
    const known: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };
    return known[here] ?? (/['"\\]/.test(here) ? here : `\\${here}`);
  }

  private word(): GypValue {
    wordPattern.lastIndex = this.position;
    const word = wordPattern.exec(this.text)?.[0];
    if (word === undefined) throw new NotLiteral();
    this.position += word.length;
    if (/^(?:true|false)$/i.test(word)) return word.toLowerCase() === "true";
    if (word === "None") return null;
    const number = Number(word);
    if (Number.isNaN(number)) throw new NotLiteral();
    return number;
  }
}

const stringStart = /([rRuUbB]{0,2})("""|'''|"|')/y;
const escapePattern = /x([0-9a-fA-F]{2})|([0-7]{1,3})/y;
const wordPattern = /-?[\w.]+/y;
