import { isDenied } from "../orders/guard.ts";
import { isFetch, isReferral, leadOf } from "../orders/orders-in.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { denials, has, isForeign, negation } from "./denials.ts";
import type { Part, SentenceSigns } from "./parts.ts";
import { type Shape, shapes } from "./shapes.ts";
import { type Sign, signBits, signs } from "./signs.ts";
import { noteTurns } from "./turns.ts";

const tell = signBits("tell");
const unasked = signBits("unasked");
const until = signBits("until");
const asked = signBits("asked");
const not = signBits("not");
const perWord = 30;
/** How far a negation may stand before the asking that it denies. */
const nearNegation = 18;
/** What turns a sentence around, and who is spoken of, counts also beside a negation. */
const turning: ReadonlySet<Sign> = new Set([
  "not",
  "without",
  "until",
  "care",
  "asked",
  "mention",
  "teach",
  "person",
  "agent",
]);

/** What one sentence of a reading shows. */
export function signsIn(text: string, reading: Reading, sentence: Sentence): SentenceSigns {
  const { starts, low, high } = reading;
  const said = new Set<Part>();
  const denied = denials(text, reading, sentence);
  const isEnglish = isMostlyEnglish(reading, sentence);
  const names = namesIn(text.slice(sentence.from, sentence.to), sentence.from);
  const part = text.slice(sentence.from, sentence.to);
  // Of code only its addresses, files and commands tell something; the words in it are names.
  const last = isCode(part) ? sentence.first : sentence.last;
  for (let i = sentence.first; i < last; i += 1) {
    const start = starts[i] ?? 0;
    if (names.some(({ from, to }) => start >= from && start < to)) continue;
    // A word of another Latin language in an English sentence is chance.
    if (isEnglish && isForeign(high[i]) && text.charCodeAt(starts[i] ?? 0) < 0x250) continue;
    const isDenied =
      !has(low[i], high[i], negation) && denied(starts[i] ?? 0, i, isForeign(high[i]));
    if (isDenied) {
      said.add("denied");
      if (has(low[i], high[i], tell) && !isUntoldByNobody(text, start)) said.add("untold");
      // Never without asking is to ask.
      if (has(low[i], high[i], unasked)) said.add("asked");
    }
    // No need to ask first is not to ask.
    if (has(low[i], high[i], asked) && isJustDenied(text, reading, sentence, i)) {
      said.add("unasked");
      continue;
    }
    noteSigns(low[i] ?? 0, 0, isDenied, said);
    noteSigns((high[i] ?? 0) & 0xffffff, perWord, isDenied, said);
  }
  noteShapes(part, sentence, reading, denied, said);
  if (!isEnglish) said.add("refers");
  // Only English is read for the verb that leads to an address.
  const isForeignText = !isEnglish && !english.test(part);
  if (isForeignText && said.has("address") && !said.has("cited")) said.add("bound");
  if (isEnglish && said.has("bound") && isOfOther(part, reading, sentence)) said.delete("bound");
  noteTurns(part, isEnglish, said);
  return { from: sentence.from, to: sentence.to, said, names: filesIn(part) };
}

const goods = signBits("secret", "token", "talk", "private", "source", "host");
const goodShapes: ReadonlySet<Shape> = new Set<Shape>([
  "secretFile",
  "homeFile",
  "variable",
  "keyed",
  "typed",
  "proof",
]);
const passive =
  /\b(?:is|are|was|were|gets?|be|been|being)\s(?:\w{2,12}ly\s)?(?:sent|posted|uploaded|streamed|forwarded|reported|submitted|pushed|delivered|transmitted|written|shared|passed|published)\s(?:to|into|at|via|with)\s["'`(<]{0,4}(?=[a-z]{2,8}:\/\/|[\w-]{1,60}\.[a-z])/i;
/** What stands for something else, or has it go along. */
const standIn =
  /\b(?:it|this|these|they|them|that|everything|all|both|whatever|anything|each|what|which|results?|output|cop(?:y|ies)|contents?|files?|archives?|summary|notes?|lists?|values?|bundle|block|text|lines?|data|snapshot|inventory|profile)\b/i;
const along = /\b(?:with|including|plus|together|containing|carrying|along|as well)\b/i;

/** Whether what is said to be sent to the address is nothing of value, which the rest of the sentence names. */
function isOfOther(part: string, { starts, low, high }: Reading, sentence: Sentence): boolean {
  const match = passive.exec(part);
  if (match === null || along.test(part.slice(match.index + match[0].length))) return false;
  const clause = part.slice(0, match.index);
  const from = Math.max(clause.lastIndexOf(". "), clause.lastIndexOf("; "), 0);
  const subject = clause.slice(from);
  if (standIn.test(subject)) return false;
  for (let i = sentence.first; i < sentence.last; i += 1) {
    const start = (starts[i] ?? 0) - sentence.from;
    if (start >= from && start < match.index && has(low[i], high[i], goods)) return false;
  }
  return !shapes.some(([name, { pattern }]) => goodShapes.has(name) && pattern.test(subject));
}

const english = /\b(?:the|of|and|to|with|that|this|is|are|from|you|your|it|its|be|by)\b/i;

const leastCode = 60;
/** Of so many characters of prose, at most one is a mark of code. */
const perMark = 14;
const shown = /https?:[^\s"'`<>)]{3,300}|\[[^\]\n]{0,100}\]\([^)\n]{0,300}\)|`[^`\n]{1,300}`/g;

/** Whether a sentence is a piece of a program and no language of people; what is quoted in code marks does not count. */
function isCode(part: string): boolean {
  if (part.length < leastCode) return false;
  const plain = part.replace(shown, " ");
  return (plain.match(/[{}()[\];=<>&|!+$]/g)?.length ?? 0) * perMark > plain.length;
}

/** Files by their paths or endings; an address is none. */
function filesIn(part: string): readonly string[] {
  if (!part.includes(".") && !part.includes("/")) return [];
  const found = part.match(file) ?? [];
  return found.slice(0, maxFiles).map((path) => path.toLowerCase());
}

const maxFiles = 20;
const file =
  /(?<![\w@:/.~$-])(?:(?:~|\.{1,2})?\/)?\.?[\w-][\w.-]{0,60}(?:\/[\w.-]{1,60}){0,8}\.[a-z]\w{0,7}(?![\w/@:])|(?<![\w@:/.~$-])\/(?:tmp|var\/tmp|dev\/shm)\/[\w.-]{1,60}/gi;

/** Not to ask keeps nothing from anybody; pages that show something are no one who tells. */
function isUntoldByNobody(text: string, start: number): boolean {
  if (/^ask(?!ed)/i.test(text.slice(start, start + 5))) return true;
  return /\b(?:that|which)\s$/i.test(text.slice(Math.max(0, start - 6), start));
}

interface Name {
  readonly from: number;
  readonly to: number;
}

/** Addresses and paths of code: the words in them are no words of the sentence. */
function namesIn(part: string, offset: number): readonly Name[] {
  if (!part.includes("/")) return [];
  return Array.from(part.matchAll(name), ({ 0: whole, index }) => ({
    from: offset + index,
    to: offset + index + whole.length,
  }));
}

const name =
  /\b(?:https?|wss?):\/\/(?:[\w.~:/?#@!$&*+,;=%-]|<[\w -]{1,40}>|\{[\w .-]{1,40}\}){1,300}|\blocalhost:\d[\w.~:/?#&=%-]{0,200}|(?<![^\s"'`(])[\w@.*-]{1,60}(?:\/[\w@.*-]{1,60}){1,10}\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt|vue|svelte|css|html?|mdx?|sql|sh|ya?ml(?=["'`]? with sops))(?![\w/])|(?<=`)(?:packages|src|lib|apps|docs|test|tests|scripts)\/(?:[\w.*-]{1,60}\/){0,8}(?=`)/g;

/** Whether a negation stands right before a word, with nothing but words between. */
function isJustDenied(
  text: string,
  { starts, ends, low, high }: Reading,
  { first }: Sentence,
  index: number,
): boolean {
  const start = starts[index] ?? 0;
  const reach = text.charCodeAt(start) >= 0x2e80 ? nearNegation / 3 : nearNegation;
  for (let k = index - 1; k >= first; k -= 1) {
    const end = ends[k] ?? 0;
    if (start - end > reach) return false;
    if (!has(low[k], high[k], not) || has(low[k], high[k], until)) continue;
    return !/[.,;:!?()。；：，、]|\b(?:but|unless|until|without|only|sondern|mais|sino|ma|но)\b/iu.test(
      text.slice(end, start),
    );
  }
  return false;
}

function noteSigns(word: number, offset: number, isDenied: boolean, said: Set<Part>): void {
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    const sign = signs[offset + 31 - Math.clz32(rest & -rest)];
    if (sign !== undefined && (!isDenied || turning.has(sign))) said.add(sign);
  }
}

function noteShapes(
  part: string,
  { from, first, last }: Sentence,
  { starts }: Reading,
  denied: (start: number, index: number, isForeign: boolean) => boolean,
  said: Set<Part>,
): void {
  // A paragraph is broken into lines wherever it gets too long.
  const unwrapped = part.replace(/[ \t]{0,4}\r?\n[ \t]{0,4}(?=[\p{L}`(])/gu, " ");
  for (const [name, { needs, pattern }] of shapes) {
    if (!needs.some((piece) => part.includes(piece))) continue;
    const match = pattern.exec(part) ?? (flow.has(name) ? pattern.exec(unwrapped) : null);
    if (match === null) continue;
    const at = from + match.index;
    let behind = first;
    while (behind < last && (starts[behind] ?? 0) < at) behind += 1;
    const isOpenDenied =
      name === "disarms" ? isDenied(part, match.index) : denied(at, behind, false);
    if (isOpenDenied || (name === "redirects" && isToOwnRegistry(part))) continue;
    // What is named there is done, or said to be true.
    if (name === "locked" || name === "defames") said.delete("mention");
    // Never use: words that steer to something by what they deny.
    if ((name === "unguarded" || name === "exposes") && isDenied(part, match.index)) continue;
    if (name === "filled" && asksForTalk(part, match.index)) said.add("talk");
    if (name === "address") noteAddress(part, match.index, said);
    else said.add(name satisfies Shape);
  }
  // What is uploaded from a file was put into it before.
  if (said.has("uploads") && isFromFile(part)) said.add("refers");
  // A command line that sends opens nothing.
  if (said.has("uploads") && said.delete("opened")) said.add("address");
}

/** Shapes that are told in words, which go on in the next line. */
const flow: ReadonlySet<Shape> = new Set<Shape>([
  "bypass",
  "buys",
  "admits",
  "defames",
  "disarms",
  "pasted",
  "exposes",
  "relabels",
  "typed",
  "keyed",
  "proof",
  "desk",
]);
const fromFile = /(?:=@|\s@|\s-T\s|--upload-file\s|--data-binary\s@)(?!-)["'`]?[\w./~-]/;

/** Whether a command uploads what stands in a file. */
export function isFromFile(part: string): boolean {
  return fromFile.test(part);
}

/** Whether the address has room for what was said, by the name of the place in it. */
function asksForTalk(part: string, at: number): boolean {
  return talked.test(part.slice(at, at + 300));
}

const talked =
  /[{<[$][^>}\]\n]{0,40}(?:conversation|transcript|histor|messages?|chat|memor|what the|prompts?\b|context window|secret|passw|credential)[^>}\]\n]{0,40}[}>\]]|=(?:[A-Z]{2,12}_){0,2}(?:PROMPT|CONVERSATION|HISTORY|CHAT|MESSAGES?|QUESTION)S?\b/i;

/** Something goes to an address, or it is only opened. */
function noteAddress(part: string, at: number, said: Set<Part>): void {
  const before = leadOf(part, at);
  if (owned.test(before)) return;
  // Whoever gets a right is named by what kind of account it is.
  if (/^[\w.+-]{1,64}@/.test(part.slice(at, at + 66)) && /\b[a-z]{4,20}:$/i.test(before)) return;
  // A site by its name, as one speaks of it: somebody is there, or says so.
  if (named.test(part.slice(at, at + 70)) && spoken.test(before) && !going.test(before)) return;
  // Where everybody reports to.
  if (officeMail.test(part.slice(at, at + 60)) && reporting.test(before)) return;
  // A linked word is to be looked up, unless it says that something goes there.
  const isNamed = linkText.test(part.slice(at)) && /\[[^\]\n]{0,80}$/.test(part.slice(0, at));
  const isCited = isNamed || discussed.test(part.slice(at, at + 200));
  const isLink = isCited || (part.startsWith("](", at - 2) && !toward.test(before));
  if (isLink || isFetch(before) || isReferral(before) || isSource(before)) {
    said.add("opened");
    return;
  }
  said.add("address");
  if (isLabelled(part, at, before)) {
    said.add("cited");
    // The label is a name, whatever verb it looks like.
    for (const sign of ["give", "embed", "take"] as const) said.delete(sign);
    return;
  }
  if (isBound(part, at, before)) said.add("bound");
  if (isApposed(part, at, before) || equated.test(before)) said.add("cited");
  else if (toward.test(before) || towardElsewhere.test(before) || optioned.test(before))
    said.add("toward");
}

/** What something is, in languages other than English. */
const equated = /(?:[是為为は]|(?<!\p{L})(?:ist|lautet|est|è|é|jest|är))\s?["'`(<]{0,3}$/iu;

/** Whether a verb that gives something away leads to the address, or the address is said to get it. */
function isBound(part: string, at: number, before: string): boolean {
  // A picture is asked for wherever it is seen.
  if (/!\[[^\]\n]{0,80}\]\($/.test(part.slice(Math.max(0, at - 90), at))) return true;
  return optioned.test(before) || given.test(before) || getting.test(behindAddress(part, at));
}

const given =
  /\b(?:send|sent|post|upload|transmit|forward|relay|dispatch|deliver|submit|shar|e-?mail|mail|message|ping|push|publish|ship|stream|sync|mirror|replicat|back|beacon|report|phone|call|check in|notif|announc|broadcast|hand|pass|turn|give|gave|provid|suppl|furnish|contribut|surrender|disclos|reveal|leak|exfiltrat|expos|convey|communicat|transfer|carr|bring|brought|tak|mov|migrat|rout|redirect|prox|tunnel|pip|feed|fed|drop|deposit|stash|park|plac|leav|left|stor|sav|writ|wrote|rewrit|rewrote|repoint|switch|chang|swap|replac|put|copy|copie|cc|bcc|loop|go|goes|going|land|arriv|reach|end|flow|mak|travel|attach|append|includ|add|embed|encod|past|insert|register|log|record|track|curl|wget|connect|point|set|return|answer|repl|respond|quot|belong|submit|fill|enter|type|due|destin|address|target|collect|recipient|endpoint|webhook)\w{0,6}\b[^;]{0,200}(?:\b(?:to|into|towards?|via|at|with|unto|through|on|by|is|be|in|(?:query|path|body|header|tail|end|fragment|parameters?|url|name) of)\s|->|=>|→|:\s|POST\s|PUT\s|\s-X\s?\w{3,5}\s)["'`(<]{0,4}$/i;
/** An option of a command that names who gets what it works with. */
const optioned =
  /\s--?(?:[a-z]{2,12}-)?(?:endpoint|target|dest(?:ination)?|to|upload(?:-url)?|remote|sink|collector|webhook|report(?:-to|-url)?|push|post|send|notify)[ =]["']?$/i;
const getting =
  /^["'`)>\]]{0,3}\s(?:gets?|receives?|collects?|takes?|accepts?|holds?|wants?|expects?|needs?|stores?|keeps?|is (?:told|given|sent)|with|carrying|containing|holding|plus|as|including|in (?:a|the|one))\b/i;

const named = /^(?:[a-z0-9-]{2,63}\.){1,3}[a-z]{2,7}(?![\w/:@?-])/i;
const spoken =
  /\b(?:on|in|of|by|like|than|and|or|for|(?:according|compared|similar|thanks|relative|specific|due|related) to)\s["'`(]{0,2}$/i;
const going =
  /\b(?:send|sent|post|upload|publish|shar|put|past|leak|stor|sav|forward|submit|transmit|deliver|drop|deposit|push|cop[iy]|mirror|dump|host|serv)\w{0,5}\b[^.;]{0,120}$/i;

/** What a link is called may look like a host. */
const linkText = /^[\w.-]{1,80}[^\]\n]{0,100}\]\(/;

/** What was said or changed somewhere, by its number. */
const discussed =
  /^https?:\/\/[\w.-]{3,100}\/[\w./-]{3,100}\/(?:issues|pull|pulls|merge_requests|commits?|compare|discussions|releases\/tag|blob|tree)\/[\w.-]*\d/i;

/** Where something comes from: a sender, or what a command line downloads. */
function isSource(before: string): boolean {
  if (/\b(?:from|(?:arrives?|comes?|lands?|received) (?:at|in|on))\s["'`(<]{0,3}$/i.test(before))
    return true;
  if (issued.test(before) || issuedElsewhere.test(before)) return true;
  const command = downloading.exec(before);
  return command !== null && !posting.test(command[0]);
}

/** Where something is got from, made or looked up. */
const issued =
  /\bfrom\s(?:[\w'’-]{1,20}\s){1,5}(?:at|on|in)\s["'`(<]{0,3}$|\b(?:(?:made|created|generated|issued|managed|listed|documented|found|shown|available|explained|described|registered|obtained|viewed) (?:at|on|in|under|with|via)|(?:create|make|generate|get|find|manage|obtain|revoke|see|check|view|look at|look up|watch|print|show)\b(?:(?!\b(?:and|then|to|into|send|post|upload)\b)[^.;:,]){0,80}\b(?:at|on|in|under|such as|like))\s["'`(<]{0,3}$/i;
const issuedElsewhere =
  /(?:[从自從]|(?<![\p{L}])(?:из|з|со|від|von|aus|depuis|desde|dal|dalla|dall'|ze|från|uit|fra))\s?["'`(<]{0,3}$/iu;
const downloading =
  /\b(?:curl|wget)\s(?:-{1,2}[\w-]{1,30}(?:[ =][^\s"'`|;&-][^\s"'`|;&]{0,80})?\s){0,8}["']?$/;
const posting = /\s-[A-Za-z]{0,6}[dFT]\b|--(?:data|form|post|upload|json)/;

/** An address that stands alone behind its name: nothing is said to go there. */
function isLabelled(part: string, at: number, before: string): boolean {
  const label = labelled.exec(before);
  if (label === null || goal.test(label[0])) return false;
  return /^[>`"'|.)\s]{0,8}$/.test(behindAddress(part, at));
}

/** An address in parentheses, behind what it belongs to. */
function isApposed(part: string, at: number, before: string): boolean {
  if (!/\(["'`]?$/.test(before) || /\b(?:to|at)\s[^.;:]{0,60}\(["'`]?$/i.test(before)) return false;
  return /^["'`]?\)/.test(behindAddress(part, at));
}

function behindAddress(part: string, at: number): string {
  return part.slice(at, at + 400).replace(/^[\w.~:/?#@!$&*+,;=%-]{1,300}/, "");
}

const labelled =
  /^\s{0,12}(?:[-*+•]\s|\d{1,3}[.)]\s|\|\s?)?(?:\*\*)?\w[\w&/'-]{0,30}(?:\s[\w&/'-]{1,30}){0,4}(?:\*\*)?\s?[:|](?:\*\*)?\s["'`<]{0,2}$/;
/** Names of places that something is to reach. */
const goal =
  /\b(?:targets?|destinations?|endpoints?|collectors?|recipients?|receivers?|sends?|posts?|uploads?|reports?|webhooks?|hooks?|sinks?|submi\w{1,6}|deliver\w{0,3}|address|ping|cop(?:y|ies)|to|then|finally|steps?)\b/i;

const toward = /(?:\b(?:to|into|towards?|via|at|with|unto)\s|->|=>|→|:)[\s"'`(<]{0,4}$/i;

/** The same in other languages, where the sentence names something that is not everybody's. */
const towardElsewhere =
  /(?:(?<![\p{L}\d])(?:nach|an|auf|zu|bei|unter|à|sur|vers|chez|en|al?|para|em|ao|presso|su|naar|op|aan|bij|till|til|på|do|na|pod|ke|ku|đến|vào|tới|kepada|на|в|до|по|к|إلى|على)\s|[到至给給往去向])["'\x60<(]{0,3}\s?$/iu;

/** Back to where everybody's packages come from. */
function isToOwnRegistry(part: string): boolean {
  const hosts = part.match(/https?:\/\/[\w.-]{1,200}/g) ?? [];
  return hosts.length > 0 && hosts.every((host) => defaultRegistry.test(host));
}

const defaultRegistry =
  /\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.pkg\.github\.com|pypi\.org)$/;

const officeMail = /^(?:security|abuse|conduct)@[\w-]/i;
const reporting = /\b(?:report|contact|reach|write|e-?mail|mail)\w{0,3}\b[^.;]{0,80}$/i;

/** The address of somebody, or the domain that a cookie is for: nothing goes there. */
const owned =
  /\b(?:user\.(?:email|name)|author|maintainer|contact|e-?mail)["'`]?\s{0,2}[:=]?\s{0,2}["'`(<]{0,2}$|(?<![\w.])(?:--?)?(?:cookie-?)?domain["'`]?\s{0,2}[:=]\s{0,2}["'`]{0,2}\.?$/i;

function isMostlyEnglish({ high }: Reading, { first, last }: Sentence): boolean {
  let english = 0;
  for (let i = first; i < last; i += 1) if (!isForeign(high[i])) english += 1;
  return english * 2 > last - first;
}
