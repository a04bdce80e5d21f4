import { marks } from "../lexicon.ts";
import { isMailAt } from "./addresses.ts";
import { leadAt, lineStart } from "./line-start.ts";
import type { Pass } from "./pass.ts";
import { endsHere, isWordDot } from "./sentence-end.ts";

/** Reads a mark: what ends a sentence, opens a quotation or stands in a name; where to go on behind it. */
export function readMark(pass: Pass, at: number): number {
  const { text, to, lex, sentence } = pass;
  const code = text.charCodeAt(at);
  const next = at + 1;
  switch (code) {
    case 0x2e:
      return readDot(pass, at);
    case 0x21:
    case 0x3f:
      if (endsHere(text, next, to)) sentence.end(next);
      break;
    case 0x3002:
    case 0xff01:
    case 0xff1f:
    case 0x61f:
    case 0x964:
    case 0x6d4:
      sentence.end(next);
      break;
    case 0x0a:
      return readLineEnd(pass, next);
    case 0x22:
    case 0x60:
      if (sentence.quote === code) sentence.quote = 0;
      else if (sentence.quote === 0) sentence.quote = code;
      break;
    case 0x201c:
    case 0x201e:
    case 0xab:
    case 0x300c:
    case 0x300e:
      sentence.quote = code;
      break;
    case 0x201d:
    case 0xbb:
    case 0x300d:
    case 0x300f:
      sentence.quote = 0;
      break;
    case 0x40:
      if (isMailAt(text, at, lex.symbols)) sentence.add(at, next, 0, marks.url);
      break;
    default:
  }
  return next;
}

/** A dot may begin a name, as in a file of settings, before it ends anything. */
function readDot({ text, to, lex, walk, sentence }: Pass, at: number): number {
  const next = at + 1;
  if (isWordDot(text, next, lex.symbols)) {
    if (!walk.run(at, false)) return next;
    sentence.add(at, walk.end, walk.low, walk.high);
    return walk.end;
  }
  if (endsHere(text, next, to)) sentence.end(next);
  return next;
}

/** A line ends its sentence where the next one is empty or an item; no quotation outlives an empty line. */
function readLineEnd({ text, to, sentence, isComment }: Pass, from: number): number {
  const { at, isBreak, isBlank } = lineStart(text, from, to, isComment);
  if (isBreak) {
    sentence.end(from);
    if (isBlank) sentence.quote = 0;
    sentence.lead = isBlank ? "blank" : leadAt(text, at, to);
  }
  return at;
}
