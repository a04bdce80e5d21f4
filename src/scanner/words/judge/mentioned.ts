import { isSurvey } from "../cautions.ts";
import { mention } from "../classify/word-sets.ts";
import { isDocumentation } from "../documents.ts";
import { isForOtherExperts } from "../expert-fields.ts";
import { meet } from "../groups.ts";
import { isInspection } from "../orders/inspection.ts";
import { isLesson } from "../orders/lesson.ts";
import type { Segment } from "../segment.ts";
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
      if (isInspection(text.slice(from, to)) || isLesson(text.slice(from, to))) found.add(at);
  }
  if (segment.hidden === null && (carrier === "agent-file" || carrier === "llms")) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isDocumentation(text.slice(from, to))) found.add(at);
  }
  return found;
}
