import type { Lexicon } from "../lexicon.ts";
import type { OpenSentence } from "./open-sentence.ts";
import type { Reading } from "./reading.ts";
import type { Walker } from "./walker.ts";

/** One pass over a text: what its readers of words and of marks share. */
export interface Pass {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly lex: Lexicon;
  readonly walk: Walker;
  readonly reading: Reading;
  readonly sentence: OpenSentence;
  readonly isComment: boolean;
  readonly isUngapped: boolean;
  readonly isOverlapping: boolean;
  /** Up to where runs that could be an encoding, and letters that stand alone, are known. */
  denseTo: number;
  spacedTo: number;
}
