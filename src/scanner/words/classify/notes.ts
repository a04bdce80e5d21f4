import {
  actMask,
  classMask,
  type DirectiveAct,
  type DirectiveClass,
  type Mask,
} from "../directive.ts";
import type { SentenceReader } from "./sentence-reader.ts";

/** What one sentence says. */
export interface Said {
  /** Classes that the structure shows beyond doubt. */
  readonly strong: Mask;
  /** Classes that count only in bad company, as their words are ordinary. */
  readonly weak: Mask;
  /** Of those, the ones whose verb stands in quotation marks or behind a verb of mention. */
  readonly mentioned: Mask;
  readonly acts: Mask;
  readonly isOblique: boolean;
}

/** Collects what the readers of the single classes find in a sentence. */
export interface Notes {
  /** Whether what stands before the sentence says that it only speaks of an attack. */
  readonly isMentionedBefore: boolean;
  /** A class, by how sure it is and the word that shows it. */
  note(weight: "strong" | "weak", name: DirectiveClass, word: number): void;
  act(name: DirectiveAct): void;
  said(): Said;
}

/** Begins the notes of a sentence; a class that is meant once is not only mentioned. */
export function notesOf(at: SentenceReader, isMentionedBefore: boolean): Notes {
  let strong = 0;
  let weak = 0;
  let mentioned = 0;
  let meant = 0;
  let acts = 0;
  return {
    isMentionedBefore,
    note(weight, name, word) {
      const bit = classMask(name);
      if (weight === "strong") strong |= bit;
      else weak |= bit;
      if (isMentionedBefore || at.isQuoted(word) || at.isMentioned(word)) mentioned |= bit;
      else meant |= bit;
    },
    act(name) {
      acts |= actMask(name);
    },
    said: () => ({
      strong,
      weak: weak & ~strong,
      mentioned: mentioned & ~meant,
      acts,
      isOblique: at.isOblique(),
    }),
  };
}
