import { isFiction } from "../cautions.ts";
import type { Plan } from "../prose.ts";
import type { Segment } from "../segment.ts";
import { acrossIn } from "./across.ts";
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

/** Agents are who reads, are told something, or are only named. */
export type Audience = "agents" | "told" | "named";

/** Reads a segment for plans: what neighbouring sentences come to by their signs. */
export function plansIn(
  segment: Segment,
  audience: Audience,
  isMention: (from: number) => boolean,
): readonly PlanAt[] {
  const { text, from, to } = segment;
  const stand = standOf(segment);
  const isTrap = stand !== "expert" && stand !== "agent" && stand !== "near";
  const read = readSigns(text, from, to, isTrap)
    .slice(0, maxSentences)
    .filter((one) => isTrap || !isMention(one.from));
  const isStory = stand === "expert" && isFiction(text.slice(from, from + 300));
  const sentences = isStory ? read.map(asStory) : read;
  const plans: PlanAt[] = [];
  const weighed = (some: readonly SentenceSigns[]) =>
    weigh(
      some.map(({ said }) => said),
      stand,
    );
  const planAt = (at: number): PlanAt | null => {
    let some = sentences.slice(at, at + sentencesPerPlan);
    const plan = weighed(some);
    if (plan === null || plan.weight < leastWeight || !isFor(plan, audience)) return null;
    // What adds nothing is no part of it.
    for (const shorter of [() => some.slice(1), () => some.slice(0, -1)]) {
      while (some.length > 1 && (weighed(shorter())?.weight ?? 0) >= plan.weight) some = shorter();
    }
    return { from: some[0]?.from ?? 0, to: some.at(-1)?.to ?? 0, plan };
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
  const across = isTrap || audience !== "agents" ? null : acrossIn(text, sentences);
  if (across !== null && across.plan.weight >= leastWeight) plans.push(across);
  return plans;
}

/** What only a story tells; a real address or file is none. */
function asStory(one: SentenceSigns): SentenceSigns {
  const isReal = (["address", "uploads", "filled", "secretFile", "variable"] as const).some(
    (part) => one.said.has(part),
  );
  return isReal ? one : { ...one, said: new Set([...one.said, "teach"]) };
}

/** Where people are the readers, agents must be told something, or it must be hushed up. */
function isFor({ weight, isVeiled }: Plan, audience: Audience): boolean {
  if (audience === "agents") return true;
  const isGrave = weight >= certainWeight;
  return audience === "told" ? isGrave || isVeiled : isGrave && isVeiled;
}

function standOf({ carrier, hidden, field, liveness }: Segment): Stand {
  if (hidden !== null) return "hidden";
  switch (carrier) {
    case "tool":
      return "tool";
    case "tool-result":
      return "result";
    case "expert":
      return /^experts\.[^.]{1,300}\.description$|\.tools\./.test(field ?? "")
        ? "others"
        : "expert";
    default:
      return liveness === "live" ? "agent" : "near";
  }
}
