import { agentStrings } from "../agent-strings.ts";
import { type CodePiece, codePieces } from "../comments.ts";
import type { FilePlace } from "../place.ts";
import { looksForAgents } from "../run-by-agents.ts";
import { rawSegment, type Segment, type SegmentKind } from "../segment.ts";
import { printedAlone, printedTogether } from "./printed.ts";

/** What code says to its readers: in comments, in what it prints, and in prompts that it holds. */
export function* readCode(
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  let from = -1;
  let end = -1;
  let isDoc = false;
  const kind = { ...place, isComment: true };
  const strings: CodePiece[] = [];
  const isForAgents = isHook && looksForAgents(text.slice(0, to));
  for (const piece of codePieces(text, to)) {
    if (piece.kind === "string") {
      strings.push(piece);
      yield* printedAlone(text, piece, isHook, isForAgents);
      continue;
    }
    // Lines of comments that follow each other are one text.
    const isNext =
      from >= 0 && piece.kind === "comment" && !isDoc && onlyBlanks(text, end, piece.from);
    if (isNext) {
      end = piece.to;
      continue;
    }
    if (from >= 0) yield* fenced(text, from, end, kind);
    from = piece.from;
    end = piece.to;
    isDoc = piece.kind === "doc";
  }
  if (from >= 0) yield* fenced(text, from, end, kind);
  yield* printedTogether(text, strings);
  if (!place.isQuoted) yield* agentStrings(text, strings);
}

/** A comment with the examples of code in it apart, which are quoted. */
function* fenced(text: string, from: number, to: number, kind: SegmentKind): Generator<Segment> {
  const comment = text.slice(from, to);
  let isInside = false;
  let at = 0;
  for (let mark = comment.indexOf("```"); mark >= 0; mark = comment.indexOf("```", mark + 3)) {
    yield rawSegment(text, from + at, from + mark, isInside ? { ...kind, isQuoted: true } : kind);
    isInside = !isInside;
    at = mark + 3;
  }
  yield rawSegment(text, from + at, to, isInside ? { ...kind, isQuoted: true } : kind);
}

/** Whether nothing but blanks, one end of line and the mark of a comment is between two places. */
function onlyBlanks(text: string, from: number, to: number): boolean {
  if (to - from > 120) return false;
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) lines += 1;
    else if (code > 0x20 && code !== 0x2f) return false;
  }
  return lines <= 1;
}
