import type { Reading, Sentence } from "../sentences/reading.ts";
import { noteAddressing } from "./addressing.ts";
import { noteFirst } from "./coming-first.ts";
import { noteHarm } from "./harming.ts";
import { noteHiding } from "./hiding.ts";
import { noteJudging } from "./judging.ts";
import { notesOf, type Said } from "./notes.ts";
import { noteOverriding } from "./overriding.ts";
import { noteRemembering } from "./remembering.ts";
import { noteRunning } from "./running.ts";
import { noteSending } from "./sending.ts";
import { sentenceReader } from "./sentence-reader.ts";
import { noteTaking } from "./taking.ts";

const nothing: Said = { strong: 0, weak: 0, mentioned: 0, acts: 0, isOblique: false };

/** Reads the structure of one sentence. */
export function classify(
  text: string,
  reading: Reading,
  sentence: Sentence,
  isMentionedBefore: boolean,
): Said {
  if (sentence.first === sentence.last) return nothing;
  const at = sentenceReader(text, reading, sentence);
  const notes = notesOf(at, isMentionedBefore);
  noteAddressing(at, notes);
  noteOverriding(at, notes);
  noteHiding(at, notes);
  noteTaking(at, notes);
  noteSending(at, notes);
  noteRunning(at, notes);
  noteFirst(at, notes);
  noteRemembering(at, notes);
  noteJudging(at, notes);
  noteHarm(at, notes);
  return notes.said();
}
