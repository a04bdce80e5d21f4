import { lexemes } from "./lexemes.ts";

const longComment = 256 * 1024;

/** Where a comment begins that is too long for anybody to read (threat catalogue OBF-10). */
export function hugeComment(text: string): number | null {
  if (text.length < longComment || !hasLongGap(text)) return null;
  let found: number | null = null;
  lexemes(text, "slash", (kind, start, end) => {
    if (kind !== "comment" || end - start < longComment || found !== null) return;
    if (!/^\/[/*][#@] ?source/.test(text.slice(start, start + 16))) found = start;
  });
  return found;
}

/** A glance that spares most texts the closer look. */
function hasLongGap(text: string): boolean {
  let at = text.indexOf("/*");
  while (at >= 0) {
    const end = text.indexOf("*/", at + 2);
    if (end < 0 || end - at >= longComment) return true;
    at = text.indexOf("/*", end + 2);
  }
  return false;
}
