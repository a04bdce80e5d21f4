import type { Rule } from "../rule.ts";
import { directivePoints, said } from "../words/points.ts";

/** What its writer disguised weighs more than what stands there openly (threat catalogue TXT-06). */
const disguise = 20;

export const encodedDirective: Rule = {
  meta: {
    id: "TXT-06",
    family: "text",
    points: 124,
    solo: false,
    title: "A directive to agents is encoded or written in disguise.",
    advice: "Read the decoded text; documentation has no reason to be encoded.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.layer === null || window.hidden !== null) continue;
      if (
        window.carrier === "tool" ||
        window.carrier === "tool-result" ||
        window.carrier === "expert"
      ) {
        continue;
      }
      const base = directivePoints(window);
      if (base === 0) continue;
      const { file, line, excerpt, isQuoted } = window;
      const message = `A text that directs agents is disguised (${window.layer}).`;
      const points = isQuoted ? base : base + disguise;
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};
