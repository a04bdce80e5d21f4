import { isSurvey } from "../cautions.ts";
import { mention } from "../classify/word-sets.ts";
import { isDocumentation } from "../documents.ts";
import { isForOtherExperts } from "../expert-fields.ts";
import { meet } from "../groups.ts";
import { isForbiddenDeed, isForbiddenList, opensForbidden } from "../orders/forbidden.ts";
import { isInspection } from "../orders/inspection.ts";
import { isLesson } from "../orders/lesson.ts";
import { isChecked, isLookedFor, opensChecklist } from "../orders/looked-for.ts";
import { isPatience } from "../orders/patience.ts";
import { isLabelled, isUntrusting } from "../orders/untrusted.ts";
import { isOfTool, type Segment } from "../segment.ts";
import type { Reading } from "../sentences/reading.ts";

/** Sentences of a list, or behind a colon, that a sentence about attacks introduces (§7.4). */
export function mentionedSentences(segment: Segment, reading: Reading): ReadonlySet<number> {
  const { text, carrier } = segment;
  const found = new Set<number>();
  let isUnderHeading = false;
  let isIntroduced = false;
  for (const [at, sentence] of reading.sentences.entries()) {
    const speaksOfIt = meet(sentence, mention);
    if (sentence.lead === "heading") isUnderHeading = speaksOfIt;
    if (isIntroduced) {
      if (sentence.lead === "item" || found.has(at - 1)) {
        if (sentence.lead === "blank" || sentence.lead === "heading") isIntroduced = false;
        else found.add(at);
      } else if (reading.sentences[at - 1]?.endsWithColon) found.add(at);
      else isIntroduced = false;
    } else if (isUnderHeading && sentence.lead === "item") {
      found.add(at);
    }
    if (speaksOfIt && sentence.endsWithColon) isIntroduced = true;
    if (isSurvey(text.slice(sentence.from, sentence.to))) found.add(at);
  }
  if (segment.hidden === null && carrier === "expert" && !isForOtherExperts(segment.field)) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isOnlyTold(text.slice(from, to))) found.add(at);
    noteItems(text, reading, opensForbidden, isForbiddenDeed, found);
    noteItems(text, reading, opensChecklist, isChecked, found);
  }
  if (segment.hidden === null && isOfTool(segment)) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isPatience(text.slice(from, to))) found.add(at);
  }
  if (segment.hidden === null && (carrier === "agent-file" || carrier === "llms")) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isDocumentation(text.slice(from, to))) found.add(at);
  }
  return found;
}

/** Nobody puts more into one sentence of an example or a list. */
const longest = 2000;

/** Whether a sentence of an Expert tells what to look for, to teach, to leave undone or not to heed. */
function isOnlyTold(sentence: string): boolean {
  if (sentence.length > longest) return isInspection(sentence) || isLesson(sentence);
  return (
    isInspection(sentence) ||
    isLesson(sentence) ||
    isForbiddenList(sentence) ||
    isLookedFor(sentence) ||
    isUntrusting(sentence) ||
    isLabelled(sentence)
  );
}

/** Items below a line that forbids them, or that tells to look for them. */
function noteItems(
  text: string,
  { sentences }: Reading,
  opens: (line: string) => boolean,
  isNamed: (item: string) => boolean,
  found: Set<number>,
): void {
  let isOpen = false;
  for (const [at, { from, to, lead }] of sentences.entries()) {
    const sentence = text.slice(from, to);
    if (opens(sentence)) isOpen = true;
    else if (!isOpen) continue;
    else if (lead === "blank" || lead === "heading") isOpen = false;
    else if (lead === "item" && isNamed(sentence)) found.add(at);
  }
}
