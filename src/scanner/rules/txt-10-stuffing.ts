import type { Rule } from "../rule.ts";

const maxKeywords = 150;
const maxDescription = 2000;
const imperative =
  /\b(?:always|must|use this|prefer|recommend|choose|instead of|best choice|only)\b/i;

/** Metadata that is written for rankings and models instead of people (threat catalogue TXT-10). */
export const stuffing: Rule = {
  meta: {
    id: "TXT-10",
    family: "text",
    points: 20,
    solo: false,
    title: "Keywords or description are stuffed.",
    advice:
      "See whether the terms fit the package; other products' names draw people who look for those.",
  },
  *check(pkg) {
    const { keywords, description } = pkg.manifest?.json ?? {};
    const terms = Array.isArray(keywords)
      ? keywords.filter((term) => typeof term === "string")
      : [];
    const place = { surface: "agent", file: "package.json" } as const;
    const telling = terms.find((term) => term.length > 40 && imperative.test(term.slice(0, 400)));
    if (terms.length > maxKeywords) {
      yield { ...place, message: "package.json lists hundreds of keywords." };
    } else if (telling !== undefined) {
      yield {
        ...place,
        excerpt: telling,
        message: "A keyword is a sentence that recommends something.",
      };
    }
    if (typeof description === "string" && description.length > maxDescription) {
      yield {
        ...place,
        excerpt: description,
        message: "The description has thousands of characters.",
      };
    }
  },
};
