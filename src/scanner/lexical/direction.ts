import { isTable } from "./is-table.ts";
import { type LexemeKind, type LexemeStyle, lexemes } from "./lexemes.ts";

const control = /[\u202a-\u202e\u2066-\u2069]/;
const maxLine = 500;
const controls = /[\u202a-\u202e\u2066-\u2069\n]/g;

/**
 * Where direction controls make code be shown in another order than it runs in (threat catalogue
 * OBF-12): outside of strings and comments always; inside of them where a right-to-left one reaches
 * beyond its end, or where an override turns Latin letters around.
 */
export function misleadingDirections(text: string, style: LexemeStyle): readonly number[] {
  if (!control.test(text)) return [];
  const found: number[] = [];
  lexemes(text, style, (kind, start, end) => {
    const raw = text.slice(start, end);
    if (!control.test(raw)) return;
    const at = misleading(kind, raw);
    if (at === null || ((kind === "string" || kind === "template") && isTable(raw, at))) return;
    if (shownBehind(text, start + at)) found.push(start + at);
  });
  return found;
}

const rightToLeft = new Set(["\u202b", "\u202e", "\u2067"]);
const overrides = new Set(["\u202d", "\u202e"]);

function misleading(kind: LexemeKind, raw: string): number | null {
  if (kind === "mark" || kind === "name" || kind === "number") return raw.search(control);
  // Classes of characters, and strings of nothing else, are data about the controls.
  if (kind === "regex" || isOnlyControls(raw)) return null;

  const open: { readonly at: number; readonly sign: string }[] = [];
  controls.lastIndex = 0;
  for (let found = controls.exec(raw); found !== null; found = controls.exec(raw)) {
    const sign = found[0];
    if (sign === "\n") {
      const left = open.find((one) => rightToLeft.has(one.sign));
      if (left !== undefined) return left.at;
      open.length = 0;
    } else if (sign === "\u202c" || sign === "\u2069") {
      const opened = open.pop();
      if (opened === undefined || !overrides.has(opened.sign)) continue;
      if (/[A-Za-z]{2}/.test(raw.slice(opened.at, found.index))) return opened.at;
    } else if (!leadsRightToLeft(raw, found.index)) open.push({ at: found.index, sign });
  }
  return open.find((one) => rightToLeft.has(one.sign))?.at ?? null;
}

const rightToLeftLetter =
  /^[^\p{L}]{0,8}[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]{2}/u;

/** Where a text in such a script begins, a control that nothing closes says what its letters say. */
function leadsRightToLeft(raw: string, at: number): boolean {
  return !overrides.has(raw[at] ?? "") && rightToLeftLetter.test(raw.slice(at + 1, at + 16));
}

/** At the end of a line there is nothing that could be shown elsewhere. */
function shownBehind(text: string, at: number): boolean {
  const line = text.slice(at + 1, at + 1 + maxLine).split("\n", 1)[0] ?? "";
  return /[\p{L}\p{N}(){}=;]/u.test(line);
}

const maxList = 256;
/** Characters by their numbers, and the short names of a few: what lists of controls are written with. */
const escaped = /\\{1,2}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0bdfnrstvw](?![A-Za-z0-9]))/g;

function isOnlyControls(raw: string): boolean {
  return raw.length <= maxList && !/[\p{L}\p{N}]/u.test(raw.replace(escaped, ""));
}
