import { parse as parseToml, TomlError } from "smol-toml";

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Headers and keys are at the beginning of a line; what follows can be of any length. */
const maxLine = 1000;

/**
 * Where a key stands in a TOML text, or the table that should hold it; null when not even that is
 * found. The parser forgets places, so this reads headers and keys line by line; text in several lines
 * is skipped.
 */
export function locate(text: string, steps: readonly string[]): Place | null {
  let table: readonly string[] = [];
  let best: { place: Place; depth: number } | null = null;
  let closing: string | null = null;

  for (const [index, line] of text.split("\n").entries()) {
    if (closing !== null) {
      if (line.includes(closing)) closing = null;
      continue;
    }
    const trimmed = line.slice(0, maxLine).trim();
    const path = trimmed.startsWith("[") ? headerPath(trimmed) : keyPath(trimmed);
    if (path !== null) {
      const isHeader = trimmed.startsWith("[");
      const whole = isHeader ? path : [...table, ...path];
      if (isHeader) table = path;
      // What is deeper than the place that is looked for still shows where its table begins.
      const depth = Math.min(whole.length, steps.length);
      const isPart = steps.slice(0, depth).every((step, at) => step === whole[at]);
      if (isPart && depth > (best?.depth ?? 0)) {
        const column = line.length - line.trimStart().length + 1;
        best = { place: { line: index + 1, column }, depth };
      }
    }
    closing = opensText(line);
  }
  return best?.place ?? null;
}

function headerPath(line: string): readonly string[] | null {
  return pathOf(parsed(line));
}

/** The key of `key = …`, which may be dotted and quoted. */
function keyPath(line: string): readonly string[] | null {
  const [, key] = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_.\s-])+?)=/.exec(line) ?? [];
  return key === undefined ? null : pathOf(parsed(`${key} = {}`));
}

function parsed(line: string): unknown {
  try {
    return parseToml(line);
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

/** The one path through nested tables. */
function pathOf(value: unknown): readonly string[] | null {
  if (typeof value !== "object" || value === null) return null;
  const path: string[] = [];
  let inner: unknown = value;
  while (typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
    const [entry] = Object.entries(inner);
    if (entry === undefined) break;
    path.push(entry[0]);
    inner = entry[1];
  }
  return path.length === 0 ? null : path;
}

/** What ends the text that a line opens and leaves open, or null. */
function opensText(line: string): string | null {
  for (const mark of ['"""', "'''"]) {
    const at = line.indexOf(mark);
    if (at >= 0 && !line.includes(mark, at + 3)) return mark;
  }
  return null;
}

/** Lines wider than this are cut around the place. */
const frameWidth = 100;

/** The line of a place with its neighbours and a mark below it. */
export function codeFrame(text: string, { line, column }: Place): string {
  const lines = text.split("\n");
  const from = Math.max(1, line - 2);
  const to = Math.min(lines.length, line + 1);
  const width = String(to).length;
  const shown: string[] = [];
  for (let at = from; at <= to; at += 1) {
    const source = (lines[at - 1] ?? "").replace(/[^\x20-\x7e\t]/g, "?").slice(0, frameWidth);
    shown.push(`${at === line ? ">" : " "} ${String(at).padStart(width)} | ${source}`);
    if (at === line) {
      shown.push(`  ${" ".repeat(width)} | ${" ".repeat(Math.min(column, frameWidth) - 1)}^`);
    }
  }
  return shown.join("\n");
}
