import { isFetch, isReferral, leadOf } from "../orders/orders-in.ts";
import type { Reading, Sentence } from "../sentences.ts";
import { denials, has, isForeign, negation } from "./denials.ts";
import type { Part, SentenceSigns } from "./parts.ts";
import { type Shape, shapes } from "./shapes.ts";
import { type Sign, signBits, signs } from "./signs.ts";
import { noteTurns } from "./turns.ts";

const tell = signBits("tell");
const unasked = signBits("unasked");
const until = signBits("until");
const asked = signBits("asked");
const not = signBits("not");
const perWord = 30;
/** How far a negation may stand before the asking that it denies. */
const nearNegation = 18;
/** What turns a sentence around, and who is spoken of, counts also beside a negation. */
const turning: ReadonlySet<Sign> = new Set([
  "not",
  "without",
  "until",
  "care",
  "asked",
  "mention",
  "teach",
  "person",
  "agent",
]);

/** What one sentence of a reading shows. */
export function signsIn(text: string, reading: Reading, sentence: Sentence): SentenceSigns {
  const { starts, low, high } = reading;
  const said = new Set<Part>();
  const denied = denials(text, reading, sentence);
  const isEnglish = isMostlyEnglish(reading, sentence);
  for (let i = sentence.first; i < sentence.last; i += 1) {
    // A word of another Latin language in an English sentence is chance.
    if (isEnglish && isForeign(high[i]) && text.charCodeAt(starts[i] ?? 0) < 0x250) continue;
    const isDenied =
      !has(low[i], high[i], negation) && denied(starts[i] ?? 0, i, isForeign(high[i]));
    if (isDenied) {
      said.add("denied");
      if (has(low[i], high[i], tell)) said.add("untold");
      // Never without asking is to ask.
      if (has(low[i], high[i], unasked)) said.add("asked");
    }
    // No need to ask first is not to ask.
    if (has(low[i], high[i], asked) && isJustDenied(text, reading, sentence, i)) {
      said.add("unasked");
      continue;
    }
    noteSigns(low[i] ?? 0, 0, isDenied, said);
    noteSigns((high[i] ?? 0) & 0xffffff, perWord, isDenied, said);
  }
  const part = text.slice(sentence.from, sentence.to);
  noteShapes(part, sentence, reading, denied, said);
  if (!isEnglish) said.add("refers");
  noteTurns(part, isEnglish, said);
  return { from: sentence.from, to: sentence.to, said };
}

/** Whether a negation stands right before a word, with nothing but words between. */
function isJustDenied(
  text: string,
  { starts, ends, low, high }: Reading,
  { first }: Sentence,
  index: number,
): boolean {
  const start = starts[index] ?? 0;
  const reach = text.charCodeAt(start) >= 0x2e80 ? nearNegation / 3 : nearNegation;
  for (let k = index - 1; k >= first; k -= 1) {
    const end = ends[k] ?? 0;
    if (start - end > reach) return false;
    if (!has(low[k], high[k], not) || has(low[k], high[k], until)) continue;
    return !/[.,;:!?()。；：，、]|\b(?:but|unless|until|without|only|sondern|mais|sino|ma|но)\b/iu.test(
      text.slice(end, start),
    );
  }
  return false;
}

function noteSigns(word: number, offset: number, isDenied: boolean, said: Set<Part>): void {
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    const sign = signs[offset + 31 - Math.clz32(rest & -rest)];
    if (sign !== undefined && (!isDenied || turning.has(sign))) said.add(sign);
  }
}

function noteShapes(
  part: string,
  { from, first, last }: Sentence,
  { starts }: Reading,
  denied: (start: number, index: number, isForeign: boolean) => boolean,
  said: Set<Part>,
): void {
  for (const [name, { needs, pattern }] of shapes) {
    if (!needs.some((piece) => part.includes(piece))) continue;
    const match = pattern.exec(part);
    if (match === null) continue;
    const at = from + match.index;
    let behind = first;
    while (behind < last && (starts[behind] ?? 0) < at) behind += 1;
    if (denied(at, behind, false)) continue;
    if (name === "address") noteAddress(part, match.index, said);
    else said.add(name satisfies Shape);
  }
  // A command line that sends opens nothing.
  if (said.has("uploads") && said.delete("opened")) said.add("address");
}

/** Something goes to an address, or it is only opened. */
function noteAddress(part: string, at: number, said: Set<Part>): void {
  const before = leadOf(part, at);
  if (owned.test(before)) return;
  // A linked word is to be looked up, unless it says that something goes there.
  const isLink = part.startsWith("](", at - 2) && !toward.test(before);
  if (isLink || isFetch(before) || isReferral(before)) {
    said.add("opened");
    return;
  }
  said.add("address");
  if (toward.test(before) || towardElsewhere.test(before)) said.add("toward");
}

const toward = /(?:\b(?:to|into|towards?|via|at|with|unto)\s|->|=>|→|:)[\s"'`(<]{0,4}$/i;

/** The same in other languages, where the sentence names something that is not everybody's. */
const towardElsewhere =
  /(?:(?<![\p{L}\d])(?:nach|an|auf|zu|bei|unter|à|sur|vers|chez|en|al?|para|em|ao|presso|su|naar|op|aan|bij|till|til|på|do|na|pod|ke|ku|đến|vào|tới|kepada|на|в|до|по|к|إلى|على)\s|[到至给給往去向])["'\x60<(]{0,3}\s?$/iu;

/** The address of somebody, which nothing goes to. */
const owned =
  /\b(?:user\.(?:email|name)|author|maintainer|contact|e-?mail)["'`]?\s{0,2}[:=]?\s{0,2}["'`(<]{0,2}$/i;

function isMostlyEnglish({ high }: Reading, { first, last }: Sentence): boolean {
  let english = 0;
  for (let i = first; i < last; i += 1) if (!isForeign(high[i])) english += 1;
  return english * 2 > last - first;
}
