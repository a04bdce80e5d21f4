const quoted = /["“„«][^"”“»\n]{2,400}["”“»]|`[^`\n]{0,300}`/g;
/** What is done with it beside: then it is an order like any other. */
const moving =
  /\b(?:send|upload|forward|execute|install|append|attach|include|embed|encode|submit|deliver|transmit|insert|render|push|paste)\b(?!\s(?:of|by|attempts?|requests?|scripts?))|https?:|\S@[\w-]{1,60}\.\w/i;
const third =
  "(?:is|are|was|were|does|has|have|had|can|could|may|which|who|whose|where|how|why|what|do)";
/** Whether something is the case: asked about others, and not a wish in the form of a question. */
const question = new RegExp(
  `^[\\s*_>•\\d.)-]{0,8}(?:[\\w ]{1,40}:\\s{1,3})?${third}\\s(?!you\\b|we\\b|i\\b)[^?\\n]{5,300}\\?["”)]?\\s{0,4}$`,
  "i",
);
const list =
  /\b(?:go through|look at|pay attention to|watch for|(?:\w{3,20}|what) to (?:always )?(?:flag|check|look for|look out for|watch|watch for|report|note|mark)(?: always| first)?|(?:red flags|warning signs|signs|findings|patterns|smells|indicators|techniques|lures|tricks)(?: (?:of|for|to look for)\b[\w ]{0,40})?)\s?:/i;
/** Names of rules or kinds, each with what falls under it. */
const kinds = /(?:^|[\s.;(])[A-Z]{1,3}-?\d{1,2}\s{1,3}[\w/ -]{3,40}[:,(–—]/g;
/** One such name, which opens a sentence. */
const kind = /^[\s*>•-]{0,6}[A-Z]{1,3}-?\d{1,2}\s{1,3}[\w/ -]{3,40}:\s/;

/** Whether a sentence asks about others' doings, lists what to look for, or names kinds of bad texts. */
export function isLookedFor(sentence: string): boolean {
  if (question.test(sentence)) return !/https?:/.test(sentence);
  const plain = sentence.replace(quoted, " ");
  if (moving.test(plain)) return false;
  if ((plain.match(kinds)?.length ?? 0) >= 2) return true;
  const name = kind.exec(plain);
  if (name !== null) return !imperative.test(plain.slice(name[0].length));
  const match = list.exec(plain);
  return match !== null && (plain.slice(match.index).match(/,/g)?.length ?? 0) >= 2;
}

const heading =
  /^[\s*_>#\d.)-]{0,8}(?:(?:what|things) (?:to|you) (?:always )?(?:look for|check|flag|watch for|review|report)|(?:\w{3,20} ){0,2}(?:checklist|red flags|warning signs|findings|smells|indicators|bad signs|attack patterns|vulnerabilities|techniques))\b[^.!?\n]{0,40}$/i;
/** An order by itself, and not what is looked for. */
const imperative =
  /^[\s*_>•\d.)-]{0,8}(?:always |then |first |also |please |never |do not |don['’]t )?(?:send|post|upload|copy|forward|run|execute|install|append|attach|include|add|read|open|write|encode|put|disable|turn|skip|approve|ignore|delete|remove|use|set|push|print|call|fetch|download|tell|mention|collect|store|save|replace|change|answer|say|ask)\b/i;

/** Whether a line opens a section of what to look for. */
export function opensChecklist(sentence: string): boolean {
  return heading.test(sentence.trim().replace(/[:*]{1,3}$/, ""));
}

/** Whether an item of such a section names something, and orders nothing. */
export function isChecked(item: string): boolean {
  return !imperative.test(item) && !moving.test(item.replace(quoted, " "));
}
