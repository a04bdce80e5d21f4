const matter = /^\uFEFF?\s{0,20}---[ \t]{0,8}\r?\n/;
const longest = 8000;
/** By whom something is, under which terms, and where more of it stands. */
const field =
  /^[ \t]{0,8}(?:author|homepage|source|repository|repo|license|version|website|documentation|docs|bugs|maintainers?|publisher|vendor|copyright|icon|color|model)["']?[ \t]{0,4}:[ \t]{0,4}\S{0,300}[ \t]{0,8}\r?$/gim;

/**
 * A text without the fields of its front matter that say whose it is: they stand behind its description, and
 * nothing that this speaks of goes there. What has more than one word is left, as it may say something.
 */
export function withoutColophon(text: string): string {
  const opening = matter.exec(text)?.[0];
  if (opening === undefined) return text;
  const end = text.slice(opening.length, longest).search(/^---[ \t]{0,8}\r?$/m);
  if (end < 0) return text;
  const close = opening.length + end;
  const head = text.slice(0, close).replace(field, (line) => " ".repeat(line.length));
  return head + text.slice(close);
}
