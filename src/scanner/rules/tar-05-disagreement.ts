import { noteHits } from "../findings/note-hits.ts";
import type { Rule } from "../rule.ts";

/**
 * Archives that two correct readers unpack differently: one of them sees what was reviewed, the
 * other what was meant (threat catalogue §6.1). The reader finds these cases while it reads.
 */
export const disagreement: Rule = {
  meta: {
    id: "TAR-05",
    family: "structure",
    points: 100,
    solo: true,
    title: "Clients would disagree about what the archive holds.",
    advice: "Do not guess: have it packed again with a current client and compare the contents.",
  },
  check: (pkg) => noteHits(pkg, "TAR-05"),
};
