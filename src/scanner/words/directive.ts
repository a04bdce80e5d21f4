/** What a directive says (threat catalogue §7.2), and what else is of interest about one. */
const directiveClasses = [
  "addr",
  "over",
  "hide",
  "take",
  "send",
  "exec",
  "before",
  "persist",
  "judge",
] as const;

export type DirectiveClass = (typeof directiveClasses)[number];

/** What a sentence does beside the classes; rules about Experts and tools ask for it. */
const directiveActs = [
  /** Code from elsewhere is run, or fetched and run. */
  "remote-code",
  /** A protection is taken away. */
  "unguard",
  /** Something is to be installed or added. */
  "install",
  /** Data goes to an address that is written out. */
  "send-abroad",
  /** An image or a link is to carry data. */
  "data-link",
  /** Other tools are not to be used, or used in another way. */
  "shadow",
  /** What was said to a model is asked for. */
  "talk",
  /** Text from an address is to be obeyed. */
  "remote-rules",
  /** Made work is to be harmed. */
  "poison",
  /** Somebody is to be led to give a secret away. */
  "phish",
  /** Somebody is to be deceived. */
  "deceive",
  /** A persona without rules. */
  "unbound",
  /** Work without an end. */
  "endless",
  /** What is not to be told is a prompt and nothing else. */
  "hide-prompt",
  /** Something valuable is put into what others will see. */
  "smuggle",
  /** Secrets or private talk are to be gathered, in whatever voice it is said. */
  "gather",
  /** Something is to reach an address that is written out. */
  "egress",
  /** The same, told as what happens: counts beside an order, or where it is kept from people. */
  "gathers",
  "egresses",
  /** Something valuable is to be put into a parameter of a call. */
  "fill",
  /** Somebody is not to know what is done. */
  "quiet",
  /** Something that nobody asked for is to be put into made work. */
  "plant",
  /** Fetched and run, as an order. */
  "runs",
  /** Rules stand at an address; rules are to be obeyed: together they are remote rules. */
  "rules-at",
  "obey",
  /** Some text is read from an address or a record; a text is taken as an order, whatever it says. */
  "reads-text",
  "as-order",
  /** Others are to be used in another way, or not at all. */
  "steer",
  /** It is to be used rather than others. */
  "prefer",
  /** It is to come before all others. */
  "first",
  /** All of what was said, opened or kept secret is asked for, without a verb. */
  "wants-all",
] as const;

export type DirectiveAct = (typeof directiveActs)[number];

/** A set of classes or acts as bits, by their place in the lists above. */
export type Mask = number;

export function classMask(...names: readonly DirectiveClass[]): Mask {
  return names.reduce((mask, name) => mask | (1 << directiveClasses.indexOf(name)), 0);
}

export function actMask(...names: readonly DirectiveAct[]): Mask {
  return names.reduce((mask, name) => mask | (1 << directiveActs.indexOf(name)), 0);
}

export function classesIn(mask: Mask): DirectiveClass[] {
  return directiveClasses.filter((_, at) => (mask & (1 << at)) !== 0);
}

export function actsIn(mask: Mask): DirectiveAct[] {
  return directiveActs.filter((_, at) => (mask & (1 << at)) !== 0);
}

export function count(mask: Mask): number {
  let rest = mask;
  let found = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    found += 1;
  }
  return found;
}
