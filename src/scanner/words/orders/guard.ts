import { isImperative } from "../imperative.ts";

/** Words behind which a verb is one that is spoken of: how attackers could send, code that reads. */
const spoken =
  /\b(?:how|why|whether|could|can|may|might|would|if|unless|until|when|whenever|where|what|attackers?|adversar\w{1,5}|malware|clients?|browsers?|sdks?|explains?|describes?|examples?|such as|e\.g|like|that|which|who|whose|avoid\w{0,3}|prevents?|against|detects?|finds?|flags?|flagged|reports?|teach\w{0,3}|learns?|helps?|trains?|discuss\w{0,3}|about|was|were|has been|have been|had|used? to|in order|phish\w{0,3}|simulat\w{1,5}|scenarios?|attempt\w{0,3}|tr(?:y|ies) to)\b/i;
/** A that behind which stands what is to be. */
const required =
  /\b(?:necessary|mandatory|required|essential|important|imperative|best|sure|ensures?|crucial|vital|expected|desired|requirement|rule|policy|requires|demands|see to it|agreed|preferable|so)\s(?:is\s)?that\b/i;
const negative =
  /\b(?:not|never|no|nobody|no one|none|nor|neither|cannot|without|avoid|refrain|stop|forbidden|prohibited|rather than|instead of|leave out|leaves out|exclude|excluding|nothing)\b|n['’]t\b/gi;
/** Negations that are none: do not forget to send. */
const urging =
  /\b(?:not|never|n['’]t)\s(?:only|forget|hesitate|fail|just|merely|wait|worry|stop)\b/i;
const passive =
  /\b(be|is|are|gets?|being|been)\s(?:(?:\w{2,14}ly|then|also|first|always|both|all|next|so)\s){0,2}$/i;
const passiveBefore = /\b(be|is|are|gets?)\s[^.;]{0,60}\b(?:and|or|then)\s(?:\w{2,14}ly\s)?$/i;
/** Who does it is somebody else: a library, a server. */
const byOthers =
  /^[^.;]{0,60}\bby (?:the|this|our|an?|your|its) (?:server|client|tool|library|package|sdk|browser|app|user|cli|service|framework|runtime)/i;
/** Must send; are asked to send. */
const bound =
  /\b(?:(?:are|is|has|have|needs?)\s(?:(?:asked|obliged|required|instructed|expected|requested|told|supposed|advised)\s)?to|must|shall)\s(?:(?:also|then|first|always|\w{2,14}ly)\s)?$/i;
/** Has to read and to send. */
const furtherPurpose =
  /\b(?:must|obliged|required|instructed|expected|supposed|requested|has|have|needs?|asked|told|are|is)\sto\s[^;]{2,90}(?:,|\band|\bor|\bthen)\s(?:\w{2,14}ly\s)?to\s$/i;
const bounden =
  /\b(?:must|has to|have to|should|shall|needs? to|(?:is|are) to|ought to)\s(?:then\s|also\s|always\s|first\s)?be\s(?:\w{2,14}ly\s|then\s|also\s|first\s){0,2}(?:\w{2,14}(?:ed|en|nt|ught)\s(?:and|or|then)\s(?:\w{2,14}ly\s)?)?$/i;
const teaching = /\b(?:explain|describe|show|teach|discuss|spot|recogni[sz]e)\b[^.]{0,120}$/i;
const narrated =
  /(?:\b(?:assistant|agent|model|expert|bot|ai|it|she|he|they|you)|(?:^|[.,;]\s)[A-Z][a-z]{2,14})\s(?:(?:also|always|then|first|never fails to|\w{2,14}ly)\s){0,2}$/;
const narratedBefore =
  /(?:\b(?:assistant|agent|model|expert|bot|ai|she|he|they|you)|(?:^|[.:]\s)[A-Z][a-z]{2,14})\s(?:\w{2,14}ly\s|always\s|also\s)?\w{2,14}s\b[^.;]{0,90}\b(?:and|then|,)\s(?:\w{2,14}ly\s)?$/;

type Told = "no" | "narrated" | "ordered";

/** The clause before a place: from the last end of a sentence or clause on. */
function clauseBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 160), at);
  const cut = Math.max(
    near.lastIndexOf(". "),
    near.lastIndexOf(";"),
    near.lastIndexOf("!"),
    near.lastIndexOf("?"),
    near.lastIndexOf("\n\n"),
    near.lastIndexOf("\n-"),
    near.lastIndexOf(": "),
  );
  return cut < 0 ? near : near.slice(cut + 1);
}

/** Whether what stands at a place is said not to be done. */
export function isDenied(text: string, at: number): boolean {
  const clause = clauseBefore(text, at);
  const found = [...clause.matchAll(negative)].at(-1);
  if (found === undefined || urging.test(clause)) return false;
  const between = clause.slice(found.index + found[0].length);
  if (/^\s(?:only|longer)\b/i.test(between)) return false;
  // Not to tell somebody, and to do something: the negation ends with the telling.
  if (
    /^\s(?:tell|inform|notify|ask|mention|alert|bother|warn|show)\b.{0,80}\band\s$/i.test(between)
  )
    return false;
  // Never copy, send or post: the negation of a list reaches to its end.
  if (!/,/.test(between)) {
    return !/\bbut\b|\band (?:then|instead|must|have to|has to|should|always|to)\b/i.test(between);
  }
  return /\b(?:or|nor)\b/i.test(between + text.slice(at, at + 80)) && !/\bbut\b/i.test(between);
}

/** Whether a verb of a sentence is an order, a statement of what is done, or only spoken of. */
export function toldAt(text: string, from: number, at: number, verb: string): Told {
  if (isDenied(text, at)) return "no";
  const clause = clauseBefore(text, at);
  const form = verb.toLowerCase();
  const isParticiple =
    /(?:ed|en|nt|ught|pt|ft|ole|ound|ut)(?:\s\w+)?$/.test(form) || form === "read";
  const before = text.slice(Math.max(0, at - 80), at).replace(/\s+/g, " ");
  // What must be sent must be sent, whatever the sentence says before it.
  if (isParticiple && bounden.test(before) && !teaching.test(clause)) return "ordered";
  if (isParticiple && passive.test(before) && required.test(clause)) return "ordered";
  if (bound.test(before) && !teaching.test(clause)) return "ordered";
  if (furtherPurpose.test(before) && !teaching.test(clause)) return "ordered";
  const comma = clause.lastIndexOf(",");
  const part = comma < 0 ? clause : clause.slice(comma + 1);
  const rest = part
    .replace(required, " ")
    .replace(/\bclients?(?= (?:is|are|must|has|have|should|shall|needs?)\b)/i, " ");
  if (spoken.test(rest)) return "no";
  // Explain how to read, and how to send: the later verb hangs on the same how.
  if (teaching.test(clause)) return "no";
  if (/^(?:->|=>)$/.test(form)) return "ordered";
  if (isParticiple) {
    const match = passive.exec(before) ?? passiveBefore.exec(before);
    if (match !== null) {
      if (byOthers.test(text.slice(at, at + 120))) return "no";
      const isDuty = match[1]?.toLowerCase() === "be" || required.test(clause);
      return isDuty ? "ordered" : "narrated";
    }
  }
  if (/ing(?:\s\w+){0,3}$/.test(form)) {
    return /(?:^|[-*:]\s|\b(?:by|includes?|consider|start|begin|of|with|involves?)\s|\bby \w{2,14}ing\b[^;]{0,90}\band\s)$/i.test(
      before.trimStart(),
    )
      ? "ordered"
      : "no";
  }
  if (/[^s]s(?:\s\w+)?$/.test(form) && !/^(?:always|alias)/.test(form)) {
    return narrated.test(before) || narratedBefore.test(before) ? "narrated" : "no";
  }
  return isImperative(text, at, from) ? "ordered" : "no";
}
