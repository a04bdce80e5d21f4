import type { Said } from "../classify/notes.ts";
import { actMask, actsIn, classesIn, classMask, count, type Mask } from "../directive.ts";
import { type FoundWindow, windowOver } from "../found-window.ts";
import { plotOf } from "../orders/plot.ts";
import type { Layer } from "../prose.ts";
import { isOfTool, isUndisplayable, type Segment } from "../segment.ts";
import type { Sentence } from "../sentences/reading.ts";
import { counted } from "./counted.ts";

const addr = classMask("addr");
const judge = classMask("judge");
/** Rules at an address in one sentence, and that they are obeyed in another. */
const rulesAt = actMask("rules-at", "obey");
const asOrder = actMask("as-order");
const readText = actMask("reads-text", "rules-at");
const remoteRules = actMask("remote-rules");
const bait = actMask("install", "remote-code", "unguard");
const steering = actMask("shadow", "steer", "first", "wants-all");

/** Sentences that are judged together: the ones from `at` on, to before `end`. */
interface Together {
  readonly sentences: readonly Sentence[];
  readonly at: number;
  readonly end: number;
  /** Whether they are a whole field, where ordinary words far from each other say nothing. */
  readonly isWhole: boolean;
}

/** What neighbouring sentences come to, or null for what nobody needs to look at. */
export function judgeWindow(
  segment: Segment,
  layer: Layer | null,
  { sentences, at, end, isWhole }: Together,
  saidBy: (at: number) => Said,
): FoundWindow | null {
  const all = joined(Array.from({ length: end - at }, (_, k) => saidBy(at + k)));
  const { strong, open, isOblique } = all;
  const weak = isWhole ? 0 : all.weak;
  const acts = withRemoteRules(all.acts);
  const isSeen = segment.hidden === null;
  const isGenerous =
    isUndisplayable(segment) || (layer !== null && layer !== "escaped" && layer !== "disguised");
  const plot = plotOf(acts, isOfTool(segment));
  const said = counted(segment, strong, weak & ~strong, isGenerous) | plot;
  const meant =
    isOfTool(segment) || !isSeen
      ? said
      : counted(segment, strong & open, weak & open & ~strong, isGenerous) | plot;
  const isBait = (strong & open & addr) !== 0 && (acts & bait) !== 0;
  const isOne = !isSeen || segment.liveness === "live";
  const isMeant =
    isEnough(meant) ||
    (isOne && (meant !== 0 || (acts & bait) !== 0)) ||
    isBait ||
    (isOfTool(segment) && (acts & steering) !== 0) ||
    (segment.carrier === "expert" && acts !== 0);
  if (!isMeant && !isEnough(said)) return null;

  const from = sentences[at]?.from ?? 0;
  const window = windowOver(segment, from, sentences[end - 1]?.to ?? from, layer);
  return {
    ...window,
    isWhole,
    isQuoted: segment.isQuoted || !isMeant,
    layer: isOblique && (layer === null || layer === "escaped") ? "disguised" : layer,
    classes: classesIn(isMeant ? meant : said),
    acts: actsIn(acts),
  };
}

/** One class is no directive, but for telling a judge what to find. */
function isEnough(mask: Mask): boolean {
  return count(mask) > 1 || (mask & judge) !== 0;
}

/** What several sentences say together; `open` is what at least one of them means and not only mentions. */
function joined(sayings: readonly Said[]) {
  let strong = 0;
  let weak = 0;
  let open = 0;
  let acts = 0;
  let isOblique = false;
  for (const said of sayings) {
    const classes = said.strong | said.weak;
    strong |= said.strong;
    weak |= said.weak;
    open |= classes & ~said.mentioned;
    acts |= said.acts;
    if (classes !== 0) isOblique ||= said.isOblique;
  }
  return { strong, weak, open, acts, isOblique };
}

/** Rules from elsewhere may be told in halves: where they stand, and that they are obeyed. */
function withRemoteRules(acts: Mask): Mask {
  const isTold =
    (acts & rulesAt) === rulesAt || ((acts & asOrder) !== 0 && (acts & readText) !== 0);
  return isTold ? acts | remoteRules : acts;
}
