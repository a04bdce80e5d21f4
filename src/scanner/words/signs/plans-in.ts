import { isFiction } from "../cautions.ts";
import { isForOtherExperts } from "../expert-fields.ts";
import type { Plan } from "../prose.ts";
import type { Segment } from "../segment.ts";
import { acrossIn } from "./across.ts";
import { withDefined } from "./defined.ts";
import { withLegend } from "./legend.ts";
import type { SentenceSigns } from "./parts.ts";
import { readSigns } from "./read-signs.ts";
import { certainWeight, leastWeight, type Stand, weigh } from "./weigh.ts";

const sentencesPerPlan = 3;
const maxSentences = 4000;

/** A plan, and where its sentences stand in the text of the segment. */
interface PlanAt {
  readonly from: number;
  readonly to: number;
  readonly plan: Plan;
}

/** Agents are who reads, are sent there, are told something, or are only named. */
export type Audience = "agents" | "sent" | "told" | "named";

/** Reads a segment for plans: what neighbouring sentences come to by their signs. */
export function plansIn(
  segment: Segment,
  audience: Audience,
  isMention: (from: number) => boolean,
): readonly PlanAt[] {
  const { text, from, to } = segment;
  const stand = standOf(segment);
  const isTrap = stand !== "expert" && stand !== "agent" && stand !== "near";
  const all = withLegend(text, readSigns(text, from, to, isTrap).slice(0, maxSentences));
  const isSample = stand === "near" ? samplesIn(text, from, to) : () => false;
  const read = all.filter((one) => isTrap || (!isMention(one.from) && !isSample(one.from)));
  const isStory = stand === "expert" && isFiction(text.slice(from, from + 300));
  const plain = isStory ? read.map(asStory) : read;
  const sentences = isTrap ? plain : withDefined(text, plain);
  const plans: PlanAt[] = [];
  const weighed = (some: readonly SentenceSigns[], later: readonly SentenceSigns[]) =>
    weigh(
      [...some, ...later].map(({ said }) => said),
      stand,
    );
  const planAt = (at: number): PlanAt | null => {
    let some = untilHeading(text, sentences.slice(at, at + sentencesPerPlan));
    const later = isTrap
      ? []
      : [...hushedLater(text, sentences, at), ...askedBefore(text, sentences, at)];
    const plan = weighed(some, later);
    if (plan === null || plan.weight < leastWeight || !isFor(plan, audience)) return null;
    // What programs and their agents do, documentation says without naming the place.
    if (
      (audience === "sent" || audience === "named") &&
      !some.some(({ said }) => concrete.some((part) => said.has(part)))
    )
      return null;
    // What adds nothing is no part of it.
    for (const shorter of [() => some.slice(1), () => some.slice(0, -1)]) {
      while (some.length > 1 && (weighed(shorter(), later)?.weight ?? 0) >= plan.weight)
        some = shorter();
    }
    const isTied = some.some(({ isResolved }) => isResolved === true);
    return { from: some[0]?.from ?? 0, to: some.at(-1)?.to ?? 0, plan: { ...plan, isTied } };
  };
  for (let at = 0; at < sentences.length; at += 1) {
    let best = planAt(at);
    if (best === null) continue;
    // Of windows that share sentences the gravest counts.
    let last = at;
    for (let next = at + 1; next < Math.min(at + sentencesPerPlan, sentences.length); next += 1) {
      const other = planAt(next);
      if (other !== null && other.plan.weight > best.plan.weight) {
        best = other;
        last = next;
      }
    }
    plans.push(best);
    at = last + sentencesPerPlan - 1;
  }
  const isForAgents = audience === "agents" || audience === "sent";
  const across = isTrap || !isForAgents ? null : acrossIn(text, sentences);
  if (across !== null && across.plan.weight >= leastWeight) plans.push(across);
  return plans;
}

const sample = /<(examples?|samples?|attack|test-?case)\b[^<>]{0,200}>/gi;

/** Whether a sentence stands in what a text for people, or a prompt that a program makes, marks as a sample. */
function samplesIn(text: string, from: number, to: number): (at: number) => boolean {
  const part = text.slice(from, to);
  const ranges: { readonly from: number; readonly to: number }[] = [];
  let last = 0;
  for (const { 0: opening, 1: tag = "", index } of part.matchAll(sample)) {
    if (index < last) continue;
    const close = part.indexOf(`</${tag}>`, index + opening.length);
    if (close < 0) break;
    last = close;
    ranges.push({ from: from + index, to: from + close });
  }
  return (at) => ranges.some((range) => at >= range.from && at < range.to);
}

/** Sentences of one section: what stands under the next heading is about something else, unless it is a step. */
function untilHeading(text: string, some: readonly SentenceSigns[]): readonly SentenceSigns[] {
  const end = some.findIndex(
    ({ from, to }, at) => at > 0 && isTitle(text.slice(from, Math.min(to, from + 200))),
  );
  return end < 0 ? some : some.slice(0, end);
}

/** How far behind a plan it may be said that nobody is to hear of it. */
const hushedWithin = 6;
const hush = ["quiet", "halfTold", "unseen", "untold"] as const;
const backward = /\b(?:this|these|those|that|it|them|all of (?:it|this)|steps?|block|line)\b/i;

/** What hushes up, behind the sentences of a plan and in the same section, what was said before. */
function hushedLater(
  text: string,
  sentences: readonly SentenceSigns[],
  at: number,
): readonly SentenceSigns[] {
  const section = untilHeading(text, sentences.slice(at, at + sentencesPerPlan + hushedWithin));
  const one = section
    .slice(sentencesPerPlan)
    .find(
      ({ from, to, said }) =>
        (said.has("quiet") || said.has("halfTold")) &&
        said.has("refers") &&
        backward.test(text.slice(from, to)),
    );
  if (one === undefined) return [];
  return [{ ...one, said: new Set(hush.filter((part) => one.said.has(part))) }];
}

const forLeave =
  /\b(?:whether|if (?:it|this|that|they|you) (?:may|is|are)|permission|approval|approves?|confirm\w{0,6}|consent|agrees?|before|first|go-ahead)\b/i;

/** Whoever is asked in the sentence before knows of what follows. */
function askedBefore(
  text: string,
  sentences: readonly SentenceSigns[],
  at: number,
): readonly SentenceSigns[] {
  const before = sentences[at - 1];
  const first = sentences[at];
  if (before === undefined || first === undefined || !before.said.has("asked")) return [];
  if (isTitle(text.slice(first.from, first.to))) return [];
  if (!forLeave.test(text.slice(before.from, before.to))) return [];
  return [{ ...before, said: new Set(["asked"]) }];
}

function isTitle(sentence: string): boolean {
  return (
    /^\s{0,12}#{1,6}\s/.test(sentence) &&
    !/#\s{1,4}(?:\d|step|phase|part|then|finally|next)/i.test(sentence)
  );
}

/** What only a story tells; a real address or file is none. */
function asStory(one: SentenceSigns): SentenceSigns {
  const isReal = (["address", "uploads", "filled", "secretFile", "variable"] as const).some(
    (part) => one.said.has(part),
  );
  return isReal ? one : { ...one, said: new Set([...one.said, "teach"]) };
}

const concrete = [
  "address",
  "opened",
  "uploads",
  "filled",
  "pipes",
  "program",
  "installs",
  "secretFile",
  "homeFile",
  "account",
  "bypass",
  "exposes",
  "buys",
  "admits",
  "aliased",
  "defames",
] as const;
const goes: ReadonlySet<Plan["frame"]> = new Set(["carries", "fetches", "obeys", "stays", "pays"]);

/** Where people are the readers, agents must be told something, or it must be hushed up. */
function isFor({ weight, isVeiled, frame }: Plan, audience: Audience): boolean {
  if (audience === "agents") return true;
  const isGrave = weight >= certainWeight;
  // Documentation is full of what is done in the background.
  if (audience === "sent") return frame !== "veils" && (isGrave || (isVeiled && goes.has(frame)));
  if (audience === "told") return isGrave || (isVeiled && frame !== "veils");
  return isGrave && isVeiled && goes.has(frame);
}

function standOf({ carrier, hidden, field, liveness }: Segment): Stand {
  if (hidden !== null) return "hidden";
  switch (carrier) {
    case "tool":
      return "tool";
    case "tool-result":
      return "result";
    case "expert":
      return isForOtherExperts(field) ? "others" : "expert";
    default:
      return liveness === "live" ? "agent" : "near";
  }
}
