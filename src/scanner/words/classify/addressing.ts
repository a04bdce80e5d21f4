import type { Bits } from "../groups.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import { agent, anyAgent, call, modal, you } from "./word-sets.ts";

const attribute =
  /^(?:-(?:based|powered|generated|driven|assisted|specific|related|compatible|provided|ready)\b|\s(?:calls?|requests?|responses?|outputs?|usage|mode|providers?|integrations?|support|features?|apis?|sdks?|loops?|runs?|generation|gateways?|costs?|spans?|telemetry)\b)/i;
/** A name that is called: with a colon or a comma behind it, or a word or two before that. */
const vocative =
  /^(?:\s?[,!،、，！]|(?:\s[\p{L}-]{1,14}){0,3}\s?[:：])|^\s(?:reading|who reads?)\b/u;
const callBefore =
  /if you are|when you are|note (?:to|for)|instructions? (?:to|for)|attention|dear/i;

/** Whoever reads it is supposed to be one. */
const asReader = /\b(?:if|when|in case|since) you(?:['’]re| are) (?:an? )?(?:[\w-]{2,12} )?$/i;

/** Whatever is known of a word beside the first thirty groups: a later one, or a mark. */
const marked: Bits = { low: 0, high: ~0 };

/** A model is called, or told what it must do. */
export function noteAddressing(at: SentenceReader, { note }: Notes): void {
  for (const i of at.all(anyAgent)) {
    const isSure = at.is(i, agent);
    if (isAttribute(at, i)) continue;
    if (isCalled(at, i, isSure)) note("strong", "addr", i);
    else if (at.nearest(i, modal, isSure ? 60 : 25) >= 0 && !isOwned(at, i)) {
      note(isSure ? "strong" : "weak", "addr", i);
    } else if (isSure && isYou(at, i)) note("strong", "addr", i);
  }
}

/** What kind of a thing it is, not who is spoken to: LLM calls, agent mode. */
function isAttribute(at: SentenceReader, i: number): boolean {
  return at.isEnglish(i) && attribute.test(at.ahead(i, 24));
}

function isCalled(at: SentenceReader, i: number, isSure: boolean): boolean {
  const start = at.start(i);
  const end = at.end(i);
  const after = at.text.slice(end, Math.min(end + 48, at.to));
  if (isSure && start - at.from <= 30 && vocative.test(after)) return true;
  const isNamed = start - at.from <= 3 && /^:\s(?!\w{2,12}(?:ed|es)\b)/.test(after);
  if (isNamed && at.isEnglish(i)) return true;
  const caller = at.nearest(i, call, isSure ? 30 : 14);
  if (caller >= 0 && caller < i) {
    const before = at.behind(i, 40);
    if (isSure || asReader.test(before)) return true;
    if (at.any(modal) || at.any(you)) return callBefore.test(before);
  }
  return isSure && caller > i && !at.isEnglish(i) && at.is(i, marked);
}

/** Said of the package itself: our agent, the model's. */
function isOwned(at: SentenceReader, i: number): boolean {
  return /\b(?:our|the|this|my|its|each|an?)\s(?:\w{1,12}\s){0,2}$/i.test(at.behind(i, 40));
}

/** A model and `you` are the same: you, the assistant; as an assistant you. */
function isYou(at: SentenceReader, i: number): boolean {
  const k = at.nearest(i, you, 25);
  if (k < 0) return false;
  if (!at.isEnglish(i)) return true;
  const between =
    k < i ? at.text.slice(at.end(k), at.start(i)) : at.text.slice(at.end(i), at.start(k));
  return /^(?:[\s,:—-]|are|as|the|an?|is|being|helpful|coding){0,12}$/i.test(between);
}
