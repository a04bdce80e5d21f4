import { lexemes } from "./lexemes.ts";
import type { Survey } from "./survey.ts";

const leastLexemes = 300;
const leastEmpty = 500;

interface SymbolRuns {
  /** Where code of a few symbols begins (threat catalogue OBF-03); null when there is none. */
  readonly coded: number | null;
  /** Where a long run of empty statements begins. */
  readonly empty: number | null;
}

/**
 * Encodings that write everything with brackets, signs and a handful of odd names: long stretches
 * without a word, where values are forced into each other by adding and indexing.
 */
export function readSymbols(text: string, { symbolRuns }: Survey): SymbolRuns {
  if (symbolRuns.length === 0) return { coded: null, empty: null };
  let next = 0;
  let coded: number | null = null;
  let empty: number | null = null;
  let stretch = newStretch(0);
  let semicolons = 0;

  lexemes(text, "slash", (kind, start, end) => {
    const run = symbolRuns[next];
    if (run === undefined || end <= run.start || kind === "comment" || coded !== null) return;
    if (start >= run.end) {
      next += 1;
      stretch = newStretch(end);
      return;
    }
    const raw = text.slice(start, Math.min(end, start + 64));
    if (raw === ";") {
      semicolons += 1;
      if (semicolons === leastEmpty) empty ??= start;
    } else semicolons = 0;
    if (/[A-Za-z0-9]{3}/.test(raw) || end - start > 64) {
      stretch = newStretch(end);
      return;
    }
    stretch.lexemes += 1;
    if (raw === "+") stretch.pluses += 1;
    else if (raw === "(" || raw === "[") stretch.brackets += 1;
    else if (/[A-Za-z0-9]/.test(raw)) stretch.words += 1;
    if (stretch.lexemes >= leastLexemes && isCoded(stretch)) coded = stretch.start;
  });
  return { coded, empty };
}

interface Stretch {
  readonly start: number;
  lexemes: number;
  pluses: number;
  brackets: number;
  words: number;
}

function newStretch(start: number): Stretch {
  return { start, lexemes: 0, pluses: 0, brackets: 0, words: 0 };
}

function isCoded({ lexemes: all, pluses, brackets, words }: Stretch): boolean {
  return pluses >= all * 0.08 && brackets >= all * 0.04 && words <= all * 0.2;
}
