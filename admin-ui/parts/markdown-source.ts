import { Lexer, type MarkedToken } from "marked";

/**
 * A stranger's text can be written so that its reading takes minutes: thousands of quotes in each other,
 * lines without an end, paragraphs of the whole file. Each of these is cut before anybody reads it.
 */
const maxLength = 128 * 1024;
const maxLine = 4000;
const maxIndent = 40;
const maxMarkers = 8;
/** Lines and characters that stand together without a blank line. */
const maxRunLines = 400;
const maxRun = 10_000;
/** What is within paragraphs is read until then; what is left stays as it was written. */
const inlineMs = 300;

export interface ReadMarkdown {
  readonly tokens: readonly MarkedToken[];
  /** Whether something is not shown because it is too much. */
  readonly isCut: boolean;
}

export function readMarkdown(text: string): ReadMarkdown {
  const lexer = new Lexer({ gfm: true });
  try {
    lexer.blockTokens(bounded(text.slice(0, maxLength)), lexer.tokens);
  } catch {
    return { tokens: [], isCut: true };
  }
  const until = performance.now() + inlineMs;
  for (const { src, tokens } of lexer.inlineQueue) {
    if (performance.now() < until) lexer.inlineTokens(src, tokens);
    else tokens.push({ type: "text", raw: src, text: src, escaped: false });
  }
  return { tokens: lexer.tokens as MarkedToken[], isCut: text.length > maxLength };
}

function bounded(text: string): string {
  const lines: string[] = [];
  let runLines = 0;
  let run = 0;
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const kept = boundedLine(line);
    const isBlank = kept.trim() === "";
    if (!isBlank && (runLines >= maxRunLines || run + kept.length > maxRun)) {
      lines.push("");
      [runLines, run] = [0, 0];
    }
    lines.push(kept);
    runLines = isBlank ? 0 : runLines + 1;
    run = isBlank ? 0 : run + kept.length;
  }
  return lines.join("\n");
}

const marker = /[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/y;
const blanks = /[ \t]{40,}/g;

/** A line of bounded length with at most so many marks of quotes and lists before its text. */
function boundedLine(line: string): string {
  const isLong = line.length > maxLine;
  const text = (isLong ? `${line.slice(0, maxLine)}…` : line).replace(
    blanks,
    " ".repeat(maxIndent),
  );
  let count = 0;
  let kept = 0;
  let end = 0;
  marker.lastIndex = 0;
  while (marker.test(text)) {
    end = marker.lastIndex;
    count += 1;
    if (count <= maxMarkers) kept = end;
  }
  return count > maxMarkers ? text.slice(0, kept) + text.slice(end) : text;
}
