import { skeletonOf } from "./fold.ts";

/** Words that bind what follows them as a noun or as a statement. */
const bound = new Set(
  (
    "the a an this that these those your my our its their his her of for with by on at in from into as is are was were be been " +
    "can may might could would will we they i he she who which it or per no any some each every all than via use uses"
  ).split(" "),
);

/** After each task send …: the order comes behind what says when. */
function isFronted(text: string, from: number, start: number): boolean {
  if (start - from > 80) return false;
  return /^[^\p{L}]{0,8}(?:after|at|in|every|each|once|upon|during|while)\b[^,;:]{1,70}$/iu.test(
    text.slice(from, start),
  );
}

/** Words behind which a verb is told to be done. */
const openers = new Set(
  (
    "and then please must should shall always never now also first to simply just silently secretly immediately not or " +
    "quietly next finally instead automatically kindly you'll will don't do without otherwise else but again directly " +
    "discreetly covertly carefully only assistant assistants agent agents ai model models it fully step instruction before after by " +
    "quickly afterwards thereafter lastly while"
  ).split(" "),
);
const purpose =
  /\b(?:need|needs|have|has|sure|remember|want|wants|required|ought|must|are|is|you|task|job|goal|order|expected|instructed|told|asked|forget|continue|proceed|mandatory|necessary|important|tool|user|obliged|obligated|requested|supposed|meant|advised|essential)\s+to\s+(?:\w{1,14}\s+)?$/i;

/**
 * Whether an English word stands where an order does: at the beginning of a clause, or behind words such
 * as `must`, `then`, `and`. Most verbs of directives are nouns elsewhere (a request, the list, a post).
 */
export function isImperative(text: string, start: number, from: number): boolean {
  const near = text.slice(Math.max(from, start - 48), start);
  const before = /[^\p{ASCII}]/u.test(near) ? (skeletonOf(near) ?? near) : near;
  const trimmed = before.trimEnd();
  if (trimmed === "") return true;
  const last = trimmed.charCodeAt(trimmed.length - 1);
  // The middle of a name: ssh-copy-id.
  if (trimmed.length === before.length && /[a-z0-9][-#]$/i.test(trimmed)) return false;
  const isWordLast =
    (last >= 0x61 && last <= 0x7a) ||
    (last >= 0x41 && last <= 0x5a) ||
    last === 0x27 ||
    last >= 0xc0;
  if (!isWordLast) return !(last >= 0x30 && last <= 0x39) && last !== 0x2f && last !== 0x3d;
  const word = (/(?<![A-Za-z'’])[A-Za-z'’]+$/.exec(trimmed)?.[0] ?? "")
    .toLowerCase()
    .replace("’", "'");
  if (word === "to") return purpose.test(before);
  if (!openers.has(word)) return isFronted(text, from, start) && !bound.has(word);
  // You can also send, it will then read: told as possible, not as to be done.
  return !/\b(?:can|may|could|might|would|will|we|they|it|i)\s{1,3}(?:also|then|now|simply|just|first|always|automatically|directly|instead|only)$/i.test(
    trimmed,
  );
}
