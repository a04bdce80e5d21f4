import { isSurvey } from "./cautions.ts";
import { classify, possible, possibleActs, type Said } from "./classify.ts";
import { decodeEscapes, decodeRun, decodeSpaced } from "./decode.ts";
import { actMask, actsIn, classesIn, classMask, count, type Mask } from "./directive.ts";
import { isDocumentation } from "./documents.ts";
import { forOthers } from "./expert-fields.ts";
import { undisguised } from "./fold.ts";
import { type Budget, type FoundWindow, hostsIn, lettersOf } from "./found-window.ts";
import { bitsOf } from "./groups.ts";
import { judgePlans, mentionAt, stretchesForAgents } from "./judge-plans.ts";
import { marks, rot13 } from "./lexicon.ts";
import { expertOrders } from "./orders/expert-orders.ts";
import { isInspection } from "./orders/inspection.ts";
import { isLesson } from "./orders/lesson.ts";
import { isForBlind, ordersIn, signsIn, unquoted } from "./orders/orders-in.ts";
import { plotOf } from "./orders/plot.ts";
import { toolOrders } from "./orders/tool-orders.ts";
import { asksOwnService } from "./ordinary.ts";
import type { Layer } from "./prose.ts";
import { whereAgentsRun } from "./run-by-agents.ts";
import { decodedSegment, placeIn, type Segment } from "./segment.ts";
import { type Reading, readSentences, type Sentence } from "./sentences.ts";
import { hasTemplateToken } from "./template-tokens.ts";
import { dictatesVerdict } from "./verdict.ts";

const sentencesPerWindow = 3;
const maxDepth = 6;
const maxExcerpt = 400;
const maxDisguised = 1000;
const mention = bitsOf("mention");

const addr = classMask("addr");
const over = classMask("over");
const hide = classMask("hide");
const take = classMask("take");
const send = classMask("send");
const exec = classMask("exec");
const before = classMask("before");
const persist = classMask("persist");
const judge = classMask("judge");
const shadow = actMask("shadow");
/** Rules at an address in one sentence, and that they are obeyed in another. */
const rulesAt = actMask("rules-at", "obey");
const asOrder = actMask("as-order");
const readText = actMask("reads-text", "rules-at");
const quiet = actMask("quiet");
const egress = actMask("egress", "egresses");
const bait = actMask("install", "remote-code", "unguard");

/** Reads one stretch of text in every layer, and notes the windows that say something. */
export function judgeSegment(
  segment: Segment,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  judgeLayer(segment, null, 0, budget, note);
}

function judgeLayer(
  segment: Segment,
  layer: Layer | null,
  depth: number,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  const { text, from, to } = segment;
  const isUngapped = layer === "spaced" && /[a-z]{26}/i.test(text);
  const reading = readSentences(text, from, to, { isComment: segment.isComment, isUngapped });
  judgeWindows(segment, layer, reading, budget, note);
  if (depth >= maxDepth || segment.plans === "only") return;

  const inner = (decoded: string, at: number, how: Layer, noteInner = note) => {
    if (decoded.length > budget.decoded) return;
    budget.decoded -= decoded.length;
    const offset = placeIn(segment, at);
    // A fence shows what is in it; what is encoded in it, nobody is shown.
    const isShown = segment.isQuoted && !isEncodedForAgents(segment, how);
    const kind = { ...segment, isQuoted: isShown, plans: "own" } as const;
    judgeLayer(decodedSegment(decoded, offset, kind), how, depth + 1, budget, noteInner);
  };
  for (let i = 0; i < reading.dense.length; i += 2) {
    const start = reading.dense[i] ?? 0;
    for (const { decoded, how } of decodeRun(text, start, reading.dense[i + 1] ?? 0)) {
      inner(decoded, start, how);
    }
  }
  if (reading.spaced.length > 0) {
    const { decoded, start } = withoutSpacing(text, to, reading);
    inner(decoded, start, "spaced");
  }
  for (const { sentence, how } of reading.hasTurned ? turned(reading) : []) {
    const piece = text.slice(sentence.from, sentence.to);
    inner(how === "rot13" ? rot13(piece) : [...piece].reverse().join(""), sentence.from, how);
  }
  if (reading.isDisguised && layer !== "disguised") {
    // Only a word that had to be undisguised makes a window of this layer.
    const words = new Set<string>();
    const isHeavy = reading.high.filter((high) => (high & marks.oblique) !== 0).length >= 3;
    const noteWord = (word: string) => {
      if (words.size < maxDisguised && isTelling(word)) words.add(word);
    };
    const plain = undisguised(text.slice(from, to), noteWord, isHeavy);
    const fresh = (found: FoundWindow) => {
      const isFresh = (found.excerpt.match(/[a-z]{3,40}/gi) ?? []).some((word) => words.has(word));
      if (isFresh) note(found);
    };
    inner(plain, from, "disguised", fresh);
  }
  const shown = layer === "disguised" ? null : withoutUnseen(text, from, to);
  if (shown !== null) inner(shown, from, "disguised");
  const plain = layer === "escaped" ? null : decodeEscapes(text, from, to);
  if (plain !== null) inner(plain, from, "escaped");
}

function isEncodedForAgents({ carrier, liveness }: Segment, how: Layer): boolean {
  return (
    carrier === "agent-file" && liveness === "live" && how !== "escaped" && how !== "disguised"
  );
}

/** Whether a word is one that directives are made of. */
function isTelling(word: string): boolean {
  return /^[a-z]{3,40}$/i.test(word) && readSentences(word, 0, word.length).starts.length > 0;
}

/** The text without what has no width, where that stands between letters; null without any. */
function withoutUnseen(text: string, from: number, to: number): string | null {
  const whole = text.slice(from, to);
  if (!/[a-z][\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+[a-z]/i.test(whole)) return null;
  const plain = whole.replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+/g, "");
  return whole.length - plain.length >= 6 ? plain : null;
}

/** The text around letters that stand alone, with those joined to words. */
function withoutSpacing(text: string, to: number, reading: Reading) {
  const first = reading.spaced[0] ?? 0;
  const last = reading.spaced.at(-1) ?? first;
  const start = reading.sentences.findLast((sentence) => sentence.from <= first)?.from ?? first;
  let decoded = "";
  let at = start;
  for (let i = 0; i < reading.spaced.length; i += 2) {
    const from = reading.spaced[i] ?? at;
    const end = reading.spaced[i + 1] ?? from;
    if (from - at > 2000) break;
    decoded += text.slice(at, from) + decodeSpaced(text.slice(from, end));
    at = end;
  }
  return { decoded: decoded + text.slice(at, Math.min(to, last + 400)), start };
}

/** Sentences with several words that are English once they are turned. */
function* turned(reading: Reading): Generator<{ sentence: Sentence; how: Layer }> {
  for (const sentence of reading.sentences) {
    for (const how of ["rot13", "reversed"] as const) {
      if ((sentence.high & marks[how]) === 0) continue;
      let words = 0;
      for (let i = sentence.first; i < sentence.last; i += 1) {
        if ((reading.high[i] ?? 0) & marks[how]) words += 1;
      }
      if (words >= 2) yield { sentence, how };
    }
  }
}

function judgeWindows(
  segment: Segment,
  layer: Layer | null,
  reading: Reading,
  budget: Budget,
  note: (found: FoundWindow) => void,
): void {
  const { sentences } = reading;
  const isExpert = segment.carrier === "expert";
  const could = sentences.map(possible);
  let mentions: ReadonlySet<number> | null = null;
  const said = new Map<number, Said>();
  const saidBy = (at: number): Said => {
    const known = said.get(at);
    if (known !== undefined) return known;
    mentions ??= mentionedSentences(segment, reading);
    const sentence = sentences[at] as Sentence;
    const isMention = mentions.has(at);
    const plain = classify(segment.text, reading, sentence, isMention);
    const orders = !isHeeded && (plain.strong & addr) !== 0 && !isMention ? orderedIn(at) : 0;
    const acts = plain.acts | orders | (ordered[at] ?? 0);
    const kept = withoutFacts(at, plain, acts);
    // In a tool's text nothing is discretion: whoever is kept from knowing is the model's user.
    const strong = isTool(segment) && (acts & quiet) !== 0 ? kept.strong | hide : kept.strong;
    const isVerdict = (could[at] ?? 0) & judge && !isMention && dictatesVerdict(aroundOf(at));
    const all = isVerdict ? strong | judge : strong;
    const fresh = { ...plain, strong: all, weak: kept.weak & ~all, acts };
    said.set(at, fresh);
    return fresh;
  };
  /** A sentence with the one before it, which may say to whom it speaks. */
  const aroundOf = (at: number) => {
    const { to } = sentences[at] as Sentence;
    return segment.text.slice(sentences[at - 1]?.from ?? sentences[at]?.from, to);
  };
  /** Not to tell a fact is discretion; where texts are orders, not to tell a deed is what counts. */
  let english: boolean | null = null;
  const isInEnglish = () => {
    english ??= isEnglish(sentences, reading);
    return english;
  };
  const withoutFacts = (
    at: number,
    { strong, weak }: Said,
    acts: Mask,
  ): Pick<Said, "strong" | "weak"> => {
    if (isTitleOfNote(segment, sentences[at] as Sentence)) {
      return { strong: strong & ~take, weak: weak | (strong & take) };
    }
    const { from, to } = sentences[at] as Sentence;
    const text = segment.text.slice(from, to);
    if (segment.hidden === null && !isTool(segment) && asksOwnService(text)) {
      return { strong: strong & ~(take | send), weak: weak & ~(take | send) };
    }
    if (!isHeeded || segment.hidden !== null || !isInEnglish()) return { strong, weak };
    if (isTool(segment) && !isForBlind(text)) return { strong, weak };
    if (signsIn(text) || isForBlind(text)) {
      return { strong: strong & ~(take | send), weak: weak & ~(take | send) };
    }
    if ((acts & quiet) !== 0 || (strong & hide) === 0) return { strong, weak };
    return { strong: strong & ~hide, weak: weak | hide };
  };
  const orderedIn = (at: number): Mask => {
    const { from, to } = sentences[at] as Sentence;
    // A heading is no part of the sentence under it.
    const text = segment.text
      .slice(from, to)
      .replace(/^\s{0,8}#{1,6} [^\n]{0,200}\n/, "")
      .replace(/\s+/g, " ");
    const isTrap = isTool(segment) || segment.hidden !== null;
    const isInstruction =
      isTrap ||
      segment.carrier === "field" ||
      (isHeeded && segment.carrier !== "printed" && segment.carrier !== "llms");
    const acts = ordersIn(isTrap ? text : unquoted(text), isInstruction);
    if (segment.carrier === "expert") {
      return acts | expertOrders(text, isForOtherExperts(segment.field));
    }
    // An Expert declares its services; elsewhere a client sends its own credential.
    const isOwn = signsIn(text) || (!isTrap && asksOwnService(text));
    const meant = isOwn ? acts & ~egress : acts;
    return isTool(segment) ? meant | toolOrders(text) : meant;
  };
  // Where texts are orders, their voice does not matter; elsewhere only what is told to a model.
  const isHeeded =
    segment.hidden !== null || segment.liveness === "live" || hasTemplateToken(segment);
  mentions = isHeeded ? mentionedSentences(segment, reading) : null;
  const ordered: readonly Mask[] = isHeeded
    ? sentences.map((_, at) => (mentions?.has(at) ? 0 : orderedIn(at)))
    : [];

  const wholly = isHeeded && (segment.carrier !== "printed" || isPosted(segment));
  const stretches =
    wholly || segment.isForAgents
      ? [{ from: segment.from, to: segment.to, audience: "sent" as const }]
      : stretchesForAgents(
          segment.text,
          sentences,
          could,
          (at) => saidBy(at).strong | saidBy(at).weak,
        );
  if (stretches.length > 0 && segment.plans !== "elsewhere") {
    const spokenOf = () => {
      mentions ??= mentionedSentences(segment, reading);
      return mentions;
    };
    judgePlans(
      segment,
      layer,
      { stretches, isWhole: wholly, isMention: mentionAt(sentences, spokenOf) },
      budget,
      note,
    );
  }

  // A prompt may say of its own work whatever it likes, as long as it plans nothing.
  if (segment.plans === "only" || (segment.isForAgents && segment.carrier === "printed")) return;
  const isWhole = segment.isField && sentences.length > 0;
  if (isWhole && isExpert && sentences.length > sentencesPerWindow) {
    // An Expert's instruction is read as a whole, and its parts like those of any text.
    const found = judgeWindow(segment, layer, sentences, saidBy, 0, sentences.length, true);
    if (found !== null) note(found);
  }
  const size = isWhole && !isExpert ? sentences.length : sentencesPerWindow;
  for (let at = 0; at < sentences.length && budget.windows > 0; ) {
    const end = Math.min(sentences.length, at + size);
    let union = 0;
    let wantsActs = false;
    for (let k = at; k < end; k += 1) {
      union |= could[k] ?? 0;
      wantsActs ||= isExpert && possibleActs(sentences[k] as Sentence);
      wantsActs ||= (ordered[k] ?? 0) !== 0;
    }
    const isWorth = (could[at] ?? 0) !== 0 && (count(union) > 1 || (union & judge) !== 0);
    const wantsOne = segment.hidden !== null || segment.liveness === "live" || layer !== null;
    if (!isWorth && !(wantsOne && union !== 0) && !wantsActs) {
      at += 1;
      continue;
    }
    // An order and what is said about it belong together, also where they are more than three.
    let last = end;
    while (last < sentences.length && last - end < sentencesPerWindow && (ordered[last] ?? 0) !== 0)
      last += 1;
    const found = judgeWindow(segment, layer, sentences, saidBy, at, last, false);
    if (found === null) {
      at += isWhole && !isExpert ? size : 1;
      continue;
    }
    budget.windows -= 1;
    note(found);
    at = last;
  }
}

function judgeWindow(
  segment: Segment,
  layer: Layer | null,
  sentences: readonly Sentence[],
  saidBy: (at: number) => Said,
  at: number,
  end: number,
  isWhole: boolean,
): FoundWindow | null {
  let strong = 0;
  let weak = 0;
  let open = 0;
  let acts = 0;
  let isOblique = false;
  for (let k = at; k < end; k += 1) {
    const said = saidBy(k);
    strong |= said.strong;
    weak |= said.weak;
    open |= (said.strong | said.weak) & ~said.mentioned;
    acts |= said.acts;
    if ((said.strong | said.weak) !== 0) isOblique ||= said.isOblique;
  }
  const isOfTool = isTool(segment);
  const isGenerous =
    isUndisplayable(segment) || (layer !== null && layer !== "escaped" && layer !== "disguised");
  if (isWhole) weak = 0;
  if ((acts & rulesAt) === rulesAt || ((acts & asOrder) !== 0 && (acts & readText) !== 0))
    acts |= actMask("remote-rules");
  const plot = plotOf(acts, isOfTool);
  const all = counted(segment, strong, weak & ~strong, isGenerous) | plot;
  const meant =
    isOfTool || segment.hidden !== null
      ? all
      : counted(segment, strong & open, weak & open & ~strong, isGenerous) | plot;
  const isEnough = (mask: Mask) => count(mask) > 1 || (mask & judge) !== 0;
  const isOne = segment.hidden !== null || segment.liveness === "live";
  const isBait = (strong & open & addr) !== 0 && (acts & bait) !== 0;
  const isMeant =
    isEnough(meant) ||
    (isOne && (meant !== 0 || (acts & bait) !== 0)) ||
    isBait ||
    (isOfTool && (acts & (shadow | actMask("steer", "first", "wants-all"))) !== 0) ||
    (segment.carrier === "expert" && acts !== 0);
  const classes = isMeant ? meant : all;
  if (!isMeant && !isEnough(all)) return null;

  const from = sentences[at]?.from ?? 0;
  const to = sentences[end - 1]?.to ?? from;
  const raw = segment.text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  return {
    offset: placeIn(segment, from + lead),
    carrier: segment.carrier,
    liveness: segment.liveness,
    field: segment.field,
    isWhole,
    isQuoted: segment.isQuoted || !isMeant,
    hidden: segment.hidden,
    layer: layer === null || layer === "escaped" ? (isOblique ? "disguised" : layer) : layer,
    classes: classesIn(classes),
    acts: actsIn(acts),
    hasTemplateTokens: false,
    letters: segment.isRaw && layer === null ? 0 : lettersOf(raw),
    hosts: hostsIn(raw),
    excerpt: raw.slice(lead, lead + maxExcerpt).trimEnd(),
  };
}

/** What is printed for agents alone: behind a question for one, or under a mark of its reader. */
function isPosted({ field, text }: Segment): boolean {
  return field === whereAgentsRun || posted.test(text.slice(0, 400));
}

const posted =
  /\b(?:assignee|for|to|audience|recipient|reader)\s?=\s?\\?["']?(?:the )?(?:ai|assistant|agent|llm|model|claude|copilot)|^\s{0,8}\[(?:system|assistant|agent)\b/i;

function isTool({ carrier }: Segment): boolean {
  return carrier === "tool" || carrier === "tool-result";
}

/** Whether a text is read as English: most of its words are. */
function isEnglish(sentences: readonly Sentence[], { high }: Reading): boolean {
  let english = 0;
  for (const one of high) if (one & marks.english) english += 1;
  return sentences.length > 0 && english * 2 > high.length;
}

/** In what is seen in the source: the title of a chapter names what it is about, also where that is commented out. */
function isTitleOfNote(segment: Segment, { from, to, lead }: Sentence): boolean {
  if (segment.hidden === null || isUndisplayable(segment) || lead !== "heading") return false;
  return !/https?:|[~.]\//.test(segment.text.slice(from, to));
}

function isUndisplayable({ hidden }: Segment): boolean {
  return (
    hidden === "tags" ||
    hidden === "zero-width" ||
    hidden === "selectors" ||
    hidden === "bidi" ||
    hidden === "escape"
  );
}

/**
 * Which classes count. Ordinary words (run, send, a token) say nothing by themselves; they count where
 * something else shows that they are not ordinary: a model is addressed, rules are set aside, somebody
 * is kept from knowing.
 */
function counted(segment: Segment, strong: Mask, weak: Mask, isGenerous: boolean): Mask {
  if (isGenerous) return strong | weak;
  const isLive = segment.liveness === "live";
  let company = over | hide | judge;
  if (isLive || segment.hidden !== null) company |= addr | take | persist;
  let result = strong;
  if ((strong & company) !== 0)
    result |= weak & (over | hide | take | send | before | judge | addr);
  if ((strong & (over | hide | judge)) !== 0) result |= weak & exec;
  if (segment.hidden !== null && (strong & addr) !== 0) result |= weak & exec;
  // A file that instructs agents addresses them in every line.
  if (segment.carrier === "agent-file" || segment.carrier === "llms") {
    if (count(result & ~addr) < 2) result &= ~addr;
  }
  return result;
}

/** Fields that callers and other Experts read: descriptions, texts of tools, what is put into answers for them. */
function isForOtherExperts(field: string | null): boolean {
  return field !== null && forOthers.test(field);
}

/** Sentences of a list, or behind a colon, that a sentence about attacks introduces (§7.4). */
function mentionedSentences(segment: Segment, reading: Reading): ReadonlySet<number> {
  const { text, carrier } = segment;
  const found = new Set<number>();
  let isUnderHeading = false;
  let isIntroduced = false;
  for (const [at, sentence] of reading.sentences.entries()) {
    const speaksOfIt = ((sentence.low & mention.low) | (sentence.high & mention.high)) !== 0;
    if (sentence.lead === "heading") isUnderHeading = speaksOfIt;
    if (isIntroduced) {
      if (sentence.lead === "item" || found.has(at - 1)) {
        if (sentence.lead === "blank" || sentence.lead === "heading") isIntroduced = false;
        else found.add(at);
      } else if (reading.sentences[at - 1]?.endsWithColon) found.add(at);
      else isIntroduced = false;
    } else if (isUnderHeading && sentence.lead === "item") {
      found.add(at);
    }
    if (speaksOfIt && sentence.endsWithColon) isIntroduced = true;
    if (isSurvey(text.slice(sentence.from, sentence.to))) found.add(at);
  }
  if (segment.hidden === null && carrier === "expert" && !isForOtherExperts(segment.field)) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isInspection(text.slice(from, to)) || isLesson(text.slice(from, to))) found.add(at);
  }
  if (segment.hidden === null && (carrier === "agent-file" || carrier === "llms")) {
    for (const [at, { from, to }] of reading.sentences.entries())
      if (isDocumentation(text.slice(from, to))) found.add(at);
  }
  return found;
}
