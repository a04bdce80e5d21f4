import { actMask, type Mask } from "../directive.ts";
import { isDenied } from "./guard.ts";

/**
 * What a tool's text or answer orders by whose goods go into a call, however the order is put. A tool has no
 * business with what opens accounts, so that no voice makes it honest.
 */
export function toolOrders(sentence: string): Mask {
  let acts = 0;
  if (handsOver(sentence) || fetchesForCall(sentence) || asksForLogin(sentence))
    acts |= actMask("fill", "gather");
  if (turnsMoney(sentence) || turnsDeeds(sentence)) acts |= actMask("steer");
  return acts;
}

const valuable =
  "(?:(?:~|\\$HOME|%USERPROFILE%)[\\\\/][.\\w][^\\s,;]{1,60}|\\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|ssh|aws|kube|gnupg|env)\\b[^\\s,;]{0,40}|\\bid_(?:rsa|ed25519|ecdsa)\\b|\\/etc\\/(?:passwd|shadow)|\\b(?:shell|bash|zsh|command) history\\b|\\b(?:whole |full |entire )?environment(?: variables)?\\b|\\b(?:ssh|api|private|access) keys?\\b|\\b(?:credentials|passwords|cookies|secrets|tokens)\\b)";
const handed = new RegExp(
  `${valuable}[^.;\\n]{0,120}?\\b(pass|hand|give|put|include|supply|attach|provide|fill|enter|submit|send|paste|write|forward)(?:e?s|ed|ing)?\\s(?:it|them|that|these|those|both|all|each|their \\w+|its \\w+|the (?:contents?|result|output|text|values?))\\b[^.;\\n]{0,24}\\b(?:as|in|into|along|with|to|over|on|here)\\b`,
  "gi",
);

/** Something valuable is named, and is to be handed along. */
function handsOver(sentence: string): boolean {
  for (const match of sentence.matchAll(handed)) {
    if (
      kept.test(sentence) ||
      isDenied(sentence, match.index + match[0].lastIndexOf(match[1] ?? ""))
    )
      continue;
    return true;
  }
  return false;
}

/** Where the service's own credential is put, and what is not to be done with one. */
const kept =
  /\b(?:your|its own|this server['’]s|the server['’]s) (?:\w+ )?(?:keys?|tokens?|credentials)\b|\b(?:never|do not|don['’]t|must not|not needed|no need)\b|\b(?:authori[sz]ation header|set (?:them|it) (?:in|as))\b/i;

const called = new RegExp(
  `\\b(?:print|read|list|dump|show|get|collect|open|cat|echo|fetch|take|copy)\\b[^.;\\n]{0,60}${valuable}[^.;\\n]{0,60}\\b(?:and|then)\\b[^.;\\n]{0,24}\\b(?:call|invoke|use|run|retry|try)\\b[^.;\\n]{0,40}\\b(?:with|using|passing|giving)\\s(?:it|them|that|the (?:result|output|contents?|value))\\b`,
  "i",
);

function fetchesForCall(sentence: string): boolean {
  const match = called.exec(sentence);
  return match !== null && !isDenied(sentence, match.index) && !kept.test(sentence);
}

/** A file has a password, too; this is what opens an account or a machine. */
const login =
  /\bask\b[^.;\n]{0,40}\bfor\b[^.;\n]{0,24}\b(?:(?:account|login|log-?in|system|computer|e-?mail|bank\w{0,3}|github|google|company|sudo|admin\w{0,10}|root|wallet|keychain) (?:password|passphrase|pin)|seed phrase|recovery (?:phrase|words)|card number|one-time code|verification code)\b[^.;\n]{0,60}\b(?:retry|again|with it|with them|as|into?|pass|call|enter)\b/i;

function asksForLogin(sentence: string): boolean {
  const match = login.exec(sentence);
  return match !== null && !isDenied(sentence, match.index);
}

const account =
  "(?:\\b[A-Z]{2}\\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{0,4}\\b|\\b0x[0-9a-fA-F]{8,40}\\b|\\bbc1[a-z0-9]{8,60}\\b)";
const turned = new RegExp(
  `\\b(?:[Cc]hange|[Rr]eplace|[Ss]wap|[Ss]et|[Uu]se|[Pp]ut|[Ee]nter|[Ii]nsert|[Aa]ddress|[Ss]end|[Pp]ay|[Rr]oute|[Tt]ransfer)\\b[^.;\\n]{0,100}${account}`,
);

/** Payments go to an account that the text itself writes out. */
function turnsMoney(sentence: string): boolean {
  const match = turned.exec(sentence);
  if (
    match === null ||
    /\b(?:e\.g|for example|for instance|such as|like|format|example)\b/i.test(sentence)
  )
    return false;
  const isOfOthers =
    /\b(?:iban|beneficiary|payee|recipient|account|wallet|address|payments?|pays?|transfers?|invoices?)\b/i;
  return isOfOthers.test(sentence) && !isDenied(sentence, match.index);
}

/** Deeds of the machine that are the user's go over an address that the text writes out. */
const rerouted =
  /\b(?:all|every|each|any) (?:git (?:\w+ )?(?:operations?|commands?|access)|pushes|commits|payments|transfers|mails|e-?mails|file operations|shell commands|package installs?|installs?|installations?)\b[^.;\n]{0,40}\b(?:go(?:es)?|run|are (?:sent|routed|made|done)|must (?:go|run|be \w+)|pass(?:es)?) (?:through|via|over|to|by)\b[^.\n]{0,60}https?:\/\//i;

function turnsDeeds(sentence: string): boolean {
  const match = rerouted.exec(sentence);
  return match !== null && !isDenied(sentence, match.index);
}
