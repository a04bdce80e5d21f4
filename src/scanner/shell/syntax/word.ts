import type { Cursor } from "./cursor.ts";
import { readExpansion } from "./expansion.ts";
import type { Part, Word } from "./script.ts";

const wordEnds = new Set([" ", "\t", "\r", "\n", ";", "&", "|", "(", ")"]);
const plainEnds = new Set([...wordEnds, "<", ">", "'", '"', "$", "`", "\\"]);

/** Reads a word with its quotes and substitutions; empty when none begins here. */
export function readWord(cursor: Cursor, depth: number): Word {
  const parts: Part[] = [];
  while (!cursor.isAtEnd()) {
    const here = cursor.peek();
    if (wordEnds.has(here)) break;
    if ((here === "<" || here === ">") && cursor.peek(1) !== "(") break;
    if (here === "<" || here === ">") {
      cursor.position += 2;
      parts.push({ kind: "process", direction: here, script: cursor.script(")", depth + 1) });
    } else if (here === "'") parts.push(singleQuoted(cursor));
    else if (here === '"') doubleQuoted(cursor, parts, depth);
    else if (here === "$" || here === "`") parts.push(readExpansion(cursor, false, depth));
    else if (here === "\\") {
      const next = cursor.peek(1);
      cursor.position += 2;
      // A backslash before a letter is how Windows spells paths and how attackers spell `c\url`;
      // POSIX drops it, and `path` readings of the result are compared without it anyway.
      if (next !== "\n") parts.push({ kind: "text", text: next, quoted: true });
    } else parts.push({ kind: "text", text: plainRun(cursor), quoted: false });
  }
  return parts;
}

function plainRun(cursor: Cursor): string {
  const start = cursor.position;
  while (!cursor.isAtEnd() && !plainEnds.has(cursor.peek())) cursor.position++;
  if (cursor.position === start) cursor.position++;
  return cursor.text.slice(start, cursor.position);
}

function singleQuoted(cursor: Cursor): Part {
  const { text, position } = cursor;
  const end = text.indexOf("'", position + 1);
  const stop = end < 0 ? text.length : end;
  cursor.position = stop + 1;
  return { kind: "text", text: text.slice(position + 1, stop), quoted: true };
}

function doubleQuoted(cursor: Cursor, parts: Part[], depth: number): void {
  cursor.position++;
  let plain = "";
  const flush = () => {
    parts.push({ kind: "text", text: plain, quoted: true });
    plain = "";
  };
  while (!cursor.isAtEnd()) {
    const here = cursor.peek();
    if (here === '"') break;
    if (here === "\\") {
      const next = cursor.peek(1);
      cursor.position += 2;
      if (next === "\n") continue;
      plain += '"\\$`'.includes(next) ? next : `\\${next}`;
    } else if (here === "$" || here === "`") {
      flush();
      parts.push(readExpansion(cursor, true, depth));
    } else {
      plain += here;
      cursor.position++;
    }
  }
  cursor.position++;
  flush();
}
