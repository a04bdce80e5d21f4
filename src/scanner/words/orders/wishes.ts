const read =
  "(?:contents?|text|pages?|sites?|e-?mails?|mails?|messages?|issues?|tickets?|comments?|documents?|feeds?|entry|entries|snippets?|results?|posts?|files?|body|transcripts?|reviews?|titles?)";
const material = `(?:(?:the|an?|any|this|that|its|their) (?:\\w{2,12} )?${read}|it|them|they)`;
const rest = "(?:(?!\\b(?:but|instead|must|always|rather)\\b)[^.;\\n])";
const wish = new RegExp(
  `\\b(?:never|do not|don['’]t|must not)\\b${rest}{0,160}?\\b(?:` +
    `because (?:(?:the|an?|some) )?(?:\\w{2,12} )?${read} (?:says?|asks?|tells?|wants?|told|demands?)|` +
    `(?:requests?|demands?|instructions?|orders?|commands?|attempts?) (?:found |made |contained |that stand )?(?:in|from|inside) ${material}|` +
    "(?:on|at) (?:its|their) (?:requests?|behest|demand)|" +
    "(?:treat|regard|take|handle|read) (?:them|it|the \\w{3,14}) as (?:orders?|instructions?|commands?|requests?)" +
    `)\\b${rest}{0,160}`,
  "gi",
);

/**
 * A sentence without what a page or a mail that was read may wish for and does not get: that limits what
 * a result can do, and says nothing of the tools of others.
 */
export function withoutWishes(sentence: string): string {
  return sentence.replace(wish, " ");
}
