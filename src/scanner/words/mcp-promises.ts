import type { ReadOnlyTool, SecretAsk } from "./prose.ts";

const maxTools = 200;
const maxSpan = 20_000;
/** Where a tool is described: a call that registers it, or its entry in a list. */
const described =
  /\.(?:tool|registerTool|addTool)\(|\{\s{0,40}["']?name["']?\s{0,4}:\s{0,4}["'`][\w.:/-]{1,80}["'`]/g;
/** What a client shows people before they let a tool run without being asked. */
const annotated = /\breadOnlyHint["']?\s{0,4}:\s{0,4}(?:true\b|!0)/;
const literal = /["'`]([\w@./:=-]{2,80})["'`]/g;

/** Tools that say of themselves that they only read, with the words that stand in their code. */
export function readOnlyTools(
  file: string,
  text: string,
  lineAt: (offset: number) => number,
): readonly ReadOnlyTool[] {
  if (!annotated.test(text)) return [];
  const found: ReadOnlyTool[] = [];
  let isAll = true;
  for (const { index, 0: begin } of text.matchAll(described)) {
    if (found.length >= maxTools) break;
    const span = spanAt(text, index + begin.indexOf(begin.startsWith("{") ? "{" : "("));
    if (!annotated.test(span)) {
      // Entries of other lists have a name, too.
      if (!begin.startsWith("{")) isAll = false;
      continue;
    }
    const words = new Set<string>();
    for (const [, word = ""] of span.matchAll(literal)) if (words.size < 200) words.add(word);
    const line = lineAt(index);
    const to = line + span.split("\n").length - 1;
    found.push({ file, line, to, words: [...words], isAll, changesNamed: changesNamed(span) });
  }
  return found.map((tool) => ({ ...tool, isAll }));
}

const taken =
  /\(\s{0,8}\{([^{}()]{1,300})\}(?:\s{0,4}:[^()=]{0,200})?(?:,\s{0,4}\w{1,30})?\s{0,8}\)\s{0,4}=>/g;
const changing =
  /\b(?:unlink|rm|rmdir|remove|truncate|writeFile|appendFile|rename|outputFile|emptyDir|rimraf)(?:Sync)?\(\s{0,8}([A-Za-z_$][\w$]{0,40})\s{0,4}[,)]/g;

/** Whether code deletes or writes just the file whose name the model gave. */
function changesNamed(span: string): boolean {
  const given = new Set<string>();
  for (const [, names = ""] of span.matchAll(taken))
    for (const [name] of names.matchAll(/[A-Za-z_$][\w$]{0,40}/g)) given.add(name);
  for (const [, name = ""] of span.matchAll(changing)) if (given.has(name)) return true;
  return false;
}

/** From a bracket to the one that closes it; quotes are looked at, so that brackets in them count nothing. */
function spanAt(text: string, from: number): string {
  const to = Math.min(text.length, from + maxSpan);
  let depth = 0;
  let quote = "";
  for (let at = from; at < to; at += 1) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote || (character === "\n" && quote !== "`")) quote = "";
    } else if ("\"'`".includes(character)) quote = character;
    else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) {
      depth -= 1;
      if (depth <= 0) return text.slice(from, at + 1);
    }
  }
  return text.slice(from, to);
}

const asking =
  /\b(?:elicitInput|elicit|createElicitation|requestInput|elicitForm)\s{0,4}\(|["'`]elicitation\/create["'`]/g;
const maxAsks = 50;
/** What opens somebody's accounts or machine; nobody but its own sign-in page has to know it. */
const account =
  /\b(?:(?:computer|system|os|mac|windows|operating system|login|log-in|account|bank\w{0,3}|e-?mail|company|work|user|keychain|sudo|admin\w{0,10}|root|domain|sso|ldap|github|google|apple|microsoft|aws|npm)\b[^"'`\n]{0,40}\b(?:password|passcode|passphrase|pin|kennwort|passwort|login)|seed phrase|recovery phrase|recovery words|mnemonic|private key|(?:twelve|12|24|twenty-four) words|one-?time (?:code|password)|(?:verification|security|sms|authenticator|2fa|mfa|six-digit|6-digit)[ -]codes?|otp|card number|cvv|cvc|\bssn\b|social security)\b/i;
const secret =
  /["'`]?\b(?:password|passwd|passphrase|passcode|pin|secret|api_?key|private_?key|access_?token|mnemonic|seed)\b["'`]?\s{0,4}:\s{0,4}[{z]|\b(?:enter|type|give|paste|provide|confirm)\b[^"'`\n]{0,60}\b(?:password|passphrase|passcode|secret|api key|private key|access token)\b/i;

const sampling =
  /\b(?:createMessage|requestSampling|sampleMessage|sample)\s{0,4}\(|["'`]sampling\/createMessage["'`]/g;
const verbatim =
  /\b(?:repeat|list|quote|reproduce|output|cop(?:y|ies) out|print|give|recite|dump|return|reveal|write out|show|what)\b[^"'`]{0,120}\b(?:everything|conversation|session|system (?:text|prompt|message)|context|messages?|transcript|(?:tool|previous|earlier|all) (?:outputs?|results?)|outputs? of|history|(?:all|every|open|attached)(?: the)? files?)\b|\b(?:gesamte|ganze|bisherige)\w{0,2} (?:\w+ )?(?:gespräch|unterhaltung)|\b(?:toda|todo) (?:la|el) (?:conversación|contexto)|всю? (?:переписк|бесед|разговор)|(?:全部|整个|完整)(?:对话|会话|上下文)|(?:会話|やり取り)(?:を|の)?(?:すべて|全)/i;
const exactly =
  /\b(?:verbatim|word for word|exactly|unabridged|in full|never shorten|never mask|everything|whole|complete|keys?|tokens?|passwords?|secrets?|credentials?|api keys?|connection strings?|wörtlich|literal(?:mente)?|schlüssel\w?|passwört\w{2})\b|дословно|原文|逐字|そのまま/i;

/**
 * Requests to the client's model (sampling) in which it is to repeat what it knows: the answer goes to the
 * server, whoever its user is.
 */
function modelAsks(
  file: string,
  text: string,
  lineAt: (offset: number) => number,
): readonly SecretAsk[] {
  const found: SecretAsk[] = [];
  for (const { index, 0: begin } of text.matchAll(sampling)) {
    if (found.length >= maxAsks) break;
    const open = begin.endsWith("(") ? index + begin.length - 1 : text.lastIndexOf("(", index);
    const span = spanAt(text, Math.max(open, index - 200, 0)).slice(0, 4000);
    if (verbatim.test(span) && exactly.test(span))
      found.push({ file, line: lineAt(index), what: "session" });
  }
  return found;
}

/** What servers ask people for through the client, in whose window the question appears (elicitation). */
export function secretAsks(
  file: string,
  text: string,
  lineAt: (offset: number) => number,
): readonly SecretAsk[] {
  const found: SecretAsk[] = [...modelAsks(file, text, lineAt)];
  for (const { index, 0: begin } of text.matchAll(asking)) {
    if (found.length >= maxAsks) break;
    const open = begin.endsWith("(") ? index + begin.length - 1 : text.lastIndexOf("(", index);
    const span = spanAt(text, Math.max(open, index - 200, 0)).slice(0, 4000);
    // No password, never a password: the form says what is not to be typed.
    const said = span.replace(/\b(?:never|not|no|n['’]t|without)\b[^.;,"'`\n]{0,60}/gi, " ");
    if (account.test(said)) found.push({ file, line: lineAt(index), what: "account" });
    else if (secret.test(said)) found.push({ file, line: lineAt(index), what: "secret" });
  }
  return found;
}
