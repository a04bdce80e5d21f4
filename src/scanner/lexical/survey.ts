/** What one pass over a text tells; where anything in it is odd, others look closer. */
export interface Survey {
  /** Lines that are not blank. */
  readonly lines: number;
  readonly longest: Line;
  /** The second longest line's length. */
  readonly secondLongest: number;
  /** Share of the characters that stand in lines of more than 500. */
  readonly denseShare: number;
  /** Where code goes on behind a wide gap; at most 50. */
  readonly gaps: readonly number[];
  /** Long stretches without three letters or digits in a row; at most 50. */
  readonly symbolRuns: readonly Stretch[];
  readonly isAscii: boolean;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly start: number;
  readonly length: number;
}

const gapColumns = 200;
const gapLines = 100;
/** Indentation that grows by no more than this from one line to the next is nesting. */
const nestingColumns = 80;
const maxGaps = 50;
const maxRuns = 50;
const tabColumns = 8;
const denseLine = 500;
/** Blanks not counted. */
const leastSymbols = 800;

export function survey(text: string): Survey {
  const gaps: number[] = [];
  let lines = 0;
  let longest: Line = { start: 0, length: 0 };
  let secondLongest = 0;
  let dense = 0;
  const symbolRuns: Stretch[] = [];
  let symbols = 0;
  let symbolsStart = 0;
  let wordChars = 0;
  let isAscii = true;

  let lineStart = 0;
  let isBlankLine = true;
  let blankLines = 0;
  let columns = 0;
  let indent = 0;

  function endLine(end: number): void {
    const length = end - lineStart;
    if (isBlankLine) blankLines += 1;
    else {
      lines += 1;
      if (length > longest.length) {
        secondLongest = longest.length;
        longest = { start: lineStart, length };
      } else if (length > secondLongest) secondLongest = length;
      if (length > denseLine) dense += length;
    }
    lineStart = end + 1;
    isBlankLine = true;
    columns = 0;
  }

  function endSymbols(at: number): void {
    if (symbols >= leastSymbols && symbolRuns.length < maxRuns) {
      symbolRuns.push({ start: symbolsStart, end: at });
    }
    symbols = 0;
    symbolsStart = at;
  }

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      endLine(at);
      continue;
    }
    if (code <= 0x20 || (code > 0x7f && isWideBlank(code))) {
      if (code !== 0x0d) columns += code === 0x09 ? tabColumns : 1;
      continue;
    }
    if (columns >= gapColumns && (!isBlankLine || columns > indent + nestingColumns)) {
      if (gaps.length < maxGaps) gaps.push(at);
    }
    if (isBlankLine) {
      if (blankLines >= gapLines && lines > 0 && gaps.length < maxGaps) gaps.push(at);
      indent = columns;
      isBlankLine = false;
      blankLines = 0;
    }
    columns = 0;

    if (isWordCode(code)) {
      wordChars += 1;
      if (wordChars === 3) endSymbols(at);
    } else {
      wordChars = 0;
      if (code > 0x7f) isAscii = false;
    }
    symbols += 1;
  }
  endLine(text.length);
  endSymbols(text.length);

  const denseShare = text.length === 0 ? 0 : dense / text.length;
  return { lines, longest, secondLongest, denseShare, gaps, symbolRuns, isAscii };
}

/** Blanks that are no ASCII: no-break and ideographic ones, spaces of other widths. */
function isWideBlank(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39)
  );
}
