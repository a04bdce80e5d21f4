/**
 * Text handling as the `n3` command's runtime does it, where it differs from ours: digests and tokens
 * must come out the same on both sides (namel3ss-registry §7).
 */

const white =
  "\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006" +
  "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
const whites = new Set(white);

/** Without white space at both ends; U+FEFF is none. */
export function stripped(text: string): string {
  let start = 0;
  while (start < text.length && whites.has(text.charAt(start))) start++;
  return strippedEnd(text.slice(start));
}

function strippedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && whites.has(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const lineBreaks = new Set("\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029");

/** Lines, also at the separators that only that runtime breaks at. */
export function lines(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (!lineBreaks.has(text.charAt(at))) continue;
    found.push(text.slice(start, at));
    if (text.startsWith("\r\n", at)) at++;
    start = at + 1;
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}

/** One newline for all kinds, no white space at the ends of lines and of the whole. */
export function normalised(text: string): string {
  const unified = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  return stripped(unified.split("\n").map(strippedEnd).join("\n"));
}
