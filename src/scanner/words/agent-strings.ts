import { type CodePiece, unescaped } from "./comments.ts";
import { decodedSegment, type Segment } from "./segment.ts";

const maxText = 16 * 1024;
const maxStrings = 400;
/** Shorter texts instruct nobody. */
const shortest = 60;

/** Strings of code that are one text: joined with a plus, or the lines of a list. */
interface Joined {
  readonly parts: readonly CodePiece[];
  readonly isList: boolean;
}

/** What code would have a model read: prompts, by the names they go by, and strings that speak to agents. */
export function* agentStrings(text: string, strings: readonly CodePiece[]): Generator<Segment> {
  let left = maxStrings;
  for (const { parts, isList } of joined(text, strings)) {
    const from = parts[0]?.from ?? 0;
    const to = Math.min(parts.at(-1)?.to ?? from, from + maxText);
    if (to - from < shortest || left <= 0) continue;
    const isPrompt = named.test(text.slice(Math.max(0, from - 80), from - 1));
    const raw = text.slice(from, to);
    if (isPrompt && !forModels.test(raw)) continue;
    if (!isPrompt && !(agent.test(raw) && grave.test(raw))) continue;
    left -= 1;
    const value = parts
      .filter((part) => part.to <= to || part === parts[0])
      .map((part) => unescaped(text.slice(part.from, Math.min(part.to, to))))
      .join(isList ? "\n" : "");
    yield decodedSegment(value, from, {
      carrier: "printed",
      liveness: "near",
      isForAgents: isPrompt,
    });
  }
}

const plus = /^\s{0,200}\+\s{0,200}$/;
const comma = /^\s{0,200},\s{0,200}$/;

function* joined(text: string, strings: readonly CodePiece[]): Generator<Joined> {
  let parts: CodePiece[] = [];
  let isList = false;
  for (const piece of strings) {
    const last = parts.at(-1);
    if (last !== undefined && piece.from - last.to < 400) {
      const between = text.slice(last.to + 1, piece.from - 1);
      if (plus.test(between) || (isList && comma.test(between))) {
        parts.push(piece);
        continue;
      }
    }
    if (parts.length > 0) yield { parts, isList };
    parts = [piece];
    isList = /\[\s{0,40}$/.test(text.slice(Math.max(0, piece.from - 44), piece.from - 1));
  }
  if (parts.length > 0) yield { parts, isList };
}

/** Names that prompts go by. */
const named =
  /(?:\b|_)\w{0,24}(?:prompt|instructions?|system|persona|preamble)\w{0,12}["']?\s{0,4}(?::\s{0,4}string\s{0,4})?[:=]\s{0,4}(?:\[\s{0,40})?$|\brole["']?\s{0,2}:\s{0,2}["']system["'],\s{0,20}["']?content["']?\s{0,2}:\s{0,4}$/i;
/** Somebody who types at a prompt is asked for something; a model is told what it is and does. */
export const forModels =
  /\byou (?:are|help|answer|must|will|should|act|write|review|have access|can use|assist|work|summari[sz]e|receive)\b|\byour (?:task|job|role|goal|answers?)\b|\bassistant\b|\b(?:the|a|each|every) (?:user|customer|conversation|answer|reply)\b/i;
const agent =
  /\b(?:assistants?|(?:coding|ai|automated) (?:agents?|tools?|models?)|agents? (?:at|reading|running|working|who|that|using)|the agent|agents?:|llms?|language models?|copilots?|claude|codex|gemini)\b|\bagents?:/i;
/** What a text needs in order to do harm with it. */
const grave =
  /https?:\/\/|~\/\.|\.env\b|process\.env|\bcurl\b|\bnpx\b|\bnpm (?:i|install|publish)\b|\S@[\w-]{1,60}\.\w/i;
