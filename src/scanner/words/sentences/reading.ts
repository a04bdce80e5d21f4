/** Words of families in one stretch of text, in order; positions are offsets in that text. */
export interface Reading {
  readonly starts: number[];
  readonly ends: number[];
  readonly low: number[];
  readonly high: number[];
  readonly sentences: Sentence[];
  /** Runs of 24 and more characters that could be an encoding, as pairs of offsets. */
  readonly dense: number[];
  /** Letters that stand alone, one after the other, as pairs of offsets. */
  readonly spaced: number[];
  /** Whether words stand in it that are English once they are turned. */
  hasTurned: boolean;
  /** Whether a word had to be folded to be read, so that phrases may not have been. */
  isDisguised: boolean;
}

export interface Sentence {
  readonly from: number;
  readonly to: number;
  /** The first and the one behind the last of its hits. */
  readonly first: number;
  readonly last: number;
  /** All groups together. */
  readonly low: number;
  readonly high: number;
  readonly endsWithColon: boolean;
  /** What it begins with: an item of a list, a heading, or a line behind an empty one. */
  readonly lead: Lead;
}

/** How the line begins that a sentence begins with. */
export type Lead = "none" | "item" | "heading" | "blank";
