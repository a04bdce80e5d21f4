const edge = 256 * 1024;
const around = 4 * 1024;
const maxChars = 2 * 1024 * 1024;

/** What a large file would have to name to do harm; where it does, it is read. */
const intent =
  /\b(?:child_process|execSync|spawnSync|eval\s*\(|Function\s*\(|fromCharCode|atob\s*\(|XMLHttpRequest|sendBeacon|WebSocket|process\.env|process\.binding|\.npmrc|\.ssh|api\.telegram|discord(?:app)?\.com|ethereum|https?:\/\/\d)/g;

/** Pieces of a long text, one after the other, and where each of them stood. */
export interface Windows {
  readonly text: string;
  readonly spans: readonly { readonly at: number; readonly from: number }[];
}

/**
 * Of a file that is too large for a tree: its head and tail, and what stands around words of intent,
 * on lines of their own. Cut at ends of lines or statements, where there are any.
 */
export function textWindows(source: string): Windows {
  const tailFrom = source.length - edge;
  const ranges = [[0, cut(source, edge)]];
  let chars = edge * 2;
  let readTo = edge;
  intent.lastIndex = edge;
  for (let found = intent.exec(source); found !== null; found = intent.exec(source)) {
    const from = Math.max(readTo, found.index - around);
    const to = Math.min(found.index + around, tailFrom);
    if (found.index >= tailFrom || chars > maxChars) break;
    if (to <= from) continue;
    ranges.push([cut(source, from), cut(source, to)]);
    chars += to - from;
    readTo = to;
    intent.lastIndex = to;
  }
  ranges.push([cut(source, tailFrom), source.length]);
  const spans: { at: number; from: number }[] = [];
  let text = "";
  for (const [from = 0, to = 0] of ranges) {
    spans.push({ at: text.length, from });
    text += `${source.slice(from, to)}\n;\n`;
  }
  return { text, spans };
}

/** Where in the whole text something stands of which the place in the windows is known. */
export function originOf({ spans }: Windows, offset: number): number {
  let origin = 0;
  for (const { at, from } of spans) if (at <= offset) origin = from + offset - at;
  return origin;
}

/** The next end of a line or statement, when it is near. */
function cut(source: string, at: number): number {
  const end = source.slice(at, at + 512).search(/[\n;}]/);
  return end < 0 ? at : at + end + 1;
}
