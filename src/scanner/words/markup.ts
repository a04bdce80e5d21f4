import type { ProsePlace } from "./markdown.ts";
import { rawSegment, type Segment } from "./segment.ts";

const maxElement = 4096;
const maxFound = 64;
/** Tags whose style keeps their text from being seen. */
const hiddenTag =
  /<([a-z][\w-]{0,20})\b[^<>]{0,400}?(?:display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|font-size\s{0,2}:\s{0,2}0|opacity\s{0,2}:\s{0,2}0(?![.\d])|color\s{0,2}:\s{0,2}(?:white|#fff(?:fff)?\b|transparent|rgba\([^)]{0,24},\s?0\))|text-indent\s{0,2}:\s{0,2}-\d{3,}|(?:left|top)\s{0,2}:\s{0,2}-\d{4,}|max-height\s{0,2}:\s{0,2}0|fill-opacity\s?=\s?["']0["']|fill\s?=\s?["'](?:none|white|#fff(?:fff)?|transparent)["']|\shidden(?:[\s=>]|$)|aria-hidden\s?=\s?["']true)[^<>]{0,400}>/gi;
/** So much emptiness no window shows at once. */
const leastColumns = 200;
const leastLines = 60;

/** Elements of HTML or SVG that are there and not seen. */
export function* hiddenElements(text: string, to: number, place: ProsePlace): Generator<Segment> {
  if (!text.includes("<")) return;
  let found = 0;
  const isShownAsCode = fencesOf(text, to, place);
  for (const match of text.slice(0, to).matchAll(hiddenTag)) {
    if (++found > maxFound) return;
    const from = match.index + match[0].length;
    const name = (match[1] ?? "").toLowerCase();
    if (withoutText.has(name) || isShownAsCode(match.index)) continue;
    const close = text.indexOf(`</${match[1]}`, from);
    const end =
      close < 0 ? Math.min(to, from + maxElement) : Math.min(close, to, from + maxElement);
    yield rawSegment(text, from, end, { ...place, hidden: "style", isQuoted: false });
  }
}

/** Elements that hold no text: what follows them is not in them. */
const withoutText = new Set(
  "area base br col embed hr img input link meta source track wbr path svg g rect circle line".split(
    " ",
  ),
);

const fence = /^ {0,3}(`{3,200})([^\n]{0,200})/gm;

/** Whether a place of a Markdown text is in a fence, where a tag is shown instead of obeyed. */
function fencesOf(text: string, to: number, { carrier }: ProsePlace): (at: number) => boolean {
  if (carrier === "html" || !text.includes("```")) return () => false;
  const fences: (readonly [number, number])[] = [];
  let opened: { readonly at: number; readonly marks: number } | null = null;
  for (const { index, 1: marks = "", 2: behind = "" } of text.slice(0, to).matchAll(fence)) {
    if (opened === null) opened = { at: index, marks: marks.length };
    else if (marks.length >= opened.marks && behind.trim() === "") {
      fences.push([opened.at, index]);
      opened = null;
    }
  }
  return (at) => fences.some(([from, end]) => at > from && at < end);
}

/** What an image says about itself, which no viewer shows. */
export function* unshownParts(text: string, to: number, place: ProsePlace): Generator<Segment> {
  let found = 0;
  for (const match of text.slice(0, to).matchAll(/<(desc|metadata)\b[^<>]{0,400}>/gi)) {
    if (++found > maxFound) return;
    const from = match.index + match[0].length;
    const close = text.indexOf(`</${match[1]}`, from);
    const end =
      close < 0 ? Math.min(to, from + maxElement) : Math.min(close, to, from + maxElement);
    yield rawSegment(text, from, end, { ...place, hidden: "style", isQuoted: false });
  }
}

/** Comments of HTML or SVG. */
export function* markupComments(text: string, to: number, place: ProsePlace): Generator<Segment> {
  for (let at = text.indexOf("<!--"); at >= 0 && at < to; ) {
    let close = text.indexOf("-->", at + 4);
    if (close < 0 || close > to) close = to;
    yield rawSegment(text, at + 4, close, { ...place, hidden: "html-comment", isQuoted: false });
    at = text.indexOf("<!--", close);
  }
}

/** Text that begins where no window reaches: behind hundreds of blanks, or dozens of empty lines. */
export function* behindBlanks(text: string, to: number, place: ProsePlace): Generator<Segment> {
  let found = 0;
  let at = 0;
  while (at < to && found < maxFound) {
    if (!isBlank(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    let columns = 0;
    let lines = 0;
    while (at < to && isBlank(text.charCodeAt(at))) {
      const isEnd = text.charCodeAt(at) === 0x0a;
      lines += Number(isEnd);
      columns = isEnd ? 0 : columns + 1;
      at += 1;
    }
    if (at >= to || (columns < leastColumns && lines <= leastLines)) continue;
    if (lines === 0 && isCell(text, at)) continue;
    found += 1;
    const line = text.indexOf("\n", at);
    const far = Math.min(to, at + maxElement);
    const end = columns >= leastColumns && line >= 0 ? Math.min(line, far) : far;
    yield rawSegment(text, at, end, { ...place, hidden: "blank", isQuoted: false });
    at = end;
  }
}

/** Whether a cell of a table begins here, below or above another that begins in the same column. */
function isCell(text: string, at: number): boolean {
  if (text[at] !== "|") return false;
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at);
  const before = text.lastIndexOf("\n", start - 2) + 1;
  const column = at - start;
  const isAbove = start > 0 && before + column < start && text[before + column] === "|";
  return isAbove || (end >= 0 && text[end + 1 + column] === "|");
}

function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x0a ||
    code === 0x09 ||
    code === 0x0d ||
    code === 0xa0 ||
    code === 0x3000
  );
}
