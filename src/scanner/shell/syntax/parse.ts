import { Cursor } from "./cursor.ts";
import { readHeredocs } from "./heredocs.ts";
import { readRedirect } from "./redirect.ts";
import type {
  Assignment,
  Part,
  Pipeline,
  Redirect,
  Script,
  SimpleCommand,
  Stage,
  Word,
} from "./script.ts";
import { readWord } from "./word.ts";

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
const skippedKeywords = new Set(["then", "else", "elif", "do", "!", "coproc"]);
const closers = new Set(Object.values(openers));
const keywordPattern =
  /(?:\{|\}|!|if|then|else|elif|fi|while|until|for|select|do|done|case|esac|function|coproc)(?=[\s;&|()]|$)/y;

/**
 * A tolerant reader of POSIX shell text. It never refuses: what it does not know it reads as words,
 * so that a rule always sees the commands. It understands just enough to tell a command from data.
 */
export function parseShell(text: string): ParsedShell {
  const cursor = new Cursor(text.slice(0, maxLength), readScript);
  const script = cursor.script(null, 0);
  return { script, complete: cursor.complete && text.length <= maxLength };
}

function readScript(cursor: Cursor, closer: string | null, depth: number): Script {
  const pipelines: Pipeline[] = [];
  if (depth > maxDepth) {
    cursor.complete = false;
    cursor.position = cursor.text.length;
    return { pipelines };
  }
  let stages: Stage[] = [];
  const finish = (background: boolean) => {
    if (stages.length > 0) pipelines.push({ stages, background });
    stages = [];
  };
  const pushGroup = (end: string | null) => {
    const body = cursor.script(end, depth + 1);
    stages.push({ kind: "group", body, redirects: readRedirects(cursor, depth) });
  };

  while (!cursor.isAtEnd()) {
    cursor.skipBlanks();
    const here = cursor.peek();
    if (here === "") break;
    if (here === "#") cursor.skipComment();
    else if (here === "\n") {
      cursor.position++;
      readHeredocs(cursor);
      finish(false);
    } else if (here === ")") {
      // A closing parenthesis that nobody opened ends a `case` pattern: what stood before it was no command.
      cursor.position++;
      if (closer === here) break;
      stages = [];
    } else if (here === ";") {
      cursor.position++;
      finish(false);
    } else if (here === "&") {
      cursor.position++;
      const both = cursor.peek() === "&";
      if (both) cursor.position++;
      finish(!both);
    } else if (here === "|") {
      cursor.position++;
      if (cursor.peek() === "|") {
        cursor.position++;
        finish(false);
      } else if (cursor.peek() === "&") cursor.position++;
    } else if (here === "(") {
      const name = nameOfFunction(cursor, stages.at(-1));
      if (name === null) {
        cursor.position++;
        pushGroup(")");
        continue;
      }
      const opener = cursor.peek();
      cursor.position++;
      const body = cursor.script(opener === "(" ? ")" : "}", depth + 1);
      stages.pop();
      stages.push({ kind: "function", name, body });
    } else {
      const keyword = keywordAhead(cursor);
      if (keyword !== null && (keyword === closer || closers.has(keyword))) {
        cursor.position += keyword.length;
        if (keyword === closer) break;
      } else if (keyword === "function") {
        cursor.position += keyword.length;
        const named = readFunction(cursor, depth);
        if (named !== null) stages.push(named);
      } else if (keyword !== null && skippedKeywords.has(keyword)) {
        cursor.position += keyword.length;
      } else if (keyword !== null && openers[keyword] !== undefined) {
        cursor.position += keyword.length;
        if (keyword === "for" || keyword === "select") {
          const head = readLoopHead(cursor, depth);
          const body = cursor.script("done", depth + 1);
          stages.push({ kind: "loop", ...head, body, redirects: readRedirects(cursor, depth) });
          continue;
        }
        if (keyword === "case") skipHead(cursor, depth);
        pushGroup(openers[keyword] ?? null);
      } else stages.push(readCommand(cursor, depth));
    }
  }
  finish(false);
  return { pipelines };
}

const noParameters = /\(\s{0,20}\)\s{0,200}(?=[{(])/y;

/** `name()` before a body, which is then ahead; else null, and nothing was read. */
function nameOfFunction(cursor: Cursor, before: Stage | undefined): string | null {
  if (before?.kind !== "simple" || before.words.length !== 1) return null;
  noParameters.lastIndex = cursor.position;
  const ahead = noParameters.exec(cursor.text)?.[0];
  const name = plainText(before.words[0]);
  if (ahead === undefined || name === "") return null;
  cursor.position += ahead.length;
  return name;
}

const functionHead = /[ \t]{1,40}([\w:.-]{1,80})[ \t]{0,40}(?:\([ \t]{0,20}\))?\s{0,200}([{(])/y;

/** `function name { …; }`; null when what follows is none, and nothing was read. */
function readFunction(cursor: Cursor, depth: number): Stage | null {
  functionHead.lastIndex = cursor.position;
  const head = functionHead.exec(cursor.text);
  if (head === null) return null;
  cursor.position += head[0].length;
  const body = cursor.script(head[2] === "(" ? ")" : "}", depth + 1);
  return { kind: "function", name: head[1] ?? "", body };
}

function readCommand(cursor: Cursor, depth: number): SimpleCommand {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (;;) {
    cursor.skipBlanks();
    const redirect = readRedirect(cursor, depth);
    if (redirect !== null) {
      redirects.push(redirect);
      continue;
    }
    const here = cursor.peek();
    if (here === "" || "\n;&|)".includes(here) || (here === "#" && words.length > 0)) break;
    if (here === "(") {
      // `name()` begins a function; its body is read as the next group. Elsewhere an array or a
      // PowerShell expression: its content is read as commands.
      if (words.length > 0) break;
      cursor.position++;
      continue;
    }
    const start = cursor.position;
    const word = readWord(cursor, depth);
    if (cursor.position === start) cursor.position++;
    const assigned = words.length === 0 ? asAssignment(word) : null;
    if (assigned === null) words.push(word);
    else if (cursor.peek() !== "(") assignments.push(assigned);
    else assignments.push({ name: assigned.name, value: readArray(cursor, depth) });
  }
  return { kind: "simple", assignments, words, redirects };
}

/** `name=(a b)`: its items as one text, which is split again where all of them are asked for. */
function readArray(cursor: Cursor, depth: number): Word {
  const items: Part[] = [];
  cursor.position++;
  for (let count = 0; count < 10_000 && !cursor.isAtEnd(); count++) {
    cursor.skipBlanks();
    const here = cursor.peek();
    if (here === ")" || here === "") break;
    const start = cursor.position;
    if (here === "#") cursor.skipComment();
    else if (here !== "\n") {
      if (items.length > 0) items.push({ kind: "text", text: " ", quoted: true });
      items.push(...readWord(cursor, depth));
    }
    if (cursor.position === start) cursor.position++;
  }
  cursor.position++;
  return items;
}

function asAssignment(word: Word): Assignment | null {
  const [first, ...rest] = word;
  if (first?.kind !== "text" || first.quoted) return null;
  const match = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/.exec(first.text);
  if (match === null) return null;
  const text = first.text.slice(match[0].length);
  return { name: match[1] ?? "", value: [{ kind: "text", text, quoted: false }, ...rest] };
}

function readRedirects(cursor: Cursor, depth: number): Redirect[] {
  const found: Redirect[] = [];
  for (;;) {
    cursor.skipBlanks();
    const redirect = readRedirect(cursor, depth);
    if (redirect === null) return found;
    found.push(redirect);
  }
}

/** `x in a b` */
function readLoopHead(
  cursor: Cursor,
  depth: number,
): { readonly name: string; readonly items: readonly Word[] } {
  const words: Word[] = [];
  while (words.length < 10_000) {
    cursor.skipBlanks();
    const here = cursor.peek();
    if (here === "" || here === ";" || here === "\n") break;
    const start = cursor.position;
    const word = readWord(cursor, depth);
    if (cursor.position === start) cursor.position++;
    words.push(word);
  }
  const [name, preposition, ...items] = words;
  const isList = plainText(preposition) === "in";
  return { name: plainText(name), items: isList ? items : [] };
}

function plainText(word: Word | undefined): string {
  const [part] = word ?? [];
  return word?.length === 1 && part?.kind === "text" ? part.text : "";
}

/** Skips `x in` of a case. */
function skipHead(cursor: Cursor, depth: number): void {
  for (let words = 0; words < 10_000; words++) {
    cursor.skipBlanks();
    const here = cursor.peek();
    if (here === "" || here === ";" || here === "\n") return;
    const start = cursor.position;
    const word = readWord(cursor, depth);
    if (cursor.position === start) cursor.position++;
    if (cursor.text.slice(start, cursor.position) === "in" && word.length === 1) return;
  }
}

function keywordAhead(cursor: Cursor): string | null {
  keywordPattern.lastIndex = cursor.position;
  return keywordPattern.exec(cursor.text)?.[0] ?? null;
}
