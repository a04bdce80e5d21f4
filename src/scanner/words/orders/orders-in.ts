import { actMask, type Mask } from "../directive.ts";
import { toldAt } from "./guard.ts";
import { isQuiet } from "./quiet.ts";
import { type Span, Spans } from "./spans.ts";

const gather = actMask("gather");
const egress = actMask("egress");
const fill = actMask("fill");
const quiet = actMask("quiet");

/** Prepositions and marks behind which an address is a place to go to. */
const toward =
  /(?:\b(?:to|at|into|in|via|through|towards?|over|under|with|on|using|by|post|put|ping|hook|webhook|endpoint|repository|service|address|server|relay|sink|collector|is|of the request made to)|->|=>|[:="'`(])[\s"'`(<]{0,4}$/i;
const fetched = /\b(?:fetch\w{0,3}|download\w{0,3}|read|get|load\w{0,3}|retrieve\w{0,1}|open|see|visit|documentation|docs|curl|wget)\s(?:[\w-]+\s){0,4}(?:from\s|at\s|on\s|-\S+\s)?[\s"'`(<]{0,3}$/i;
/** What every client sends; the answer of the task itself. */
const plainLoad = /\b(?:query|quer(?:y|ies)|search terms?|city|question|links?)\b/i;
const care =
  /\b(?:mask\w{0,3}|redact\w{0,3}|rotat\w{1,4}|revok\w{1,4}|leak\w{0,3}|hard-?coded|exposed|findings?|audit\w{0,3}|review\w{0,3}|before consent|placeholders?|names? only|\(no values\)|inspect\w{0,3}|suspicious|stolen)\b/i;
const passiveish = /(?:ed|en|nt|ught|pt|ft|ole|ound|ut|read|list)$/i;

/** Which orders an English sentence gives, in whatever voice it gives them. */
export function ordersIn(sentence: string): Mask {
  const spans = new Spans(sentence);
  let acts = 0;
  if (isQuiet(sentence)) acts |= quiet;
  const hasValue = spans.any("secret") || spans.any("talk");
  if (hasValue && gathers(spans)) acts |= gather;
  if (spans.any("address") && sends(spans)) {
    acts |= egress;
    if (hasValue && !care.test(sentence)) acts |= gather;
  }
  if (hasValue && fills(spans)) acts |= fill | gather;
  return acts;
}

function gathers(spans: Spans): boolean {
  const { text } = spans;
  if (care.test(text) && !spans.any("address")) return false;
  for (const verb of spans.of("get")) {
    const object = objectOf(spans, verb);
    if (object !== null && toldAt(text, 0, verb.at, verb.word) !== "no") return true;
  }
  return spans.of("getting").some((noun) => {
    const object = spans.after(noun, "secret", 80) ?? spans.after(noun, "talk", 60);
    return object !== null && isDuty(text, noun.at);
  });
}

function objectOf(spans: Spans, verb: Span): Span | null {
  const behind = spans.after(verb, "secret", 90) ?? spans.after(verb, "talk", 70);
  if (behind !== null || !passiveish.test(verb.word)) return behind;
  return spans.before(verb, "secret", 90) ?? spans.before(verb, "talk", 70);
}

function sends(spans: Spans): boolean {
  const { text } = spans;
  for (const address of spans.of("address")) {
    const before = text.slice(Math.max(0, address.at - 90), address.at);
    if (fetched.test(before) || !toward.test(before)) continue;
    for (const verb of spans.of("send")) {
      const away = address.at - verb.end;
      if (away < 0 ? !passiveish.test(verb.word) || away < -120 : away > 200) continue;
      const load = away < 0 ? "" : text.slice(verb.end, address.at);
      if (plainLoad.test(load) && !spans.any("secret") && !spans.any("talk")) continue;
      if (toldAt(text, 0, verb.at, verb.word) !== "no") return true;
    }
    for (const noun of spans.of("sending")) {
      if (noun.end <= address.at && isDuty(text, noun.at)) return true;
    }
  }
  return false;
}

/** Whether a valuable thing is to be put into a slot of a call. */
function fills(spans: Spans): boolean {
  const { text } = spans;
  return spans.of("slot").some((slot) => {
    const verb = spans.before(slot, "send", 140) ?? spans.after(slot, "send", 40);
    return verb !== null && toldAt(text, 0, verb.at, verb.word) !== "no";
  });
}

/** A deed named as a noun is a duty where a list of duties names it, or a sentence asks for it. */
function isDuty(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  if (/\b(?:not?|never|without|against|prevent\w{0,3}|detect\w{0,3}|avoid\w{0,3}|about|of|on|explain|describe)\s(?:\w+\s){0,3}$/i.test(before)) return false;
  return /(?:^|[\n:;.,*-]\s{0,3}|["'`]|\b(?:the|a|an|is|requires?|includes?|perform|ensure|and|to)\s)$/i.test(before) || before.trim() === "";
}
