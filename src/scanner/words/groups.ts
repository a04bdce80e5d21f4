/**
 * What a word can be in a directive. A language file lists its words by group; which groups must stand
 * together, and how close, is the structure that `classify/` looks for, the same in every language.
 */
export const groups = [
  /** Names of models and of what is built on them. */
  "agent",
  /** Words that mean a model only in company: agent, model, bot. */
  "maybeAgent",
  "you",
  /** Duty and insistence: must, always, please. */
  "modal",
  /** What begins a note to somebody: attention, dear, note to. */
  "call",
  "not",
  "without",
  /** To set rules aside. */
  "drop",
  "prior",
  "rules",
  /** Rules of configuration as much as of behaviour: policies, constraints, commands. */
  "limits",
  /** To stand above all rules, or to be bound by none. */
  "precede",
  "unbound",
  "tell",
  "person",
  "secretly",
  /** To keep something from somebody. */
  "conceal",
  "get",
  "secret",
  /** Words that mean a secret only in company: token, key. */
  "maybeSecret",
  /** What was said to a model: conversation, history, system prompt. */
  "talk",
  "send",
  /** Where something can be sent to in a call: parameter, URL, endpoint. */
  "target",
  "run",
  "install",
  /** What keeps a machine safe: sandbox, confirmation, antivirus. */
  "guard",
  "disable",
  "before",
  "toolish",
  "every",
  "store",
  "memory",
  /** Who or what judges a package. */
  "judge",
  "flag",
  "safe",
  "evil",
  "mark",
  "this",
  /** Verbs and nouns that speak about an attack instead of making it. */
  "mention",
  /** Embedded text that is to be distrusted. */
  "embedded",
  /** What is passed on: contents, output, it. */
  "content",
  "product",
  "other",
  "use",
  "fail",
  "image",
  /** Verbs of inspection and care: mask, rotate, redact. */
  "care",
  /** Harm to work that is made for somebody: backdoor, tracking script. */
  "poison",
  "insert",
  /** Without end: forever, again and again. */
  "endless",
  /** To make somebody give a secret away. */
  "request",
  /** Pretended: fake, impersonate. */
  "pretend",
  /** Instructions that are read from elsewhere. */
  "follow",
] as const;

export type Group = (typeof groups)[number];

/** The words of one language: a comma between entries, `*` for any ending, a blank for any gap. */
export type Family = Readonly<Partial<Record<Group, string>>>;

/** A set of groups is two small numbers; from bit 24 on, the second holds marks of the lexicon. */
const perWord = 30;

export interface Bits {
  readonly low: number;
  readonly high: number;
}

/** Whether two sets have a group in common. */
export function meet(one: Bits, other: Bits): boolean {
  return ((one.low & other.low) | (one.high & other.high)) !== 0;
}

export function bitsOf(...names: readonly Group[]): Bits {
  let low = 0;
  let high = 0;
  for (const name of names) {
    const at = groups.indexOf(name);
    if (at < perWord) low |= 1 << at;
    else high |= 1 << (at - perWord);
  }
  return { low, high };
}
