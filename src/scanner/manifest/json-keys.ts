export interface JsonKey {
  /** Keys of the objects around it, outermost first; lists count as one `[]`. */
  readonly path: readonly string[];
  readonly key: string;
  /** The raw text of its value without blanks at the ends. */
  readonly value: string;
  readonly line: number;
}

const maxKeys = 200_000;
const maxDepth = 128;
const structure = "{}[],:";

/** Every key of a JSON text in order, also the repeated ones that `JSON.parse` drops. */
export function jsonKeys(text: string): readonly JsonKey[] {
  const found: { path: readonly string[]; key: string; start: number; end: number }[] = [];
  /** The open containers; an object carries the key whose value is being read. */
  const open: { isObject: boolean; path: readonly string[]; pending: number | null }[] = [];
  let last: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const token = text[at];
    if (token === '"') {
      const end = endOfText(text, at);
      if (end === null) break;
      last = text.slice(at, end);
      at = end - 1;
      continue;
    }
    if (token === undefined || !structure.includes(token)) continue;
    const level = open.at(-1);
    if (token === "{" || token === "[") {
      const key = level === undefined || level.pending === null ? null : found[level.pending];
      const inner =
        key === null || key === undefined ? (level?.path ?? []) : [...key.path, key.key];
      const path = level !== undefined && !level.isObject ? [...level.path, "[]"] : inner;
      if (open.length >= maxDepth) break;
      open.push({ isObject: token === "{", path, pending: null });
    } else if (token === "}" || token === "]" || token === ",") {
      const pending = level?.pending ?? null;
      const key = pending === null ? undefined : found[pending];
      if (key !== undefined) key.end = at;
      if (level !== undefined) level.pending = null;
      if (token !== ",") open.pop();
    } else if (level?.isObject === true && last !== null && level.pending === null) {
      level.pending = found.length;
      found.push({ path: level.path, key: unquote(last), start: at + 1, end: text.length });
      if (found.length >= maxKeys) break;
    }
  }
  const lineAt = lines(text);
  return found.map(({ path, key, start, end }) => ({
    path,
    key,
    value: text.slice(start, end).trim(),
    line: lineAt(start),
  }));
}

/** Where a text behind its opening quote ends; null when nothing closes it. */
function endOfText(text: string, from: number): number | null {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return null;
}

function unquote(text: string): string {
  if (!text.includes("\\")) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Positions only grow, so one walk over the text serves all of them. */
function lines(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line++;
    return line;
  };
}
