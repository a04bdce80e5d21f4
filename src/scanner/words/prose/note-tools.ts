import { carriedParameters } from "../mcp-carried.ts";
import { changingTools } from "../mcp-changing.ts";
import { demandOf } from "../mcp-demands.ts";
import { readOnlyTools, secretAsks } from "../mcp-promises.ts";
import { isToolServer, toolTexts } from "../mcp-tools.ts";
import type { Segment } from "../segment.ts";
import { maxTools } from "./gathered.ts";
import { judgeShown } from "./judge-texts.ts";
import type { OpenFile } from "./open-file.ts";
import { headLength } from "./parts.ts";

/** Notes the tools that a file declares, what their texts say and what their code does against them. */
export function noteTools(file: OpenFile, modules: () => string): void {
  const { path, text, place, facts, lineAt } = file;
  const isCode = place?.form === "code";
  if (!isCode && !(place?.form === "json" && /tools|mcp|server|manifest/i.test(path))) return;
  const isServed = file.served?.form === "code";
  const found = toolTexts(path, text, Math.min(text.length, headLength), lineAt, isServed);
  if (facts.demands.length < maxTools) facts.demands.push(...found.demands);
  for (const tool of found.tools) if (facts.tools.length < maxTools) facts.tools.push(tool);
  judgeShown(file, found.segments);
  if (!isCode) return;
  const code = text.slice(0, headLength);
  if (isToolServer(code)) noteServer(file, code, found.segments, modules);
  if (/licit|ampl|createMessage/.test(text) && facts.asks.length < maxTools)
    facts.asks.push(...secretAsks(path, code, lineAt));
}

/** What the code of a server does with the tools that it declares. */
function noteServer(
  { path, facts, lineAt }: OpenFile,
  code: string,
  segments: readonly Segment[],
  modules: () => string,
): void {
  const fields = segments.flatMap(({ field }) => field ?? []);
  facts.carried.push(...carriedParameters(path, code, new Set(fields)));
  if (facts.changing.length < maxTools)
    facts.changing.push(...changingTools(path, code, lineAt, modules()));
  if (facts.readOnly.length < maxTools) facts.readOnly.push(...readOnlyTools(path, code, lineAt));
}

/** Notes what parameters ask for that stand in a file of data beside their server. */
export function noteDemands(
  { path, served, facts, lineAt }: OpenFile,
  segments: readonly Segment[],
): void {
  if (served?.form !== "json") return;
  for (const { text, field, offset } of segments) {
    const demand = demandOf(text);
    if (demand === null || facts.demands.length >= maxTools) continue;
    const line = lineAt(offset);
    facts.demands.push({ file: path, line, name: field ?? "", demand, isExplained: false });
  }
}
