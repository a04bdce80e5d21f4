import type { Group } from "../groups.ts";

/**
 * What a word can be a sign of where text instructs an agent: an act, what it is done to, where it leads,
 * and how it is put. Single signs are ordinary; what several of them come to is weighed together.
 */
export const signs = [
  // Acts.
  "take",
  "give",
  "embed",
  "run",
  "fetch",
  "alter",
  "remove",
  "approve",
  "tell",
  "conceal",
  "falsify",
  "override",
  "precede",
  "obey",
  "solicit",
  "prefer",
  // What they are done to.
  "secret",
  "token",
  "talk",
  "private",
  "source",
  "host",
  "guard",
  "settings",
  "work",
  "poison",
  "money",
  "rules",
  // Where they lead, and who has a part in it.
  "slot",
  "public",
  "party",
  "person",
  "agent",
  "others",
  // How it is put.
  "must",
  "always",
  "first",
  "pretext",
  "authority",
  "consent",
  "unasked",
  "covert",
  "encode",
  "trigger",
  "harmless",
  "fail",
  // What turns it around.
  "not",
  "without",
  "until",
  "care",
  "asked",
  "mention",
  "teach",
] as const;

export type Sign = (typeof signs)[number];

/** The words of one language by sign: as in families, a comma between entries, `*` for any ending. */
export type SignList = Readonly<Partial<Record<Sign, string>>>;

/** Which sign the words of a family's group are; groups that are none here are left out. */
export const signOfGroup: Readonly<Partial<Record<Group, Sign>>> = {
  get: "take",
  send: "give",
  insert: "embed",
  run: "run",
  install: "fetch",
  store: "alter",
  disable: "remove",
  tell: "tell",
  conceal: "conceal",
  pretend: "falsify",
  drop: "override",
  precede: "precede",
  unbound: "precede",
  follow: "obey",
  request: "solicit",
  secret: "secret",
  maybeSecret: "token",
  talk: "talk",
  guard: "guard",
  memory: "settings",
  poison: "poison",
  rules: "rules",
  target: "slot",
  image: "public",
  person: "person",
  agent: "agent",
  other: "others",
  modal: "must",
  every: "always",
  before: "first",
  secretly: "covert",
  fail: "fail",
  not: "not",
  without: "without",
  mention: "mention",
};

const perWord = 30;

/** A set of signs as two small numbers, as words in a lexicon carry it. */
export interface SignBits {
  readonly low: number;
  readonly high: number;
}

export function signBits(...names: readonly Sign[]): SignBits {
  let low = 0;
  let high = 0;
  for (const name of names) {
    const at = signs.indexOf(name);
    if (at < perWord) low |= 1 << at;
    else high |= 1 << (at - perWord);
  }
  return { low, high };
}
