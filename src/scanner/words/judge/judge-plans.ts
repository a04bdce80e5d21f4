import { type Budget, type FoundWindow, windowOver } from "../found-window.ts";
import type { Layer } from "../prose.ts";
import type { Segment } from "../segment.ts";
import type { Sentence } from "../sentences/reading.ts";
import { plansIn } from "../signs/plans-in.ts";
import { maxForPeople, type Stretch } from "./stretches.ts";

interface PlanReading {
  readonly stretches: readonly Stretch[];
  /** Whether the whole text is for agents. */
  readonly isWhole: boolean;
  /** Whether it is only spoken of what a sentence says, by where that begins. */
  readonly isMention: (from: number) => boolean;
}

/** Notes the sentences of which the signs come to a plan, whatever their words are. */
export function judgePlans(
  segment: Segment,
  layer: Layer | null,
  { stretches, isWhole, isMention }: PlanReading,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  // Names and addresses of people are no order, whatever the people are called.
  if (segment.field === "contributors" || segment.field === "maintainers") return;
  // Agents run what is fenced in their own files; a cell of a table may speak to them, too.
  const isLive = segment.carrier === "agent-file" && segment.liveness === "live";
  const isRow = /^\s{0,8}\|/.test(segment.text.slice(segment.from, segment.from + 16));
  // A note in a frame of its own is quoted from nowhere.
  const isNote = /^\s{0,4}>\s?(?:\*\*|__|\[!)/.test(
    segment.text.slice(segment.from, segment.from + 16),
  );
  let left = isWhole ? Number.POSITIVE_INFINITY : maxForPeople;
  for (const { from, to, audience: theirs } of stretches) {
    if (left <= 0) return;
    left -= to - from;
    const audience = isWhole ? "agents" : theirs;
    for (const found of plansIn({ ...segment, from, to }, audience, isMention)) {
      if (budget.windows <= 0) return;
      budget.windows -= 1;
      const { plan } = found;
      // What blocks of code set up for people is often put quietly.
      if (segment.plans === "only" && !isWhole && plan.frame === "veils") continue;
      note({
        ...windowOver(segment, found.from, found.to, layer),
        isQuoted:
          segment.isQuoted && !isLive && !((isRow || isNote) && plan.isVeiled && plan.isToAgents),
        plan,
      });
    }
  }
}

/** Whether a sentence is among those that are only spoken of, by where it begins. */
export function mentionAt(
  sentences: readonly Sentence[],
  spokenOf: () => ReadonlySet<number>,
): (from: number) => boolean {
  return (from) => {
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sentences[middle]?.to ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return spokenOf().has(low);
  };
}
