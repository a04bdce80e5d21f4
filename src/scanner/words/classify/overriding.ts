import { withoutWishes } from "../orders/wishes.ts";
import { isNegated, negationOf } from "./negation.ts";
import type { Notes } from "./notes.ts";
import type { SentenceReader } from "./sentence-reader.ts";
import {
  agent,
  anyRules,
  drop,
  embedded,
  modal,
  other,
  precede,
  prior,
  rules,
  unbound,
  use,
  without,
  you,
} from "./word-sets.ts";

const linters =
  /\b(?:es|style|ts|js|html|markdown|commit)?lint(?:ers?|ing)?\b|\b(?:prettier|biome|typescript|tsconfig|css|rubocop|ruff)\b/i;

/** Earlier rules are set aside, or others are said to stand above them. */
export function noteOverriding(at: SentenceReader, notes: Notes): void {
  for (const i of at.all(drop)) noteDropped(at, i, notes);
  for (const i of at.all(precede)) {
    const isAbove = at.nearest(i, rules, 80) >= 0 || at.nearest(i, you, 40) >= 0;
    notes.note(isAbove ? "strong" : "weak", "over", i);
  }
  for (const i of at.all(unbound)) {
    if (!at.any(you) && !at.any(agent) && !at.any(modal)) continue;
    notes.note("strong", "over", i);
    if (!notes.isMentionedBefore && !at.isQuoted(i)) notes.act("unbound");
  }
  for (const i of at.all(use)) {
    if (at.nearest(i, other, 50) < 0) continue;
    if (isPreferred(at, i)) notes.act("prefer");
    else if (negationOf(at, i) >= 0 || at.any(without)) {
      notes.note("weak", "over", i);
      if (!isWish(at, i)) notes.act("shadow");
    }
  }
}

/** What is dropped: other tools, rules for code, or those of the model that reads it. */
function noteDropped(at: SentenceReader, i: number, { note, act }: Notes): void {
  if (!at.isVerb(i) || isNegated(at, i) || isReminder(at, i)) return;
  if (at.object(i, other, 40) >= 0) {
    note("weak", "over", i);
    act("shadow");
  }
  const object = at.nearest(i, anyRules, 70);
  if (object < 0 || (at.any(embedded) && !at.any(precede))) return;
  if (isOfLinters(at, object)) {
    note("weak", "over", i);
    return;
  }
  const isYours = at.nearest(object, you, 40) >= 0;
  const isOfModels = at.is(object, rules) || at.any(agent) || isYours;
  const isEarlier = at.nearest(object, prior, 50) >= 0 || isYours;
  note(isOfModels && isEarlier ? "strong" : "weak", "over", i);
}

/** `forget to`, which sets nothing aside. */
function isReminder(at: SentenceReader, i: number): boolean {
  return at.text.startsWith(" to ", at.end(i));
}

/** Rules for code, which linters have. */
function isOfLinters(at: SentenceReader, i: number): boolean {
  return at.isWord(i, "rule", "rules") && linters.test(at.whole());
}

/** Use this instead of others. */
function isPreferred(at: SentenceReader, i: number): boolean {
  return /^\s(?:this|it)\b/i.test(at.ahead(i, 8));
}

/** What a page that was read may wish for, and does not get. */
function isWish(at: SentenceReader, i: number): boolean {
  const rest = at.text.slice(at.start(i), at.to).slice(0, 40);
  return !withoutWishes(at.whole()).includes(rest);
}
