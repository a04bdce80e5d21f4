import { type LexemeStyle, lexemes } from "./lexemes.ts";
import type { Survey } from "./survey.ts";

/** How much of a line behind a gap is looked at. */
const window = 2000;

/** A name for another file of the package, which is read itself: what is left where types and imports were. */
const loadsPart =
  /^(?:var|let|const)\s{1,4}[\w$]{1,80}\s{0,4}=\s{0,4}require\(\s{0,4}["']\.{1,2}\/[\w./-]{1,200}["']\s{0,4}\);?\s{0,4}$/;

/**
 * Where a statement begins behind a gap (threat catalogue OBF-05). Gaps in strings, templates and
 * comments are layout; so are those before numbers and strings, as tables have them, and before what
 * only closes or assigns.
 */
export function offScreen(text: string, style: LexemeStyle, { gaps }: Survey): readonly number[] {
  if (gaps.length === 0) return [];
  const wanted = new Set(gaps);
  const found: number[] = [];
  lexemes(text, style, (kind, start, end) => {
    if (!wanted.has(start)) return;
    const begins = kind === "name" || (kind === "mark" && /[([!;+~-]/.test(text.slice(start, end)));
    if (!begins) return;
    const line = text.slice(start, start + window).split("\n", 1)[0] ?? "";
    if (/\n[ \t]{0,8}$/.test(text.slice(Math.max(0, start - 9), start)) && loadsPart.test(line))
      return;
    if (/[\w$\])]\s*(?:\(|`|\?\.)/.test(line) || (style === "hash" && line.length > 8))
      found.push(start);
  });
  return found;
}
