import type { Rule } from "../rule.ts";
import { directivePoints, said } from "../words/points.ts";
import { withSecondReading } from "../words/second-reading.ts";

/** Documentation, comments and metadata that speak to agents instead of people (TXT-03). */
export const openDirective: Rule = {
  meta: {
    id: "TXT-03",
    family: "text",
    points: 104,
    solo: false,
    title: "Documentation, comments or metadata give orders to agents that read them.",
    advice:
      "Ask whom the sentence is for: documentation tells people how, not an agent what to do.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.liveness === "live" || window.hidden !== null || window.layer !== null) continue;
      const points = withSecondReading(window, pkg.prose.windows, directivePoints(window));
      if (points === 0) continue;
      const { file, line, excerpt, isQuoted } = window;
      const message = isQuoted
        ? "A directive to agents is quoted, or spoken about."
        : "A text that people are meant to read directs agents.";
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
