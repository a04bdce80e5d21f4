import { isMeantForModel } from "../recognisers/meant-for-model.ts";
import type { Rule } from "../rule.ts";
import { directivePoints, said } from "../words/points.ts";
import { isServiceNote } from "../words/tool-notes.ts";

/** What is likely something else warns at most. */
const mostUnmeant = 40;

/** What a handler answers is read by the model like everything else (MCP-07). */
export const poisonedResults: Rule = {
  meta: {
    id: "MCP-07",
    family: "text",
    points: 130,
    solo: false,
    title: "A tool answers with text that directs the model.",
    advice:
      "Read the answer as an order to the model; an answer tells what was found, not what to do.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.carrier !== "tool-result" || window.hidden !== null) continue;
      if (isServiceNote(window)) continue;
      const base = directivePoints({ ...window, isQuoted: false, liveness: "live" });
      if (base === 0) continue;
      const { file, line, excerpt } = window;
      const weight = window.layer === null ? base : base + 20;
      const points = isMeantForModel(window, pkg) ? weight : Math.min(weight, mostUnmeant);
      const message = "A handler's answer combines what together is an attack on the model's user.";
      yield { surface: "handler", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
