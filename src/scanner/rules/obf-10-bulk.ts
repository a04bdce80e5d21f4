import { lexicalHits } from "../findings/lexical-hits.ts";
import type { Rule } from "../rule.ts";

/** Padding that is there to tire readers and tools; it changes nothing here, as size stops no reading. */
export const deadBulk: Rule = {
  meta: {
    id: "OBF-10",
    family: "hiding",
    points: 10,
    solo: false,
    title: "Code is surrounded by far more than anybody reads.",
    advice: "Cut the padding away, and read what is left.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["bulk"], () => ({
      points: 10,
      message: "A comment or a run of empty statements is longer than anybody reads.",
    })),
};
