import { type CodePiece, unescaped } from "../comments.ts";
import { whereAgentsRun } from "../run-by-agents.ts";
import { decodedSegment, type Segment } from "../segment.ts";
import { namesAgents, namesAgentsAnywhere } from "./agent-names.ts";

const maxGap = 120;
const maxPrinted = 30;
const maxPiece = 2 * 1024;
const maxAlone = 8 * 1024;
/** Shorter texts tell nobody what to do. */
const shortest = 40;
/** So much before a string says what is done with it. */
const callLength = 40;

const printing =
  /(?:\bconsole\.\w{1,12}|\bstdout\.write|\bstderr\.write|Error|\blog|\bprint|\becho)\s{0,4}\(\s{0,8}$/;
/** A text that a command prints later. */
const helpText =
  /\b(?:const|let|var)\s{1,4}\w{0,20}(?:help|usage|banner|notice|message|hint|welcome|footer|epilog|intro)\w{0,20}\s{0,4}=\s{0,4}$/i;

/** A string of code that is printed, or all of them in a hook, where whoever installs reads them. */
export function* printedAlone(
  text: string,
  piece: CodePiece,
  isHook: boolean,
  isForAgents: boolean,
): Generator<Segment> {
  if (piece.to - piece.from < shortest) return;
  const before = callBefore(text, piece);
  if (!isHook && !printing.test(before) && !helpText.test(before)) return;
  const said = text.slice(piece.from, Math.min(piece.to, piece.from + maxAlone));
  if (!isHook && !namesAgents(said)) return;
  yield decodedSegment(unescaped(said), piece.from, {
    carrier: "printed",
    liveness: "live",
    isField: true,
    field: isForAgents ? whereAgentsRun : null,
  });
}

/** Lines that a program prints one after the other, which whoever started it reads as one text. */
export function* printedTogether(text: string, strings: readonly CodePiece[]): Generator<Segment> {
  let lines: string[] = [];
  let first = 0;
  let last = -1;
  const together = () => {
    const whole = lines.join("\n");
    const isOne = lines.length > 1 && namesAgentsAnywhere(whole);
    return isOne
      ? [decodedSegment(whole, first, { carrier: "printed", liveness: "live", isField: true })]
      : [];
  };
  for (const piece of strings) {
    const gap = last >= 0 && piece.from - last < maxGap ? text.slice(last, piece.from - 1) : "";
    const isNext = lines.length > 0 && lines.length < maxPrinted && printing.test(gap);
    if (!isNext) {
      yield* together();
      lines = [];
      last = -1;
      if (!printing.test(callBefore(text, piece))) continue;
      first = piece.from;
    }
    lines.push(unescaped(text.slice(piece.from, Math.min(piece.to, piece.from + maxPiece))));
    last = piece.to;
  }
  yield* together();
}

function callBefore(text: string, { from }: CodePiece): string {
  return text.slice(Math.max(0, from - callLength), from - 1);
}
