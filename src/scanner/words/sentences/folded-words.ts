import { skeletonOf, unleeted } from "../fold.ts";
import { isPair } from "./letters.ts";
import type { Walker } from "./walker.ts";

/** Ways to read a word that is none as it stands: mixed scripts, digits in it, mathematical letters. */
export function foldedWords(
  text: string,
  start: number,
  end: number,
  walk: Walker,
): readonly string[] | null {
  const length = end - start;
  if (length < 3 || length > 40) return null;
  let hasLatin = false;
  let hasOther = false;
  let hasDigit = false;
  let hasUnseen = false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) hasDigit = true;
    else if (code < 0x250) hasLatin = true;
    else if (isPair(code)) hasOther = true;
    else if ((code >= 0x370 && code < 0x590) || (code >= 0x250 && code < 0x2b0)) hasOther = true;
    else if (code >= 0x1d00 && code < 0x1d80) hasOther = true;
    else if (code >= 0x2000) hasUnseen = true;
  }
  if (!hasOther && !(hasDigit && hasLatin)) return null;
  // A word that is one as it stands needs no other reading; the beginning of one may be chance.
  if (walk.end > start && !(hasDigit && walk.isStem)) return null;
  if (hasOther && !hasLatin && !isMathematical(text, start)) return null;
  const word = text.slice(start, end);
  const plain = hasUnseen ? word.replace(/\p{Default_Ignorable_Code_Point}/gu, "") : word;
  const skeleton = hasOther ? skeletonOf(plain) : null;
  if (skeleton !== null) return [skeleton];
  return hasDigit && length <= 20 ? unleeted(plain) : null;
}

/** Mathematical letters and those of phonetic writing spell a word without a Latin one among them. */
function isMathematical(text: string, at: number): boolean {
  return (
    isPair(text.charCodeAt(at)) || (text.charCodeAt(at) >= 0x1d00 && text.charCodeAt(at) < 0x1d80)
  );
}
