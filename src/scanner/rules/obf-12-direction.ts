import { lexicalHits } from "../findings/lexical-hits.ts";
import type { Surface } from "../report.ts";
import type { Rule } from "../rule.ts";

const grave: readonly Surface[] = ["install", "load", "handler", "cli"];

/** Code that is shown in another order than it runs in. */
export const misleadingDirection: Rule = {
  meta: {
    id: "OBF-12",
    family: "hiding",
    points: 100,
    solo: false,
    title: "Direction controls change how code is shown.",
    advice: "Read the code with such characters made visible.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["bidi"], (_, surface) => ({
      points: grave.includes(surface) ? 100 : 30,
      message: "Direction controls make code be shown in another order than it runs in.",
    })),
};
