import { fieldsOf, parseFields, textOf } from "./json.ts";
import { type LockFile, LockReading, splitAtName } from "./locked.ts";

/** Reads bun.lock; null for what is none. */
export function readBunLock(text: string): LockFile | null {
  const root = parseFields(strictJson(text));
  if (root === null || !root.has("packages") || !root.has("lockfileVersion")) return null;
  const reading = new LockReading();
  for (const [key, value] of fieldsOf(root.get("packages"))) {
    if (reading.isFull) break;
    const parts: readonly unknown[] = Array.isArray(value) ? value : [];
    const found = splitAtName(textOf(parts[0]) ?? "");
    if (found === null) {
      reading.addUnreadable(key);
      continue;
    }
    const { name, rest } = found;
    // The second part is the tarball's address, or empty for the registry's usual one.
    const address = textOf(parts[1]);
    const isRelease = /^\d/.test(rest);
    if (!isRelease) reading.addForeign(name, rest);
    else reading.add(name, rest, address === "" ? null : address, textOf(parts.at(-1)));
  }
  return reading.result();
}

/** Takes comments and the commas before closing brackets out; what stands in strings stays. */
export function strictJson(text: string): string {
  return withoutTrailingCommas(withoutComments(text));
}

function withoutComments(text: string): string {
  let kept = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') at = endOfString(text, at);
    else if (text[at] === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) {
      kept += text.slice(from, at);
      at = endOfComment(text, at);
      from = at + 1;
    }
  }
  return kept + text.slice(from);
}

function withoutTrailingCommas(text: string): string {
  let kept = "";
  let from = 0;
  let comma = -1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === ",") comma = at;
    else if ((character === "}" || character === "]") && comma !== -1) {
      kept += text.slice(from, comma);
      from = comma + 1;
      comma = -1;
    } else if (!/\s/.test(character)) comma = -1;
    if (character === '"') at = endOfString(text, at);
  }
  return kept + text.slice(from);
}

/** The position of the closing quote, or the last one. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** The last position of a comment. */
function endOfComment(text: string, start: number): number {
  const isLine = text[start + 1] === "/";
  const end = text.indexOf(isLine ? "\n" : "*/", start + 2);
  if (end === -1) return text.length;
  return isLine ? end - 1 : end + 1;
}
