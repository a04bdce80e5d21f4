import { codeIndex } from "../chains/code-index.ts";
import { hasIntent } from "../chains/has-intent.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { lexicalHits } from "../findings/lexical-hits.ts";
import type { Rule } from "../rule.ts";

/** Two names that look the same and are not. */
export const homographNames: Rule = {
  meta: {
    id: "OBF-11",
    family: "hiding",
    points: 80,
    solo: false,
    title: "A name in the code looks like another one.",
    advice: "Compare the code points of the two names.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["homograph"], ({ file, isBuiltin, isBeside }, surface) => {
      const isMeant = isBeside === true || hasIntent(codeIndex(pkg.code), file, 0);
      const floor = isMeant ? 100 : 0;
      const message =
        isBuiltin === true
          ? "A name looks like a part of the runtime and is another one."
          : "Two names of one file look the same and are not.";
      return { points: surfacePoints(80, surface, floor), message };
    }),
};
