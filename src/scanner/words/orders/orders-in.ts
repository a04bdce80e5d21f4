import { isGift } from "../cautions.ts";
import { actMask, type Mask } from "../directive.ts";
import {
  backdoors,
  carriesData,
  lowersGuard,
  phishes,
  plants,
  remoteRules,
  runsRemote,
  steersOthers,
  wantsAll,
  wantsFirst,
} from "./deeds.ts";
import { isDenied, toldAt } from "./guard.ts";
import { isQuiet } from "./quiet.ts";
import { type Span, Spans } from "./spans.ts";
import { takesOver } from "./takeover.ts";

/** Prepositions and marks behind which an address is a place to go to. */
const toward =
  /(?:\b(?:to|at|into|in|via|through|towards?|over|under|with|on|using|by|post|put|ping|hook|webhook|endpoint|repository|service|address|server|relay|sink|collector|is|of the request made to|reach\w{0,3}|ping\w{0,3}|hit|quer(?:y|ies) of)|->|=>|[:="'`(])[\s"'`(<]{0,4}$/i;
const fetched =
  /\b(?:fetch\w{0,3}|download\w{0,3}|read|get|load\w{0,3}|retrieve\w{0,1}|open|(?<!you )see|visit|documentation|docs|curl|wget|ssh)\s(?:[\w-]+\s){0,4}(?:from\s|at\s|on\s|-\S+\s)?[\s"'`(<]{0,3}$/i;
const lookedUp =
  /\blook(?:s|ing)? (?:up|(?:[\w-]{2,16} ){1,3}up)\s(?:[\w-]{2,20}\s){0,4}(?:at|on|in|under)\s[`"'(<]{0,3}$/i;
/** Whether an address is only opened or read, by what stands before it. */
export function isFetch(before: string): boolean {
  return (
    (fetched.test(before) || lookedUp.test(before)) &&
    !/\b(?:to|into|with|via|through)\s[\s"'`(<]{0,4}$/i.test(before)
  );
}

/** What every client sends; the answer of the task itself. */
const plainLoad = /\b(?:GET|request|query|quer(?:y|ies)|search terms?|city|question|links?)\b/i;
const care =
  /\b(?:mask\w{0,3}|redact\w{0,3}|rotat\w{1,4}|revok\w{1,4}|leak\w{0,3}|hard-?coded|exposed|findings?|audit\w{0,3}|review\w{0,3}|before consent|placeholders?|names? only|\(no values\)|inspect\w{0,3}|suspicious|stolen|public keys?)\b/i;
const passiveish = /(?:ed|en|nt|ught|pt|ft|ole|ound|ut|read|list)$/i;

/**
 * Which orders an English sentence gives, in whatever voice it gives them.
 *
 * @param isInstruction whether it stands where nothing but instructions do
 */
export function ordersIn(sentence: string, isInstruction: boolean): Mask {
  const spans = new Spans(sentence);
  let acts = 0;
  if (isQuiet(sentence)) acts |= actMask("quiet");
  const hasValue = spans.any("secret") || spans.any("talk");
  if (hasValue) acts |= gathering(spans);
  if (spans.any("address")) {
    if (isInstruction && hasValue && exposes(spans))
      acts |= told.ordered.gather | told.ordered.egress;
    const sent = sending(spans);
    acts |= sent;
    if (sent !== 0 && hasValue && !care.test(sentence) && !signedIn.test(sentence)) {
      acts |= sent & actMask("egress") ? actMask("gather", "gathers") : actMask("gathers");
    }
  }
  if (hasValue && fills(spans)) acts |= actMask("fill", "gather", "gathers");
  if (runsRemote(spans)) acts |= actMask("remote-code", "runs");
  if (lowersGuard(spans)) acts |= actMask("unguard");
  const obeyed = remoteRules(spans);
  if (obeyed === "both") acts |= actMask("remote-rules");
  else if (obeyed === "address") acts |= actMask("rules-at");
  else if (obeyed === "obey") acts |= actMask("obey");
  if (plants(spans)) acts |= actMask("plant");
  if (backdoors(spans)) acts |= actMask("poison");
  if (phishes(spans)) acts |= actMask("phish");
  if (carriesData(spans)) acts |= actMask("data-link");
  if (steersOthers(spans) || takesOver(sentence)) acts |= actMask("steer");
  if (wantsFirst(spans)) acts |= actMask("first");
  if (wantsAll(spans)) acts |= actMask("wants-all");
  return inHeader.test(sentence) || isGift(sentence)
    ? acts & ~actMask("gather", "gathers", "fill")
    : acts;
}

/** Programs that send by themselves. */
const programs =
  /\b(?:(?:api |http |web |rest )?clients?|servers?|sdks?|librar(?:y|ies)|cli|apps?|packages?|services?|browsers?|apis?|endpoints?|functions?|methods?|programs?|plugins?|extensions?|attackers?|malware|apps? that|code that)\s(?:(?:also|then|only|always)\s)?(?:sends|reads|uses|takes|stores|loads|posts|passes|adds|includes|forwards|returns|uploads|collects|gets|accepts|receives|supports|writes|fetches|signs|sets|checks|steals?|transmits|exfiltrates?)\b|\b(?:requests?|forms?|scripts?|pages?|workflows?|steps?|jobs?|tools?|code|lines?|calls?)\s(?:that|which)\s(?:sends?|posts?|reads?|uploads?|prints?|logs?|collects?|transmits?|leaks?)\b|\b(?:may|must|can|shall) (?:only|not)\b[^.]{0,60}\b(?:with|under|after) (?:the )?(?:\w+ )?(?:consent|contract|approval)\b/i;
/** The same, and words of documentation. */
const described =
  /\b(?:clients?|servers?|sdks?|librar(?:y|ies)|cli|apps?|tools?|packages?|services?|browsers?|apis?|endpoints?|functions?|methods?|programs?|requests?|plugins?|extensions?|commands?|attackers?|malware|apps? that|code that)\s(?:(?:also|then|only|always)\s)?(?:sends|reads|uses|takes|stores|loads|posts|passes|adds|includes|forwards|returns|uploads|collects|gets|needs|requires|accepts|receives|supports|writes|fetches|signs|sets|checks|steals?|transmits|exfiltrates?|will|can|may|must|that)\b|\b(?:document|explain|describe|show|teach|discuss|recogni[sz]e|warn|how to|such as|for example|e\.g|policy|law|contract|may only|how|whether)\b/i;
/** A service is asked with the credential that is its own. */
const signedIn =
  /\bauthori[sz]ation header|\bin the (?:\w+ )?header|\bas an? (?:\w+ )?header|\bbearer\b|\bauthenticate\b|\bsign(?:s|ed)? (?:in|requests?)\b|\blog(?:s|ged)? in\b|\bAPI key (?:from|in|is)\b|\b(?:for|in) (?:all )?(?:requests?|calls?) to\b|\bget (?:an?|your|their) (?:api key|token)|\baccess token\b[^.]{0,40}\bcopy\b/i;

const inHeader =
  /\bauthori[sz]ation header|\bin the (?:\w+ )?header|\bas an? (?:\w+ )?header|\bbearer\b/i;

/** What somebody needs to be told because they see nothing of it otherwise. */
export function isForBlind(sentence: string): boolean {
  return /\b(?:cannot|can['’]t|does not|doesn['’]t|do not|has no|have no|without)\s(?:\w+\s){0,2}(?:see|access|memory|know|context)\b[^.]{0,60}\b(?:conversation|history|context|messages|chat|it|this)\b/i.test(
    sentence,
  );
}

/** Whether a sentence tells how a program works or how somebody signs in, or makes up for what is not seen. */
export function isDescription(sentence: string): boolean {
  const words = sentence.replace(/https?:\S{1,300}|\S{1,64}@\S{1,200}/g, " ");
  if (
    /\bpublic keys?\b|\b(?:needs?|requires?|export|set)\s[`"']?[A-Z][A-Z0-9]*_[A-Z0-9_]{2,}/.test(
      words,
    )
  )
    return true;
  return programs.test(words) || signedIn.test(words) || isForBlind(sentence);
}

/** Command lines are quoted where they are to be run. */
const command = /^["“„«]\s?(?:\$\(|(?:curl|wget|npx|npm|node|bash|sh|python3?|uvx|git|scp)\s)/;

/** A sentence without what it quotes; a quoted word or address is no quotation. */
export function unquoted(text: string): string {
  return text.replace(/["“„«][^"”“»\n]{6,400}["”“»]/g, (quoted) =>
    /\s\S+\s\S+\s/.test(quoted) && !command.test(quoted) ? " ".repeat(quoted.length) : quoted,
  );
}

/** Whether a sentence has a service asked with its own credential, as every client does. */
export function signsIn(sentence: string): boolean {
  return inHeader.test(sentence);
}

/**
 * Whether a sentence names something valuable and an address together, and nothing shows that it only
 * speaks of it: however it is put, an instruction has no need of both.
 */
function exposes(spans: Spans): boolean {
  const { text } = spans;
  const words = text.replace(/https?:\S{1,300}|\S{1,64}@\S{1,200}/g, " ");
  if (described.test(words) || signedIn.test(words) || care.test(words)) return false;
  return spans.of("address").some((address) => {
    const before = leadOf(text, address.at);
    if (isFetch(before) || noted.test(before) || isDenied(text, address.at)) return false;
    // A linked word is explained there, unless something is to go to it.
    if (text.startsWith("](", address.at - 2) && !toward.test(before)) return false;
    return (
      !spans
        .of("secret")
        .every((secret) => isWithin(address, secret) || isDenied(text, secret.at)) ||
      spans.of("talk").some((talk) => !isWithin(address, talk) && !isDenied(text, talk.at))
    );
  });
}

/** An address that a record of changes keeps of itself. */
const noted = /\b(?:pr|issue|commit|homepage|repository|bugs?|ref)(?:[-_]url)?["']?\s?:\s?["'<]?$/i;

/** Words of an address are no words of its sentence. */
function isWithin(outer: Span, inner: Span): boolean {
  return inner.at >= outer.at && inner.end <= outer.end;
}

function gathering(spans: Spans): Mask {
  const { text } = spans;
  if ((care.test(text) && !spans.any("address")) || inHeader.test(text)) return 0;
  let acts = 0;
  for (const verb of spans.of("get")) {
    const object = objectOf(spans, verb);
    if (object !== null) acts |= told[toldAt(text, 0, verb.at, verb.word)].gather;
  }
  const isDeed = spans.of("getting").some((noun) => {
    const object = spans.after(noun, "secret", 80) ?? spans.after(noun, "talk", 60);
    return object !== null && isDuty(text, noun.at);
  });
  return isDeed ? acts | told.ordered.gather : acts;
}

const told = {
  no: { gather: 0, egress: 0 },
  narrated: { gather: actMask("gathers"), egress: actMask("egresses") },
  ordered: { gather: actMask("gather", "gathers"), egress: actMask("egress", "egresses") },
} as const;

/** What stands before an address; of a link, what stands before the words that are linked. */
export function leadOf(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 160), at);
  if (!before.endsWith("](")) return before;
  const open = before.lastIndexOf("[");
  return open < 0 ? "" : before.slice(0, open);
}

/** A command line that sends. */
const uploaded =
  /\b(?:curl|wget|https?ie?|nc|fetch)\b[^\n]{0,80}(?:\s-d|--data\S{0,12}|\s-F|\s-T|--post-\w{1,8}|--upload-file|\bPOST|\bPUT)\s[^\n]{0,60}$/;

/** Somebody who is sent there is not what is sent. */
const guided =
  /^\s(?:(?:the|a|an|any|every|each|all)\s)?(?:users?|customers?|visitors?|people|clients?|readers?|them|him|her|guests?|members?)\s(?:\w{2,10}\s){0,2}to\s/i;

/** The address itself is what somebody is given, to turn to. */
const referred =
  /\b(?:give|tell|show|name|offer|hand|refer|point|direct|guide|link)\s(?:them|him|her|(?:the |an? |any )?(?:users?|customers?|employees?|people|visitors?|clients?|persons?|callers?|patients?|readers?|students?|members?))\s(?:to\s|at\s|towards?\s)?(?:(?:the|an?|your|our|their)\s)?(?:[\w'’-]{2,16}\s){0,6}?["'(<`]{0,3}$/i;

/** Whether somebody is only told where to turn, by what stands before an address. */
export function isReferral(before: string): boolean {
  return referred.test(before);
}

/** What the load does, not who carries it: ends up, arrives. */
const moved = /^(?:end\w{0,2} up|arriv\w{1,3}|reach\w{0,2}|accompan\w{1,4}|travel\w{0,3})$/i;
const wanted =
  /\b(?:ensure|make sure|see to it|must|has to|have to|needs? to|should|shall|is to|are to)\b/i;

function objectOf(spans: Spans, verb: Span): Span | null {
  const behind = spans.after(verb, "secret", 90) ?? spans.after(verb, "talk", 70);
  // Copy the example to .env: where it is put, not what is taken.
  if (behind !== null && /^(?:cop|writ|sav|stor|put|keep|note|enter|add)/i.test(verb.word)) {
    if (
      /\b(?:to|into|in)\s(?:the\s|a\s|your\s)?[`"']?$/i.test(spans.text.slice(verb.end, behind.at))
    )
      return null;
  }
  if (behind !== null || !passiveish.test(verb.word)) return behind;
  return spans.before(verb, "secret", 90) ?? spans.before(verb, "talk", 70);
}

function sending(spans: Spans): Mask {
  const { text } = spans;
  let acts = 0;
  for (const address of spans.of("address")) {
    const before = leadOf(text, address.at);
    if (uploaded.test(before) && !isDenied(text, address.at) && !described.test(text)) {
      acts |= told.ordered.egress;
    }
    if (isFetch(before) || isReferral(before) || !toward.test(before)) continue;
    for (const verb of spans.of("send")) {
      const away = address.at - verb.end;
      if (away < 0 ? !passiveish.test(verb.word) || away < -120 : away > 200) continue;
      const load = away < 0 ? "" : text.slice(verb.end, address.at);
      if (guided.test(load)) continue;
      if (plainLoad.test(load) && !spans.any("secret") && !spans.any("talk")) continue;
      if (away >= 0 && moved.test(verb.word)) {
        const isDenied = /\b(?:never|not|no|n['’]t)\b/i.test(text.slice(0, verb.at));
        acts |= told[isDenied ? "no" : wanted.test(text) ? "ordered" : "narrated"].egress;
      } else acts |= told[toldAt(text, 0, verb.at, verb.word)].egress;
    }
    for (const noun of spans.of("sending")) {
      if (noun.end <= address.at && isDuty(text, noun.at)) acts |= told.ordered.egress;
    }
  }
  return acts;
}

/** Whether a valuable thing is to be put into a slot of a call. */
function fills(spans: Spans): boolean {
  const { text } = spans;
  if (isForBlind(text)) return false;
  const isOrdered = (verb: Span | null) =>
    verb !== null && toldAt(text, 0, verb.at, verb.word) === "ordered";
  // A slot and a file of secrets, or all that was said, in one sentence.
  const isTelling = !described.test(text) && !care.test(text) && !signedIn.test(text);
  const isBulk = spans.any("talk") || spans.of("secret").some(({ word }) => /[.~/]|s$/i.test(word));
  if (
    isTelling &&
    isBulk &&
    spans.of("slot").some(({ word, at }) => /["'`]/.test(word) && !isDenied(text, at))
  ) {
    return true;
  }
  if (
    isTelling &&
    spans.any("slot") &&
    covered.test(text) &&
    !isDenied(text, spans.of("slot")[0]?.at ?? 0)
  ) {
    return true;
  }
  return (
    spans
      .of("slot")
      .some((slot) =>
        isOrdered(spans.before(slot, "send", 140) ?? spans.after(slot, "send", 40)),
      ) ||
    spans
      .of("send")
      .some((verb) => handing.test(verb.word) && hasValueAt(spans, verb) && isOrdered(verb))
  );
}

/** In a form in which nobody sees what it is. */
const covered =
  /\b(?:base64|backwards|hex(?:adecimal)?|encoded?|rot13|invisible|zero-width|obfuscated|disguised|reversed)\b/i;

/** Verbs that give something to a call without naming the slot. */
const handing =
  /^(?:suppl(?:y|ied)|provided?|pass(?:ed)?(?: along)?|include[d]?|hand(?:ed)?(?: over| in)?|give|given|attach(?:ed)?|accompan(?:y|ied)|submit(?:ted)?)$/i;

function hasValueAt(spans: Spans, verb: Span): boolean {
  const isBefore = passiveish.test(verb.word);
  return (["talk", "secret"] as const).some((part) => {
    const value = isBefore ? spans.near(verb, part, 90) : spans.after(verb, part, 60);
    return value !== null && !isDenied(spans.text, value.at);
  });
}

/** A deed named as a noun is a duty where a list of duties names it, or a sentence asks for it. */
function isDuty(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  if (
    /\b(?:not?|never|without|against|prevent\w{0,3}|detect\w{0,3}|avoid\w{0,3}|about|of|on|explain|describe)\s(?:\w+\s){0,3}$/i.test(
      before,
    )
  )
    return false;
  return (
    /(?:^|[\n:;.,*-]\s{0,3}|["'`]|\b(?:the|a|an|is|requires?|includes?|perform|ensure|and|to)\s)$/i.test(
      before,
    ) || before.trim() === ""
  );
}
