import type { Shape } from "./shapes.ts";
import type { Sign } from "./signs.ts";

/** What comes of signs in one sentence. */
export type Turn =
  /** Telling is denied; something is. */
  | "untold"
  | "denied"
  /** A deed is hushed up; people are said not to see or to know. */
  | "quiet"
  | "unseen"
  /** They are to know less than what is done. */
  | "halfTold"
  /** It tells how a program works, or speaks of tools of the same server. */
  | "described"
  | "own"
  /** Something goes to the address; the address is only opened. */
  | "toward"
  | "opened"
  /** A verb has something go to the address. */
  | "bound"
  /** The address stands behind its name. */
  | "cited"
  /** It speaks of what was named before. */
  | "refers";

/** What is weighed. */
export type Part = Sign | Shape | Turn;

/** What a sentence shows, after what it denies is taken out. */
export interface SentenceSigns {
  readonly from: number;
  readonly to: number;
  readonly said: ReadonlySet<Part>;
  /** Files that it names. */
  readonly names: readonly string[];
  /** Whether it speaks of something by a name that the text gave it. */
  readonly isResolved?: boolean;
}
