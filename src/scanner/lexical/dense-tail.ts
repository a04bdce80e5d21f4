import { lexemes } from "./lexemes.ts";
import type { Survey } from "./survey.ts";

const leastLines = 10;
const longLine = 1000;
const formattedLine = 300;
const leastCode = 300;
const leastCalls = 5;
const leastNames = 8;
const leastCommas = 10;
const spacedShare = 0.9;
const gives = /(?:^|[;}\s])export[\s{*]|\bexports\b/;
/** What may follow it: a closing bracket, a comment that names a source map. */
const maxAfter = 300;

/**
 * The offset of a last line that is code, long and dense below formatted code (threat catalogue
 * OBF-05); null when there is none. A long string or comment is data, whatever line it stands in.
 */
export function denseTail(text: string, { lines, longest, secondLongest }: Survey): number | null {
  if (lines < leastLines || longest.length < longLine || secondLongest > formattedLine) return null;
  const end = longest.start + longest.length;
  if (text.length - end > maxAfter && text.slice(end).trim().length > maxAfter) return null;

  const above = text.slice(0, longest.start);
  if (codeLines(above) < leastLines) return null;
  // Where only the long line gives something out, it is the module, and what stands above its prelude.
  if (!gives.test(above) && gives.test(text.slice(longest.start))) return null;

  const line = text.slice(longest.start, end);
  let code = 0;
  let calls = 0;
  let commas = 0;
  let spaced = 0;
  const names = new Set<string>();
  lexemes(line, "slash", (kind, start, stop) => {
    if (kind === "name" || kind === "mark") code += stop - start;
    if (kind === "name") names.add(line.slice(start, stop));
    if (kind !== "mark") return;
    if (line[start] === "(") calls += 1;
    if (line[start] !== ",") return;
    commas += 1;
    if (line[stop] === " ") spaced += 1;
  });
  // A compiler that prints one long statement sets it as it sets all others.
  if (commas >= leastCommas && spaced >= commas * spacedShare) return null;
  const isCode = code >= leastCode && calls >= leastCalls && names.size >= leastNames;
  return isCode ? longest.start : null;
}

/** Lines that hold more than comments: below a licence, a build is what one expects. */
function codeLines(text: string): number {
  let lines = 0;
  let lineEnd = -1;
  lexemes(text, "slash", (kind, start, end) => {
    if (kind === "comment" || start < lineEnd) return;
    lines += 1;
    const next = text.indexOf("\n", end);
    lineEnd = next < 0 ? text.length : next;
  });
  return lines;
}
