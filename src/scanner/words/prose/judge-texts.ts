import { hiddenRuns } from "../hidden.ts";
import { judgeSegment } from "../judge/judge-segment.ts";
import { noteHidden, noteTemplates } from "../note-marks.ts";
import { decodedSegment, type Segment } from "../segment.ts";
import type { OpenFile } from "./open-file.ts";

/** Judges what a file says, and the characters that escapes kept from sight in it. */
export function judgeTexts(file: OpenFile, segments: Iterable<Segment>): void {
  for (const segment of segments) {
    judgeOrNoteHidden(file, segment);
    noteTemplates(segment, file.note);
    if (segment.isRaw || segment.hidden !== null) continue;
    for (const { text, by } of hiddenRuns(segment.text)) {
      judgeOrNoteHidden(file, decodedSegment(text, segment.offset, { ...segment, hidden: by }));
    }
  }
}

/** What is hidden is told even when it directs nobody. */
function judgeOrNoteHidden({ budget, note }: OpenFile, segment: Segment): void {
  const before = budget.windows;
  judgeSegment(segment, budget, note);
  if (budget.windows === before) noteHidden(segment, note);
}

/** Judges texts of which it is known whom they are shown to. */
export function judgeShown({ budget, note }: OpenFile, segments: Iterable<Segment>): void {
  for (const segment of segments) {
    judgeSegment(segment, budget, note);
    noteTemplates(segment, note);
  }
}
