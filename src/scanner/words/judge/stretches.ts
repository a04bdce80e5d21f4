import { classMask, type Mask } from "../directive.ts";
import { bitsOf, meet } from "../groups.ts";
import { marks } from "../lexicon.ts";
import type { Sentence } from "../sentences/reading.ts";
import { isDutyOfAgents, isOfPrograms, isSpokenTo } from "./spoken-to.ts";

/** Of a text for people, so much of what is near to agents is read for plans; the rest is read for its structure. */
export const maxForPeople = 128 * 1024;
/** How many sentences around one that speaks to agents belong to what it says. */
const around = 2;
const addr = classMask("addr");
const agent = bitsOf("agent");
const hushed = bitsOf("not", "without", "secretly", "conceal");
const grave = bitsOf("secret", "maybeSecret", "talk", "run", "install", "memory", "guard", "send");

/** A part of a text that is read for plans. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Whether agents are told something there, are said to do it, or are only named. */
  readonly audience: "told" | "sent" | "named";
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
    const sentence = text.slice(sentences[at]?.from, sentences[at]?.to);
    if (isOfPrograms(sentence)) continue;
    const isTold = (saidAt(at) & addr) !== 0 || isSpokenTo(sentence);
    const isDuty = !isTold && isDutyOfAgents(sentence);
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

/** Whether a model is named where something grave stands beside something that is hushed up. */
function isNamedInSecret(sentence: Sentence | undefined, near: readonly Sentence[]): boolean {
  if (sentence === undefined || !meet(sentence, agent)) return false;
  const isGrave = near.some((one) => meet(one, grave) || (one.high & marks.url) !== 0);
  return isGrave && near.some((one) => meet(one, hushed));
}
