/** What somebody searches for, read from one line of text. */
export interface SearchQuery {
  /** All of them must be found. */
  readonly words: readonly string[];
  /** Each group must hold for a hit: one of its lists, all labels of that list. */
  readonly required: readonly (readonly (readonly Label[])[])[];
  readonly excluded: readonly Label[];
  /** The name that is wanted first when there is a package of exactly that name, or null. */
  readonly exactName: string | null;
}

export type LabelKind = "author" | "maintainer" | "publisher" | "scope" | "keyword" | "is";

/** Something that is true of a package as a whole, not a word in its text. */
export interface Label {
  readonly kind: LabelKind;
  readonly value: string;
}

/** Longer texts are cut, in characters; more words than this are ignored. */
const maxTextLength = 1000;
const maxWords = 20;
const maxValueLength = 100;

/** Values are compared without case and in one Unicode form. */
export function label(kind: LabelKind, value: string): Label {
  return { kind, value: value.normalize("NFKC").toLowerCase().slice(0, maxValueLength) };
}

/**
 * Reads what npm clients send as `text`: words, and qualifiers such as `scope:acme`,
 * `keywords:a,b`, `is:deprecated` (npm-wire-protocol §14.2). Never fails: what is no qualifier is a
 * word, weights are ignored.
 */
export function parseQuery(text: string): SearchQuery {
  const words: string[] = [];
  const required: Label[][][] = [];
  const excluded: Label[] = [];
  let boostsExact = true;

  for (const piece of cleaned(text).split(/\s+/).slice(0, maxWords)) {
    const colon = piece.indexOf(":");
    const key = piece.slice(0, Math.max(0, colon)).toLowerCase();
    const value = piece.slice(colon + 1);
    if (piece === "" || /^(quality|popularity|maintenance)-weight$/.test(key)) continue;
    if (key === "boost-exact") {
      boostsExact = value !== "false";
    } else if ((key === "is" || key === "not") && isFlag(value)) {
      const flag = label("is", value);
      if (key === "is") required.push([[flag]]);
      else excluded.push(flag);
    } else if (key === "keywords" && value !== "") {
      const lists = readKeywords(value);
      if (lists.anyOf.length > 0) required.push(lists.anyOf);
      excluded.push(...lists.excluded);
    } else if (isPerson(key) && value !== "") {
      required.push([[label(key, value)]]);
    } else if (key === "scope" && value !== "") {
      required.push([[label("scope", value.replace(/^@/, ""))]]);
    } else {
      words.push(piece);
    }
  }
  const [only, ...others] = words;
  const isOne = only !== undefined && others.length === 0;
  return { words, required, excluded, exactName: boostsExact && isOne ? only : null };
}

/** Whether nothing in particular is asked for. */
export function wantsEverything(query: SearchQuery): boolean {
  return [query.words, query.required, query.excluded].every((part) => part.length === 0);
}

function cleaned(text: string): string {
  return text
    .slice(0, maxTextLength)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, " ");
}

function isFlag(value: string): boolean {
  return ["deprecated", "unstable", "insecure"].includes(value.toLowerCase());
}

function isPerson(key: string): key is "author" | "maintainer" | "publisher" {
  return key === "author" || key === "maintainer" || key === "publisher";
}

/** `a,b` is any of them, `a+b` all of them, `-a` without it. */
function readKeywords(value: string): { anyOf: Label[][]; excluded: Label[] } {
  const parts = value.split(",").filter((part) => part !== "");
  const wanted = parts.filter((part) => !part.startsWith("-"));
  const unwanted = parts.filter((part) => part.startsWith("-") && part !== "-");
  const keyword = (text: string) => label("keyword", text);
  const listOf = (part: string) => part.split("+").filter((one) => one !== "");
  return {
    anyOf: wanted.map((part) => listOf(part).map(keyword)).filter((list) => list.length > 0),
    excluded: unwanted.map((part) => keyword(part.slice(1))),
  };
}
