import { toFinding } from "../../../src/scanner/findings/to-finding.ts";
import type { Finding } from "../../../src/scanner/report.ts";
import { allRules } from "../../../src/scanner/rules/all.ts";
import { type Score, score } from "../../../src/scanner/score.ts";
import { packageView, type ViewOptions } from "../../support/package-view.ts";

const textRules = allRules.filter(({ meta }) => /^(?:TXT|MCP|EXP)-/.test(meta.id));

/** What the rules about texts say of a package. */
export function judgeTexts(options: ViewOptions): Score & { findings: readonly Finding[] } {
  const view = packageView({ ...options, code: {} });
  const findings = textRules.flatMap((rule) =>
    [...rule.check(view)].map((hit) => toFinding(rule.meta, hit)),
  );
  return { ...score(findings), findings };
}

/** An Expert with this instruction and the base skill. */
export function expertToml(
  instruction: string,
  { description = "Helps with a task.", more = "" } = {},
): string {
  return `[experts."@acme/helper"]
version = "1.0.0"
description = ${JSON.stringify(description)}
instruction = ${JSON.stringify(instruction)}

[experts."@acme/helper".skills."@perstack/base"]
type = "mcpStdioSkill"
description = "Files"
command = "npx"
packageName = "@perstack/base"
${more}`;
}

/** The code of a server with one tool. */
export function serverCode(description: string, parameter = "The city", answer = "Sunny"): string {
  return `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "weather", version: "1.0.0" });
server.registerTool(
  "get_weather",
  {
    description: ${JSON.stringify(description)},
    inputSchema: { city: z.string().describe(${JSON.stringify(parameter)}) },
  },
  async ({ city }) => ({ content: [{ type: "text", text: ${JSON.stringify(answer)} }] }),
);
`;
}

/** ASCII as tag characters, which no screen shows. */
export function asTags(text: string): string {
  return [...text].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");
}

/** Bytes as variation selectors. */
export function asSelectors(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join("");
}

/** Bits as two characters without width. */
export function asZeroWidth(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte.toString(2).padStart(8, "0").replaceAll("0", "\u200b").replaceAll("1", "\u200c"),
    )
    .join("");
}
