import { marks } from "../lexicon.ts";
import { isLatin } from "./letters.ts";
import { leadAt } from "./line-start.ts";
import type { Lead, Reading } from "./reading.ts";
import { isOnlyBlank, isShort, lastVisible } from "./sentence-end.ts";

const maxSentence = 1200;
const maxHits = 48;

/** The sentence that is being read: hits are added to it until it ends and the next one begins. */
export interface OpenSentence {
  /** What the line that it begins with says of it. */
  lead: Lead;
  /** The mark that opened a quotation, which may go on over sentences; 0 outside of one. */
  quote: number;
  /** Words of English grammar in it. */
  grammarWords: number;
  add(start: number, end: number, low: number, high: number): void;
  end(at: number): void;
  /** Whether it is longer than any sentence that people write. */
  isLong(at: number): boolean;
  isFull(at: number): boolean;
}

/** Begins the first sentence of a text; those that end go into the reading. */
export function openSentence(
  text: string,
  textFrom: number,
  to: number,
  reading: Reading,
): OpenSentence {
  let from = textFrom;
  let first = 0;
  let low = 0;
  let high = 0;
  let hasForeign = false;

  /** Leaves out words of other languages that an English sentence holds by chance: public, norm. */
  function dropForeign(): void {
    let kept = first;
    low = 0;
    high = 0;
    for (let k = first; k < reading.starts.length; k += 1) {
      const hitHigh = reading.high[k] ?? 0;
      const isForeign =
        (hitHigh & (marks.english | marks.url | marks.rot13 | marks.reversed)) === 0 &&
        isLatin(text.charCodeAt(reading.starts[k] ?? 0));
      if (isForeign) continue;
      reading.starts[kept] = reading.starts[k] ?? 0;
      reading.ends[kept] = reading.ends[k] ?? 0;
      reading.low[kept] = reading.low[k] ?? 0;
      reading.high[kept] = hitHigh;
      low |= reading.low[k] ?? 0;
      high |= hitHigh;
      kept += 1;
    }
    for (const list of [reading.starts, reading.ends, reading.low, reading.high])
      list.length = kept;
  }

  const sentence: OpenSentence = {
    lead: leadAt(text, from, to),
    quote: 0,
    grammarWords: 0,

    add(start, end, hitLow, hitHigh) {
      const whole = sentence.quote === 0 ? hitHigh : hitHigh | marks.quoted;
      reading.starts.push(start);
      reading.ends.push(end);
      reading.low.push(hitLow);
      reading.high.push(whole);
      low |= hitLow;
      high |= whole;
      if ((whole & (marks.rot13 | marks.reversed)) !== 0) reading.hasTurned = true;
      hasForeign ||=
        (hitHigh & (marks.english | marks.url)) === 0 && isLatin(text.charCodeAt(start));
    },

    end(at) {
      const { grammarWords } = sentence;
      const isTold = grammarWords >= 2 || (grammarWords === 1 && isShort(text, from, at));
      if (hasForeign && isTold) dropForeign();
      hasForeign = false;
      sentence.grammarWords = 0;
      const last = reading.starts.length;
      if (last === first && isOnlyBlank(text, from, at)) {
        from = at;
        return;
      }
      if (at > from) {
        const endsWithColon = lastVisible(text, from, at) === 0x3a;
        const { lead } = sentence;
        reading.sentences.push({ from, to: at, first, last, low, high, endsWithColon, lead });
      }
      sentence.lead = "none";
      from = at;
      first = last;
      low = 0;
      high = 0;
    },

    isLong: (at) => at - from > maxSentence,
    isFull: (at) => sentence.isLong(at) || reading.starts.length - first >= maxHits,
  };
  return sentence;
}
