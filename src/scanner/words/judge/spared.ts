import type { Said } from "../classify/notes.ts";
import { actMask, classMask, type Mask } from "../directive.ts";
import { isForBlind, signsIn } from "../orders/orders-in.ts";
import { asksOwnService } from "../ordinary.ts";
import { isOfTool, isUndisplayable, type Segment } from "../segment.ts";
import type { Sentence } from "../sentences/reading.ts";

const hide = classMask("hide");
const take = classMask("take");
const moving = classMask("take", "send");
const quiet = actMask("quiet");

type Classes = Pick<Said, "strong" | "weak">;

interface Heeding {
  /** Whether the text is nothing but orders. */
  readonly isHeeded: boolean;
  readonly isInEnglish: () => boolean;
}

/**
 * The classes of a sentence without what is ordinary where it stands. Not to tell a fact is discretion;
 * where texts are orders, not to tell a deed is what counts.
 */
export function withoutOrdinary(
  segment: Segment,
  sentence: Sentence,
  { strong, weak }: Classes,
  acts: Mask,
  { isHeeded, isInEnglish }: Heeding,
): Classes {
  if (isTitleOfNote(segment, sentence)) {
    return { strong: strong & ~take, weak: weak | (strong & take) };
  }
  const text = segment.text.slice(sentence.from, sentence.to);
  const still = { strong: strong & ~moving, weak: weak & ~moving };
  if (segment.hidden === null && !isOfTool(segment) && asksOwnService(text)) return still;
  if (!isHeeded || segment.hidden !== null || !isInEnglish()) return { strong, weak };
  if (isOfTool(segment) && !isForBlind(text)) return { strong, weak };
  if (signsIn(text) || isForBlind(text)) return still;
  if ((acts & quiet) !== 0 || (strong & hide) === 0) return { strong, weak };
  return { strong: strong & ~hide, weak: weak | hide };
}

/** In what is seen in the source: the title of a chapter names what it is about, also where that is commented out. */
function isTitleOfNote(segment: Segment, { from, to, lead }: Sentence): boolean {
  if (segment.hidden === null || isUndisplayable(segment) || lead !== "heading") return false;
  return !/https?:|[~.]\//.test(segment.text.slice(from, to));
}
