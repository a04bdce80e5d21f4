import type { Carrier, Liveness } from "./prose.ts";
import { rawSegment, type Segment } from "./segment.ts";

export interface ProsePlace {
  readonly carrier: Carrier;
  readonly liveness: Liveness;
  /** Whether everything in it counts as quoted: a test, a list of words. */
  readonly isQuoted: boolean;
}

/** What comments of tools say; whoever reads them is that tool. */
const toolMarker =
  /^\s{0,40}(?:prettier|markdownlint|eslint|textlint|toc\b|\/?toc|doctoc|start doctoc|end doctoc|all-contributors|prettier-ignore|badges?\b|lint|remark|vale|cspell|spell-?checker|html-validate|omit from toc|editorconfig|automd|docs:|auto-?generated|gen:|#region|#endregion|region|endregion|copyright|license|spdx|include|more|break|semantic-release|changesets?|release-please|x-release|istanbul|@format|\[?if\b|sponsors?\b|readme-)/i;

/** The parts of a Markdown text by how they are read: prose, quoted parts, and what no reader sees. */
export function* markdownSegments(text: string, to: number, place: ProsePlace): Generator<Segment> {
  const quoted = { ...place, isQuoted: true };
  let from = 0;
  let role: "prose" | "quoted" = "prose";
  let fence = "";
  let at = 0;
  let wasBlank = true;

  function* cut(end: number): Generator<Segment> {
    if (end > from) yield rawSegment(text, from, end, role === "prose" ? place : quoted);
    from = end;
  }

  while (at < to) {
    let end = text.indexOf("\n", at);
    if (end < 0 || end > to) end = to;
    const indent = indentOf(text, at, end);
    const start = at + indent;
    const next = Math.min(to, end + 1);
    let wanted: "prose" | "quoted" = "prose";
    if (fence !== "") {
      wanted = "quoted";
      if (
        text.startsWith(fence, start) &&
        text.slice(start, Math.min(end, start + 200)).trim() === fenceAt(text, start, end)
      ) {
        if (fenceAt(text, start, end).length >= fence.length) fence = "";
      }
    } else {
      const code = text.charCodeAt(start);
      const opened = code === 0x60 || code === 0x7e ? fenceAt(text, start, end) : "";
      if (opened !== "") {
        fence = opened;
        wanted = "quoted";
      } else if (code === 0x3e || code === 0x7c) {
        wanted = "quoted";
      } else if (
        indent >= 4 &&
        (wasBlank || role === "quoted") &&
        start < end &&
        code !== 0x2d &&
        code !== 0x2a
      ) {
        wanted = "quoted";
      } else if (code === 0x5b && isLinkComment(text, start, end)) {
        yield* cut(at);
        yield rawSegment(text, start, end, { ...place, hidden: "link-comment", isQuoted: false });
        from = next;
      } else {
        const comment = text.startsWith("<!--", start)
          ? start
          : indexWithin(text, "<!--", start, end);
        let close = comment < 0 ? -1 : text.indexOf("-->", comment + 4);
        // Within a line one that is never closed, or stands in a code span, is shown as it is.
        const isShown =
          comment > start && (close < 0 || close > to || isInSpan(text, start, comment));
        if (comment >= 0 && !isShown) {
          if (close < 0 || close > to) close = to;
          yield* cut(comment);
          if (!toolMarker.test(text.slice(comment + 4, Math.min(close, comment + 84)))) {
            yield rawSegment(text, comment + 4, close, {
              ...place,
              hidden: "html-comment",
              isQuoted: false,
            });
          }
          from = Math.min(to, close + 3);
          at = from;
          role = "prose";
          wasBlank = false;
          continue;
        }
      }
    }
    const isBlank = start >= end;
    if (wanted !== role && !isBlank) {
      yield* cut(at);
      role = wanted;
    }
    wasBlank = isBlank;
    at = next;
  }
  yield* cut(to);
}

/** Whether an odd number of backticks stands before a place of its line. */
function isInSpan(text: string, from: number, at: number): boolean {
  let marks = 0;
  for (let i = Math.max(from, at - 1000); i < at; i += 1)
    if (text.charCodeAt(i) === 0x60) marks += 1;
  return marks % 2 === 1;
}

function indentOf(text: string, from: number, to: number): number {
  let at = from;
  while (
    at < to &&
    (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09 || text.charCodeAt(at) === 0x0d)
  )
    at += 1;
  return at - from;
}

/** The marks that a fence opens or closes with; empty when the line is none. */
function fenceAt(text: string, start: number, end: number): string {
  const mark = text.charCodeAt(start);
  if (mark !== 0x60 && mark !== 0x7e) return "";
  let at = start;
  while (at < end && text.charCodeAt(at) === mark) at += 1;
  return at - start >= 3 ? text.slice(start, at) : "";
}

/** `[//]: # (text)` and its kind: a link that nothing refers to, which no reader shows. */
function isLinkComment(text: string, start: number, end: number): boolean {
  const line = text.slice(start, Math.min(end, start + 120));
  return /^\[(?:\/\/|comment|#|_|\.|note|hidden|\s{0,3})[^\]]{0,20}\]:\s{0,4}(?:#|<>|<#>|\S{1,40})\s{0,4}["'(]/i.test(
    line,
  );
}

function indexWithin(text: string, needle: string, from: number, to: number): number {
  const at = text.slice(from, to).indexOf(needle);
  return at < 0 ? -1 : from + at;
}
