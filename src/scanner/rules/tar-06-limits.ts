import { noteHits } from "../findings/note-hits.ts";
import type { Rule } from "../rule.ts";

/** A limit of reading was passed, so part of the package was seen by nobody (threat catalogue §15.2). */
export const readingLimits: Rule = {
  meta: {
    id: "TAR-06",
    family: "structure",
    points: 100,
    solo: true,
    title: "The archive is larger or deeper than the scanner reads.",
    advice: "Look at why it is so large; raise the limit only when that is its honest size.",
  },
  check: (pkg) => noteHits(pkg, "TAR-06"),
};
