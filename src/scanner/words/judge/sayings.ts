import { classify } from "../classify/classify.ts";
import type { Said } from "../classify/notes.ts";
import { actMask, classMask, type Mask } from "../directive.ts";
import { marks } from "../lexicon.ts";
import { isOfTool, type Segment } from "../segment.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { hasTemplateToken } from "../template-tokens.ts";
import { dictatesVerdict } from "../verdict.ts";
import { mentionedSentences } from "./mentioned.ts";
import { orderedBy } from "./ordered.ts";
import { withoutOrdinary } from "./spared.ts";

const addr = classMask("addr");
const hide = classMask("hide");
const judge = classMask("judge");
const quiet = actMask("quiet");

/** What the sentences of a segment say; each is classified when it is first asked for. */
export interface Sayings {
  /** Whether the segment is read as orders, so that their voice does not matter. */
  readonly isHeeded: boolean;
  /** What each sentence orders, where the segment is heeded. */
  readonly ordered: readonly Mask[];
  saidBy(at: number): Said;
  /** Sentences that are only spoken of. */
  mentions(): ReadonlySet<number>;
}

/** Prepares to classify the sentences of a segment, of which `could` tells what is possible in each. */
export function sayingsOf(segment: Segment, reading: Reading, could: readonly Mask[]): Sayings {
  const { sentences } = reading;
  // Where texts are orders, their voice does not matter; elsewhere only what is told to a model.
  const isHeeded =
    segment.hidden !== null || segment.liveness === "live" || hasTemplateToken(segment);
  const mentions = once(() => mentionedSentences(segment, reading));
  const isInEnglish = once(() => isEnglish(reading));
  const known = new Map<number, Said>();

  const orderedIn = (at: number): Mask => {
    const { from, to } = sentences[at] as Sentence;
    return orderedBy(segment, segment.text.slice(from, to), isHeeded);
  };
  const ordered: readonly Mask[] = isHeeded
    ? sentences.map((_, at) => (mentions().has(at) ? 0 : orderedIn(at)))
    : [];

  /** A sentence with the ones before it, which may say to whom it speaks. */
  const aroundOf = (at: number) => {
    const { from, to } = sentences[at] as Sentence;
    return segment.text.slice(sentences[Math.max(0, at - 2)]?.from ?? from, to);
  };
  const read = (at: number): Said => {
    const sentence = sentences[at] as Sentence;
    const isMention = mentions().has(at);
    const plain = classify(segment.text, reading, sentence, isMention);
    const orders = !isHeeded && (plain.strong & addr) !== 0 && !isMention ? orderedIn(at) : 0;
    const acts = plain.acts | orders | (ordered[at] ?? 0);
    const kept = withoutOrdinary(segment, sentence, plain, acts, { isHeeded, isInEnglish });
    // In a tool's text nothing is discretion: whoever is kept from knowing is the model's user.
    const strong = isOfTool(segment) && (acts & quiet) !== 0 ? kept.strong | hide : kept.strong;
    const isVerdict = (could[at] ?? 0) & judge && !isMention && dictatesVerdict(aroundOf(at));
    const all = isVerdict ? strong | judge : strong;
    return { ...plain, strong: all, weak: kept.weak & ~all, acts };
  };
  return {
    isHeeded,
    ordered,
    mentions,
    saidBy(at) {
      const said = known.get(at) ?? read(at);
      known.set(at, said);
      return said;
    },
  };
}

/** Whether a text is read as English: most of its words are. */
function isEnglish({ sentences, high }: Reading): boolean {
  let english = 0;
  for (const one of high) if (one & marks.english) english += 1;
  return sentences.length > 0 && english * 2 > high.length;
}

/** Works something out at the first call. */
function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}
