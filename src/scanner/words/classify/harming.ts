import { isGift, isHabit, isMishap, isWarning } from "../cautions.ts";
import { isNegated } from "./negation.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import {
  care,
  endless,
  follow,
  insert,
  maybeSecret,
  person,
  poison,
  pretend,
  request,
  secret,
  url,
} from "./word-sets.ts";

/** Acts that are in no class: harm to made work or to people, and rules from elsewhere. */
export function noteHarm(at: SentenceReader, { act, isMentionedBefore }: Notes): void {
  for (const i of at.all(follow)) {
    if (!isNegated(at, i) && at.nearest(i, url, 120) >= 0) act("remote-rules");
  }
  for (const i of at.all(insert)) {
    if (!at.isVerb(i) || isNegated(at, i) || at.isMentioned(i)) continue;
    if (at.nearest(i, poison, 80) >= 0) act("poison");
  }
  for (const i of at.all(request)) {
    if (!at.isVerb(i) || isNegated(at, i) || at.isMentioned(i)) continue;
    if (isForSecret(at, i) && !isSpared(at)) act("phish");
  }
  for (const i of at.all(pretend))
    if (!isMentionedBefore && !isNegated(at, i) && !at.isMentioned(i)) act("deceive");
  for (const i of at.all(endless)) if (!isNegated(at, i)) act("endless");
}

/** Whether somebody is asked for a secret, and not so that it is kept well. */
function isForSecret(at: SentenceReader, i: number): boolean {
  if (!at.any(person) || at.any(care)) return false;
  return at.object(i, secret, 90) >= 0 || at.object(i, maybeSecret, 60) >= 0;
}

/** Whether a sentence warns of it, or tells what happens by itself. */
function isSpared(at: SentenceReader): boolean {
  const line = at.whole().replace(/\s+/g, " ");
  return isMishap(line) || isGift(line) || isWarning(line) || isHabit(line);
}
