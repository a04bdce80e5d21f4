/** What `symbolOf` gives for what separates words, and for what is not seen inside them. */
export const separator = 0;
export const transparent = 1;

/**
 * One code unit as words are compared: without case, accents and width. Attackers write directives in
 * full-width or accented letters, and people leave accents out; both become the plain word.
 */
export function symbolTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0x30; code <= 0x39; code += 1) table[code] = code;
  for (let code = 0x61; code <= 0x7a; code += 1) {
    table[code] = code;
    table[code - 0x20] = code;
  }
  table[0x27] = 0x27;
  table[0x2019] = 0x27;
  table[0x2bc] = 0x27;
  // Everything else that is no punctuation counts as a letter of itself.
  letters(table, 0x00c0, 0x1fff);
  letters(table, 0x2c00, 0x2dff);
  letters(table, 0x3005, 0x3007);
  letters(table, 0x3040, 0xd7ff);
  letters(table, 0xf900, 0xfeff);
  letters(table, 0xff10, 0xff19);
  letters(table, 0xff21, 0xff3a);
  letters(table, 0xff41, 0xff5a);
  letters(table, 0xff66, 0xffdc);
  letters(table, 0x2460, 0x24ff);
  letters(table, 0x2100, 0x214f);
  // Mathematical letters come as pairs; the word they are in is folded as a whole.
  table[0xd835] = 0xd835;
  for (let code = 0xdc00; code <= 0xdfff; code += 1) table[code] = code;
  for (const [from, to] of folded) {
    for (let code = from; code <= to; code += 1) table[code] = foldOne(code);
  }
  for (const code of [0xd7, 0xf7, 0x37e, 0x387, 0x589, 0x60c, 0x61b, 0x61f, 0x6d4, 0x964, 0x965]) {
    table[code] = separator;
  }
  for (const [from, to] of unseen) table.fill(transparent, from, to + 1);
  return table;
}

const folded: readonly (readonly [number, number])[] = [
  [0xc0, 0x24f],
  [0x370, 0x52f],
  [0x621, 0x64a],
  [0x1e00, 0x1fff],
  [0x2100, 0x214f],
  [0x2460, 0x24ff],
  [0xfb00, 0xfb06],
  [0xfb50, 0xfdff],
  [0xfe70, 0xfefc],
  [0xff10, 0xff5a],
  [0xff66, 0xff9d],
];

/** Marks and format characters that may stand inside a word without being read. */
const unseen: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x483, 0x487],
  [0x610, 0x61a],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x93c, 0x93c],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
];

const special = new Map<number, number>([
  [0x131, 0x69],
  [0xf8, 0x6f],
  [0x142, 0x6c],
  [0x111, 0x64],
  [0xdf, 0x73],
  [0x451, 0x435],
  [0x649, 0x64a],
  [0x629, 0x647],
]);

function foldOne(code: number): number {
  const lower = String.fromCharCode(code).toLowerCase();
  const isCyrillic = code >= 0x400 && code <= 0x52f;
  // й is a letter of its own, not и with a mark.
  const plain = isCyrillic ? lower : lower.normalize("NFKD").toLowerCase();
  const first = plain.charCodeAt(0);
  if (!(first >= 0x30)) return separator;
  return special.get(first) ?? first;
}

function letters(table: Uint16Array, from: number, to: number): void {
  for (let code = from; code <= to; code += 1) table[code] = code;
}

/** Letters that look like Latin ones, by how they are drawn. */
const lookAlikes = new Map<string, string>(
  Object.entries({
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    у: "y",
    х: "x",
    і: "i",
    ј: "j",
    ѕ: "s",
    һ: "h",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    к: "k",
    м: "m",
    т: "t",
    в: "b",
    н: "h",
    г: "r",
    п: "n",
    ь: "b",
    ӏ: "l",
    ѵ: "v",
    ү: "y",
    ɡ: "g",
    ɑ: "a",
    ɩ: "i",
    ʟ: "l",
    ɪ: "i",
    ɴ: "n",
    ʀ: "r",
    ᴏ: "o",
    ᴇ: "e",
    ᴀ: "a",
    ᴛ: "t",
    ꜱ: "s",
    ᴜ: "u",
    ᴅ: "d",
    ᴍ: "m",
    ᴘ: "p",
    ᴋ: "k",
    ʏ: "y",
    ʜ: "h",
    ɢ: "g",
    ᴠ: "v",
    ᴡ: "w",
    ᴄ: "c",
    α: "a",
    ο: "o",
    ρ: "p",
    ν: "v",
    ι: "i",
    τ: "t",
    υ: "u",
    κ: "k",
    ε: "e",
    η: "n",
    γ: "y",
    χ: "x",
    ϲ: "c",
    ϳ: "j",
    օ: "o",
    ս: "u",
    հ: "h",
    ց: "g",
    զ: "q",
    ո: "n",
    ѐ: "e",
    ѡ: "w",
  }),
);

const leet = new Map<string, string>(
  Object.entries({
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
  }),
);

/** What a word of mixed scripts or mathematical letters is read as; null when that is itself. */
export function skeletonOf(word: string): string | null {
  const plain = word.normalize("NFKC").toLowerCase();
  let skeleton = "";
  for (const letter of plain) skeleton += lookAlikes.get(letter) ?? letter;
  return skeleton === word.toLowerCase() ? null : skeleton;
}

/** What a word with digits between its letters is read as, in the ways that a 1 is meant. */
export function unleeted(word: string): readonly string[] {
  const plain = word.toLowerCase();
  let read = "";
  for (const letter of plain) read += leet.get(letter) ?? letter;
  if (read === plain) return [];
  return plain.includes("1") ? [read, plainOnes(plain)] : [read];
}

function plainOnes(word: string): string {
  let read = "";
  for (const letter of word) read += letter === "1" ? "l" : (leet.get(letter) ?? letter);
  return read;
}

/** A digest or a version has more digits than anybody writes for letters. */
function isCode(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  return word.length >= 6 && (digits > word.length * 0.35 || /^[0-9a-f]+$/i.test(word));
}

const maxUndisguised = 64 * 1024;

/**
 * A text with every word written as it is read: no look-alikes, no digits for letters.
 *
 * @param noteWord is told every word that reads in another way than it is written
 * @param isHeavy whether so many words are written with digits that none of them is a code
 */
export function undisguised(
  text: string,
  noteWord: (word: string) => void = () => {},
  isHeavy = false,
): string {
  return text.slice(0, maxUndisguised).replace(/[\p{L}\p{M}\p{N}\p{Cf}]{2,40}/gu, (word) => {
    if (/^[a-z]+$/i.test(word)) return word;
    const read = plainWord(word, isHeavy);
    if (read !== word) noteWord(read);
    return read;
  });
}

function plainWord(word: string, isHeavy: boolean): string {
  const plain = word.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  const hasLatin = /[a-z\uff41-\uff5a]/i.test(plain);
  const skeleton = hasLatin || /[\u{1d400}-\u{1d7ff}]/u.test(plain) ? skeletonOf(plain) : null;
  if (skeleton !== null) return skeleton;
  return hasLatin && /\d/.test(plain) && (isHeavy || !isCode(plain))
    ? (unleeted(plain)[0] ?? plain)
    : plain;
}
