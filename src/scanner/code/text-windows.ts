const edge = 256 * 1024;
const around = 4 * 1024;
const maxChars = 2 * 1024 * 1024;

/** What a large file would have to name to do harm; where it does, it is read. */
const intent =
  /\b(?:child_process|execSync|spawnSync|eval\s*\(|Function\s*\(|fromCharCode|atob\s*\(|XMLHttpRequest|sendBeacon|WebSocket|process\.env|process\.binding|\.npmrc|\.ssh|api\.telegram|discord(?:app)?\.com|ethereum|https?:\/\/\d)/g;

/**
 * Of a file that is too large for a tree: its head and tail, and what stands around words of intent,
 * one after the other on lines of their own. Cut at ends of lines or statements, where there are any.
 */
export function textWindows(source: string): string {
  const pieces = [source.slice(0, cut(source, edge))];
  let chars = edge * 2;
  let readTo = edge;
  const tailFrom = source.length - edge;
  intent.lastIndex = edge;
  for (let found = intent.exec(source); found !== null; found = intent.exec(source)) {
    const from = Math.max(readTo, found.index - around);
    const to = Math.min(found.index + around, tailFrom);
    if (found.index >= tailFrom || chars > maxChars) break;
    if (to <= from) continue;
    pieces.push(source.slice(cut(source, from), cut(source, to)));
    chars += to - from;
    readTo = to;
    intent.lastIndex = to;
  }
  pieces.push(source.slice(cut(source, tailFrom)));
  return pieces.join("\n;\n");
}

/** The next end of a line or statement, when it is near. */
function cut(source: string, at: number): number {
  const end = source.slice(at, at + 512).search(/[\n;}]/);
  return end < 0 ? at : at + end + 1;
}
