import { codeIndex } from "../chains/code-index.ts";
import { hasIntent } from "../chains/has-intent.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { lexicalHits } from "../findings/lexical-hits.ts";
import type { Rule } from "../rule.ts";

/** Code that stands where nobody who reads the file looks. */
export const offScreenCode: Rule = {
  meta: {
    id: "OBF-05",
    family: "hiding",
    points: 70,
    solo: false,
    title: "Code stands where editors do not show it.",
    advice: "Wrap long lines, and read what stands at the far right and at the end.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["off-screen", "dense-tail"], ({ kind, file }, surface) => {
      const floor = hasIntent(codeIndex(pkg.code), file, 0) ? 100 : 0;
      const message =
        kind === "off-screen"
          ? "A statement stands behind a gap that moves it out of sight."
          : "A last line far denser than the code above it was put below it.";
      return { points: surfacePoints(70, surface, floor), message };
    }),
};
