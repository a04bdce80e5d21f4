import type { Rule } from "../rule.ts";

/** What was approved is not what the model gets to see later (MCP-04). */
export const changingTools: Rule = {
  meta: {
    id: "MCP-04",
    family: "text",
    points: 90,
    solo: false,
    title: "A server's tools describe themselves differently from time to time.",
    advice: "Find out who decides what the descriptions say after somebody has approved the tools.",
  },
  *check(pkg) {
    for (const { file, line, by } of pkg.prose.changing ?? []) {
      const { message, points } = told[by];
      yield { surface: "handler", file, line, message, points };
    }
  },
};

const told = {
  remote: { message: "Descriptions of tools come from an address.", points: 100 },
  gate: { message: "Descriptions of tools depend on time, a count or a first run.", points: 100 },
  others: { message: "Tools of other servers are passed on with their descriptions.", points: 40 },
  config: { message: "Descriptions of tools come from a setting or a file.", points: 40 },
} as const;
