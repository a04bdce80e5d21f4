import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";

/** A package that tells its judges the verdict has one to fear (threat catalogue TXT-04). */
export const reviewerDirective: Rule = {
  meta: {
    id: "TXT-04",
    family: "text",
    points: 100,
    solo: false,
    title: "Text tells scanners or reviewers what to conclude.",
    advice: "Judge the package by what it does; take the sentence as a reason for suspicion.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.isQuoted || window.carrier === "expert") continue;
      if (!window.classes.includes("judge")) continue;
      const { file, line, excerpt } = window;
      const message = "A text asks automated review to call the package harmless, or not to look.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};
