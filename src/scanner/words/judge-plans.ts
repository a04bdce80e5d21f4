import { classMask, type Mask } from "./directive.ts";
import { type Budget, type FoundWindow, hostsIn, lettersOf } from "./found-window.ts";
import { bitsOf } from "./groups.ts";
import { marks } from "./lexicon.ts";
import type { Layer } from "./prose.ts";
import { placeIn, type Segment } from "./segment.ts";
import type { Sentence } from "./sentences.ts";
import { plansIn } from "./signs/plans-in.ts";

const maxExcerpt = 400;
/** Of a text for people, so much of what is near to agents is read for plans; the rest is read for its structure. */
const maxForPeople = 128 * 1024;
/** How many sentences around one that speaks to agents belong to what it says. */
const around = 2;
const addr = classMask("addr");
const agent = bitsOf("agent");
const hushed = bitsOf("not", "without", "secretly", "conceal");
const grave = bitsOf("secret", "maybeSecret", "talk", "run", "install", "memory", "guard", "send");

/** A part of a text that is read for plans. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Whether agents are told something there, not only named. */
  readonly isTold: boolean;
}

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
  let left = isWhole ? Number.POSITIVE_INFINITY : maxForPeople;
  for (const { from, to, isTold } of stretches) {
    if (left <= 0) return;
    left -= to - from;
    const audience = isWhole ? "agents" : isTold ? "told" : "named";
    for (const found of plansIn({ ...segment, from, to }, audience, isMention)) {
      if (budget.windows <= 0) return;
      budget.windows -= 1;
      const { plan } = found;
      const raw = segment.text.slice(found.from, found.to);
      const lead = raw.length - raw.trimStart().length;
      note({
        offset: placeIn(segment, found.from + lead),
        carrier: segment.carrier,
        liveness: segment.liveness,
        field: segment.field,
        isWhole: false,
        isQuoted: segment.isQuoted && !isLive && !(isRow && plan.isVeiled && plan.isToAgents),
        hidden: segment.hidden,
        layer,
        classes: [],
        acts: [],
        plan,
        hasTemplateTokens: false,
        letters: segment.isRaw && layer === null ? 0 : lettersOf(raw),
        hosts: hostsIn(raw),
        excerpt: raw.slice(lead, lead + maxExcerpt).trimEnd(),
      });
    }
  }
}

/** Where a text that people read speaks to agents, or names them while it hushes something up. */
export function stretchesForAgents(
  text: string,
  sentences: readonly Sentence[],
  could: readonly Mask[],
  saidAt: (at: number) => Mask,
): readonly Stretch[] {
  const stretches: { from: number; to: number; isTold: boolean }[] = [];
  for (const [at, mask] of could.entries()) {
    if ((mask & addr) === 0) continue;
    const near = sentences.slice(Math.max(0, at - around), at + around + 1);
    const isTold = (saidAt(at) & addr) !== 0 || isSupposed(text, sentences[at]);
    if (!isTold && !isNamedInSecret(sentences[at], near)) continue;
    const from = near[0]?.from ?? 0;
    const to = near.at(-1)?.to ?? from;
    const last = stretches.at(-1);
    if (last !== undefined && last.to >= from && last.isTold === isTold) last.to = to;
    else stretches.push({ from, to, isTold });
    if (to - (stretches.at(-1)?.from ?? to) > maxForPeople) break;
  }
  return stretches;
}

const supposed =
  /\b(?:if|when|whenever|should|in case)\s(?:an?|the|your|any|some)\s(?:(?:coding|language|automated|helpful|\w+-based)\s)?(?:AI|ai|assistant|agent|llm|LLM|copilot|model|chatbot|bot)s?\b[^.;]{0,60}\b(?:help|read|work|open|assist|see|use|using|look|process|edit|writ|wri|summari|generat|touch|visit|review)/i;

/** What is said of the case that a model reads it is said to that model. */
function isSupposed(text: string, sentence: Sentence | undefined): boolean {
  return sentence !== undefined && supposed.test(text.slice(sentence.from, sentence.to));
}

function isNamedInSecret(sentence: Sentence | undefined, near: readonly Sentence[]): boolean {
  if (sentence === undefined || !has(sentence, agent)) return false;
  const isGrave = near.some((one) => has(one, grave) || (one.high & marks.url) !== 0);
  return isGrave && near.some((one) => has(one, hushed));
}

function has(sentence: Sentence, bits: { readonly low: number; readonly high: number }): boolean {
  return ((sentence.low & bits.low) | (sentence.high & bits.high)) !== 0;
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
