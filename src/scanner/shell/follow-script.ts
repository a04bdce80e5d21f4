import { anyMark } from "./marks.ts";
import type { Shell } from "./shell.ts";
import { asWindowsReads } from "./words.ts";

/** Follows `npm run name` into the package's own scripts; false when there is none of that name. */
export function followScript(shell: Shell, name: string): boolean {
  const { state } = shell;
  const texts = [`pre${name}`, name, `post${name}`].map(
    (key) => [key, state.host.script(key)] as const,
  );
  if (texts[1]?.[1] === null || texts[1]?.[1] === undefined) return false;
  for (const [key, text] of texts) {
    if (text === null || state.followed.has(key)) continue;
    state.followed.add(key);
    state.add({ kind: "script", name: key });
    const outer = state.folder;
    shell.readText(text.replace(anyMark, ""), "");
    const windows = asWindowsReads(text);
    if (windows !== null) shell.readText(windows, "");
    state.folder = outer;
  }
  return true;
}
