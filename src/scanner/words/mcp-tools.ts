import { type CodePiece, codePieces, unescaped } from "./comments.ts";
import { unjoined } from "./joined-words.ts";
import { demandOf, explainsDemand } from "./mcp-demands.ts";
import { toolSpans } from "./mcp-spans.ts";
import type { DemandingParameter, ToolText } from "./prose.ts";
import { decodedSegment, type Segment } from "./segment.ts";

/** Signs that a file registers or answers for tools of the Model Context Protocol. */
const server =
  /@modelcontextprotocol\/|\bMcpServer\b|\bFastMCP\b|ListToolsRequestSchema|["'`]tools\/(?:list|call)["'`]|\.registerTool\s*\(|\binputSchema\b|\.server\.tool\s*\(/;
/** The field of a text that stands in a variable, of which a description may be made. */
const inVariable = "(variable)";
/** The field of what has the form of a tool's text, and belongs to no tool that the code shows. */
export const outside = "(outside)";
/** The field of what an error says. */
export const inError = "(error)";

/** Whether nobody can tell that a text comes to a model: it only has the form of one that does. */
export function isUnplaced(field: string | null): boolean {
  return field === inVariable || field === outside || field === inError;
}
/** A longer text is no field that is read as one, but a document of chapters. */
const longestField = 700;
const maxPieces = 4000;
const maxTools = 500;
/** Keys whose value a client shows to the model. */
const shownKey =
  /(?:^|[\s,{(])["']?(?:description|title|instructions|prompt|default|examples?|enum|content|text|summary|usage|hint|annotations|message|note)["']?\s{0,4}[:=]\s{0,8}(?:[[(]\s{0,8}(?:["'`][^"'`\n]{0,24}["'`],\s{0,8}){0,3})?(?:[^"'`{};]{0,60}\+\s{0,8})?$/i;
const shownCall =
  /\.(?:describe|default|meta)\(\s{0,20}(?:[^"'`(){};]{0,60}\+\s{0,20})?$|\.(?:tool|registerTool|addTool|prompt|registerPrompt|registerResource|resource)\(\s{0,20}(?:["'`][^"'`\n]{1,80}["'`]\s{0,4},\s{0,20})?$/;
/** Elements of a list of values that the schema shows. */
const shownElement =
  /(?:["']?(?:enum|examples?)["']?\s{0,4}[:=]\s{0,4}\[|\.enum\(\s{0,8}\[)(?:[^\]]{0,600},)?\s{0,40}$/i;
/** What an error says reaches the model, too. */
const thrown = /\b\w{0,20}Error\(\s{0,20}$/;
/** Between strings that are one text in the end: elements of an array, constants in a row. */
const inRow =
  /^["'`]\s{0,10}(?:[,;+]\s{0,40}|;?\s{0,40}(?:export\s)?(?:const|let|var)\s[\w$]{1,40}\s{0,4}=\s{0,10}|;?\s{0,40}[\w$]{1,40}\s{0,4}\+?=\s{0,10})$/;
const joined = /["'`]\s{0,40}\+\s{0,40}$/;
const resultKey =
  /(?:^|[\s,{(])["']?text["']?\s{0,4}:\s{0,8}(?:[^"'`;{}]{0,60}\+\s{0,8})?$|(?:^|[\s;{}(])(?:text|out|output|result|message|answer|reply|response|content|body|hint|note)\s{0,4}\+?=(?!=)\s{0,8}(?:[^"'`;{}]{0,60}\+\s{0,8})?$/;
/** An object that is written out as the text of an answer. */
const resultObject = /\btext["']?\s{0,4}:\s{0,8}JSON\.stringify\([^;]{0,150}$/;
const firstArgument = /\.(?:tool|registerTool|addTool)\(\s{0,20}$/;
const nameKey = /(?:^|[\s,{(])["']?name["']?\s{0,4}:\s{0,8}$/;
const parameter = /["']?([A-Za-z_$][\w$-]{0,60})["']?\s{0,4}:\s{0,8}(?:\{|[\w$]{1,12}\s{0,40}\.)/g;

/** Where a tool begins: what stands before belongs to another one. */
const registration =
  /\.(?:tool|registerTool|addTool|prompt|registerPrompt)\(|(?<![\w$])["']?name["']?\s{0,4}:\s{0,4}["'`]/g;

export function isToolServer(text: string): boolean {
  return server.test(text);
}

interface ToolTexts {
  readonly segments: readonly Segment[];
  readonly tools: readonly ToolText[];
  readonly demands: readonly DemandingParameter[];
}

/**
 * Text that a server hands to models, from literals of its code: descriptions of tools and of their
 * parameters, and what handlers answer. Tolerant: a text too many costs nothing, as only directives count.
 */
export function toolTexts(
  file: string,
  text: string,
  to: number,
  lineAt: (offset: number) => number,
  isServed = false,
): ToolTexts {
  const segments: Segment[] = [];
  const tools: ToolText[] = [];
  const demands: DemandingParameter[] = [];
  const isOffered = /\.jsonc?$/.test(file) ? () => true : lazily(() => toolSpans(text, to));
  if (!isServed && !isToolServer(text.slice(0, to))) return { segments, tools, demands };
  for (const match of text
    .slice(0, to)
    .matchAll(
      /(?:\.(?:tool|registerTool|addTool)\(\s{0,20}|\bname["']?\s{0,4}:\s{0,4})["'`]([\w.:/-]{1,80})["'`]/g,
    )) {
    if (tools.length < maxTools)
      tools.push({ file, line: lineAt(match.index), name: match[1] ?? "" });
  }

  let current: {
    offset: number;
    value: string;
    isResult: boolean;
    isLoose: boolean;
    /** The first of a list that is one text in the end. */
    isList: boolean;
    field: string | null;
    end: number;
  } | null = null;
  const flush = () => {
    if (current !== null && current.value.length >= 16) {
      const { field, value, offset } = current;
      const demand = field === null || isUnplaced(field) ? null : demandOf(value);
      if (field !== null && demand !== null && demands.length < maxTools) {
        const isExplained = explainsDemand(aboutOf(text, offset, field), demand);
        demands.push({ file, line: lineAt(offset), name: field, demand, isExplained });
      }
      segments.push(
        decodedSegment(current.value, current.offset, {
          carrier: current.isResult ? "tool-result" : "tool",
          liveness: "live",
          field: current.field,
          isField: current.value.length < longestField,
        }),
      );
    }
    current = null;
  };
  let count = 0;
  for (const piece of codePieces(text, to)) {
    if (piece.kind !== "string") continue;
    if (++count > maxPieces) break;
    const before = text.slice(Math.max(0, piece.from - 160), piece.from - 1);
    // What is filled in is code, not text.
    const value = unescaped(
      text.slice(piece.from, Math.min(piece.to, piece.from + 16_384)),
    ).replace(/\$\{[^{}]{0,200}\}?/g, " ");
    const open = current as {
      offset: number;
      value: string;
      isResult: boolean;
      isLoose: boolean;
      isList: boolean;
      field: string | null;
      end: number;
    } | null;
    if (
      open !== null &&
      piece.from - open.end < 80 &&
      joined.test(text.slice(open.end, piece.from - 1))
    ) {
      open.value += value;
      open.end = piece.to;
      continue;
    }
    const isError = thrown.test(before) && isProse(value);
    const isResult = isError || resultKey.test(before) || resultObject.test(before);
    const isShown =
      isResult ||
      shownKey.test(before) ||
      shownCall.test(before) ||
      shownElement.test(text.slice(Math.max(0, piece.from - 800), piece.from - 1));
    if (
      !isShown &&
      open !== null &&
      (open.isLoose || open.isList) &&
      piece.from - open.end < 80 &&
      inRow.test(text.slice(open.end, piece.from - 1))
    ) {
      open.value += ` ${value}`;
      open.end = piece.to;
      continue;
    }
    flush();
    // Prose in a variable may become a description; what no words are in cannot.
    const isLoose = !isShown && (isProse(value) || unjoined(value) !== null);
    if (!isShown && !isLoose) continue;
    if (firstArgument.test(before) || nameKey.test(before)) continue;
    current = {
      offset: piece.from,
      value,
      isResult,
      isLoose,
      isList: isShown && /\[\s{0,8}(?:["'`][^"'`\n]{0,24}["'`],\s{0,8}){0,3}$/.test(before),
      field: isError
        ? inError
        : !isOffered(piece.from)
          ? outside
          : isLoose
            ? inVariable
            : parameterAt(text, piece),
      end: piece.to,
    };
  }
  flush();
  return { segments, tools, demands };
}

/** Asks for what decides only when something is to be decided. */
function lazily(make: () => (at: number) => boolean): (at: number) => boolean {
  let made: ((at: number) => boolean) | null = null;
  return (at) => {
    made ??= make();
    return made(at);
  };
}

/** What the code says of the tool that a parameter belongs to, before it comes to the parameter. */
function aboutOf(text: string, offset: number, name: string): string {
  const before = text.slice(Math.max(0, offset - 1500), offset);
  let from = 0;
  for (const { index } of before.matchAll(registration)) from = index;
  return before.slice(from, Math.max(from, before.lastIndexOf(name)));
}

function isProse(value: string): boolean {
  if (/=>|[;{}]\s{0,8}\n|\bimport \{|\bfunction\b/.test(value.slice(0, 2000))) return false;
  return (
    value.length >= 24 && /[a-z]{2,20} [a-z]{1,20} [^\n]{0,40}[a-z]{2}/i.test(value.slice(0, 200))
  );
}

/** The parameter that a description belongs to: the last key before it that opens a schema. */
function parameterAt(text: string, { from }: CodePiece): string | null {
  const whole = text.slice(Math.max(0, from - 200), from - 1);
  let start = 0;
  for (const { 0: call, index } of whole.matchAll(registration)) start = index + call.length;
  const before = whole.slice(start);
  let name: string | null = null;
  for (const match of before.matchAll(parameter)) name = match[1] ?? null;
  return name === null || ofTools.has(name) || isAnswered(text, from) ? null : name;
}

/** What a tool has, and a model does not fill in. */
const ofTools: ReadonlySet<string> = new Set([
  "annotations",
  "capabilities",
  "config",
  "definition",
  "inputSchema",
  "options",
  "outputSchema",
  "prompts",
  "properties",
  "resources",
  "schema",
  "tool",
  "tools",
]);
const answered = 4000;

/** Whether a field is one of what a tool answers, which nobody fills in. */
function isAnswered(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - answered), at);
  const output = before.lastIndexOf("utputSchema");
  return output >= 0 && output > before.lastIndexOf("nputSchema");
}
