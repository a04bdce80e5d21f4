import { marks } from "../lexicon.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { type SignBits, signBits } from "./signs.ts";

const not = signBits("not");
const until = signBits("until");
export const negation = signBits("not", "without");

/** Where a negation ends: at a mark, or at a word that turns. */
const newClause =
  /[.;:!?](?=\s)|[。；：，]|\n\s*\n|\n\s{0,8}(?:[-*#$>|]|(?:curl|wget|np[mx]|bash|sh|git|python3?|node|sudo|export|cat)\s)|,\s*(?:and|but|then|just|instead|also|so|y|e|et|und|и|та|ve)\s|\bthat you (?!are\b|were\b|have\b)|\b(?:but|and then|instead|and (?:must|always|have to|has to|should|also))\b/iu;

/** Tells whether what stands at a place of a sentence is denied there. */
export function denials(
  text: string,
  { starts, ends, low, high }: Reading,
  { from, first, last }: Sentence,
) {
  return (start: number, index: number, isForeignWord: boolean): boolean => {
    for (let k = index - 1; k >= first; k -= 1) {
      const gap = start - (ends[k] ?? 0);
      if (gap > 70) break;
      if (!has(low[k], high[k], negation) || isKey(text, starts[k] ?? 0, ends[k] ?? 0)) continue;
      if (!has(low[k], high[k], not) && gap > 30) break;
      const between = text.slice(ends[k], start);
      if (newClause.test(between)) break;
      // What is not the case is behind the comma: if they cannot sign in, ask for their password.
      if (between.includes(",") && isCondition(text.slice(from, starts[k]))) break;
      // Not before, not without: what follows is wanted.
      for (let m = k + 1; m < index; m += 1) {
        if (has(low[m], high[m], until)) return false;
        if (has(low[m], high[m], negation) && (starts[m] ?? 0) > (ends[k] ?? 0)) return false;
      }
      return true;
    }
    if (!isForeignWord) return false;
    const isDense = text.charCodeAt(start) >= 0x2e80;
    for (let k = index + 1; k < last; k += 1) {
      const gap = (starts[k] ?? 0) - (ends[index] ?? 0);
      if (gap > (isDense ? 6 : 20)) break;
      if (!has(low[k], high[k], not) || !isForeign(high[k])) continue;
      return !/[.,;:!?。；：，、،]/.test(text.slice(ends[index], starts[k]));
    }
    return false;
  };
}

/** The name of a setting denies nothing. */
function isKey(text: string, start: number, end: number): boolean {
  return text.charAt(start - 1) === '"' && /^"\s?:/.test(text.slice(end, end + 3));
}

/** Whether what stands before a negation opens a condition, and nothing ends it. */
function isCondition(before: string): boolean {
  return condition.test(before.slice(-120));
}

const condition =
  /(?:^|[\s,;:(*-])(?:if|when|whenever|where|in case|should|once|wenn|falls|sobald|si|quand|lorsqu\w{1,2}|cuando|quando|se|als|indien|wanneer|gdy|je[śs]li|kiedy|když|om|när|hvis|når|если|когда|якщо|коли)\s[^,;:]{0,100}$/iu;

export function has(low: number | undefined, high: number | undefined, bits: SignBits): boolean {
  return (((low ?? 0) & bits.low) | ((high ?? 0) & bits.high)) !== 0;
}

export function isForeign(high: number | undefined): boolean {
  return ((high ?? 0) & marks.english) === 0;
}
