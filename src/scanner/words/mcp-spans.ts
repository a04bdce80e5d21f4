import { codePieces } from "./comments.ts";

/** A stretch of code, by its offsets. */
type Span = readonly [from: number, to: number];

/** Calls that register what a server offers, or that make the server itself. */
const registering =
  /(?:\.(?:tool|registerTool|addTool|defineTool|prompt|registerPrompt|addPrompt|resource|registerResource|addResource|addResourceTemplate|setRequestHandler)|\b(?:defineTool|createTool|createMcpTool|registerTool|addTool|tool|prompt)|\bnew\s{1,4}(?:[\w$]{1,20}\.)?(?:Mcp)?Server|\bnew\s{1,4}(?:[\w$]{1,20}\.)?FastMCP)\s{0,4}$/;
/** Fields that only a tool, or an answer of one, has. */
const ofTool = /^(?:inputSchema|input_schema|outputSchema|argsSchema|isError|structuredContent)$/;
const key =
  /(?:^|[\s,{;(])["'`]?([A-Za-z_$][\w$]{1,40})["'`]?\s{0,4}\??\s{0,4}(?:[:=](?![=>])|\()/g;
const shorthand = /(?:^|[\s,{])([A-Za-z_$][\w$]{1,40})\s{0,4}(?=[,}]|$)/g;
const name = /(?<![\w$.])[A-Za-z_$][\w$]{2,60}(?![\w$])/g;

const maxSpans = 2000;
/** What is longer is a module, whatever its parts are called. */
const maxSpan = 48 * 1024;
const maxOpen = 400;
const maxDefined = 20_000;
const maxPlaces = 4;
const maxNaming = 64 * 1024;
const maxDefinition = 16_000;
const maxRounds = 3;

/**
 * Which places of a server's code belong to what it offers: calls that register a tool, objects and classes
 * with a tool's fields, answers, and what these name. What stands elsewhere may reach no model at all.
 */
export function toolSpans(text: string, to: number): (at: number) => boolean {
  const spans = structures(text, to);
  if (spans.length === 0) return () => false;
  const defined = definitionsIn(text, to);
  const taken = new Set<string>();
  let fresh: readonly Span[] = spans;
  for (let round = 0; round < maxRounds && spans.length < maxSpans; round += 1) {
    fresh = fresh.flatMap((span) => [...named(text, span, defined, taken)]);
    spans.push(...fresh);
  }
  const sorted = merged(spans);
  return (at) => isWithin(sorted, at);
}

interface Open {
  readonly at: number;
  readonly isCall: boolean;
  /** Where its own keys are looked for next. */
  readonly own: Span[];
  from: number;
}

/** Calls and objects that offer something, by their brackets. */
function structures(text: string, to: number): Span[] {
  const spans: Span[] = [];
  const open: Open[] = [];
  for (const { at, mark } of brackets(text, to)) {
    if (spans.length >= maxSpans) break;
    const parent = open.at(-1);
    if (mark === "{" || mark === "(" || mark === "[") {
      parent?.own.push([parent.from, at]);
      const isCall = mark === "(" && registering.test(text.slice(Math.max(0, at - 60), at));
      if (open.length < maxOpen) open.push({ at, isCall, own: [], from: at + 1 });
      continue;
    }
    const closed = open.pop();
    if (closed === undefined) continue;
    closed.own.push([closed.from, at]);
    const before = open.at(-1);
    if (before !== undefined) before.from = at + 1;
    if (at - closed.at > maxSpan) continue;
    if (closed.isCall || (mark === "}" && isOffered(text, closed.own))) spans.push([closed.at, at]);
  }
  return spans;
}

/** Whether an object, or a class, has the fields of a tool or of an answer. */
function isOffered(text: string, own: readonly Span[]): boolean {
  const keys = new Set<string>();
  let left = 4000;
  for (const [from, to] of own) {
    if (to - from < 3 || left <= 0) continue;
    const piece = text.slice(from, Math.min(to + 1, from + 400));
    left -= piece.length;
    for (const [, found = ""] of piece.matchAll(key)) keys.add(found);
    for (const [, found = ""] of piece.matchAll(shorthand)) keys.add(found);
    if (/\btype["'`]?\s{0,4}:\s{0,4}["'`]text["'`]/.test(piece)) return true;
  }
  for (const found of keys) if (ofTool.test(found)) return true;
  if (!keys.has("description")) return false;
  const isRun = ["execute", "handler", "run", "call", "invoke", "callback"].some((one) =>
    keys.has(one),
  );
  return (
    (keys.has("parameters") || keys.has("schema") || keys.has("arguments") || isRun) &&
    keys.has("name")
  );
}

/** Brackets outside of strings and comments. */
function* brackets(text: string, to: number): Generator<{ at: number; mark: string }> {
  const mark = /[{}()[\]]/g;
  let at = 0;
  const until = function* (end: number): Generator<{ at: number; mark: string }> {
    mark.lastIndex = at;
    for (let found = mark.exec(text); found !== null && found.index < end; found = mark.exec(text))
      yield { at: found.index, mark: found[0] };
  };
  for (const piece of codePieces(text, to, 0)) {
    yield* until(piece.from - 1);
    at = piece.to + 1;
  }
  yield* until(to);
}

/** Where names are given a value. */
const definition =
  /\b(?:const|let|var|function|class)\s{1,4}([A-Za-z_$][\w$]{2,60})|(?:^|[;{}\n)])\s{0,40}(?:exports\.)?([A-Za-z_$][\w$]{2,60})\s{0,4}\+?=(?![=>])/g;

function definitionsIn(text: string, to: number): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { index, 0: begin, 1: declared, 2: assigned } of text
    .slice(0, to)
    .matchAll(definition)) {
    const word = declared ?? assigned ?? "";
    const places = found.get(word) ?? [];
    if (places.length === 0 && found.size >= maxDefined) continue;
    if (places.length < maxPlaces) places.push(index + begin.length);
    found.set(word, places);
  }
  return found;
}

/** What a stretch names is a part of it: constants, lists and functions of the same file. */
function* named(
  text: string,
  [from, to]: Span,
  defined: ReadonlyMap<string, readonly number[]>,
  taken: Set<string>,
): Generator<Span> {
  for (const [word] of text.slice(from, Math.min(to, from + maxNaming)).matchAll(name)) {
    const places = defined.get(word);
    if (places === undefined || taken.has(word)) continue;
    taken.add(word);
    for (const at of places) yield [at, endOf(text, at)];
  }
}

/** The end of a definition: where the next line begins at the margin, or where a line of no breaks has a semicolon. */
function endOf(text: string, from: number): number {
  const piece = text.slice(from, from + maxDefinition);
  const end = /\n(?=[^\s\])}])/.exec(piece);
  if (end !== null) return from + end.index;
  const semicolon = piece.indexOf(";");
  return semicolon < 0 ? from + piece.length : from + semicolon;
}

function merged(spans: Span[]): readonly Span[] {
  const sorted = [...spans].sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function isWithin(spans: readonly Span[], at: number): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return false;
    if (at < span[0]) high = middle - 1;
    else if (at > span[1]) low = middle + 1;
    else return true;
  }
  return false;
}
