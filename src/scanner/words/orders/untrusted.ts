const texts =
  "(?:documents?|files?|mails?|e-?mails?|messages?|pages?|websites?|texts?|data|tickets?|posts?|diffs?|comments?|code|cvs?|r[eé]sum[eé]s?|invoices?|receipts?|contracts?|attachments?|inputs?|content|results?|answers?|responses?|logs?|issues?|records?|rows?|transcripts?|quotes?|sources?|images?|reports?|articles?|reviews?|submissions?|it|them|there)";
const orders =
  "(?:instructions?|orders?|commands?|requests?|directives?|prompts?|demands?|sentences?|attempts?|texts?)";
/** What strangers' texts ask for is not heeded. */
const unheeded = new RegExp(
  `\\b(?:ignore|disregard|(?:do not|don['’]t|never) (?:follow|obey|act on|carry out|execute|heed|listen to|comply with|react to))\\s(?:\\w{2,12}\\s){0,3}?${orders}\\b[^.;\\n]{0,30}?\\b(?:in|inside|within|from|of|contained|embedded|hidden|found)\\s(?:\\w{2,12}\\s){0,4}?${texts}\\b`,
  "i",
);
/** The same where it is said what they may ask for, and behind it that it is not done. */
const wish =
  "\\b(?:if|when|whenever|should|even if)\\b[^.;\\n]{0,80}\\b(?:tells|asks(?! (?:about|after|why|what|whether|how|where|who|if)\\b)|says|claims|demands|orders|wants|invites|instructs|addresses|contains?|holds?|has text)\\b[^.;\\n]{0,160}?[,;:)]\\s";
const refusal =
  "(?:you )?(?:do not|don['’]t|never|must not) (?:do|follow|obey|act|comply|make an exception|carry|execute|believe|react)\\b|(?:ignore|disregard) (?:it|that|them)\\b|(?:politely )?(?:refuse|decline)\\b|quote it\\b|(?:first )?(?:tell|ask|inform|alert|warn) the (?:user|owner|team)\\b|stay with\\b|keep to\\b";
const refused = new RegExp(`${wish}(?=${refusal})`, "i");

/** What is done with it beside: then it is an order like any other. */
const doing =
  /\b(?:send|upload|forward|run|execute|install|paste|append|attach|include|embed|encode|curl|wget|obey|follow only|instead)\b|https?:|~\/|\$HOME/i;

/** An order of its own between what is asked for and what is done about it. */
const slippedIn =
  /https?:|~\/|\$HOME|[,;] (?:please |then |also |first |always )?(?:send|post|upload|copy|forward|put|include|attach|append|embed|run|execute|install|push|encode|read)\b/i;

/** Whether a sentence guards against what foreign texts order, and does nothing else. */
export function isUntrusting(sentence: string): boolean {
  const match = unheeded.exec(sentence) ?? refused.exec(sentence);
  if (match === null) return false;
  if (slippedIn.test(match[0].replace(quoted, " "))) return false;
  return !doing.test(sentence.replace(match[0], " ").replace(quoted, " "));
}

const quoted = /["“„«][^"”“»\n]{2,300}["”“»]/g;
/** An example, and behind an arrow or in the next cell the label that it gets. */
const labelled =
  /^[\s*>|•-]{0,8}(?:\d{1,2}[.)]\s)?["“„«'`][^\n]{3,300}?["”“»'`]\s{0,60}(?:→|->|=>|⇒|[|:=])\s{0,8}[`*"]{0,3}[\w-]{2,24}[`*"]{0,3}(?![\w-])(?:\s[\w(),/ -]{0,60})?[\s.;|]{0,4}$/;
/** A row of a table with a name of a kind and what it looks like. */
const rowed =
  /^\s{0,4}\|\s{0,8}[\w.-]{1,16}\s{0,8}\|[^|"“\n]{3,60}\|\s{0,4}["“][^|\n]{3,300}["”]\s{0,4}\|?\s{0,4}$/;

/** Whether a line is an example with its label, as classifiers are given them. */
export function isLabelled(sentence: string): boolean {
  const line = sentence.trim();
  return labelled.test(line) || rowed.test(line);
}
