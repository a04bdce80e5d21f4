import { isGift, isHabit, isMishap, isWarning } from "./cautions.ts";
import { actMask, classMask, type Mask } from "./directive.ts";
import { type Bits, bitsOf } from "./groups.ts";
import { isImperative } from "./imperative.ts";
import { marks } from "./lexicon.ts";
import { isDenied } from "./orders/guard.ts";
import { leadOf } from "./orders/orders-in.ts";
import { withoutWishes } from "./orders/wishes.ts";
import type { Reading, Sentence } from "./sentences.ts";

/** What one sentence says. */
export interface Said {
  /** Classes that the structure shows beyond doubt. */
  readonly strong: Mask;
  /** Classes that count only in bad company, as their words are ordinary. */
  readonly weak: Mask;
  /** Of those, the ones whose verb stands in quotation marks or behind a verb of mention. */
  readonly mentioned: Mask;
  readonly acts: Mask;
  readonly isOblique: boolean;
}

const nothing: Said = { strong: 0, weak: 0, mentioned: 0, acts: 0, isOblique: false };

const addr = classMask("addr");
const over = classMask("over");
const hide = classMask("hide");
const take = classMask("take");
const send = classMask("send");
const exec = classMask("exec");
const before = classMask("before");
const persist = classMask("persist");
const judge = classMask("judge");

const agent = bitsOf("agent");
const anyAgent = bitsOf("agent", "maybeAgent");
const you = bitsOf("you");
const modal = bitsOf("modal");
const call = bitsOf("call");
const without = bitsOf("without");
const not = bitsOf("not");
const negation = bitsOf("not", "without");
const drop = bitsOf("drop");
const prior = bitsOf("prior", "every");
const rules = bitsOf("rules");
const anyRules = bitsOf("rules", "limits");
const precede = bitsOf("precede");
const unbound = bitsOf("unbound");
const tell = bitsOf("tell");
const person = bitsOf("person");
const secretly = bitsOf("secretly");
const carrying = bitsOf("conceal", "insert", "send");
const conceal = bitsOf("conceal");
const get = bitsOf("get");
const secret = bitsOf("secret");
const maybeSecret = bitsOf("maybeSecret");
const talk = bitsOf("talk");
const valuable = bitsOf("secret", "talk");
const sending = bitsOf("send");
const acting = bitsOf("get", "send");
const target = bitsOf("target");
const run = bitsOf("run", "install");
const running = bitsOf("run");
const install = bitsOf("install");
const guard = bitsOf("guard");
const disable = bitsOf("disable");
const first = bitsOf("before");
const toolish = bitsOf("toolish");
const every = bitsOf("every", "other");
const store = bitsOf("store");
const memory = bitsOf("memory");
const judging = bitsOf("judge");
const flag = bitsOf("flag");
const safe = bitsOf("safe");
const evil = bitsOf("evil");
const mark = bitsOf("mark");
const thing = bitsOf("this", "product");
const product = bitsOf("product");
const mention = bitsOf("mention");
const embedded = bitsOf("embedded");
const content = bitsOf("content");
const other = bitsOf("other");
const use = bitsOf("use");
const fail = bitsOf("fail");
const image = bitsOf("image");
const care = bitsOf("care");
const poison = bitsOf("poison");
const insert = bitsOf("insert");
const endless = bitsOf("endless");
const request = bitsOf("request");
const pretend = bitsOf("pretend");
const follow = bitsOf("follow");
/** Without one of these no class is possible. */
const telling = bitsOf(
  "agent",
  "maybeAgent",
  "drop",
  "precede",
  "unbound",
  "use",
  "secretly",
  "conceal",
  "not",
  "without",
  "get",
  "send",
  "run",
  "install",
  "disable",
  "before",
  "fail",
  "store",
  "judge",
  "safe",
  "flag",
);
const url: Bits = { low: 0, high: marks.url };

function has(low: number, high: number, bits: Bits): boolean {
  return ((low & bits.low) | (high & bits.high)) !== 0;
}

/** Which classes could be in a sentence by its words alone: a cheap look that never misses one. */
export function possible({ low, high }: Pick<Sentence, "low" | "high">): Mask {
  if ((low & telling.low) === 0 && (high & telling.high) === 0) return 0;
  const is = (bits: Bits) => has(low, high, bits);
  let mask = 0;
  if (is(anyAgent)) mask |= addr;
  if ((is(drop) && is(anyRules)) || is(precede) || is(unbound)) mask |= over;
  if (is(other) && (is(use) || is(drop))) mask |= over;
  if (is(secretly) || (is(conceal) && is(person)) || (is(negation) && (is(tell) || is(guard))))
    mask |= hide;
  if (is(get) && (is(valuable) || is(maybeSecret))) mask |= take;
  if (is(sending) && (is(target) || is(valuable) || is(url))) mask |= send;
  if (is(run) || (is(disable) && is(guard))) mask |= exec;
  if ((is(first) && is(toolish) && is(every)) || is(fail)) mask |= before;
  if (is(store) && is(memory)) mask |= persist;
  if (is(judging) || is(safe) || is(flag)) mask |= judge;
  return mask;
}

/** Acts that matter where no class is: for Experts. */
export function possibleActs({ low, high }: Pick<Sentence, "low" | "high">): boolean {
  const is = (bits: Bits) => has(low, high, bits);
  return (
    is(endless) ||
    (is(conceal) && is(valuable)) ||
    is(pretend) ||
    is(unbound) ||
    (is(poison) && is(insert)) ||
    (is(request) && (is(secret) || is(maybeSecret))) ||
    (is(follow) && (is(url) || is(target)))
  );
}

/** Reads the structure of one sentence. */
export function classify(
  text: string,
  reading: Reading,
  sentence: Sentence,
  isMentionedBefore: boolean,
): Said {
  if (sentence.first === sentence.last) return nothing;
  const at = sentenceReader(text, reading, sentence);
  let strong = 0;
  let weak = 0;
  let acts = 0;
  let mentioned = 0;

  function note(into: "strong" | "weak", bit: Mask, verb: number): void {
    if (into === "strong") strong |= bit;
    else weak |= bit;
    if (isMentionedBefore || at.isQuoted(verb) || at.isMentioned(verb)) mentioned |= bit;
    else said |= bit;
  }
  let said = 0;

  // addr: a model is called, or told what it must do.
  for (const i of at.all(anyAgent)) {
    const isSure = at.is(i, agent);
    if (at.isAttribute(i)) continue;
    if (at.isCalled(i, isSure)) note("strong", addr, i);
    else if (at.nearest(i, modal, isSure ? 60 : 25) >= 0 && !at.isOwned(i)) {
      note(isSure ? "strong" : "weak", addr, i);
    } else if (isSure && at.isYou(i)) note("strong", addr, i);
  }

  // over: earlier rules are set aside, or others are said to stand above them.
  for (const i of at.all(drop)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.isReminder(i)) continue;
    if (at.object(i, other, 40) >= 0) {
      note("weak", over, i);
      acts |= actMask("shadow");
    }
    const object = at.nearest(i, anyRules, 70);
    if (object < 0) continue;
    if (at.any(embedded) && !at.any(precede)) continue;
    if (at.isOfLinters(object)) {
      note("weak", over, i);
      continue;
    }
    const isOfModels = at.is(object, rules) || at.any(agent) || at.nearest(object, you, 40) >= 0;
    const isEarlier = at.nearest(object, prior, 50) >= 0 || at.nearest(object, you, 40) >= 0;
    note(isOfModels && isEarlier ? "strong" : "weak", over, i);
  }
  for (const i of at.all(precede)) {
    if (at.nearest(i, rules, 80) >= 0 || at.nearest(i, you, 40) >= 0) note("strong", over, i);
    else note("weak", over, i);
  }
  for (const i of at.all(unbound)) {
    if (at.any(you) || at.any(agent) || at.any(modal)) {
      note("strong", over, i);
      if (!isMentionedBefore && !at.isQuoted(i)) acts |= actMask("unbound");
    }
  }
  for (const i of at.all(use)) {
    if (at.nearest(i, other, 50) < 0) continue;
    if (at.isPreferred(i)) acts |= actMask("prefer");
    else if (at.negationOf(i) >= 0 || at.any(without)) {
      note("weak", over, i);
      if (!at.isWish(i)) acts |= actMask("shadow");
    }
  }

  // hide: somebody is not to be told or asked.
  for (const i of at.all(tell)) {
    const negative = at.negationOf(i);
    if (negative < 0 || !at.isTelling(i) || at.isOtherQuote(negative, i)) continue;
    if (at.isSupposed(negative)) continue;
    if (at.isTwiceDenied(negative, i) || at.isSparing(i) || at.isKeptSafe(i)) continue;
    if (at.isPurpose(i)) continue;
    if (at.isQuestioning(i)) {
      note("weak", hide, i);
      continue;
    }
    const isPrompt = at.following(i, rules, 40) >= 0 && !at.any(content);
    if (at.isRecipient(at.nearest(i, person, 60))) {
      if (isPrompt) acts |= actMask("hide-prompt");
      note("strong", hide, i);
    } else if (at.nearest(i, guard, 40) >= 0 || at.nearest(i, toolish, 60) >= 0) {
      if (isPrompt) acts |= actMask("hide-prompt");
      note("weak", hide, i);
    }
  }
  for (const i of at.all(conceal)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.nearest(i, person, 40) < 0) continue;
    if (at.following(i, rules, 40) >= 0 && !at.any(content)) acts |= actMask("hide-prompt");
    note("strong", hide, i);
  }
  for (const i of at.all(carrying)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.object(i, valuable, 60) < 0) continue;
    if (!at.isMentioned(i)) acts |= actMask("smuggle");
  }
  for (const i of at.all(secretly))
    note(at.isWord(i, "silently", "quietly") || at.isInside(i) ? "weak" : "strong", hide, i);
  for (const i of at.all(without)) {
    if (at.following(i, guard, 50) >= 0 && !at.isTwiceDenied(i, i) && !at.isSupposed(i)) {
      note(at.nearest(i, person, 60) >= 0 ? "strong" : "weak", hide, i);
    }
  }

  // take: something that is nobody else's is to be read.
  for (const i of at.all(get)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.isFindingOut(i)) continue;
    const object = at.object(i, valuable, 90);
    if (object >= 0) {
      if (at.is(object, talk)) acts |= actMask("talk");
      const isOwn = at.isYours(object) || (at.any(care) && !at.any(url));
      const isGoal = at.isWord(i, "copy", "note", "record") && at.isPlace(object);
      note(isOwn || isGoal ? "weak" : "strong", take, i);
    } else {
      const token = at.object(i, maybeSecret, 50);
      const isBulk = at.isEvery(token) && !at.any(care) && !at.isWord(i, "list", "find");
      if (token >= 0) note(isBulk ? "strong" : "weak", take, i);
    }
  }

  // send: it is to go somewhere.
  for (const i of at.all(sending)) {
    if (!at.isVerb(i) || at.isNegated(i)) continue;
    const address = at.isEnglish(i) ? at.following(i, url, 160) : at.nearest(i, url, 160);
    const place = at.isReference(address) ? -1 : address;
    const goal = at.nearest(i, target, 100);
    const found = at.isRequest(i) ? -1 : at.object(i, valuable, 90);
    // Because it does not see this conversation: what is denied is not passed on.
    const isElsewhere =
      found > i && at.isEnglish(i) && (at.isApart(i, found) || at.isSource(found));
    const value = isElsewhere ? -1 : found;
    const load = at.nearest(i, content, 60);
    if (value >= 0) {
      if (at.is(value, talk)) acts |= actMask("talk");
      const isOwn = at.isYours(value) && place < 0;
      note((place >= 0 || (goal >= 0 && at.isEnglish(i))) && !isOwn ? "strong" : "weak", send, i);
      if (at.is(value, secret) && !isOwn && !at.isPlace(value)) {
        const isSure = at.isPath(value) || at.isTheirs(value) || (place >= 0 && !at.isEnglish(i));
        note(isSure ? "strong" : "weak", take, i);
      }
      if (at.is(value, talk)) note("strong", take, i);
    } else if (place >= 0) {
      const token = at.object(i, maybeSecret, 50);
      note(load >= 0 || (token >= 0 && at.isEvery(token)) ? "strong" : "weak", send, i);
    } else if (goal >= 0) {
      note("weak", send, i);
    }
    if (place >= 0 && (load >= 0 || value >= 0)) acts |= actMask("send-abroad");
    const picture = at.nearest(i, image, 70);
    if (picture >= 0 && !at.isTag(picture) && value >= 0 && (place >= 0 || goal >= 0)) {
      acts |= actMask("data-link");
    }
  }

  // exec: something is run, installed or unlocked.
  for (const i of at.all(run)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.isLabel(i)) continue;
    const isRemote = at.isProgram(at.nearest(i, url, 120));
    if (isRemote && at.pipes()) {
      note("strong", exec, i);
      acts |= actMask("remote-code");
    } else {
      note("weak", exec, i);
      if (isRemote && at.is(i, running) && !signsIn.test(text.slice(sentence.from, sentence.to)))
        acts |= actMask("remote-code");
    }
    if (at.is(i, install) && (at.nearest(i, product, 80) >= 0 || at.installs(i))) {
      acts |= actMask("install");
    }
  }
  for (const i of at.all(disable)) {
    if (!at.isVerb(i) || at.isNegated(i)) continue;
    if (at.nearest(i, guard, 60) < 0 && !at.isFlag(i)) continue;
    if (at.isAskedBefore(i)) continue;
    note("strong", exec, i);
    if (!isMentionedBefore) acts |= actMask("unguard");
  }

  // before: it wants to be first, for everything.
  for (const i of at.all(first)) {
    // To ask before something is done is what people want.
    const asked = at.nearest(i, tell, 12);
    if ((asked >= 0 && asked < i) || at.following(i, guard, 14) >= 0) continue;
    const object = at.nearest(i, toolish, 60);
    if (object >= 0 && at.nearest(object, every, 40) >= 0) note("strong", before, i);
    else if (object >= 0 && at.any(modal)) note("weak", before, i);
  }
  for (const i of at.all(fail)) {
    if (at.nearest(i, every, 60) >= 0 && at.any(toolish)) note("strong", before, i);
    else if (at.any(first)) note("weak", before, i);
  }

  // persist: it is to hold later, too.
  for (const i of at.all(store)) {
    if (!at.isVerb(i) || at.isNegated(i)) continue;
    if (at.nearest(i, memory, 80) >= 0) note("strong", persist, i);
  }

  // judge: who reads this for a verdict is told which.
  noteJudge(at, (into, i) => note(into, judge, i));

  for (const i of at.all(follow)) {
    if (at.isNegated(i)) continue;
    if (at.nearest(i, url, 120) >= 0) acts |= actMask("remote-rules");
  }
  for (const i of at.all(insert)) {
    if (at.isVerb(i) && !at.isNegated(i) && at.nearest(i, poison, 80) >= 0 && !at.isMentioned(i)) {
      acts |= actMask("poison");
    }
  }
  for (const i of at.all(request)) {
    if (!at.isVerb(i) || at.isNegated(i) || at.isMentioned(i)) continue;
    const object = at.object(i, secret, 90);
    if (at.any(person) && (object >= 0 || at.object(i, maybeSecret, 60) >= 0) && !at.any(care)) {
      const line = text.slice(sentence.from, sentence.to).replace(/\s+/g, " ");
      const isSpared = isMishap(line) || isGift(line) || isWarning(line) || isHabit(line);
      if (!isSpared) acts |= actMask("phish");
    }
  }
  for (const i of at.all(pretend))
    if (!isMentionedBefore && !at.isNegated(i) && !at.isMentioned(i)) acts |= actMask("deceive");
  for (const i of at.all(endless)) if (!at.isNegated(i)) acts |= actMask("endless");

  return {
    strong,
    weak: weak & ~strong,
    mentioned: mentioned & ~said,
    acts,
    isOblique: at.isOblique(),
  };
}

function noteJudge(at: SentenceReader, note: (into: "strong" | "weak", i: number) => void): void {
  const hasJudge = at.any(judging) || at.any(agent);
  for (const i of at.all(flag)) {
    const negative = at.negationOf(i);
    if (negative < 0 || !at.isVerb(i) || at.isFailure(i)) continue;
    const isAboutThis = at.following(i, thing, 40) >= 0 || at.following(i, evil, 50) >= 0;
    if (!isAboutThis) continue;
    if (hasJudge || (at.any(safe) && !at.isOurs(i))) note("strong", i);
    else if (at.following(i, evil, 50) >= 0 || at.following(i, product, 40) >= 0) note("weak", i);
  }
  for (const i of at.all(mark)) {
    if (!at.isVerb(i) || at.isNegated(i)) continue;
    const isSafe = at.nearest(i, safe, 50) >= 0;
    const isSkip =
      at.nearest(i, judging, 60) >= 0 &&
      at.isWord(i, "skip", "exclude", "omit", "exempt", "ignore");
    if (isSafe && at.nearest(i, thing, at.any(judging) ? 90 : 40) >= 0)
      note(hasJudge && !at.isWord(i, "set") ? "strong" : "weak", i);
    else if (isSkip && at.any(thing)) note(at.any(agent) || at.any(safe) ? "strong" : "weak", i);
  }
  for (const i of at.all(safe)) {
    if (at.nearest(i, judging, 60) >= 0 && at.nearest(i, thing, 50) >= 0) note("weak", i);
  }
}

interface SentenceReader {
  all(bits: Bits): readonly number[];
  any(bits: Bits): boolean;
  is(i: number, bits: Bits): boolean;
  /** The hit of a group that is closest, within so many characters; -1 when there is none. */
  nearest(i: number, bits: Bits, within: number): number;
  following(i: number, bits: Bits, within: number): number;
  /** What a verb is done to: in English it follows, and no other verb takes it. */
  object(i: number, bits: Bits, within: number): number;
  /** Whether it is told to be done, as far as English verbs show it by where they stand. */
  isVerb(i: number): boolean;
  isNegated(i: number): boolean;
  negationOf(i: number): number;
  isQuoted(i: number): boolean;
  isMentioned(i: number): boolean;
  isWord(i: number, ...words: readonly string[]): boolean;
  isYours(i: number): boolean;
  /** Said of the package itself: our agent, the model's. */
  isOwned(i: number): boolean;
  isCalled(i: number, isSure: boolean): boolean;
  isFlag(i: number): boolean;
  /** Confirmation before something is deleted: what comes before is a guard, and none is lowered. */
  isAskedBefore(i: number): boolean;
  /** `forget to`, which sets nothing aside. */
  isReminder(i: number): boolean;
  isEnglish(i: number): boolean;
  /** Never to run something without asking: the negation of a negation. */
  isTwiceDenied(negative: number, i: number): boolean;
  /** What is denied or spoken of, though the verb that it could belong to is not. */
  isApart(verb: number, object: number): boolean;
  /** What something is made from is not what is passed on. */
  isSource(object: number): boolean;
  /** Use this instead of others. */
  isPreferred(i: number): boolean;
  /** What we do is told by who wrote it, of their own program. */
  isOurs(i: number): boolean;
  /** Something could not be done: what a program says when it fails. */
  isFailure(i: number): boolean;
  /** Not to expose a secret is care. */
  isKeptSafe(i: number): boolean;
  /** Not to ask somebody for a password is to spare them. */
  isSparing(i: number): boolean;
  /** What is sent is a request, as every client sends; English tells by the order of words. */
  isRequest(i: number): boolean;
  /** All of a kind: every token, any password. */
  isEvery(i: number): boolean;
  /** A secret of a person: the user's token. */
  isTheirs(i: number): boolean;
  /** Where something is put, as in a file of settings, not what is passed on. */
  isPlace(i: number): boolean;
  /** `find out`, which gets knowledge and no thing. */
  isFindingOut(i: number): boolean;
  /** A file or folder of secrets by its name. */
  isPath(i: number): boolean;
  /** A model and `you` are the same: you, the assistant; as an assistant you. */
  isYou(i: number): boolean;
  /** A person who is told, not one whose things are spoken of. */
  isRecipient(i: number): boolean;
  /** `Source:`, which names what is behind it. */
  isLabel(i: number): boolean;
  /** An address that is one of no mere data. */
  isProgram(i: number): boolean;
  /** What kind of a thing it is, not who is spoken to: LLM calls, agent mode. */
  isAttribute(i: number): boolean;
  /** Rules for code, which linters have. */
  isOfLinters(i: number): boolean;
  /** What "we would" do if things were otherwise is no order. */
  isSupposed(i: number): boolean;
  /** Two words that stand in quotes of their own, as a list of commands has them. */
  isOtherQuote(i: number, k: number): boolean;
  /** What something is meant for tells its kind: not to be displayed, but read. */
  isPurpose(i: number): boolean;
  /** To ask questions, or not to: who does not is on their own, and hides nothing. */
  isQuestioning(i: number): boolean;
  /** Something is done behind the scenes: by a program, by itself. */
  isInside(i: number): boolean;
  /** An address behind a linked word, which nothing is said to go to. */
  isReference(i: number): boolean;
  /** What a page that was read may wish for, and does not get. */
  isWish(i: number): boolean;
  /** A tag of a comment, such as `@link`. */
  isTag(i: number): boolean;
  /** A verb behind not, or behind without in its other form; the same words are nouns elsewhere. */
  isTelling(i: number): boolean;
  /** Whether a download is handed to an interpreter. */
  pipes(): boolean;
  installs(i: number): boolean;
  isOblique(): boolean;
}

/** A service is asked with the credential that is its own, or given something: neither fetches a program. */
const signsIn =
  /\bauthorization:|\bbearer\b|\bcurl\b[^\n|]{0,80}\s(?:-d|-F|-T|--data\S{0,12}|--form|--upload-file|-X\s?(?:POST|PUT)|-u|--user)\s/i;
const attribute =
  /^(?:-(?:based|powered|generated|driven|assisted|specific|related|compatible|provided|ready)\b|\s(?:calls?|requests?|responses?|outputs?|usage|mode|providers?|integrations?|support|features?|apis?|sdks?|loops?|runs?|generation|gateways?|costs?|spans?|telemetry)\b)/i;
const linters =
  /\b(?:es|style|ts|js|html|markdown|commit)?lint(?:ers?|ing)?\b|\b(?:prettier|biome|typescript|tsconfig|css|rubocop|ruff)\b/i;
const questions =
  /^\s(?:(?:the|any|your|a|users?|further|clarifying|follow-up|more|too many)\s){0,3}questions?\b/i;
const supposed = /\b(?:we|it|they|this|that)\s(?:would|could|might)\s[^.;]{0,70}$/i;
const quotesBetween = /["”][\s,;]{0,3}["“]/;
const purpose = /\b(?:meant|intended|designed|suitable|suited)\s(?:to\sbe|for(?:\sbeing)?)\s$/i;
const passive = /\b(?:is|are|be|been|was|were)\s(?:\w{2,14}\s){1,3}$/i;
const duty = /\b(?:must|should|shall|have to|has to|needs? to|is to|are to)\s(?:\w{2,12}\s)?be\s/i;
/** Words behind which a link is a place to go to. */
const linkedGoal = /\b(?:to|into|at|via|towards?|with)\s(?:the\s|our\s|this\s|an?\s)?$/i;
/** Descriptions, tables and pictures, which nobody runs. */
const data = /\.(?:json|ya?ml|csv|xml|graphql|proto|wsdl|svg|png)["'`)]?$/i;
const noHits: readonly number[] = [];
/** A name that is called: with a colon or a comma behind it, or a word or two before that. */
const vocative =
  /^(?:\s?[,!،、，！]|(?:\s[\p{L}-]{1,14}){0,3}\s?[:：])|^\s(?:reading|who reads?)\b/u;
const pipe =
  /\|\s{0,4}(?:sudo\s{1,4})?(?:ba|z|da|k)?sh\b|\|\s{0,4}(?:node|python3?|bun|iex)\b|\$\((?:curl|wget)\b/i;

function sentenceReader(text: string, reading: Reading, sentence: Sentence): SentenceReader {
  const { starts, ends, low, high } = reading;
  const { first: from, last: to } = sentence;
  // A script without blanks says more in fewer characters, but distances are bounds, not measures.
  const reader: SentenceReader = {
    all(bits) {
      if (!reader.any(bits)) return noHits;
      const found: number[] = [];
      for (let i = from; i < to; i += 1) if (reader.is(i, bits)) found.push(i);
      return found;
    },
    any: (bits) => has(sentence.low, sentence.high, bits),
    is: (i, bits) => has(low[i] ?? 0, high[i] ?? 0, bits),
    nearest(i, bits, within) {
      if (!reader.any(bits)) return -1;
      let best = -1;
      let distance = within + 1;
      for (let k = from; k < to; k += 1) {
        if (k === i || !reader.is(k, bits)) continue;
        const away = k > i ? (starts[k] ?? 0) - (ends[i] ?? 0) : (starts[i] ?? 0) - (ends[k] ?? 0);
        if (away < distance) {
          best = k;
          distance = away;
        }
      }
      return best;
    },
    following(i, bits, within) {
      for (let k = i + 1; k < to; k += 1) {
        if ((starts[k] ?? 0) - (ends[i] ?? 0) > within) break;
        if (reader.is(k, bits)) return k;
      }
      return -1;
    },
    object(i, bits, within) {
      if (((high[i] ?? 0) & marks.english) === 0) return reader.nearest(i, bits, within);
      const k = reader.following(i, bits, within);
      for (let other = i + 1; other < k; other += 1) {
        if (!reader.is(other, acting) || reader.is(other, bits) || !reader.isVerb(other)) continue;
        const between = text.slice(ends[i], starts[other]);
        if (!/^[,\s]{0,3}(?:and|or|then)?\s{0,2}$/.test(between)) return -1;
      }
      return k;
    },
    isVerb(i) {
      return (
        ((high[i] ?? 0) & marks.english) === 0 || isImperative(text, starts[i] ?? 0, sentence.from)
      );
    },
    isNegated: (i) =>
      negationAround(i, reader.isFlag(i) ? 60 : 28) >= 0 ||
      (((high[i] ?? 0) & marks.english) !== 0 &&
        reader.any(negation) &&
        isDenied(text, starts[i] ?? 0)),
    negationOf: (i) => negationAround(i, 45),
    isQuoted: (i) => ((high[i] ?? 0) & marks.quoted) !== 0,
    isMentioned(i) {
      if (!reader.any(mention)) return false;
      for (let k = from; k < to; k += 1) {
        if (k === i || !reader.is(k, mention)) continue;
        // In languages that put the verb last, the mention follows.
        if (k < i || ((high[k] ?? 0) & marks.english) === 0) return true;
      }
      return false;
    },
    isWord: (i, ...words) => words.includes(text.slice(starts[i], ends[i]).toLowerCase()),
    isYours: (i) =>
      /\b(?:your|own|my|our|its)\s(?:\w{1,12}\s){0,2}$/i.test(behind(text, starts[i] ?? 0, 40)),
    isOwned: (i) =>
      /\b(?:our|the|this|my|its|each|an?)\s(?:\w{1,12}\s){0,2}$/i.test(
        behind(text, starts[i] ?? 0, 40),
      ),
    isCalled(i, isSure) {
      const start = starts[i] ?? 0;
      const end = ends[i] ?? 0;
      const before = behind(text, start, 40);
      const after = text.slice(end, Math.min(end + 48, sentence.to));
      if (isSure && start - sentence.from <= 30 && vocative.test(after)) return true;
      if (
        start - sentence.from <= 3 &&
        /^:\s(?!\w{2,12}(?:ed|es)\b)/.test(after) &&
        reader.isEnglish(i)
      )
        return true;
      const caller = reader.nearest(i, call, isSure ? 30 : 14);
      if (caller >= 0 && caller < i && (isSure || reader.any(modal) || reader.any(you))) {
        return (
          isSure ||
          /if you are|when you are|note (?:to|for)|instructions? (?:to|for)|attention|dear/i.test(
            before,
          )
        );
      }
      return isSure && caller > i && (high[i] ?? 0) !== 0 && ((high[i] ?? 0) & marks.english) === 0;
    },
    isFlag: (i) =>
      text.startsWith("--", (starts[i] ?? 0) - 2) ||
      reader.isWord(i, "dangerously-skip-permissions", "yolo"),
    isAskedBefore(i) {
      if (reader.isEnglish(i) || reader.isFlag(i)) return false;
      const k = reader.nearest(i, first, 60);
      const held = reader.nearest(i, guard, 60);
      return k >= 0 && held >= 0 && held < k && k < i;
    },
    isSupposed: (i) => supposed.test(behind(text, starts[i] ?? 0, 90)),
    isOtherQuote: (i, k) =>
      quotesBetween.test(text.slice(Math.min(starts[i] ?? 0, starts[k] ?? 0), starts[k])),
    isPurpose: (i) => purpose.test(behind(text, starts[i] ?? 0, 40)),
    isAttribute: (i) =>
      reader.isEnglish(i) && attribute.test(text.slice(ends[i], (ends[i] ?? 0) + 24)),
    isOfLinters: (i) =>
      reader.isWord(i, "rule", "rules") && linters.test(text.slice(sentence.from, sentence.to)),
    isQuestioning: (i) =>
      reader.isWord(i, "ask", "asking") && questions.test(text.slice(ends[i], (ends[i] ?? 0) + 48)),
    isInside(i) {
      const before = behind(text, starts[i] ?? 0, 60);
      return reader.isWord(i, "behind the scenes") && passive.test(before) && !duty.test(before);
    },
    isReference(i) {
      const start = starts[i] ?? 0;
      if (i < 0 || !text.startsWith("](", start - 2)) return false;
      return !linkedGoal.test(leadOf(text, start));
    },
    isLabel: (i) => reader.isWord(i, "source") && text.startsWith(":", ends[i]),
    isProgram: (i) => i >= 0 && !data.test(text.slice(starts[i], ends[i])),
    isWish(i) {
      const whole = text.slice(sentence.from, sentence.to);
      return !withoutWishes(whole).includes(text.slice(starts[i], sentence.to).slice(0, 40));
    },
    isTag: (i) => text.charCodeAt((starts[i] ?? 0) - 1) === 0x40,
    isYou(i) {
      const k = reader.nearest(i, you, 25);
      if (k < 0) return false;
      const between = k < i ? text.slice(ends[k], starts[i]) : text.slice(ends[i], starts[k]);
      if (((high[i] ?? 0) & marks.english) === 0) return true;
      return /^(?:[\s,:—-]|are|as|the|an?|is|being|helpful|coding){0,12}$/i.test(between);
    },
    isRecipient: (i) =>
      i >= 0 && !/\bof\s(?:the\s|an?\s|your\s|its\s)?$/i.test(behind(text, starts[i] ?? 0, 12)),
    isPath: (i) => /^\.|_|^etc/.test(text.slice(starts[i], ends[i])),
    isFindingOut: (i) => text.startsWith(" out ", ends[i]),
    isPlace: (i) =>
      /\b(?:in|into|to|inside|within|as|via|using|with|from)\s{1,3}(?:[`"']|an?\s|the\s|your\s|its\s){0,2}(?:\S{1,20}\s){0,1}[`"'~/]{0,3}$/i.test(
        behind(text, starts[i] ?? 0, 48),
      ),
    isTheirs: (i) =>
      /\b(?:user|developer|owner|human|customer|maintainer|person|victim)(?:'s|’s|s')\s(?:\w{1,12}\s){0,2}$/i.test(
        behind(text, starts[i] ?? 0, 48),
      ),
    isEvery: (i) =>
      /\b(?:all|every|any|each)\s(?:the\s|of\sthe\s)?(?:\w{1,12}\s)?$/i.test(
        behind(text, starts[i] ?? 0, 32),
      ),
    isTwiceDenied(negative, i) {
      if (!reader.isEnglish(negative)) return false;
      for (let k = negative; k <= i; k += 1) {
        if (reader.is(k, without) && isDenied(text, starts[k] ?? 0)) return true;
      }
      return false;
    },
    isApart(verb, object) {
      const k = reader.following(verb, mention, 60);
      return (k >= 0 && k < object) || isDenied(text, starts[object] ?? 0);
    },
    isSource: (object) =>
      /\bfrom\s(?:the|an?|this|that|your)\s(?:\w{2,12}\s)?$/i.test(
        behind(text, starts[object] ?? 0, 40),
      ),
    isPreferred: (i) => /^\s(?:this|it)\b/i.test(text.slice(ends[i], (ends[i] ?? 0) + 8)),
    isKeptSafe: (i) =>
      reader.isEnglish(i) &&
      reader.isWord(
        i,
        "expose",
        "exposing",
        "reveal",
        "disclose",
        "show",
        "display",
        "print",
        "log",
        "output",
      ) &&
      (reader.following(i, secret, 40) >= 0 || reader.following(i, maybeSecret, 24) >= 0),
    isFailure: (i) =>
      /\b(?:could|did|was|were|has|had)(?: not|n['’]t)(?: be)? $/i.test(
        behind(text, starts[i] ?? 0, 20),
      ),
    isOurs: (i) => /\b(?:we|i)\b/i.test(behind(text, starts[i] ?? 0, 80)),
    isSparing: (i) =>
      /^\s(?:the\s|a\s|any\s)?\w{2,12}\s(?:for\s(?!approval|permission|confirmation|consent)|to\s(?!(?:confirm|approve|allow|agree|accept|consent|review|verify|decide|choose|check)\b)[a-z]{2,})/i.test(
        text.slice(ends[i], (ends[i] ?? 0) + 60),
      ),
    isEnglish: (i) => ((high[i] ?? 0) & marks.english) !== 0,
    isRequest(i) {
      if (reader.isEnglish(i)) return false;
      const k = reader.nearest(i, toolish, 30);
      if (k < 0) return false;
      const away = Math.abs((starts[k] ?? 0) - (starts[i] ?? 0));
      return reader.nearest(i, valuable, away - 1) < 0;
    },
    isReminder: (i) => text.startsWith(" to ", ends[i]),
    isTelling: (i) =>
      ((high[i] ?? 0) & marks.english) === 0 ||
      reader.isVerb(i) ||
      text.slice(starts[i], ends[i]).toLowerCase().endsWith("ing"),
    pipes: () => pipe.test(text.slice(sentence.from, Math.min(sentence.to, sentence.from + 1200))),
    installs: (i) =>
      /^\s+(?:-\S{1,20}\s+){0,3}@?[a-z0-9][\w.@/-]{2,}/.test(
        text.slice(ends[i], (ends[i] ?? 0) + 80),
      ),
    isOblique() {
      let oblique = 0;
      for (let i = from; i < to; i += 1) if ((high[i] ?? 0) & marks.oblique) oblique += 1;
      return oblique > 0;
    },
  };

  function negationAround(i: number, within: number): number {
    if (!reader.any(negation)) return -1;
    const isEnglish = ((high[i] ?? 0) & marks.english) !== 0;
    for (let k = from; k < to; k += 1) {
      if (!reader.is(k, negation)) continue;
      if (k === i) {
        // A word that is both, such as a Turkish verb in the negative.
        if (!isEnglish) return k;
        continue;
      }
      const isBefore = k < i;
      const away = isBefore ? (starts[i] ?? 0) - (ends[k] ?? 0) : (starts[k] ?? 0) - (ends[i] ?? 0);
      // Without reaches no further than its own verb.
      const reach = within < 40 && reader.is(k, without) && !reader.is(k, not) ? 12 : within;
      if (away > reach) continue;
      const between = isBefore ? text.slice(ends[k], starts[i]) : text.slice(ends[i], starts[k]);
      if (isBefore) {
        // Not to tell somebody, and to do something: the negation ends with the telling.
        const isSpent =
          /,\s*(?:and|y|e|et|und|и)\b/.test(between) &&
          reader.following(k, tell, between.length) >= 0 &&
          reader.following(k, person, between.length) >= 0;
        // Not a failure, and reporting it would be noise: what is behind the comma begins anew.
        const isSubject =
          isEnglish &&
          /,\s*(?:and|but)\s$/.test(between) &&
          /ing$/i.test(text.slice(starts[i], ends[i]));
        if (isSubject) continue;
        const isTold = isSpent && !reader.is(i, tell) && !reader.is(i, flag);
        if (!isTold && !/[.;:!?。；：，、]|,\s*(?:but|just|and then|then)\b/.test(between))
          return k;
      } else if (
        !isEnglish &&
        away <= (isDense(text, starts[i] ?? 0) ? 6 : 24) &&
        ((high[k] ?? 0) & marks.english) === 0
      ) {
        if (!/[.,;:!?。；：，、،]/.test(between)) return k;
      }
    }
    return -1;
  }
  return reader;
}

/** Whether a script says much in few characters, so that less is near. */
function isDense(text: string, at: number): boolean {
  return text.charCodeAt(at) >= 0x2e80;
}

/** At most so many characters before a place. */
function behind(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at);
}
