import { expertFile } from "../experts/each-expert.ts";
import type { Rule } from "../rule.ts";
import { judgeHidden } from "./txt-01-hidden-text.ts";

/** A definition is its text; what is hidden in it is meant for the model alone (EXP-T1). */
export const hiddenInExpert: Rule = {
  meta: {
    id: "EXP-T1",
    family: "text",
    points: 110,
    solo: true,
    title: "A definition holds text that people cannot see.",
    advice: "Look at the decoded text; nothing in a definition has to be hidden.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.file !== expertFile || window.hidden === null) continue;
      const hit = judgeHidden(window, window.hidden, pkg.prose.windows);
      if (hit !== null) yield { ...hit, points: 110, solo: true };
    }
  },
};
