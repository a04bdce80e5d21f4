/**
 * A tolerant reader of POSIX shell text. It never refuses: what it does not know it reads as words,
 * so that a rule always sees the commands. It understands just enough to tell a command from data.
 */
export interface Script {
  readonly pipelines: readonly Pipeline[];
}

interface Pipeline {
  readonly stages: readonly Stage[];
  /** Started with `&`, so that nobody waits for it. */
  readonly background: boolean;
}

type Stage = SimpleCommand | Group;

export interface SimpleCommand {
  readonly kind: "simple";
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** `( … )`, `{ …; }` and the bodies of `if`, `for`, `while` and `case`, whose branches are all read as taken. */
interface Group {
  readonly kind: "group";
  readonly body: Script;
  readonly redirects: readonly Redirect[];
}

export interface Redirect {
  readonly operator: string;
  readonly descriptor: string;
  readonly target: Word;
}

export type Word = readonly Part[];

type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly fallback: string;
      readonly quoted: boolean;
    }
  | { readonly kind: "output"; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: "process"; readonly script: Script; readonly direction: "<" | ">" };

export interface ParsedShell {
  readonly script: Script;
  /** False when the text nests deeper or runs longer than anything honest, and was not read to its end. */
  readonly complete: boolean;
}

const maxDepth = 48;
const maxLength = 1024 * 1024;

const openers: Readonly<Record<string, string>> = {
  "{": "}",
  if: "fi",
  while: "done",
  until: "done",
  for: "done",
  select: "done",
  case: "esac",
};
const skippedKeywords = new Set(["then", "else", "elif", "do", "!", "function", "coproc"]);
const closers = new Set(Object.values(openers));

export function parseShell(text: string): ParsedShell {
  const reader = new Reader(text.slice(0, maxLength));
  const script = reader.script(null, 0);
  return { script, complete: reader.complete && text.length <= maxLength };
}

interface PendingHeredoc {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
  readonly parts: Part[];
}

class Reader {
  complete = true;
  private position = 0;
  private readonly pending: PendingHeredoc[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads commands up to `closer` (a character or a keyword), or to the end of the text. */
  script(closer: string | null, depth: number): Script {
    const pipelines: Pipeline[] = [];
    if (depth > maxDepth) {
      this.complete = false;
      this.position = this.text.length;
      return { pipelines };
    }
    let stages: Stage[] = [];
    const finish = (background: boolean) => {
      if (stages.length > 0) pipelines.push({ stages, background });
      stages = [];
    };

    while (this.position < this.text.length) {
      this.skipBlanks();
      const here = this.peek();
      if (here === "") break;
      if (here === "#") this.skipComment();
      else if (here === "\n") {
        this.position++;
        this.readHeredocs();
        finish(false);
      } else if (here === ")") {
        // A closing parenthesis that nobody opened ends a `case` pattern: what stood before it was no command.
        this.position++;
        if (closer === here) break;
        stages = [];
      } else if (here === ";") {
        this.position++;
        finish(false);
      } else if (here === "&") {
        this.position++;
        const both = this.peek() === "&";
        if (both) this.position++;
        finish(!both);
      } else if (here === "|") {
        this.position++;
        if (this.peek() === "|") {
          this.position++;
          finish(false);
        } else if (this.peek() === "&") this.position++;
      } else if (here === "(") {
        this.position++;
        const body = this.script(")", depth + 1);
        stages.push({ kind: "group", body, redirects: this.redirects(depth) });
      } else {
        const keyword = this.keywordAhead();
        if (keyword !== null && (keyword === closer || closers.has(keyword))) {
          this.position += keyword.length;
          if (keyword === closer) break;
        } else if (keyword !== null && skippedKeywords.has(keyword)) {
          this.position += keyword.length;
        } else if (keyword !== null && openers[keyword] !== undefined) {
          this.position += keyword.length;
          if (keyword === "for" || keyword === "select" || keyword === "case") this.skipHead(depth);
          const body = this.script(openers[keyword] ?? null, depth + 1);
          stages.push({ kind: "group", body, redirects: this.redirects(depth) });
        } else stages.push(this.simple(depth));
      }
    }
    finish(false);
    return { pipelines };
  }

  private simple(depth: number): SimpleCommand {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.skipBlanks();
      const redirect = this.redirect(depth);
      if (redirect !== null) {
        redirects.push(redirect);
        continue;
      }
      const here = this.peek();
      if (here === "" || "\n;&|)".includes(here) || (here === "#" && words.length > 0)) break;
      if (here === "(") {
        // `name()` begins a function; its body is read as the next group. Elsewhere an array or a
        // PowerShell expression: its content is read as commands.
        if (words.length > 0) break;
        this.position++;
        continue;
      }
      const start = this.position;
      const word = this.word(depth);
      if (this.position === start) this.position++;
      const assigned = words.length === 0 ? asAssignment(word) : null;
      if (assigned === null) words.push(word);
      else assignments.push(assigned);
    }
    return { kind: "simple", assignments, words, redirects };
  }

  private redirects(depth: number): Redirect[] {
    const found: Redirect[] = [];
    for (;;) {
      this.skipBlanks();
      const redirect = this.redirect(depth);
      if (redirect === null) return found;
      found.push(redirect);
    }
  }

  private redirect(depth: number): Redirect | null {
    redirectPattern.lastIndex = this.position;
    const match = redirectPattern.exec(this.text);
    if (match === null) return null;
    const [all, descriptor = "", operator = ""] = match;
    this.position += all.length;
    this.skipBlanks();
    if (operator === "<<" || operator === "<<-") {
      const delimiter = this.word(depth);
      const parts: Part[] = [];
      this.pending.push({
        delimiter: delimiter.map((part) => (part.kind === "text" ? part.text : "")).join(""),
        stripsTabs: operator === "<<-",
        parts,
      });
      return { operator: "<<", descriptor, target: parts };
    }
    return { operator, descriptor, target: this.word(depth) };
  }

  private word(depth: number): Word {
    const parts: Part[] = [];
    while (this.position < this.text.length) {
      const here = this.peek();
      if (wordEnds.has(here)) break;
      if ((here === "<" || here === ">") && this.text[this.position + 1] !== "(") break;
      if (here === "<" || here === ">") {
        this.position += 2;
        parts.push({ kind: "process", direction: here, script: this.script(")", depth + 1) });
      } else if (here === "'") parts.push(this.singleQuoted());
      else if (here === '"') this.doubleQuoted(parts, depth);
      else if (here === "$" || here === "`") this.expansion(parts, false, depth);
      else if (here === "\\") {
        const next = this.text[this.position + 1] ?? "";
        this.position += 2;
        // A backslash before a letter is how Windows spells paths and how attackers spell `c\url`;
        // POSIX drops it, and `path` readings of the result are compared without it anyway.
        if (next !== "\n") parts.push({ kind: "text", text: next, quoted: true });
      } else parts.push({ kind: "text", text: this.plainRun(), quoted: false });
    }
    return parts;
  }

  private plainRun(): string {
    const start = this.position;
    while (this.position < this.text.length && !plainEnds.has(this.peek())) this.position++;
    if (this.position === start) this.position++;
    return this.text.slice(start, this.position);
  }

  private singleQuoted(): Part {
    const end = this.text.indexOf("'", this.position + 1);
    const stop = end < 0 ? this.text.length : end;
    const text = this.text.slice(this.position + 1, stop);
    this.position = stop + 1;
    return { kind: "text", text, quoted: true };
  }

  private doubleQuoted(parts: Part[], depth: number): void {
    this.position++;
    let plain = "";
    const flush = () => {
      parts.push({ kind: "text", text: plain, quoted: true });
      plain = "";
    };
    while (this.position < this.text.length) {
      const here = this.peek();
      if (here === '"') break;
      if (here === "\\") {
        const next = this.text[this.position + 1] ?? "";
        this.position += 2;
        if (next === "\n") continue;
        plain += '"\\$`'.includes(next) ? next : `\\${next}`;
      } else if (here === "$" || here === "`") {
        flush();
        this.expansion(parts, true, depth);
      } else {
        plain += here;
        this.position++;
      }
    }
    this.position++;
    flush();
  }

  /** Reads what begins with `$` or a backtick. */
  private expansion(parts: Part[], quoted: boolean, depth: number): void {
    if (this.peek() === "`") {
      this.position++;
      const end = this.backtickEnd();
      const inner = new Reader(this.text.slice(this.position, end).replaceAll("\\`", "`"));
      parts.push({ kind: "output", script: inner.script(null, depth + 1), quoted });
      if (!inner.complete) this.complete = false;
      this.position = end + 1;
      return;
    }
    const next = this.text[this.position + 1] ?? "";
    if (next === "(" && this.text[this.position + 2] === "(") {
      this.position += 3;
      const end = this.text.indexOf("))", this.position);
      this.position = end < 0 ? this.text.length : end + 2;
      parts.push({ kind: "text", text: "0", quoted });
    } else if (next === "(") {
      this.position += 2;
      parts.push({ kind: "output", script: this.script(")", depth + 1), quoted });
    } else if (next === "'" && !quoted) {
      this.position += 2;
      parts.push({ kind: "text", text: this.ansiQuoted(), quoted: true });
    } else if (next === "{") {
      const end = this.text.indexOf("}", this.position);
      const inner = this.text.slice(this.position + 2, end < 0 ? undefined : end);
      this.position = end < 0 ? this.text.length : end + 1;
      const match = /^[#!]?(\w+|[@*#?$!-])(?::?[-=+?](.*))?/s.exec(inner);
      parts.push({
        kind: "variable",
        name: match?.[1] ?? "",
        fallback: match?.[2] ?? "",
        quoted,
      });
    } else {
      variablePattern.lastIndex = this.position + 1;
      const name = variablePattern.exec(this.text)?.[0];
      this.position += 1 + (name?.length ?? 0);
      if (name === undefined) parts.push({ kind: "text", text: "$", quoted });
      else parts.push({ kind: "variable", name, fallback: "", quoted });
    }
  }

  private backtickEnd(): number {
    let at = this.position;
    while (at < this.text.length && this.text[at] !== "`") at += this.text[at] === "\\" ? 2 : 1;
    return Math.min(at, this.text.length);
  }

  /** `$'…'`, where `\x63` and `\143` are letters. */
  private ansiQuoted(): string {
    let end = this.position;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === "\\" ? 2 : 1;
    const raw = this.text.slice(this.position, end);
    this.position = end + 1;
    return unescapeAnsi(raw);
  }

  private readHeredocs(): void {
    for (const { delimiter, stripsTabs, parts } of this.pending.splice(0)) {
      const lines: string[] = [];
      while (this.position < this.text.length) {
        const end = this.text.indexOf("\n", this.position);
        const stop = end < 0 ? this.text.length : end;
        const raw = this.text.slice(this.position, stop);
        this.position = stop + 1;
        const line = stripsTabs ? raw.replace(/^\t+/, "") : raw;
        if (line.replace(/\r$/, "") === delimiter) break;
        lines.push(line);
      }
      parts.push({ kind: "text", text: lines.join("\n"), quoted: true });
    }
  }

  /** Skips `x in a b c` of a loop and `x in` of a case. */
  private skipHead(depth: number): void {
    for (let words = 0; words < 10_000; words++) {
      this.skipBlanks();
      const here = this.peek();
      if (here === "" || here === ";" || here === "\n") return;
      const start = this.position;
      const word = this.word(depth);
      if (this.position === start) this.position++;
      if (this.text.slice(start, this.position) === "in" && word.length === 1) return;
    }
  }

  private keywordAhead(): string | null {
    keywordPattern.lastIndex = this.position;
    return keywordPattern.exec(this.text)?.[0] ?? null;
  }

  private skipBlanks(): void {
    for (;;) {
      const here = this.peek();
      if (here === " " || here === "\t" || here === "\r") this.position++;
      else if (here === "\\" && this.text[this.position + 1] === "\n") this.position += 2;
      else return;
    }
  }

  private skipComment(): void {
    const end = this.text.indexOf("\n", this.position);
    this.position = end < 0 ? this.text.length : end;
  }

  private peek(): string {
    return this.text[this.position] ?? "";
  }
}

const wordEnds = new Set([" ", "\t", "\r", "\n", ";", "&", "|", "(", ")"]);
const plainEnds = new Set([...wordEnds, "<", ">", "'", '"', "$", "`", "\\"]);
const redirectPattern = /([0-9]{0,2})(&>>|&>|<<<|<<-|<<|<>|<&|>&|>>|>\||<(?!\()|>(?!\())/y;
const variablePattern = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!]/y;
const keywordPattern =
  /(?:\{|\}|!|if|then|else|elif|fi|while|until|for|select|do|done|case|esac|function|coproc)(?=[\s;&|()]|$)/y;

function asAssignment(word: Word): { name: string; value: Word } | null {
  const [first, ...rest] = word;
  if (first?.kind !== "text" || first.quoted) return null;
  const match = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(first.text);
  if (match === null) return null;
  const text = first.text.slice(match[0].length);
  return { name: match[1] ?? "", value: [{ kind: "text", text, quoted: false }, ...rest] };
}

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|(.))/gs,
    (_, hex?: string, unicode?: string, octal?: string, letter?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return { n: "\n", t: "\t", r: "\r", a: "", e: "\x1b" }[letter ?? ""] ?? letter ?? "";
    },
  );
}
