import type { PackageView } from "../rule.ts";

const prose =
  /\.(?:md|markdown|txt|rst|adoc|map|html?)$|(?:^|\/)(?:licen[cs]e|readme|changelog|notice)$/i;
const maxWords = 200;
const minWord = 3;

/**
 * Which of these words stand in code or settings of the package; documentation does not count. One
 * pass over each text, however many words there are.
 *
 * @param before what must stand before a word, as the source of a pattern without quantifiers
 */
export function mentioned(
  pkg: PackageView,
  words: Iterable<string>,
  before = "",
): ReadonlySet<string> {
  const wanted = [...new Set(words)].filter((word) => word.length >= minWord).slice(0, maxWords);
  const found = new Set<string>();
  if (wanted.length === 0) return found;
  // Longer ones first, so that a word that begins another does not take its place.
  const choices = [...wanted].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`${before}(${choices.join("|")})`, "g");
  const seen = new Set<string>();
  for (const { path, type } of pkg.entries) {
    if (path === null || type !== "file" || seen.has(path) || prose.test(path)) continue;
    seen.add(path);
    const text = pkg.text(path);
    if (text === null) continue;
    for (const match of text.matchAll(pattern)) {
      found.add(match[1] ?? "");
      if (found.size === wanted.length) return found;
    }
  }
  return found;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
