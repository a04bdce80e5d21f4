/** A name in code, and behind a dash, a colon or a verb of its own what it is or does. */
const named =
  /^\s{0,12}(?:(?:[-*+•]|\d{1,3}[.)])\s{1,4}|\|\s?)?(?:\*\*)?`[^`\n]{1,120}`(?:\s?[/,|]\s?`[^`\n]{1,80}`){0,5}(?:\s?\([^()\n]{1,60}\))?(?:\*\*)?\s?(?:[-–—:|=]\s|(?:\w{2,14}ly\s|also\s|only\s)?[a-z]{2,14}s\s)/;
/** A link at the beginning, and behind it what is found there. */
const linked =
  /^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s{1,4}\[[^\]\n]{1,120}\]\([^)\s]{1,300}\)\s{0,2}(?:[:–—-]\s|$)/;
/** What is told to somebody, goes somewhere, or is nobody else's. */
const directing =
  /\b(?:you|your|agents?|assistants?|models?|llms?|ai|claude|copilot|must|secretly|covertly|discreetly|unnoticed|follow|obey|ignore|override|curl|wget|bash|sh|npx|bunx|uvx)\b|\bwithout (?:asking|telling|notice|mention\w{0,3})|\bbefore (?:each|every|any|all|answering)\b|~\/|\$HOME|\.(?:env|ssh|npmrc|netrc|aws|kube|gnupg|git-credentials)\b|(?:\b(?:to|into|towards?|via)|->|=>|→)\s["'`(<]{0,4}(?:https?:|[\w.+-]{1,64}@)/i;

/**
 * Whether a line documents something by its name: a file, a script, a setting, a page. Files for agents
 * are full of such lines, and they order nothing.
 */
export function isDocumentation(line: string): boolean {
  if (!named.test(line) && !linked.test(line)) return false;
  return !directing.test(line);
}
