import { isDenied } from "../orders/guard.ts";
import { leadOf } from "../orders/orders-in.ts";
import { isNegated } from "./negation.ts";
import type { Notes } from "./notes.ts";
import { isEvery, isPlace, isTheirs, isYours } from "./possession.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import {
  content,
  image,
  maybeSecret,
  mention,
  secret,
  sending,
  talk,
  target,
  toolish,
  url,
  valuable,
} from "./word-sets.ts";

/** Words behind which a link is a place to go to. */
const linkedGoal = /\b(?:to|into|at|via|towards?|with)\s(?:the\s|our\s|this\s|an?\s)?$/i;

/** Something is to go somewhere. */
export function noteSending(at: SentenceReader, notes: Notes): void {
  for (const i of at.all(sending)) {
    if (!at.isVerb(i) || isNegated(at, i)) continue;
    const isEnglish = at.isEnglish(i);
    const address = isEnglish ? at.following(i, url, 160) : at.nearest(i, url, 160);
    const place = isReference(at, address) ? -1 : address;
    const goal = at.nearest(i, target, 100);
    const value = valuableOf(at, i);
    const load = at.nearest(i, content, 60);
    if (value >= 0) {
      noteValue(at, notes, { verb: i, value, place, goal });
    } else if (place >= 0) {
      const token = at.object(i, maybeSecret, 50);
      const isLoaded = load >= 0 || (token >= 0 && isEvery(at, token));
      notes.note(isLoaded ? "strong" : "weak", "send", i);
    } else if (goal >= 0) {
      notes.note("weak", "send", i);
    }
    if (place >= 0 && (load >= 0 || value >= 0)) notes.act("send-abroad");
    const picture = at.nearest(i, image, 70);
    const isGoing = value >= 0 && (place >= 0 || goal >= 0);
    if (picture >= 0 && !isTag(at, picture) && isGoing) notes.act("data-link");
  }
}

interface Sending {
  readonly verb: number;
  readonly value: number;
  /** An address that is written out, and what a call has room in; -1 without one. */
  readonly place: number;
  readonly goal: number;
}

/** What is sent is worth something to others, so that it is taken as well. */
function noteValue(
  at: SentenceReader,
  { note, act }: Notes,
  { verb, value, place, goal }: Sending,
): void {
  const isEnglish = at.isEnglish(verb);
  if (at.is(value, talk)) act("talk");
  const isOwn = isYours(at, value) && place < 0;
  note((place >= 0 || (goal >= 0 && isEnglish)) && !isOwn ? "strong" : "weak", "send", verb);
  if (at.is(value, secret) && !isOwn && !isPlace(at, value)) {
    const isSure = isPath(at, value) || isTheirs(at, value) || (place >= 0 && !isEnglish);
    note(isSure ? "strong" : "weak", "take", verb);
  }
  if (at.is(value, talk)) note("strong", "take", verb);
}

/** What of value is sent, if any. */
function valuableOf(at: SentenceReader, verb: number): number {
  const found = isRequest(at, verb) ? -1 : at.object(verb, valuable, 90);
  // Because it does not see this conversation: what is denied is not passed on.
  const isElsewhere =
    found > verb && at.isEnglish(verb) && (isApart(at, verb, found) || isSource(at, found));
  return isElsewhere ? -1 : found;
}

/** What is sent is a request, as every client sends; English tells by the order of words. */
function isRequest(at: SentenceReader, i: number): boolean {
  if (at.isEnglish(i)) return false;
  const k = at.nearest(i, toolish, 30);
  if (k < 0) return false;
  return at.nearest(i, valuable, Math.abs(at.start(k) - at.start(i)) - 1) < 0;
}

/** What is denied or spoken of, though the verb that it could belong to is not. */
function isApart(at: SentenceReader, verb: number, object: number): boolean {
  const k = at.following(verb, mention, 60);
  return (k >= 0 && k < object) || isDenied(at.text, at.start(object));
}

/** What something is made from is not what is passed on. */
function isSource(at: SentenceReader, object: number): boolean {
  return /\bfrom\s(?:the|an?|this|that|your)\s(?:\w{2,12}\s)?$/i.test(at.behind(object, 40));
}

/** Where something is got from. */
const origin =
  /\bfrom\s(?:the|your|our|their|its|an?)\s(?:[\w'’-]{1,20}\s){1,4}(?:at|on|in)\s["'`(<]{0,3}$/i;

/** An address behind a linked word, or of what something comes from: nothing is said to go there. */
function isReference(at: SentenceReader, i: number): boolean {
  const start = at.start(i);
  if (i >= 0 && origin.test(at.text.slice(Math.max(0, start - 120), start))) return true;
  if (i < 0 || !at.text.startsWith("](", start - 2)) return false;
  return !linkedGoal.test(leadOf(at.text, start));
}

/** A file or folder of secrets by its name. */
function isPath(at: SentenceReader, i: number): boolean {
  return /^\.|_|^etc/.test(at.word(i));
}

/** A tag of a comment, such as `@link`. */
function isTag(at: SentenceReader, i: number): boolean {
  return at.text.charCodeAt(at.start(i) - 1) === 0x40;
}
