import type { ProsePlace } from "./markdown.ts";
import { rawSegment, type Segment } from "./segment.ts";

const maxTurn = 4096;
const maxFound = 16;
/** Between the end of a document and the turn that begins behind it there is next to nothing. */
const reach = 200;

/** Where a document says that it is over: a tag that closes, or a line. */
const boundary =
  /^[ \t]{0,3}(?:<\/([a-z][\w-]{2,40})>|[-=*#<[({~ ]{2,12}(?:end|eof)(?: of)?(?: the)? (?:file|document|documentation|readme|page|tool (?:output|result)s?|search results?|context|untrusted \w{3,10}|retrieved \w{3,10})\b[^\n]{0,60})[ \t]{0,4}$/gim;
/** How a turn of somebody else in the conversation begins. */
const opening =
  /^\s{0,8}(?:<((?:tool|function)_(?:results?|response|output)|system(?:[-_](?:reminder|message|prompt))?|developer(?:_message)?|user(?:_(?:query|message|input))?|human|assistant(?:_(?:message|response))?)\b[^<>\n]{0,200}>|\[(?:system|tool(?: result)?|developer|user|assistant)\b[^\]\n]{0,40}\]|(?:system|tool result|developer|human|user)(?: message)?:\s)/i;

/**
 * What stands behind an end that a document declares for itself, as the turn of the system, a tool or the user:
 * nobody but a model could take it for one.
 */
export function* forgedTurns(text: string, to: number, place: ProsePlace): Generator<Segment> {
  if (place.isQuoted) return;
  const whole = text.slice(0, to);
  let found = 0;
  for (const { index, 0: line, 1: tag } of whole.matchAll(boundary)) {
    const behind = index + line.length;
    const turn = opening.exec(whole.slice(behind, behind + reach));
    if (turn === null) continue;
    if (++found > maxFound) return;
    // A tag that was opened closes what is its own.
    if (tag !== undefined && new RegExp(`<${tag}[\\s>]`, "i").test(whole.slice(0, index))) continue;
    if (isInFence(whole, index)) continue;
    const from = behind + turn[0].length;
    const close = turn[1] === undefined ? -1 : whole.indexOf(`</${turn[1]}`, from);
    const end = Math.min(close < 0 ? to : close, from + maxTurn);
    yield rawSegment(text, from, end, { ...place, hidden: "turn", isQuoted: false });
  }
}

/** Whether an odd number of fences stands before a place. */
function isInFence(text: string, at: number): boolean {
  return (text.slice(0, at).match(/^ {0,3}(?:`{3}|~{3})/gm)?.length ?? 0) % 2 === 1;
}
