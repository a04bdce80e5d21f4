import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

/** A parameter that wants what its tool does not need carries it away (MCP-03, the part that text shows). */
export const askingParameter: Rule = {
  meta: {
    id: "MCP-03",
    family: "agent",
    points: 110,
    solo: false,
    title: "A tool's parameter asks for a conversation, for files or for secrets.",
    advice:
      "See what the handler does with the parameter, and whether the tool's purpose needs it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.carrier !== "tool" || window.field === null || window.isQuoted) continue;
      if (!window.classes.includes("take")) continue;
      const { file, line, excerpt } = window;
      const message =
        "The description of a parameter asks the model for what it knows of its user.";
      yield { surface: "handler", file, line, excerpt, message, chain: said(window) };
    }
  },
};
