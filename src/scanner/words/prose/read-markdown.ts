import { forgedTurns } from "../forged-turns.ts";
import { markdownSegments } from "../markdown.ts";
import { behindBlanks, hiddenElements } from "../markup.ts";
import type { FilePlace } from "../place.ts";
import { decodedSegment, rawSegment, type Segment } from "../segment.ts";
import { namesAgents } from "./agent-names.ts";

/** The first screen of a README, and the top of a changelog, is read by everybody. */
const firstScreen = 6000;
const maxUnshown = 50;
const maxPiece = 2 * 1024;

/** A heading that is about agents, or a sentence that is meant for whoever is one. */
const addressing =
  /\n#{1,6}\s[^\n]{0,80}\b(?:agents?|assistants?|llms?|copilots?)\b|\bif you(?:['’]re| are) (?:an? )?(?:[\w-]{2,12} ){0,3}(?:ai|agent|assistant|llm|copilot|model)\b|\b(?:as an|each|every|any) (?:ai |coding )?(?:agent|assistant)\b|\b(?:agents|assistants) (?:must|should|need|have to|are to)\b/i;

/** What a document says: block by block, as one where agents obey it, and what no page shows of it. */
export function* readMarkdown(text: string, to: number, place: FilePlace): Generator<Segment> {
  // What agents obey is one text, whatever is fenced in it.
  const isOne = place.carrier === "agent-file" && place.liveness === "live";
  if (isOne) yield rawSegment(text, 0, to, { ...place, plans: "only" });
  else if (place.carrier === "readme") {
    const top = Math.min(to, firstScreen);
    // A block that agents are told to run stands between the sentences that tell them.
    if (!place.isQuoted && isBlockForAgents(text.slice(0, top)))
      yield rawSegment(text, 0, top, { ...place, plans: "only" });
  }
  const unshown: Segment[] = [];
  for (const segment of markdownSegments(text, to, place)) {
    if (segment.hidden !== null && unshown.length < maxUnshown) unshown.push(segment);
    const isTopped = place.carrier === "readme" || place.carrier === "changelog";
    const isLater = isTopped && segment.from > firstScreen && segment.hidden === null;
    if (isOne && segment.hidden === null) yield { ...segment, plans: "elsewhere" };
    else yield isLater ? { ...segment, liveness: "far" } : segment;
  }
  yield* joinedUnshown(unshown);
  yield* hiddenElements(text, to, place);
  yield* behindBlanks(text, to, place);
  yield* forgedTurns(text, to, place);
}

/** What no page shows may be cut in pieces; agents read them one after the other. */
function* joinedUnshown(pieces: readonly Segment[]): Generator<Segment> {
  const [first] = pieces;
  if (first === undefined || pieces.length < 2) return;
  const whole = pieces
    .map(({ text, from, to }) => text.slice(from, Math.min(to, from + maxPiece)))
    .map((piece) => piece.replace(/^\[[^\]\n]{0,40}\]:\s{0,4}(?:#|<>|<#>)\s{0,4}["'(]/, ""))
    .join(".\n\n");
  if (namesAgents(whole)) yield decodedSegment(whole, first.offset, { ...first, plans: "only" });
}

/** Whether a text for people has blocks of code and speaks of agents. */
function isBlockForAgents(text: string): boolean {
  return /\n(?:`{3}|~{3}| {4})/.test(text) && addressing.test(text);
}
