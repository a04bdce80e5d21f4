import { decodeEscapes, decodeRun } from "../decode.ts";
import { undisguised } from "../fold.ts";
import type { Budget, FoundWindow } from "../found-window.ts";
import { unjoined } from "../joined-words.ts";
import { marks, rot13 } from "../lexicon.ts";
import type { Layer } from "../prose.ts";
import { decodedSegment, isOfTool, placeIn, type Segment } from "../segment.ts";
import { readSentences } from "../sentences/read-sentences.ts";
import { judgeWindows } from "./judge-windows.ts";
import { isTelling, turned, withoutSpacing, withoutUnseen } from "./layers.ts";

const maxDepth = 6;
const maxDisguised = 1000;

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
  const parted = depth === 0 && isOfTool(segment) ? unjoined(text) : null;
  if (parted !== null) inner(parted, from, "spaced");
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
