import { type CodePiece, codePieces, unescaped } from "./comments.ts";
import type { ToolText } from "./prose.ts";
import { decodedSegment, type Segment } from "./segment.ts";

/** Signs that a file registers or answers for tools of the Model Context Protocol. */
const server =
  /@modelcontextprotocol\/|\bMcpServer\b|\bFastMCP\b|ListToolsRequestSchema|["'`]tools\/(?:list|call)["'`]|\.registerTool\s*\(|\binputSchema\b|\.server\.tool\s*\(/;
const maxPieces = 4000;
const maxTools = 500;
/** Keys whose value a client shows to the model. */
const shownKey =
  /(?:^|[\s,{(])["']?(?:description|title|instructions|prompt|default|examples?|enum|content|text|summary|usage|hint|annotations|message|note)["']?\s{0,4}[:=]\s{0,8}(?:[[(]\s{0,8})?(?:[^"'`{};]{0,60}\+\s{0,8})?$/i;
const shownCall =
  /\.(?:describe|default|meta)\(\s{0,20}(?:[^"'`(){};]{0,60}\+\s{0,20})?$|\.(?:tool|registerTool|addTool|prompt|registerPrompt|registerResource|resource)\(\s{0,20}(?:["'`][^"'`\n]{1,80}["'`]\s{0,4},\s{0,20})?$/;
const joined = /["'`]\s{0,40}\+\s{0,40}$/;
const resultKey = /(?:^|[\s,{(])["']?text["']?\s{0,4}:\s{0,8}$/;
const firstArgument = /\.(?:tool|registerTool|addTool)\(\s{0,20}$/;
const nameKey = /(?:^|[\s,{(])["']?name["']?\s{0,4}:\s{0,8}$/;
const parameter = /["']?([A-Za-z_$][\w$-]{0,60})["']?\s{0,4}:\s{0,8}(?:\{|[\w$]{1,12}\.)/g;

interface ToolTexts {
  readonly segments: readonly Segment[];
  readonly tools: readonly ToolText[];
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
): ToolTexts {
  const segments: Segment[] = [];
  const tools: ToolText[] = [];
  if (!server.test(text.slice(0, to))) return { segments, tools };
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
    field: string | null;
    end: number;
  } | null = null;
  const flush = () => {
    if (current !== null && current.value.length >= 16) {
      segments.push(
        decodedSegment(current.value, current.offset, {
          carrier: current.isResult ? "tool-result" : "tool",
          liveness: "live",
          field: current.field,
          isField: true,
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
    const value = unescaped(text.slice(piece.from, Math.min(piece.to, piece.from + 16_384)));
    const open = current as {
      offset: number;
      value: string;
      isResult: boolean;
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
    flush();
    const isResult = resultKey.test(before);
    if (!isResult && !shownKey.test(before) && !shownCall.test(before)) continue;
    if (firstArgument.test(before) || nameKey.test(before)) continue;
    current = {
      offset: piece.from,
      value,
      isResult,
      field: parameterAt(text, piece),
      end: piece.to,
    };
  }
  flush();
  return { segments, tools };
}

/** The parameter that a description belongs to: the last key before it that opens a schema. */
function parameterAt(text: string, { from }: CodePiece): string | null {
  const before = text.slice(Math.max(0, from - 200), from - 1);
  let name: string | null = null;
  for (const match of before.matchAll(parameter)) name = match[1] ?? null;
  return name === "inputSchema" || name === "properties" || name === "schema" ? null : name;
}
