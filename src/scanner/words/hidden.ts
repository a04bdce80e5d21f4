import { isProse } from "./decode.ts";
import type { HiddenBy } from "./prose.ts";

/** Text that no screen shows, decoded, and where it stands. */
interface HiddenRun {
  readonly offset: number;
  readonly by: HiddenBy;
  readonly text: string;
}

const maxRuns = 64;
const maxDecoded = 16 * 1024;

const zeroWidth =
  "\\u200b-\\u200f\\u2060-\\u2064\\ufeff\\u180e\\u115f\\u1160\\u3164\\uffa0\\u00ad\\u034f";
const escapes = "\\u001b|\\\\(?:x1b|u001b|u\\{1b\\}|033|e)";
const suspicious = new RegExp(
  `\\udb40|[\\ufe00-\\ufe0d]|[${zeroWidth}]{2}|[\\u202d\\u202e]|(?:${escapes})\\[`,
  "i",
);

/** Finds undisplayable text in a whole file, whatever the file is (threat catalogue TXT-01). */
export function hiddenRuns(text: string): readonly HiddenRun[] {
  if (!suspicious.test(text)) return [];
  const runs: HiddenRun[] = [];
  for (const find of [tagged, selected, invisible, turnedAround, concealed]) {
    for (const run of find(text)) {
      if (runs.length >= maxRuns) return runs;
      runs.push({ ...run, text: run.text.slice(0, maxDecoded) });
    }
  }
  return runs;
}

/** Tag characters are ASCII once more, without a glyph; flags of regions are made of them, too. */
function* tagged(text: string): Generator<HiddenRun> {
  if (!text.includes("\udb40")) return;
  const near = 24;
  let decoded = "";
  let offset = -1;
  let end = -1;
  for (const match of text.matchAll(/(\ud83c\udff4)?((?:\udb40[\udc01-\udc7f])+)/g)) {
    const [whole, flag, tags = ""] = match;
    let run = "";
    for (let i = 1; i < tags.length; i += 2) run += ascii(tags.charCodeAt(i) - 0xdc00);
    const isFlag =
      flag !== undefined && tags.endsWith("\udb40\udc7f") && /^[a-z0-9]{3,6}$/.test(run);
    if (isFlag) continue;
    // Single ones between letters that are seen belong together.
    if (offset >= 0 && match.index - end > near) {
      yield { offset, by: "tags", text: decoded };
      decoded = "";
      offset = -1;
    }
    if (offset < 0) offset = match.index;
    decoded += run;
    end = match.index + whole.length;
  }
  if (offset >= 0 && decoded !== "") yield { offset, by: "tags", text: decoded };
}

function ascii(code: number): string {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : "";
}

/** Variation selectors carry a byte each, in a row or one behind every letter. */
function* selected(text: string): Generator<HiddenRun> {
  const selector = /[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]/g;
  let bytes: number[] = [];
  let offset = -1;
  let last = -1;
  function* flush(): Generator<HiddenRun> {
    const decoded = Buffer.from(bytes).toString("utf8");
    if (bytes.length >= 8 && isReadable(decoded)) yield { offset, by: "selectors", text: decoded };
    bytes = [];
    offset = -1;
  }
  for (const match of text.matchAll(selector)) {
    const [found] = match;
    const isLone = last !== match.index;
    // Behind an emoji or an ideograph one selector chooses a form.
    const chooses = found === "\ufe0f" || found === "\ufe0e" || isIdeograph(text, match.index);
    if (offset >= 0 && match.index - last > 16) yield* flush();
    last = match.index + found.length;
    if (isLone && chooses) continue;
    if (offset < 0) offset = match.index;
    if (bytes.length < maxDecoded) {
      bytes.push(
        found.length === 1 ? found.charCodeAt(0) - 0xfe00 : found.charCodeAt(1) - 0xdd00 + 16,
      );
    }
  }
  yield* flush();
}

function isIdeograph(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xdc00 && code <= 0xdfff && text.charCodeAt(at - 2) < 0xdb40)
  );
}

/** Zero-width characters as bits or digits of a byte. */
function* invisible(text: string): Generator<HiddenRun> {
  const run = new RegExp(`[${zeroWidth}]{2,}|[${zeroWidth}]`, "g");
  let symbols = "";
  let offset = -1;
  let last = -1;
  function* flush(): Generator<HiddenRun> {
    const read = symbols.length >= 24 ? readSymbols(symbols) : null;
    if (read !== null) yield { offset, by: "zero-width", text: read };
    symbols = "";
    offset = -1;
  }
  for (const match of text.matchAll(run)) {
    if (offset >= 0 && match.index - last > 12) yield* flush();
    if (offset < 0) offset = match.index;
    if (symbols.length < 8 * maxDecoded) symbols += match[0];
    last = match.index + match[0].length;
  }
  yield* flush();
}

/** As many symbols as show whether a code gives words. */
const probed = 1024;
const bitsOfLetter = 8;

/** Tries the codes that such a run can be in; the first that gives words. */
function readSymbols(symbols: string): string | null {
  const alphabet = [...new Set(symbols)].sort();
  if (alphabet.length < 2 || alphabet.length > 5) return null;
  // A wrong code can give letters of some script as well; Latin ones it gives hardly ever.
  for (const isWords of [isLatin, isReadable]) {
    for (const read of codesOf(alphabet)) {
      // A symbol too many in front, and every letter is cut in the wrong place.
      for (let shift = 0; shift < bitsOfLetter; shift += 1) {
        if (isWords(read(symbols.slice(shift, shift + probed)))) return read(symbols.slice(shift));
      }
    }
  }
  return null;
}

function isLatin(text: string): boolean {
  return /^[\s -~\xa0-\u024f\u2010-\u2026]{8,}$/.test(text) && isProse(text);
}

/** Every symbol a digit, or one of them between the digits of two letters. */
function* codesOf(alphabet: readonly string[]): Generator<(symbols: string) => string> {
  for (const skipped of [null, ...(alphabet.length > 2 ? alphabet : [])]) {
    const kept = alphabet.filter((symbol) => symbol !== skipped);
    for (const order of orders(kept)) {
      const value = new Map(order.map((symbol, at) => [symbol, at]));
      const base = order.length;
      for (const width of widthsFor(base)) {
        yield (symbols) =>
          toText(skipped === null ? symbols : symbols.replaceAll(skipped, ""), value, base, width);
      }
      if (skipped !== null) yield (symbols) => toPartedText(symbols.split(skipped), value, base);
    }
  }
}

function toPartedText(
  groups: readonly string[],
  value: ReadonlyMap<string, number>,
  base: number,
): string {
  let text = "";
  for (const group of groups) {
    if (group === "") continue;
    const code = toCode(group, value, base);
    text += code >= 0x20 && code < 0x10000 ? String.fromCharCode(code) : "\ufffd";
  }
  return text;
}

function widthsFor(base: number): readonly number[] {
  if (base === 2) return [8, 7, 16];
  if (base === 3) return [5, 6];
  return base === 4 ? [4, 8] : [3, 4];
}

function* orders(symbols: readonly string[]): Generator<readonly string[]> {
  if (symbols.length <= 1) {
    yield symbols;
    return;
  }
  for (const [at, symbol] of symbols.entries()) {
    const rest = symbols.filter((_, other) => other !== at);
    for (const order of orders(rest)) yield [symbol, ...order];
  }
}

function toText(
  digits: string,
  value: ReadonlyMap<string, number>,
  base: number,
  width: number,
): string {
  const units: number[] = [];
  for (let at = 0; at + width <= digits.length; at += width) {
    units.push(toCode(digits.slice(at, at + width), value, base));
    // Wrong codes show soon.
    if (units.length === 12 && !units.every((unit) => unit >= 0x09 && unit !== 0x7f)) return "";
  }
  if (units.some((unit) => unit > 0xff)) return String.fromCharCode(...units.slice(0, 4096));
  return Buffer.from(units).toString("utf8");
}

function toCode(group: string, value: ReadonlyMap<string, number>, base: number): number {
  let code = 0;
  for (const symbol of group.slice(0, 24)) code = code * base + (value.get(symbol) ?? 0);
  return code;
}

/** Words of a sentence, in either direction; tables of names, and of words each turned for itself, have none. */
const someWords = /(?:[\p{L}']{2,20}[ ,.:]{1,2}){3}/u;
/** What begins like a text: ranges of characters, lists of them and code do not. */
const textual = /^[ \p{P}]{0,3}[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.:;'’/~_-]{6}/u;
/** Where a literal of code or of JSON ends. */
const literalEnd = /["'`]\s{0,2}[,;:)\]}]|\\n/;

/** An override shows the letters behind it in another order than they are read. */
function* turnedAround(text: string): Generator<HiddenRun> {
  for (const match of text.matchAll(/[\u202d\u202e]([^\u202c\n]{8,4096})/g)) {
    const whole = match[1] ?? "";
    const end = literalEnd.exec(whole);
    const run = end === null ? whole : whole.slice(0, end.index);
    if (!textual.test(run) || !someWords.test(`${run} `)) continue;
    yield { offset: match.index, by: "bidi", text: run };
    yield { offset: match.index, by: "bidi", text: [...run].reverse().join("") };
  }
}

/** Sequences that make a terminal print letters without colour, or in the colour of its ground. */
function* concealed(text: string): Generator<HiddenRun> {
  const sequence = new RegExp(
    `(?:${escapes})\\[(?:[\\d;]{0,20};)?(?:8|30;40|37;47|40;30|47;37|97;107)m([^\\u001b\\n]{4,4096}?)(?=(?:${escapes})\\[|\\n|$)`,
    "gi",
  );
  for (const match of text.matchAll(sequence)) {
    const run = match[1] ?? "";
    if (!isPair.test(run)) yield { offset: match.index, by: "escape", text: run };
  }
}

/** Libraries for colours name the sequence beside the one that ends it: nothing stands between them. */
const isPair = /^["'`]\s{0,8},\s{0,8}["'`](?:\\x1b|\\u001b|\\u\{1b\}|\\033|\\e)\[(?:2?8|0|39|49)m/i;

function isReadable(text: string): boolean {
  return isProse(text) || (/^[\x20-\x7e]{8,}$/.test(text) && /[a-z]{4}/i.test(text));
}
