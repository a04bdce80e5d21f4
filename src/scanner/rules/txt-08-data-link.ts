import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

/** A picture or a link that is to carry data away as soon as somebody renders it (TXT-08). */
export const dataLink: Rule = {
  meta: {
    id: "TXT-08",
    family: "text",
    points: 110,
    solo: false,
    title: "Text asks for an image or a link that carries a conversation, a file or a secret.",
    advice: "See which address would receive what; rendering the answer would send it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (!window.acts.includes("data-link") || window.isQuoted || window.carrier === "expert")
        continue;
      // What was changed is told, also where every line is a link.
      if (window.carrier === "changelog" && commits.test(window.excerpt)) continue;
      if (window.liveness === "far" && window.hidden === null) continue;
      if (!window.classes.includes("send")) continue;
      const { file, line, excerpt } = window;
      const message = "A text asks for an image or a link with data in its address.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};

/** A line of a changelog that a tool wrote. */
const commits =
  /\[(?:#\d{1,7}|`?[0-9a-f]{7,40}`?)\]\(https?:\/\/[^\s()]{1,200}\/(?:commit|pull|issues|merge_requests)\//;
