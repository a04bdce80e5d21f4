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

/** Every key of a JSON text in order, also the repeated ones that `JSON.parse` drops. */
export function jsonKeys(text: string): readonly JsonKey[] {
  const found: { path: readonly string[]; key: string; start: number; end: number }[] = [];
  /** The open containers; an object carries the key whose value is being read. */
  const open: { isObject: boolean; path: readonly string[]; pending: number | null }[] = [];
  const pattern = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]/g;
  let last: { text: string; at: number } | null = null;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const token = match[0];
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
      if (key !== undefined) key.end = match.index;
      if (level !== undefined) level.pending = null;
      if (token !== ",") open.pop();
    } else if (token === ":") {
      if (level?.isObject === true && last !== null && level.pending === null) {
        level.pending = found.length;
        found.push({
          path: level.path,
          key: unquote(last.text),
          start: pattern.lastIndex,
          end: text.length,
        });
        if (found.length >= maxKeys) break;
      }
    } else last = { text: token, at: match.index };
  }
  const lineAt = lines(text);
  return found.map(({ path, key, start, end }) => ({
    path,
    key,
    value: text.slice(start, end).trim(),
    line: lineAt(start),
  }));
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Positions only grow, so one walk over the text serves all of them. */
function lines(text: string): (at: number) => number {
  let [line, position] = [1, 0];
  return (at) => {
    for (; position < at; position++) if (text[position] === "\n") line++;
    return line;
  };
}
