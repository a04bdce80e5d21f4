import { possible, possibleActs } from "../classify/possible.ts";
import { classMask, count, type Mask } from "../directive.ts";
import type { Budget, FoundWindow } from "../found-window.ts";
import type { Layer } from "../prose.ts";
import { whereAgentsRun } from "../run-by-agents.ts";
import type { Segment } from "../segment.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { judgePlans, mentionAt } from "./judge-plans.ts";
import { judgeWindow } from "./judge-window.ts";
import { type Sayings, sayingsOf } from "./sayings.ts";
import { stretchesForAgents } from "./stretches.ts";

const sentencesPerWindow = 3;
const judge = classMask("judge");

/** Judges the sentences of a segment in one layer: by what they plan, and by what neighbours say together. */
export function judgeWindows(
  segment: Segment,
  layer: Layer | null,
  reading: Reading,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  const { sentences } = reading;
  const could = sentences.map(possible);
  const sayings = sayingsOf(segment, reading, could);
  notePlans(segment, layer, sentences, could, sayings, budget, note);

  // A prompt may say of its own work whatever it likes, as long as it plans nothing.
  if (segment.plans === "only" || (segment.isForAgents && segment.carrier === "printed")) return;
  const { saidBy, ordered } = sayings;
  const isExpert = segment.carrier === "expert";
  const isField = segment.isField && sentences.length > 0;
  if (isField && isExpert && sentences.length > sentencesPerWindow) {
    // An Expert's instruction is read as a whole, and its parts like those of any text.
    const whole = { sentences, at: 0, end: sentences.length, isWhole: true };
    const found = judgeWindow(segment, layer, whole, saidBy);
    if (found !== null) note(found);
  }
  const isWhole = isField && !isExpert;
  const size = isWhole ? sentences.length : sentencesPerWindow;
  const wantsOne = segment.hidden !== null || segment.liveness === "live" || layer !== null;
  for (let at = 0; at < sentences.length && budget.windows > 0; ) {
    const end = Math.min(sentences.length, at + size);
    const isTelling =
      isWorth(could, at, end, wantsOne) ||
      someIn(at, end, (k) => (ordered[k] ?? 0) !== 0) ||
      (isExpert && someIn(at, end, (k) => possibleActs(sentences[k] as Sentence)));
    if (!isTelling) {
      at += 1;
      continue;
    }
    // An order and what is said about it belong together, also where they are more than three.
    let last = end;
    while (last < sentences.length && last - end < sentencesPerWindow && (ordered[last] ?? 0) !== 0)
      last += 1;
    const together = { sentences, at, end: last, isWhole: false };
    const found = judgeWindow(segment, layer, together, saidBy);
    if (found === null) {
      at += isWhole ? size : 1;
      continue;
    }
    budget.windows -= 1;
    note(found);
    at = last;
  }
}

/** Judges what is for agents by its plans: all of a text that is heeded, or the parts that speak to them. */
function notePlans(
  segment: Segment,
  layer: Layer | null,
  sentences: readonly Sentence[],
  could: readonly Mask[],
  { isHeeded, saidBy, mentions }: Sayings,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  const isWhole = isHeeded && (segment.carrier !== "printed" || isPosted(segment));
  const stretches =
    isWhole || segment.isForAgents
      ? [{ from: segment.from, to: segment.to, audience: "sent" as const }]
      : stretchesForAgents(segment.text, sentences, could, (at) => {
          const { strong, weak } = saidBy(at);
          return strong | weak;
        });
  if (stretches.length === 0 || segment.plans === "elsewhere") return;
  const isMention = mentionAt(sentences, mentions);
  judgePlans(segment, layer, { stretches, isWhole, isMention }, budget, note);
}

/** Whether the words of sentences could come to something, beginning with the first of them. */
function isWorth(could: readonly Mask[], at: number, end: number, wantsOne: boolean): boolean {
  let union = 0;
  for (let k = at; k < end; k += 1) union |= could[k] ?? 0;
  if (wantsOne && union !== 0) return true;
  return (could[at] ?? 0) !== 0 && (count(union) > 1 || (union & judge) !== 0);
}

function someIn(at: number, end: number, is: (k: number) => boolean): boolean {
  for (let k = at; k < end; k += 1) if (is(k)) return true;
  return false;
}

const posted =
  /\b(?:assignee|for|to|audience|recipient|reader)\s?=\s?\\?["']?(?:the )?(?:ai|assistant|agent|llm|model|claude|copilot)|^\s{0,8}\[(?:system|assistant|agent)\b/i;

/** What is printed for agents alone: behind a question for one, or under a mark of its reader. */
function isPosted({ field, text }: Segment): boolean {
  return field === whereAgentsRun || posted.test(text.slice(0, 400));
}
