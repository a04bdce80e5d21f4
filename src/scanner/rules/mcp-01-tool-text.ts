import { isMeantForModel } from "../recognisers/meant-for-model.ts";
import type { Rule } from "../rule.ts";
import { inVariable } from "../words/mcp-tools.ts";
import { directivePoints, said } from "../words/points.ts";

/** What is likely something else warns at most. */
const mostUnmeant = 60;

/** Everything in a tool's text is an instruction to the model that sees the tool (MCP-01). */
export const toolText: Rule = {
  meta: {
    id: "MCP-01",
    family: "text",
    points: 130,
    solo: false,
    title: "The text of a tool directs the model that is offered it.",
    advice: "Read the tool's description as an order to the model, and ask who gave it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.carrier !== "tool" || window.hidden !== null) continue;
      // What stands in a variable may be no description at all.
      const isMeant =
        window.classes.length >= 3 ||
        window.acts.includes("gather") ||
        (window.plan?.frame === "carries" && window.plan.isVeiled);
      if (window.field === inVariable && !isMeant) continue;
      const base = directivePoints({ ...window, isQuoted: false, liveness: "live" });
      if (base === 0) continue;
      const { file, line, excerpt } = window;
      const weight = window.layer === null ? base : base + 20;
      const points = isMeantForModel(window, pkg) ? weight : Math.min(weight, mostUnmeant);
      const message = "A tool's text combines what together is an attack on the model's user.";
      yield { surface: "handler", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
