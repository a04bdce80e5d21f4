import { hookPaths, runPaths } from "../manifest/run-paths.ts";
import type { PackageView } from "../rule.ts";
import { agentGrants } from "./agent-grants.ts";
import { codePieces, unescaped } from "./comments.ts";
import { expertFields } from "./expert-fields.ts";
import type { Budget, FoundWindow } from "./found-window.ts";
import { hiddenRuns } from "./hidden.ts";
import { jsonStrings } from "./json-strings.ts";
import { judgeSegment } from "./judge-segment.ts";
import { hookPrints, manifestFields } from "./manifest-fields.ts";
import { markdownSegments } from "./markdown.ts";
import { behindBlanks, hiddenElements, markupComments, unshownParts } from "./markup.ts";
import { carriedParameters } from "./mcp-carried.ts";
import { changingTools } from "./mcp-changing.ts";
import { isToolServer, toolTexts } from "./mcp-tools.ts";
import { noteHidden, noteTemplates } from "./note-marks.ts";
import { type FilePlace, isAgentFile, placeOf } from "./place.ts";
import type {
  AgentFile,
  CarriedParameter,
  ChangingTool,
  ProseFacts,
  ProseWindow,
  ToolText,
} from "./prose.ts";
import { decodedSegment, rawSegment, type Segment, type SegmentKind } from "./segment.ts";

const kib = 1024;
/** Of a longer file, this much of its beginning and its end is read as prose; hidden text is found anywhere. */
const headBytes = 1024 * kib;
const tailBytes = 128 * kib;
const maxDecoded = 512 * kib;
const maxWindowsPerFile = 64;
const maxWindows = 1000;
const maxTools = 1000;
/** The first screen of a README is read by everybody. */
const firstScreen = 6000;

const unplaced = { carrier: "data", liveness: "far", isQuoted: false } as const;

type Package = Pick<PackageView, "entries" | "text" | "manifest" | "subject">;

/** Reads every text of a package that an agent may come to read, and notes what directs it. */
export function readProse(pkg: Package): ProseFacts {
  const windows: ProseWindow[] = [];
  const tools: ToolText[] = [];
  const agentFiles: AgentFile[] = [];
  const changing: ChangingTool[] = [];
  const carried: CarriedParameter[] = [];
  const limitsHit = new Set<string>();
  const entries = runPaths(pkg.manifest);
  const hooks = hookPaths(pkg.manifest);
  const seen = new Set<string>();
  let decodedLeft = 4 * maxDecoded;

  for (const { path, type } of pkg.entries) {
    if (type !== "file" || path === null || seen.has(path)) continue;
    seen.add(path);
    const text = pkg.text(path);
    if (text === null || text === "") continue;
    const budget: Budget = {
      decoded: Math.min(maxDecoded, decodedLeft),
      windows: maxWindowsPerFile,
    };
    const decodable = budget.decoded;
    const lineAt = lineCounter(text);
    const note = (found: FoundWindow) => {
      const { offset, ...rest } = found;
      if (windows.length < maxWindows) windows.push({ file: path, line: lineAt(offset), ...rest });
      else limitsHit.add("windows");
    };
    const place = placeOf(path, entries.has(path));
    for (const segment of segmentsOf(pkg, path, text, place, hooks.has(path), limitsHit)) {
      const before = budget.windows;
      judgeSegment(segment, budget, note);
      if (budget.windows === before) noteHidden(segment, note);
      noteTemplates(segment, note);
      // Escapes may have kept from sight that characters are hidden.
      for (const inner of segment.isRaw || segment.hidden !== null
        ? []
        : hiddenRuns(segment.text)) {
        const hidden = decodedSegment(inner.text, segment.offset, { ...segment, hidden: inner.by });
        const left = budget.windows;
        judgeSegment(hidden, budget, note);
        if (budget.windows === left) noteHidden(hidden, note);
      }
    }
    if (
      place?.form === "code" ||
      (place?.form === "json" && /tools|mcp|server|manifest/i.test(path))
    ) {
      const found = toolTexts(path, text, Math.min(text.length, headBytes), lineAt);
      for (const tool of found.tools) if (tools.length < maxTools) tools.push(tool);
      for (const segment of found.segments) {
        judgeSegment(segment, budget, note);
        noteTemplates(segment, note);
      }
      if (place.form === "code" && isToolServer(text.slice(0, headBytes))) {
        const fields = found.segments.flatMap(({ field }) => field ?? []);
        const code = text.slice(0, headBytes);
        carried.push(...carriedParameters(path, code, new Set(fields)));
        if (changing.length < maxTools) changing.push(...changingTools(path, code, lineAt));
      }
    }
    if (isAgentFile(path)) {
      const grants = agentGrants(path, text);
      if (agentFiles.length < 200) agentFiles.push({ file: path, grants });
    }
    if (budget.windows <= 0) limitsHit.add("windows");
    decodedLeft -= decodable - budget.decoded;
  }
  return { windows, tools, agentFiles, changing, carried, limitsHit: [...limitsHit].sort() };
}

function* segmentsOf(
  pkg: Package,
  path: string,
  text: string,
  place: FilePlace | null,
  isHook: boolean,
  limitsHit: Set<string>,
): Generator<Segment> {
  for (const run of hiddenRuns(text)) {
    const { carrier, liveness, isQuoted } = place ?? unplaced;
    yield decodedSegment(run.text, run.offset, {
      carrier,
      liveness,
      isQuoted,
      hidden: run.by,
      isField: true,
    });
  }
  if (path === "package.json" && pkg.manifest !== null) {
    yield* manifestFields(pkg.manifest.json, text);
    yield* hookPrints(pkg.manifest.json, text);
    const told = pkg.subject.manifest?.["deprecated"];
    if (typeof told === "string") {
      yield decodedSegment(told, 0, {
        carrier: "field",
        liveness: "near",
        field: "deprecated",
        isField: true,
      });
    }
    return;
  }
  if (path === "perstack.toml") {
    yield* expertFields(text);
    return;
  }
  if (place === null) return;
  // What agents obey is read whole or not called clean; the middle of long documentation may go unread.
  const isObeyed = place.carrier === "agent-file" && place.liveness === "live";
  for (const [from, to] of parts(text, limitsHit, isObeyed ? "live" : "bytes"))
    yield* read(path, text, from, to, place, isHook);
}

/** The stretches of a file that are read: all of it, or its beginning and its end. */
function parts(
  text: string,
  limitsHit: Set<string>,
  limit: "live" | "bytes",
): readonly (readonly [number, number])[] {
  if (text.length <= headBytes + tailBytes) return [[0, text.length]];
  limitsHit.add(limit);
  return [
    [0, headBytes],
    [text.length - tailBytes, text.length],
  ];
}

function* read(
  path: string,
  whole: string,
  from: number,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  // Segments count from the beginning of the file, readers from that of their part.
  const text = from === 0 ? whole : whole.slice(from, to);
  const length = to - from;
  const shift = (segment: Segment): Segment =>
    from === 0 ? segment : { ...segment, offset: segment.offset + from };
  for (const segment of readPart(path, text, length, place, isHook)) yield shift(segment);
}

function* readPart(
  path: string,
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  switch (place.form) {
    case "markdown": {
      for (const segment of markdownSegments(text, to, place)) {
        const isLater =
          place.carrier === "readme" && segment.from > firstScreen && segment.hidden === null;
        yield isLater ? { ...segment, liveness: "far" } : segment;
      }
      yield* hiddenElements(text, to, place);
      yield* behindBlanks(text, to, place);
      return;
    }
    case "markup":
      yield rawSegment(text, 0, to, place);
      yield* markupComments(text, to, place);
      if (/\.svg$/i.test(path)) yield* unshownParts(text, to, place);
      yield* hiddenElements(text, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "plain":
      yield rawSegment(text, 0, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "hash-code":
      yield rawSegment(text, 0, to, { ...place, isComment: true });
      return;
    case "json":
      for (const { key, value, offset } of jsonStrings(text, to)) {
        if (!value.includes(" ") && value.charCodeAt(0) < 0x2e80) continue;
        const isShown =
          place.carrier === "data" &&
          isToolManifest(path) &&
          /^(?:description|instructions|title|prompt|default)$/.test(key ?? "");
        const kind = isShown ? ({ carrier: "tool", liveness: "live" } as const) : place;
        yield decodedSegment(value, offset, {
          ...kind,
          isQuoted: place.isQuoted,
          field: key,
          isField: value.length < 4000,
        });
      }
      return;
    case "code":
      yield* readCode(text, to, place, isHook);
  }
}

/** Manifests in which servers list their tools, by the names that they go by. */
function isToolManifest(path: string): boolean {
  return /(?:^|\/)(?:\.?mcp|server|manifest|tools?|mcp-?tools?|tool-?definitions?)\.json$/i.test(
    path,
  );
}

const printing =
  /(?:\bconsole\.\w{1,12}|\bstdout\.write|\bstderr\.write|Error|\blog|\bprint|\becho)\s{0,4}\(\s{0,8}$/;
/** A text that a command prints later. */
const helpText =
  /\b(?:const|let|var)\s{1,4}\w{0,20}(?:help|usage|banner|notice|message|hint|welcome|footer|epilog|intro)\w{0,20}\s{0,4}=\s{0,4}$/i;
const agentWord =
  /\b(?:ai|language-models?|llms?|assistants?|agents?|claude|copilot|gpt|chatgpt|gemini|cursor|models?)\b/i;

function* readCode(
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  let from = -1;
  let end = -1;
  let isDoc = false;
  const kind = () => ({ ...place, isComment: true, carrier: place.carrier });
  for (const piece of codePieces(text, to)) {
    if (piece.kind === "string") {
      if (piece.to - piece.from < 40) continue;
      const before = text.slice(Math.max(0, piece.from - 40), piece.from - 1);
      if (!isHook && !printing.test(before) && !helpText.test(before)) continue;
      const said = text.slice(piece.from, Math.min(piece.to, piece.from + 8192));
      if (!isHook && !agentWord.test(said)) continue;
      yield decodedSegment(unescaped(said), piece.from, {
        carrier: "printed",
        liveness: "live",
        isField: true,
      });
      continue;
    }
    // Lines of comments that follow each other are one text.
    const isNext =
      from >= 0 && piece.kind === "comment" && !isDoc && onlyBlanks(text, end, piece.from);
    if (isNext) {
      end = piece.to;
      continue;
    }
    if (from >= 0) yield* fenced(text, from, end, kind());
    from = piece.from;
    end = piece.to;
    isDoc = piece.kind === "doc";
  }
  if (from >= 0) yield* fenced(text, from, end, kind());
}

/** A comment with the examples of code in it apart, which are quoted. */
function* fenced(text: string, from: number, to: number, kind: SegmentKind): Generator<Segment> {
  const comment = text.slice(from, to);
  let isInside = false;
  let at = 0;
  for (let mark = comment.indexOf("```"); mark >= 0; mark = comment.indexOf("```", mark + 3)) {
    yield rawSegment(text, from + at, from + mark, isInside ? { ...kind, isQuoted: true } : kind);
    isInside = !isInside;
    at = mark + 3;
  }
  yield rawSegment(text, from + at, to, isInside ? { ...kind, isQuoted: true } : kind);
}

/** Whether nothing but blanks, one end of line and the mark of a comment is between two places. */
function onlyBlanks(text: string, from: number, to: number): boolean {
  if (to - from > 120) return false;
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) lines += 1;
    else if (code > 0x20 && code !== 0x2f) return false;
  }
  return lines <= 1;
}

/** The line of an offset; cheap when asked in order. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    if (offset < at) {
      at = 0;
      line = 1;
    }
    for (
      let next = text.indexOf("\n", at);
      next >= 0 && next < offset;
      next = text.indexOf("\n", at)
    ) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
