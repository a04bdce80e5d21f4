import type { Rule } from "../rule.ts";
import { said } from "../words/points.ts";
import { dictatesVerdict } from "../words/verdict.ts";

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
      if (!window.classes.includes("judge") || !isOfPackages(window.excerpt)) continue;
      const { file, line, excerpt } = window;
      const message = "A text asks automated review to call the package harmless, or not to look.";
      yield { surface: "agent", file, line, excerpt, message, chain: said(window) };
    }
  },
};

/** Who looks at packages, and what they come to; programs report and flag much else. */
const looking =
  /\b(?:reviews?|reviewers?|reviewing|scan(?:s|ner|ners|ning|ned)?|analy[sz]\w{1,5}|analysis|audit\w{0,4}|classif\w{1,7}|malware|malicious|moderat\w{1,5}|vett\w{1,4}|triage|verdicts?|detect\w{0,4}|screen(?:er|ing)s?|inspect(?:or|s|ed|ing)?|security (?:tools?|checks?|systems?))\b/i;
const english = /\b(?:the|of|and|to|for|in|is|as|with|or|that|this)\b/gi;

/** Whether a text speaks of those who judge packages. Words of other languages are not known here. */
function isOfPackages(excerpt: string): boolean {
  if (looking.test(excerpt) || dictatesVerdict(excerpt)) return true;
  return (excerpt.match(english)?.length ?? 0) < 2;
}
