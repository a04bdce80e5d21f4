const marker = "^[\\s*_>#•-]{0,8}(?:\\d{1,2}[.)]\\s)?[*_]{0,2}";
const neverDo =
  "(?:(?:and |but |so |please |also )?you (?:must|may|should|shall|can|will|are) ?(?:never|not)(?: allowed to)?|(?:must|may|should|shall)(?: not| never)|mustn['’]t|can(?:not|['’]t)|never(?: ever)?|do not|do ?n['’]t|(?:strictly |absolutely )?(?:forbidden|prohibited|off[- ]limits|not allowed|out of (?:scope|bounds))|no[- ]gos?|hard limits|(?:what|things) you (?:must |may |will )?(?:never|not|do not|don['’]t)(?: do)?)";
/** What opens a list of what must not be done: never, and behind its colon what. */
const opening = new RegExp(
  `${marker}${neverDo}(?:, ?(?:under any circumstances?|whatever (?:happens|they say)|no matter what|ever|not even if asked),?)?(?: do| ever| do any of (?:these|the following)| under any circumstances)?[*_]{0,2}\\s?(?::[*_]{0,2}|[*_]{0,2}$)`,
  "i",
);
/** Who is not to be told, or what is not to be left undone: forbidden, these are orders as well. */
const telling =
  /\b(?:tell|mention|reveal|disclose|inform|notify|report|announce|confirm|warn|admit|explain|acknowledge|let|ask|forget|fail|omit|neglect|hesitate|refuse|decline|miss|stop|wait|without|unless|until|before|except|but|instead|always|must)\b/i;

/** Whether a line opens a list, on it or below it, of what must not be done. */
export function opensForbidden(sentence: string): boolean {
  const match = opening.exec(sentence.trimEnd());
  return match !== null && sentence.slice(match[0].length).trim() === "";
}

/** Whether a sentence names what must not be done, behind a colon. */
export function isForbiddenList(sentence: string): boolean {
  const match = opening.exec(sentence);
  if (match === null) return false;
  const list = sentence.slice(match[0].length);
  return list.trim() !== "" && list.split(/[,;\n]|\bor\b/).every((item) => !isStillOrder(item));
}

/** Whether an item of such a list is nothing but a deed that is not to be done. */
export function isForbiddenDeed(item: string): boolean {
  return item.split(/[,;]|\bor\b/).every((part) => !isStillOrder(part));
}

/** To ask twice first is asked for by whoever forbids to do it without. */
function isStillOrder(part: string): boolean {
  return telling.test(part.replace(asked, " "));
}

const asked =
  /\b(?:without|before|until|unless) (?:asking|confirmation|approval|permission|consent|a (?:yes|review|backup)|being asked|(?:the )?(?:user|owner|they|somebody|someone)(?:['’]s)? (?:has |have )?(?:confirm\w{0,4}|approv\w{1,3}|agree[sd]?|asks?|asked|consent\w{0,3}|ok))\b/gi;
