import type { Cursor } from "./cursor.ts";
import type { Part } from "./script.ts";

/** Reads what begins with `$` or a backtick. */
export function readExpansion(cursor: Cursor, quoted: boolean, depth: number): Part {
  if (cursor.peek() === "`") {
    cursor.position++;
    const end = backtickEnd(cursor);
    const inner = cursor.text.slice(cursor.position, end).replaceAll("\\`", "`");
    const script = cursor.scriptOf(inner, depth + 1);
    cursor.position = end + 1;
    return { kind: "output", script, quoted };
  }
  const next = cursor.peek(1);
  if (next === "(" && cursor.peek(2) === "(") {
    cursor.position += 3;
    const end = cursor.text.indexOf("))", cursor.position);
    cursor.position = end < 0 ? cursor.text.length : end + 2;
    return { kind: "text", text: "0", quoted };
  }
  if (next === "(") {
    cursor.position += 2;
    return { kind: "output", script: cursor.script(")", depth + 1), quoted };
  }
  if (next === "'" && !quoted) {
    cursor.position += 2;
    return { kind: "text", text: ansiQuoted(cursor), quoted: true };
  }
  return next === "{" ? bracedVariable(cursor, quoted) : plainVariable(cursor, quoted);
}

function backtickEnd({ text, position }: Cursor): number {
  let at = position;
  while (at < text.length && text[at] !== "`") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

/** `${NAME}`, also with a value in case there is none: `${NAME:-curl}`. */
function bracedVariable(cursor: Cursor, quoted: boolean): Part {
  const end = cursor.text.indexOf("}", cursor.position);
  const inner = cursor.text.slice(cursor.position + 2, end < 0 ? undefined : end);
  cursor.position = end < 0 ? cursor.text.length : end + 1;
  const match = /^[#!]?(\w+|[@*#?$!-])(?::?[-=+?](.*))?/s.exec(inner);
  // All items of a list are words of their own, quoted or not.
  const isList = match?.[1] === "@" || /^\w+\[@\]/.test(inner);
  return {
    kind: "variable",
    name: match?.[1] ?? "",
    fallback: match?.[2] ?? "",
    quoted: quoted && !isList,
  };
}

const variablePattern = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!]/y;

function plainVariable(cursor: Cursor, quoted: boolean): Part {
  variablePattern.lastIndex = cursor.position + 1;
  const name = variablePattern.exec(cursor.text)?.[0];
  cursor.position += 1 + (name?.length ?? 0);
  if (name === undefined) return { kind: "text", text: "$", quoted };
  return { kind: "variable", name, fallback: "", quoted: quoted && name !== "@" };
}

/** `$'…'`, where `\x63` and `\143` are letters. */
function ansiQuoted(cursor: Cursor): string {
  const { text, position } = cursor;
  let end = position;
  while (end < text.length && text[end] !== "'") end += text[end] === "\\" ? 2 : 1;
  cursor.position = end + 1;
  return unescapeAnsi(text.slice(position, end));
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
