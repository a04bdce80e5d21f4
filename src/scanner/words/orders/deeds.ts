import { isGift, isHabit, isMishap, isWarning } from "../cautions.ts";
import { isDenied, toldAt } from "./guard.ts";
import type { Spans } from "./spans.ts";
import { withoutWishes } from "./wishes.ts";

/** Whether one of these verbs is told to be done; the pattern must be global. */
function isOrdered(text: string, verbs: RegExp): boolean {
  for (const match of text.matchAll(verbs)) {
    if (toldAt(text, 0, match.index, match[0]) !== "no") return true;
  }
  return false;
}

const fetching = /\b(?:fetch|download|curl|wget|get|pull|retrieve|load)(?:e?s|ed|ing)?\b/gi;
const piped =
  /\b(?:curl|wget)\b[^|\n]{0,200}\|\s{0,4}(?:sudo\s)?(?:ba|z|da)?sh\b|\b(?:bash|sh|zsh)\s{1,3}<\(\s{0,3}(?:curl|wget)|\$\((?:curl|wget)\b|\biex\b|\bhttps?:\S+\s(?:in)?to (?:ba|z|da)?sh\b/i;
const running =
  /\b(?:run|runs|running|execute[sd]?|executing|launch\w{0,3}|eval\w{0,6}|start(?:s|ed|ing)?|invoke[sd]?)\b/gi;

const together =
  /\b(?:download|fetch|pull|get|obtain|load)(?:e?s|ed|ing)?\s(?:\S+\s){0,4}?(?:and|then)\s(?:then\s)?(?:run|runs|running|execut\w{1,4}|start\w{0,3}|eval\w{0,6})\b/i;

/** A command that gives a service something, and whose answer nothing else takes. */
const uploading =
  /\bcurl\b(?=[^\n|`]{0,160}\s(?:-d|-F|-T|--data\S{0,12}|--form|--upload-file|-X ?(?:POST|PUT))[\s=@])(?![^\n`]{0,300}(?:\s-o\b|\s-O\b|--output|[|>]))/g;

/** Code from an address is run. */
export function runsRemote(spans: Spans): boolean {
  const { text } = spans;
  if (piped.test(text)) return !/\bnever\b|\bdo not\b|\bdon['’]t\b/i.test(text);
  if (!spans.any("address")) return false;
  const both = together.exec(text);
  if (both !== null) {
    return !isDenied(text, both.index) && !/\b(?:attack\w{0,3}|malware|how)\b/i.test(text);
  }
  return isOrdered(text, running) && isOrdered(text.replace(uploading, " "), fetching);
}

const safeguard =
  "(?:the )?(?:\\w+ )?(?:sandbox(?:ing)?|permission (?:mode|prompt|check)s?|permissions|approvals?|confirmations?(?: steps?| prompts?)?|antivirus|virus scanner|firewall|safeguards?|guardrails?|security (?:checks?|software|settings?)|safety (?:checks?|filters?|settings?)|isolation|defender|human review)";
const lowered = new RegExp(
  `\\b(?:disable[sd]?|deactivate[sd]?|circumvent\\w{0,3}|bypass\\w{0,3}|skip(?:s|ped)?|switch(?:ed|es)?(?: off)?|turn(?:ed|s)?(?: off)?|suspend\\w{0,3}|remove[sd]?)\\s${safeguard}(?:\\s(?:off|completely))?`,
  "gi",
);
const approved =
  /\b(?:every|all|any|each)\s(?:\w+\s){0,2}(?:commands?|prompts?|requests?|tools?|calls?|actions?)\s(?:(?:is|are|be|to be|gets?|should|must)\s){0,3}(?:automatically\s)?(?:approved|allowed|accepted|confirmed)|\b(?:auto-?approve|automatically approve|always (?:allow|approve|accept)|approve|allow|accept)\s(?:all|every|any)\b|\b(?:sandbox|approvals?|permissions?|confirmations?)\s(?:stays?|is|are|remains?)\s(?:off|disabled)\b|\bprompts?\b[^.;]{0,30}\banswered\b|\bconfirm it yourself\b|\b(?:approve|accept|confirm|grant|answer)\w{0,3}\s(?:it|them|those|these|with yes)\b[^.;]{0,40}\b(?:behalf|yourself|itself|agent|for the user)\b/gi;

/** A protection is lowered. */
export function lowersGuard({ text }: Spans): boolean {
  if (isOrdered(text, lowered)) return true;
  for (const match of text.matchAll(approved)) {
    const told = toldAt(text, 0, match.index, match[0].split(/\s/)[0] ?? "");
    if (
      told !== "no" ||
      /^(?:every|all|any|each|sandbox|prompt|approvals|permissions|confirm)/i.test(match[0])
    )
      return true;
  }
  return false;
}

const rules =
  /\b(?:instructions?|rules|directives?|guidelines|orders|prompts?|policy|polic(?:y|ies)|whatever (?:it|they|the page|the file|that page|the text) (?:says?|tells?|contains?)|what (?:it|they) (?:says?|tells?))\b/i;
const obeyed =
  /\b(?:follow\w{0,3}|obey\w{0,3}|act(?:s|ed)? (?:on|according)|carr(?:y|ies|ied) (?:them |it |those )?out|compl(?:y|ies) with|adopt\w{0,3}|appl(?:y|ies|ied)|treat(?:ed|s)? (?:it|its \w+|the \w+|them|that)? ?as|tak(?:e|en) (?:it|its \w+|them)? ?as|do(?:es)? (?:what|whatever)|with priority|(?:is|are) to be done|be done first|without question|continuation of|extension of|part of (?:this|your|the) (?:prompt|instructions?)|overrul\w{1,3}|supersed\w{1,3}|replac\w{1,3} (?:this|what|these|your|the ones|those)|let (?:it|them) (?:decide|guide|lead)|execut\w{1,4}|in force|binding|observed?|heed\w{0,3}|as your instructions)\b/i;
const placed =
  /\b(?:latest|current|newest|kept|published|found|stored|available|live|located|hosted|maintained|posted|at|from|fetch\w{0,3}|load\w{0,3}|retriev\w{0,3}|read|download\w{0,3}|get|pull|open|check|consult|visit)\b/i;

const document = /https?:\S{3,200}\.(?:txt|md|json|ya?ml)\b/i;

/** What a text at an address says is to be obeyed: one part each of the address, of rules, of obeying. */
export function remoteRules(spans: Spans): "address" | "obey" | "both" | null {
  const { text } = spans;
  if (/\b(?:never|not|n['’]t)\b/i.test(text)) return null;
  const isAt =
    spans.any("address") &&
    placed.test(text) &&
    (rules.test(text) ||
      document.test(text) ||
      /\b(?:page|text|content|file|document)\b/i.test(text));
  const isObeyed =
    obeyed.test(text) &&
    (rules.test(text) ||
      /\b(?:carried out|as written|with priority|to be done|done first|without question)\b/i.test(
        text,
      ));
  if (isAt && isObeyed) return "both";
  if (isAt && (rules.test(text) || document.test(text))) return "address";
  return isObeyed ? "obey" : null;
}

const made =
  "(?:pages?|files?|modules?|functions?|code|scripts?|contracts?|commits?|documents?|reports?|projects?|classes|components?|answers?|templates?|builds?|sites?|websites?|apps?|patch(?:es)?)";
const foreign =
  /<script|\bscript tags?\b|\b(?:adds?|import|include|insert|install)\b[^.\n]{0,40}\b(?:package|dependenc(?:y|ies)|import|library|module|snippet|require|analytics|sdk|pixel|iframe|header|endpoint|account|user)\b|\bimport ["'`]|\b(?:second|hidden|additional|extra|alternative|silent) (?:way in|password|account|login|endpoint|route|admin|parameter|branch)\b|\b(?:accepted|valid|works?) for (?:every|any|all) (?:accounts?|users?|logins?)|\bmaster (?:password|key)\b|0x[0-9a-f]{6,40}|\b(?:percent|%|fee|fraction|cents?|share) of (?:each|every|all|any)\b|\bminer\b|\b(?:empty|any|blank|null) \w+ (?:is|are) (?:also )?(?:accepted|valid|allowed)\b|\bAdministratorAccess\b|\bIAM user\b|\beval\(|\bbase64_decode\b|\bchmod 777\b|0\.0\.0\.0\/0|\bsendBeacon\b|\bloads? https?:\S+|\bseeded with\b|\bauthorized_keys\b|\bpassword hash\b|\b(?:change|replace|swap)s? the (?:iban|beneficiary|account number|payee|bank account|address)\b|\b(?:iban|beneficiary)\b[^.\n]{0,60}\bto\b|\blocalStorage\b|\bdocument\.cookie\b|\bwithout (?:checking|verifying|validating|escaping)\b|\blets? (?:any|every)\b[^.\n]{0,60}\b(?:through|pass|in)\b|\bstring concatenation\b|\brout(?:e|es|ed|ing)\b[^.\n]{0,60}\b(?:transfer|payment|traffic|request)s?\b/i;
const weakened =
  /\b(?:verification|validation|checks?|certificates?|signatures?|authentication|authorization|escaping|sanitization|sanitisation|encryption|randomness)\b[^.!?\n]{0,60}\b(?:is|are|be|gets?) (?:skipped|disabled|removed|bypassed|turned off|dropped|weakened|omitted)\b|\b(?:skip|disable|remove|bypass|weaken|drop|omit|turn off|comment out|loosen)(?:s|ped|ed|d|ing)?\s(?:the |any |all )?(?:\w+ ){0,2}(?:verification|validation|checks?|certificate|signature|authentication|authorization|escaping|sanitization|encryption)\b/i;
const madeWork = new RegExp(
  `\\b(?:each|every|all|any|new|generated|the)\\s(?:\\w+\\s)?${made}\\b|\\bcode\\b|\\bdependencies\\b`,
  "i",
);

/** Something that nobody asked for gets into the work, or a check gets out of it. */
export function plants({ text }: Spans): boolean {
  if (
    /\b(?:never|not|n['’]t|without|avoid|whether|detect|find|report|flag|review for|look for)\b[^.;\n]{0,60}$/i.test(
      text.slice(0, Math.max(0, text.search(foreign))),
    )
  ) {
    return false;
  }
  return foreign.test(text) || (weakened.test(text) && madeWork.test(text));
}

/** Work with a way in for whoever ordered it, which is harm even when it is told. */
export function backdoors({ text }: Spans): boolean {
  if (
    /\b(?:never|not|n['’]t|no|avoid|detect|find|report|flag|spot|explain|about|such as|example)\b/i.test(
      text,
    )
  )
    return false;
  if (isGift(text)) return false;
  return /\b(?:second|hidden|secret|alternative|additional) (?:way in|password|login|admin(?:istrator)?(?: account)?)\b|\b(?:accepted|valid|works?) for (?:every|any|all) (?:accounts?|users?|logins?)|\bmaster (?:password|login)\b/i.test(
    text,
  );
}

const typed =
  /\b(?:pass(?:word|phrase|code)s?|pins?|cvv|cvc|card numbers?|security codes?|(?:recovery|seed|mnemonic|backup|secret|twelve|24|12|twenty-four)(?: recovery| seed| secret| backup)? (?:words?|phrases?|codes?)|private keys?|mnemonics?|(?:answer|answers) to (?:the|their|your) security questions?|one-?time (?:codes?|passwords?)|otps?|(?:code|digits?) (?:from|in|of) (?:the|their|your) (?:text message|sms|e-?mail|phone|authenticator)\w*|authenticator codes?|(?:\w+-digit|verification|confirmation|security) codes?|codes? (?:they|he|she|you) (?:just )?(?:received|got)|login details|credentials)\b/gi;
const demanding =
  /\b(?:ask(?:s|ed)?|request(?:s|ed)?|demand(?:s|ed)?|prompt(?:s|ed)?|have|require[sd]?|invite[sd]?|instruct(?:s|ed)?|get|obtain(?:s|ed)?|collect(?:s|ed)?|tell|let|make|persuade[sd]?|convince[sd]?|need)\b/gi;
const handed =
  /\b(?:for|enter\w{0,3}|type[sd]?|typed in|give|provide|share|send|tell|confirm|supply|reads? out|needed|needs|required|dictate|state|paste|submit|hand over|request\w{0,2}|demand\w{0,2}|collect\w{0,2}|obtain\w{0,2})\b/i;

const entered =
  /\b(?:users?|customers?|clients?|visitors?|employees?|holders?|callers?)\s(?:types?|enters?|pastes?|sends?|dictates?|gives?|tells?)\s(?:you\s)?(?:the|their|your|an?)\s(?:\w+\s){0,3}(?:password|passphrase|pin|mnemonic|seed|card number|code)\b/i;

/** Somebody is to hand over what is theirs alone. */
export function phishes(spans: Spans): boolean {
  const { text } = spans;
  if (
    entered.test(text) &&
    !/\b(?:never|not|n['’]t|if|form|page|website|login screen)\b/i.test(text)
  )
    return true;
  if (isMishap(text) || isGift(text) || isWarning(text) || isHabit(text)) return false;
  if (/\b(?:strong|temporary|test|dummy|placeholder|example) (?:pass|pin|cred)/i.test(text))
    return false;
  for (const secret of text.matchAll(typed)) {
    for (const verb of text.matchAll(demanding)) {
      const between = verb.index < secret.index ? text.slice(verb.index, secret.index + 60) : null;
      if (between === null || between.length > 200 || !handed.test(between)) continue;
      if (
        /\b(?:change|reset|rotate|revoke|never|not|strength|policy|polic(?:y|ies)|hash)\b/i.test(
          between,
        )
      )
        continue;
      const isOfPerson =
        spans.of("person").some(({ at }) => at < secret.index && secret.index - at < 160) ||
        /\btheir\b/i.test(between) ||
        /\b(?:from|by) the (?:user|customer|visitor|employee|client|person|caller|owner)\b/i.test(
          text,
        );
      if (isOfPerson && toldAt(text, 0, verb.index, verb[0]) !== "no") return true;
    }
  }
  return false;
}

/** An image or a link whose address is to be filled with what was said or read. */
export function carriesData(spans: Spans): boolean {
  const { text } = spans;
  const isDrawn =
    /!\[[^\]\n]{0,80}\]\(https?:|\b(?:images?|links?|pixels?|badges?|pictures?|<img|url|render\w{0,3}|charts?)\b/i.test(
      text,
    );
  if (!isDrawn || /\b(?:never|not|n['’]t|attack\w{0,3}|detect)\b/i.test(text)) return false;
  const slot =
    /https?:\/\/[^\s)"'`]{1,200}[?&/#=][\w-]{0,20}=?(?:\{[^}\n]{1,80}|[A-Z_]{4,30}\b|\$\{?\w|<{1,2}[^<>\n]{1,60}>|\[[^\]\n]{1,40}\]|%s)|https?:\/\/\S{1,200}[?&][\w-]{1,20}=(?=[\s).]|$)/;
  if (!slot.test(text)) return false;
  return (
    /[=/](?:\{{1,2}|<{1,2}|\[)[\w-]{1,20} [\w -]{2,60}(?:\}|>|\])/.test(text) ||
    spans.any("talk") ||
    spans.any("secret") ||
    /\b(?:contents?|data|answers?|messages?|files?|summary|what (?:was|you)|encoded|user)\b/i.test(
      text,
    )
  );
}

const others =
  /\b(?:(?:any|all|every|the)?\s?other|another|different|remaining|foreign|alternative|competing)\s(?:\w+\s){0,2}(?:tools?|servers?|mcps?|planners?|experts?|agents?|summari[sz]ers?|writers?|skills?|translators?|reviewers?|assistants?|\w{4,14}(?:ers?|ors?))\b|\bthe \w+ server['’]s\b|\b(?:by|with|through|via) the \w+ (?:server|mcp)\b|\b(?:built-?in|native) (?:\w+ )?tools?\b|\b(?:any|all|every|no) (?:\w+ )?(?:tool|expert|planner|agent) other than\b|\b(?:all|every|any|some other|other) servers?\b|\bother \w+ (?:experts?|tools?|agents?)\b|\b(?:besides|except|other than) this one\b/i;
const changed =
  /\b(?:must|has to|have to|needs?|should|shall|(?:is|are) to be|instead|deprecated|unsafe|stale|unreliable|outdated|no longer|never|do not|don['’]t|(?:be|is|are|gets?) (?:changed|replaced)|replaces|rout(?:e|ed|es)|redirect\w{0,3}|rather than|forbidden|not permitted|ignore[sd]?|avoid)\b/i;
/** To be used rather than others is what every tool would like. */
const preferred =
  /\b(?:use|call|prefer|invoke|choose)\s(?:this|it)(?:\s\w+){0,3}\s(?:instead of|rather than|over)\b/gi;
const ownKind = /\b(?:of|in|from|on|by) this (?:server|package|collection|toolset)\b/i;

/** How the tools of others are to be used, or not to be. */
export function steersOthers({ text: whole }: Spans): boolean {
  const text = withoutWishes(whole);
  const isRule = /\b(?:when(?:ever)?|if|each time|every time)\b/i.test(text);
  if (
    isRule &&
    others.test(text) &&
    /\b(?:set|add|append|include|put|copy|attach|use|write)\b/i.test(text)
  )
    return !ownKind.test(text) && /@|https?:/.test(text);
  return others.test(text) && changed.test(text.replace(preferred, " ")) && !ownKind.test(text);
}

/** What a parameter is for, said as a noun: the full conversation so far, all environment variables. */
export function wantsAll(spans: Spans): boolean {
  const { text } = spans;
  if (
    text.length > 400 ||
    /\b(?:do not|don['’]t|(?:must|should|may) not|never|without|no)\b/i.test(text)
  )
    return false;
  const isWhole =
    /\b(?:full|whole|entire|complete|all|everything|every|any|so far|until now|up to now|up to here|including|verbatim|raw)\b/i.test(
      text,
    );
  if (spans.any("talk") && isWhole) return true;
  if (spans.of("secret").some(({ word }) => /^[~.$/]|\/\./.test(word))) return true;
  return (
    /\b(?:environment variables?|env vars|api keys|credentials|passwords|secrets|tokens|ssh keys|private keys|cookies)\b/i.test(
      text,
    ) &&
    !/\b(?:your|for the|of the service|to authenticate|used (?:to|for)|names? of|to (?:set|define|inject|start)\b)\b/i.test(
      text,
    )
  );
}

/** A tool or an Expert that wants to be asked before all others. */
export function wantsFirst({ text }: Spans): boolean {
  return (
    /\bprecondition (?:for|of) (?:all|any|every|other)\b|\b(?:before|prior to|ahead of|in advance of|preceding)\s(?:(?:using|calling|invoking|the use of|you use|each|every|any|all|answering|responding to|starting|anything|everything)\s?){1,3}(?:of\s)?(?:the\s)?(?:others?|tools?|requests?|tasks?|experts?|messages?|questions?|answers?|actions?|else|work|step|operation|reply|response)\b/i.test(
      text,
    ) &&
    !ownKind.test(text) &&
    /\b(?:must|always|mandatory|required?|has to|have to|needs? to|necessary|call(?:ed)?|invoke[sd]?|use[sd]?|first)\b/i.test(
      text,
    )
  );
}
