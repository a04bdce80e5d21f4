import { isForModels } from "./addressed.ts";
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
  /** Whether agents are told something there, are said to do it, or are only named. */
  readonly audience: "told" | "sent" | "named";
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
      const raw = segment.text.slice(found.from, found.to);
      const lead = raw.length - raw.trimStart().length;
      note({
        offset: placeIn(segment, found.from + lead),
        carrier: segment.carrier,
        liveness: segment.liveness,
        field: segment.field,
        isWhole: false,
        isQuoted:
          segment.isQuoted && !isLive && !((isRow || isNote) && plan.isVeiled && plan.isToAgents),
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
  const stretches: { from: number; to: number; audience: Stretch["audience"] }[] = [];
  for (const [at, mask] of could.entries()) {
    if ((mask & addr) === 0) continue;
    const near = sentences.slice(Math.max(0, at - around), at + around + 1);
    const isTold =
      (saidAt(at) & addr) !== 0 ||
      says(supposed, text, sentences[at]) ||
      says(dedicated, text, sentences[at]) ||
      isForModels(text.slice(sentences[at]?.from, sentences[at]?.to));
    const isDuty = !isTold && says(duty, text, sentences[at]);
    if (!isTold && !isDuty && !isNamedInSecret(sentences[at], near)) continue;
    const audience = isTold ? "told" : isDuty ? "sent" : "named";
    const from = near[0]?.from ?? 0;
    const to = Math.max(
      near.at(-1)?.to ?? from,
      endOfSteps(text, sentences[at]),
      endOfSection(text, sentences, at),
    );
    const last = stretches.at(-1);
    if (last !== undefined && last.to >= from && last.audience === audience) last.to = to;
    else stretches.push({ from, to, audience });
    if (to - (stretches.at(-1)?.from ?? to) > maxForPeople) break;
  }
  return stretches;
}

const steps =
  /:\s{0,4}\n(?:[ \t]{0,8}\n)?((?:[ \t]{0,8}(?:[-*•]|\d{1,2}[.)])[ \t][^\n]{1,600}(?:\n|$)(?:[ \t]{2,12}\S[^\n]{0,600}(?:\n|$)){0,6}){1,10}(?:[ \t]{0,8}\n[^\n#]{1,400}(?:\n[^\n#]{1,400}){0,2})?)/;
const maxSteps = 4000;

/** Where the steps end that a sentence announces with a colon, and the paragraph behind them. */
function endOfSteps(text: string, sentence: Sentence | undefined): number {
  if (sentence === undefined) return 0;
  const match = steps.exec(text.slice(sentence.from, sentence.from + maxSteps));
  if (match === null || match.index > sentence.to - sentence.from + 200) return 0;
  return sentence.from + match.index + match[0].length;
}

/** Where the section ends whose heading says that it is for agents. */
function endOfSection(text: string, sentences: readonly Sentence[], at: number): number {
  const heading = (one: Sentence | undefined) =>
    one === undefined ? null : headed.exec(text.slice(one.from, one.to));
  let first = at;
  while (first > 0 && at - first < maxInSection && heading(sentences[first]) === null) first -= 1;
  if (!forThem.test(heading(sentences[first])?.[1] ?? "")) return 0;
  let last = at;
  while (last - at < maxInSection && last + 1 < sentences.length) {
    if (heading(sentences[last + 1]) !== null) break;
    last += 1;
  }
  return sentences[last]?.to ?? 0;
}

const maxInSection = 12;
const headed = /^\s{0,8}#{1,6}\s{1,4}([^\n]{1,100})/;
const forThem =
  /\b(?:for|to|with|using|by)\s(?:[\w-]{2,16}\s){0,5}?(?:(?:ai|coding|code|language)[ -])?(?:assistants?|agents?|llms?|copilots?|(?:language )?models|bots)\b/i;

/** What is said of the case that a model reads it is said to that model. */
const supposed =
  /\bfor (?:ai |coding |automated |code )?(?:agents|assistants|bots|copilots|llms|language models)(?: (?:that|who|which|only|reading|in)\b|:)|\b(?:resolution|fix|repair|notes?|hints?|advice|message|instructions?|guidance|steps?|information|remarks?|guide|rules?) (?:for|to) (?:the |an? |any |all |your )?(?:coding |ai |automated |language )?(?:assistants?|agents?|bots?|models?|llms?|copilots?)\b|\b(?:if|when|whenever|should|in case)\s(?:an?|the|your|any|some)\s(?:(?:coding|language|automated|helpful|\w+-based)\s)?(?:AI|ai|assistant|agent|llm|LLM|copilot|model|chatbot|bot)s?\b[^.;]{0,60}\b(?:help|read|work|open|assist|see|use|using|look|process|edit|writ|wri|summari|generat|touch|visit|review)/i;

function says(pattern: RegExp, text: string, sentence: Sentence | undefined): boolean {
  return sentence !== undefined && pattern.test(text.slice(sentence.from, sentence.to));
}

/** The same in other languages, where a text says whom it is for. */
const dedicated =
  /(?:アシスタント|エージェント|(?:AI|言語)モデル)(?:の(?:方|皆さん|皆様))?(?:へ|向け|宛)|(?:致|给|写给|面向)\s?(?:AI|智能)?\s?(?:助手|代理|智能体|模型)|(?:어시스턴트|에이전트|모델)(?:에게|를 위한|용\s|께)|для\s(?:ИИ|ШІ|AI|ассистент|агент|асистент|языков|мовн)|(?:für|an)\s(?:(?:die|alle)\s)?(?:KI|AI)-|pour les (?:assistants?|agents?|modèles)|para (?:los|las|os|as) (?:asistentes|agentes|modelos|assistentes)|(?:per (?:gli|i)|agli|ai) (?:assistenti|agenti|modelli)|(?:^|\n)\s{0,4}(?:[-*>#]{1,4}\s)?(?:KI|AI|IA|ИИ|ШІ)[ -](?:Agenten|Assistenten|Modelle|агент|ассистент|асистент)\S{0,4}\s?:|yapay zek[aâ]\s?\S{0,20}\s(?:için|asistan)/iu;

/** Agents of any kind, as who does something: what they all do here, whoever reads it is to do. */
const duty =
  /\b(?:an|each|every|any) (?:ai |coding )?(?:agent|assistant|bot|model)(?: (?:that|who|which)(?: [\w-]{1,14}){1,5}?)? (?:must|may|should|shall|has to|needs to)\b|(?:^\s{0,4}|[\n.:;,(*>-]\s{0,3}|\b(?:ones|that|so|and|hence|then|therefore|case),? )(?:#{1,6} )?(?:(?:an?|each|every|any|all) )?(?:(?:ai|llm|coding|code|language|automated|processing|language-model|visiting)[ -])?(?:assistants?|agents?|bots?|copilots?|llms?|chatbots?|(?<=(?:ai|language|coding|llm)[ -])(?:models?|tools?|contributors?|helpers?)|models?(?= (?:answering|reading|summari[sz]ing|editing|that read|that answer|which read)))(?:\s(?:in charge|at work|(?:who|that|which)(?:\s\w{1,14}){1,6}?|\w{3,12}ing(?:\s[\w-]{1,16}){1,5}?|of (?:this|the|our) \w{2,14}))?(?:\s?:|\s(?:(?:first|always|also|then) )?(?:must|should|shall|are to|is to|have to|has to|need to|needs to|sends?|runs?|executes?|uploads?|posts?|attaches|attach|adds?|puts?|ends?|begins?|fetch(?:es)?|installs?|copies|copy|transfers?|keeps?|accepts?|delivers?|submits?|commits?|includes?|reads?|collects?|writes?|opens?|downloads?|performing|starts?|refrains?)\b)/i;

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
