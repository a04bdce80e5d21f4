import { isMeantForModel, unmeantPoints } from "../recognisers/meant-for-model.ts";
import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";
import { isServiceNote } from "../words/tool-notes.ts";
import { toolPoints } from "../words/tool-points.ts";

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
    const windows = pkg.prose.windows.filter(
      (one) => one.carrier === "tool-result" && one.hidden === null && !isServiceNote(one),
    );
    for (const window of windows) {
      const weight = toolPoints(window, windows);
      const points = isMeantForModel(window, pkg)
        ? weight
        : Math.min(weight, unmeantPoints(window));
      if (points === 0) continue;
      const { file, line, excerpt } = window;
      const message = "A handler's answer combines what together is an attack on the model's user.";
      yield { surface: "handler", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
