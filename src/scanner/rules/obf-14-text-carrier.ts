import { surfacePoints } from "../findings/file-surfaces.ts";
import { hidingHits } from "../findings/hiding-hits.ts";
import type { Rule } from "../rule.ts";

/** Code that is taken out of comments, patterns or stacks, where nobody reads code. */
export const textCarrier: Rule = {
  meta: {
    id: "OBF-14",
    family: "hiding",
    points: 125,
    solo: false,
    title: "Code is taken out of text that is no code, and run.",
    advice: "Read the comment, pattern or function that it comes from.",
  },
  check: (pkg) =>
    hidingHits(pkg, ["carrier"], ({ surface }) => ({
      points: surfacePoints(125, surface, 100),
      message: "Part of a function's own text, a pattern or a stack is cut out and run.",
    })),
};
