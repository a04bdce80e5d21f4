import { runPaths } from "../manifest/run-paths.ts";
import type { PackageView } from "../rule.ts";
import { addressTable } from "./address-table.ts";
import { hugeComment } from "./bulk.ts";
import { denseTail } from "./dense-tail.ts";
import { misleadingDirections } from "./direction.ts";
import type { LexicalFacts, LexicalKind, LexicalMark } from "./facts.ts";
import { homographs } from "./homographs.ts";
import { invisiblePayloads, mapsCharacters } from "./invisible.ts";
import { isMinified } from "./is-minified.ts";
import { type LexemeStyle, lexemes } from "./lexemes.ts";
import { offScreen } from "./off-screen.ts";
import { packedAt } from "./packed.ts";
import { ranksLikeness } from "./picks-likeness.ts";
import { survey } from "./survey.ts";
import { readSymbols } from "./symbols.ts";

const slashCode = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|node-gyp)$/i;
const hashCode = /\.(?:sh|bash|zsh|py|rb|pl|ps1)$/i;
const hashbang = /^#!.{0,200}\b(?:sh|bash|zsh|dash|python[0-9.]*|ruby|perl)\b/;

const maxMarks = 200;
const maxPerKind = 3;

/** Reads the code of a package as text. */
export function readLexical(
  view: Pick<PackageView, "entries" | "manifest" | "text">,
): LexicalFacts {
  const run = runPaths(view.manifest);
  const marks: LexicalMark[] = [];
  const minified = new Set<string>();
  const seen = new Set<string>();
  for (const { path, type } of view.entries) {
    if (path === null || type !== "file" || seen.has(path)) continue;
    seen.add(path);
    const isCode = slashCode.test(path) || hashCode.test(path) || run.has(path);
    if (!isCode && /\.[^/.]+$/.test(path)) continue;
    const text = view.text(path);
    if (text === null || text === "" || (!isCode && !text.startsWith("#!"))) continue;
    if (!slashCode.test(path) && !hashCode.test(path) && isOfBytes(text)) continue;
    const file = readFile(path, text);
    if (file.isMinified) minified.add(path);
    if (marks.length < maxMarks) marks.push(...file.marks);
  }
  return { marks: marks.slice(0, maxMarks), minified: [...minified].sort() };
}

/**
 * Whether a text holds bytes that are no text where code stands. A manifest names data too, as images
 * of file systems, and no loader takes such a file for code.
 */
function isOfBytes(text: string): boolean {
  if (text.startsWith("#!") || !/[\0\ufffd]/.test(text)) return false;
  let isFound = false;
  lexemes(text, "slash", (kind, start) => {
    isFound ||= kind === "mark" && (text[start] === "\0" || text[start] === "\ufffd");
  });
  return isFound;
}

interface LexicalFile {
  readonly marks: readonly LexicalMark[];
  readonly isMinified: boolean;
}

export function readFile(path: string, text: string): LexicalFile {
  const isHash = hashCode.test(path) || (!slashCode.test(path) && hashbang.test(text));
  const style: LexemeStyle = isHash ? "hash" : "slash";
  const seen = survey(text);
  const dense = isMinified(text, seen);
  const marks: LexicalMark[] = [];
  function add(kind: LexicalKind, at: number | null, extra: Partial<LexicalMark> = {}): void {
    if (at === null || marks.filter((mark) => mark.kind === kind).length >= maxPerKind) return;
    marks.push({ kind, file: path, ...placeOf(text, at), ...extra });
  }

  for (const at of offScreen(text, style, seen)) add("off-screen", at);
  if (style === "slash") {
    add("dense-tail", denseTail(text, seen));
    const runs = readSymbols(text, seen);
    add("symbols", runs.coded);
    add("packed", packedAt(text));
    add("bulk", runs.empty ?? hugeComment(text));
    add("address-table", addressTable(text));
    add("likeness", ranksLikeness(text));
  }
  if (!seen.isAscii) {
    for (const at of misleadingDirections(text, style)) add("bidi", at);
    for (const at of invisiblePayloads(text, style)) {
      add("invisible", at, { decodes: mapsCharacters(text) });
    }
  }
  for (const { at, ...what } of homographs(text, style, seen.isAscii)) {
    add("homograph", at, what);
  }
  return { marks, isMinified: dense };
}

const excerptChars = 160;

function placeOf(text: string, at: number): Pick<LexicalMark, "line" | "column" | "excerpt"> {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", end + 1)) {
    line += 1;
    start = end + 1;
  }
  const excerpt = text.slice(at, at + excerptChars).split("\n", 1)[0] ?? "";
  return { line, column: at - start + 1, excerpt };
}
