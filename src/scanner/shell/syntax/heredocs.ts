import type { Cursor } from "./cursor.ts";

/** Reads the here-documents that the line before has announced. */
export function readHeredocs(cursor: Cursor): void {
  const { text } = cursor;
  for (const { delimiter, stripsTabs, parts } of cursor.pending.splice(0)) {
    const lines: string[] = [];
    while (!cursor.isAtEnd()) {
      const end = text.indexOf("\n", cursor.position);
      const stop = end < 0 ? text.length : end;
      const raw = text.slice(cursor.position, stop);
      cursor.position = stop + 1;
      const line = stripsTabs ? raw.replace(/^\t+/, "") : raw;
      if (line.replace(/\r$/, "") === delimiter) break;
      lines.push(line);
    }
    parts.push({ kind: "text", text: lines.join("\n"), quoted: true });
  }
}
