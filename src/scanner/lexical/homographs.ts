import { type LexemeStyle, lexemes } from "./lexemes.ts";

interface Homograph {
  readonly at: number;
  readonly isBuiltin: boolean;
  /** Whether a variable is made of it right where the other one is used: a mistake would break both. */
  readonly isBeside: boolean;
}

/** Letters of other scripts, each before the Latin one that it looks like. */
const lookAlikes = new Map(
  `аa вb сc ԁd еe ѐe ёe һh іi јj ӏl ӀI оo рp ԛq ѕs ѵv ѡw ԝw хx уy ɡg ɩi ո n օo ցg հh սu ԍG АA ВB СC ЕE
  НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY ԚQ ԜW ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa οo νv ρp ιi κk
  υu χx τt ɑa ḷl ｰ- ꓮA ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ ᴄc ᴏo ᴠv ᴡw ᴢz ꜱs гr`
    .split(/\s+/)
    .flatMap((pair): [string, string][] => {
      const [odd, plain] = [...pair];
      return odd === undefined || plain === undefined ? [] : [[odd, plain]];
    }),
);

/** Names of the runtime that are worth to be imitated. */
const builtins: ReadonlySet<string> = new Set(
  `require module exports process global globalThis window document self eval Function Object Array
  String Number Boolean Symbol Promise Reflect Proxy JSON Math Date RegExp Error Buffer console fetch
  XMLHttpRequest WebSocket Worker WebAssembly atob btoa setTimeout setInterval import constructor
  prototype child_process exec execSync spawn spawnSync fork fs readFile readFileSync writeFile
  writeFileSync http https net tls dns os path crypto vm env argv exit platform userInfo homedir
  hostname createHash randomBytes undefined password token secret isAdmin localStorage sessionStorage
  location navigator postMessage addEventListener`
    .trim()
    .split(/\s+/),
);

const foreignLetter = /[^\p{ASCII}]/u;
const escapedLetter =
  /\\u(?:\{0*)?(?:0[345][0-9a-f]{2}|1d[0-9a-f]{2}|a4[def][0-9a-f]|ff[2-5][0-9a-f]|200[cd])/i;
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
/** Other words of the same script that look like nothing Latin make it a language, not a disguise. */
const leastWords = 3;
const maxName = 200;
const maxPlaces = 1000;
const tells = /^\s{0,3}:\s{0,3}["']/;
const declared = /\b(?:const|let|var|function|class)\s{1,8}(?:[[{]\s{0,8})?$/;
/** Both can be seen at a glance. */
const beside = 400;

/** Names that look like others and are not (threat catalogue OBF-11). */
export function homographs(
  text: string,
  style: LexemeStyle,
  isAscii: boolean,
): readonly Homograph[] {
  if (isAscii ? !escapedLetter.test(text) : !mayHold(text)) return [];
  const odd = new Map<string, number>();
  lexemes(text, style, (kind, start, end) => {
    if (kind !== "name" || end - start > maxName || isPlain(text, start, end)) return;
    // In a table that tells the name of each character, a key is no name of anything that runs.
    if (tells.test(text.slice(end, end + 8))) return;
    const name = unescaped(text.slice(start, end));
    if (foreignLetter.test(name) && !odd.has(name)) odd.set(name, start);
  });
  if (odd.size === 0) return [];

  const plain = new Map<string, number[]>();
  lexemes(text, style, (kind, start, end) => {
    if (kind !== "name" || end - start < 3 || !isPlain(text, start, end)) return;
    const name = text.slice(start, end);
    const places = plain.get(name) ?? [];
    plain.set(name, places);
    // What stands behind a dot or before a colon is a name for something else.
    const isVariable = text[start - 1] !== "." && !/^\s{0,4}:/.test(text.slice(end, end + 5));
    if (isVariable && places.length < maxPlaces) places.push(start);
  });

  const words = [...odd.keys()].filter((name) => !/^[\w$]+$/.test(skeleton(name))).length;
  const found: Homograph[] = [];
  for (const [name, at] of odd) {
    const looks = skeleton(name);
    if (looks === name || !/^[\w$]{2,}$/.test(looks)) continue;
    const isBuiltin = builtins.has(looks);
    if (!isBuiltin && !plain.has(looks)) continue;
    // A word wholly in its own script, among others of it, is a word.
    if (!/[A-Za-z]/.test(name.normalize("NFKC")) && words >= leastWords) continue;
    const isDeclared = declared.test(text.slice(Math.max(0, at - 24), at));
    const isMixed = /[A-Za-z]/.test(name);
    const places = plain.get(looks) ?? [];
    const isBeside = isDeclared && isMixed && places.some((place) => Math.abs(place - at) < beside);
    found.push({ at, isBuiltin, isBeside });
  }
  return found;
}

const oddLetters = new RegExp(
  `[${[...lookAlikes.keys()].join("")}\\u200b-\\u200d\\u2060\\uff21-\\uff5a\\u{1d400}-\\u{1d7ff}]`,
  "u",
);

function mayHold(text: string): boolean {
  return oddLetters.test(text) || escapedLetter.test(text);
}

function isPlain(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || code === 0x5c) return false;
  }
  return true;
}

function unescaped(name: string): string {
  return name.replace(/\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/g, (_, wide, narrow) => {
    const code = Number.parseInt(wide ?? narrow, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/** What a name looks like, as far as that is Latin. */
function skeleton(name: string): string {
  let looks = "";
  for (const letter of name.normalize("NFKC").replace(unseen, "")) {
    looks += lookAlikes.get(letter) ?? letter;
  }
  return looks;
}
