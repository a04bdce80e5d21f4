import type { PackageView, Rule } from "../rule.ts";

const tokenizer =
  /tokeni[sz]er|chat.?template|\bllms?\b|\bgpt\b|language.?model|prompt|\bchat\b|inference|transformers|\bai\b|parser|openai|anthropic/i;

/** Marks that a chat template puts between its speakers let a text speak as the system (TXT-05). */
export const templateTokens: Rule = {
  meta: {
    id: "TXT-05",
    family: "text",
    points: 70,
    solo: false,
    title: "Text holds marks of a conversation's template, as if the system had written it.",
    advice: "Check whether the package handles such templates; else nothing needs these marks.",
  },
  *check(pkg) {
    const isTheirs = handlesTemplates(pkg);
    for (const window of pkg.prose.windows) {
      if (!window.hasTemplateTokens || window.carrier === "expert") continue;
      const { file, line, excerpt, liveness } = window;
      const message = "A text holds the marks with which a conversation's system message begins.";
      const points = liveness === "live" ? 70 : 30;
      const explained = isTheirs && liveness !== "live" ? { explainedBy: "R21", points: 0 } : {};
      yield { surface: "agent", file, line, excerpt, message, points, ...explained };
    }
  },
};

function handlesTemplates(pkg: PackageView): boolean {
  const { name, description, keywords } = pkg.manifest?.json ?? {};
  const words = [name, description, ...(Array.isArray(keywords) ? keywords : [])];
  return words.some((word) => typeof word === "string" && tokenizer.test(word.slice(0, 2000)));
}
