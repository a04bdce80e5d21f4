import { isTable } from "./is-table.ts";
import { type LexemeStyle, lexemes } from "./lexemes.ts";

/**
 * Characters that show nothing: joiners and zero-width spaces, fillers, selectors and their
 * supplement, tags, invisible operators. Private ones show nothing without a font of their own.
 */
const isHidden = /^\p{Default_Ignorable_Code_Point}$/u;
const someOdd = /[\p{Default_Ignorable_Code_Point}\p{Co}]/u;
const eachOdd = new RegExp(someOdd, "gu");

const leastRun = 16;
const leastTotal = 40;

/** Where a string, a name or a comment hides a payload (threat catalogue OBF-13). */
export function invisiblePayloads(text: string, style: LexemeStyle): readonly number[] {
  if (!someOdd.test(text)) return [];
  const found: number[] = [];
  lexemes(text, style, (kind, start, end) => {
    if (kind === "number" || end - start < leastRun) return;
    const at = payloadAt(text.slice(start, end));
    if (at !== null) found.push(start + at);
  });
  return found;
}

/** Where words may be parted; of all bytes that are written as characters, the only one that hides. */
const softHyphen = 0xad;

function payloadAt(raw: string): number | null {
  let total = 0;
  let run = 0;
  let first = -1;
  let previousEnd = -1;
  let previousCode = -1;
  eachOdd.lastIndex = 0;
  for (let one = eachOdd.exec(raw); one !== null; one = eachOdd.exec(raw)) {
    const [sign] = one;
    if (isExpected(raw, one.index, sign)) continue;
    const code = sign.codePointAt(0) ?? 0;
    const isBehind = one.index === previousEnd;
    // Tables of characters count up; what carries something does not.
    const isCounted = isBehind && code === previousCode + 1;
    previousEnd = one.index + sign.length;
    previousCode = code;
    if (isCounted) continue;
    if (first < 0) first = one.index;
    run = isBehind ? run + 1 : 1;
    // Private characters one by one are icons, or text that was packed into all of Unicode.
    if (isHidden.test(sign) && code !== softHyphen) total += 1;
    if (run >= leastRun || (total >= leastTotal && !isTable(raw, one.index))) return first;
  }
  return null;
}

const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0f\u20e3]$/u;
const beforeSelector =
  /(?:\p{Extended_Pictographic}|[0-9#*]|\p{Script=Han}|\p{Script=Mongolian}|(?=\P{ASCII})\p{Sm})$/u;
const joined = /[\p{L}\p{M}]$/u;
/** Scripts in which a joiner at the end of a word decides how its last letter is written. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]$/u;
const wordEnd = /^(?:$|[\p{P}\p{Z}\p{S}\n\d])/u;
const flagTags = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{0,8}$/u;

/** Where such a character belongs: in emoji, between letters that join, in a flag, at a file's start. */
function isExpected(raw: string, at: number, sign: string): boolean {
  const before = raw.slice(Math.max(0, at - 20), at);
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0xe0020 && code <= 0xe007f) return flagTags.test(before);
  if ((code >= 0xfe00 && code <= 0xfe0f) || code >= 0xe0100) return beforeSelector.test(before);
  if (code === 0x200d && emoji.test(before)) return true;
  if (code === 0x200c || code === 0x200d) {
    const behind = raw.slice(at + 1, at + 3);
    if (joining.test(before) && wordEnd.test(behind)) return true;
    return joined.test(before) && !/[A-Za-z]$/.test(before) && /^[\p{L}\p{M}]/u.test(behind);
  }
  return false;
}

const decoder =
  /codePointAt|charCodeAt|fromCodePoint|fromCharCode|TextEncoder|TextDecoder|Buffer\.from|encodeURI|\bord\(|parseInt\([^)\n]{1,40}, ?2\)|\.codePoint|0x[eE]01|0x[fF][eE]0|917[0-9]{3}|6502[0-9]|6503[0-9]/;

/** Whether code of a text turns characters into numbers, as whoever reads such a payload must. */
export function mapsCharacters(text: string): boolean {
  return decoder.test(text);
}
