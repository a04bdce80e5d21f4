import {
  isBehindBanner,
  isConfirmed,
  isDisclosure,
  isDiscretion,
  isEnteredElsewhere,
  isGift,
  isHabit,
  isLeftToPeople,
  isMishap,
  isSurvey,
  isWarning,
} from "../cautions.ts";
import { isHalfTold } from "../orders/half-told.ts";
import { isDescription } from "../orders/orders-in.ts";
import { isHushed, isUnseen, unbidden } from "../orders/quiet.ts";
import { asksOwnService, isDoneByOthers, isRoutine } from "../ordinary.ts";
import { coveredIn } from "./cover-stories.ts";
import type { Part } from "./parts.ts";

/** What a whole sentence does, beside its words: it hushes up, describes, teaches, points back. */
export function noteTurns(part: string, isEnglish: boolean, said: Set<Part>): void {
  if (refers.test(part)) said.add("refers");
  if (said.has("solicit") && ifTyped.test(part)) said.delete("solicit");
  const line = part.replace(/\s+/g, " ");
  const isOfItself = ofItself.test(line) || attribution.test(line) || trifles.test(line);
  if (isOfItself || advising.test(line)) said.delete("untold");
  else if (hushing.some((sign) => said.has(sign)) && !advising.test(line) && isHushed(line))
    said.add("quiet");
  if (said.has("person") || said.has("not")) if (isUnseen(line)) said.add("unseen");
  if (!isOfItself && !said.has("quiet") && isHalfTold(line)) said.add("halfTold");
  // Only English is read for what exactly is not to be told.
  if (!isEnglish && said.has("untold") && said.has("person")) said.add("unseen");
  if (unreported.test(line)) said.add("quiet");
  noteCovers(line, said);
  if (isDescription(line) && !said.has("proof") && !everything.test(line)) said.add("described");
  if (teaching.test(line)) said.add("teach");
  noteCautions(line, isEnglish, said);
  if (said.has("others") && ownKind.test(line)) said.add("own");
}

function noteCovers(line: string, said: Set<Part>): void {
  const { isHalf, isSuspended, isStory, isUnraised, isUnasked, isConsented } = coveredIn(line);
  if (isHalf && !said.has("quiet")) said.add("halfTold");
  if (isSuspended) said.add("consent");
  if (isStory) said.add("falsify");
  if (isUnraised && !attribution.test(line) && !trifles.test(line)) said.add("quiet");
  if (isUnasked) said.add("unasked");
  if (isConsented) said.add("consent");
  if (isStory || isUnraised || isUnasked || isConsented) said.add("refers");
}

/** What protects somebody, or only names a harm, is taken for what it is. */
function noteCautions(line: string, isEnglish: boolean, said: Set<Part>): void {
  const without = (...parts: readonly Part[]) => {
    for (const part of parts) said.delete(part);
  };
  const isGoing = said.has("address") || said.has("uploads") || said.has("filled");
  if (!isGoing && isMishap(line)) {
    without("solicit", "secret", "token", "typed", "keyed", "give", "embed", ...veiling);
    said.add("care");
  }
  if (!isGoing && isLeftToPeople(line)) without("solicit", "secret", "typed", "keyed");
  if (!isGoing && said.has("solicit") && isEnteredElsewhere(line)) without("solicit");
  if (said.has("solicit") && (isGift(line) || isWarning(line) || isHabit(line))) without("solicit");
  if (said.has("filled")) without("teach");
  if (atItsWord.test(line)) said.add("rules");
  if (!isEnglish && !isGoing && said.has("private") && confided.test(line)) without(...veiling);
  if (!isGoing && (said.has("quiet") || said.has("conceal")) && isDiscretion(line))
    without(...veiling);
  if (isSurvey(line)) {
    without("unguarded", "exposes", "poison", "script", "pipes", "installs", "powers", "covert");
    said.add("teach");
  }
  if (said.has("poison") && removing.test(line)) without("poison", "script");
  if (!isGoing && isBehindBanner(line)) without("poison", "script", "approve", "guard", "unasked");
  if (isConfirmed(line)) {
    without("consent");
    said.add("asked");
  }
  if (publicKey.test(line) && !privateKey.test(line)) without("secret", "keyed", "token");
  // To cover a secret where it is quoted is care; English has words of its own for it.
  if (!isEnglish && said.has("conceal") && isSecret(said) && !isGoing && !said.has("unseen")) {
    without("conceal");
    said.add("care");
  }
  if (byTools.test(line) && ofCommits.test(line)) without("untold", "unseen", "quiet");
  if (said.has("proof") && kept.test(line)) without("proof", "secret");
  if (isDisclosure(line)) without("untold", "unseen", "quiet", "conceal");
  if (said.has("falsify") && double.test(line) && !feigning.test(line)) without("falsify");
  if (said.has("encode") && random.test(line)) without("encode");
  if (leftOut.test(line) && !isGoing) without("secret", "token", "private", "keyed");
  if (introducing.test(line) && !grave.some((part) => said.has(part)))
    without("give", "embed", "source", "address", "toward");
  if (said.has("variable") && isOwnCredential(line))
    without("variable", "secret", "keyed", "token");
  const rest = line.replace(ownHook, " ");
  if (rest !== line && !/hook/i.test(rest)) without("slot", "public");
  if (said.has("secret") || said.has("variable")) {
    const others = line.replace(ofManager, " ");
    if (others !== line && !anySecret.test(others)) without("secret", "variable", "token", "agent");
  }
  if (ownProfile.test(line) && !/secret|token|key|password|credential/i.test(line))
    without("secret");
  if (testsOnly.test(line) && !/\bproduction\b/i.test(line)) without("exposes", "unguarded");
  if (said.has("admits") || said.has("defames")) without("described");
  if (filledIn.test(line) && !isGoing) without("secretFile", "secret");
  if (passing.test(line)) without("approve");
  if (faulty.test(line)) without("remove", "approve", ...veiling);
  if (asUser.test(line)) for (const part of ["obey", "rules", "precede"] as const) said.add(part);
  if ((said.has("secret") || said.has("secretFile")) && committed.test(line)) said.add("public");
  if (mirrored.test(line)) said.add("poison");
  if (against.test(line)) for (const part of ["precede", "unasked"] as const) said.add(part);
  if (isRoutine(line)) without("unasked", "quiet", "untold", "solicit");
  if (asksOwnService(line)) without("variable", "secret", "keyed", "token");
  if (isDoneByOthers(line)) said.add("described");
  if (unbidden.test(line) && !isHushed(line)) without("covert", "unseen");
}

/** What is written into a file of settings comes from somewhere and goes nowhere. */
const filledIn =
  /\b(?:paste|put|write|set|add|store|copy|save|enter)\b[^.;]{0,80}\b(?:in|into|to) (?:the |your )?["'`]?\.env\b/i;
/** What holds nowhere but in tests weakens nothing. */
const testsOnly =
  /\b(?:tests?|fixtures|locally|development) only\b|\bonly (?:in|for|during) (?:the )?(?:\w{2,12} )?(?:tests?|development|local)\b|\bnowhere else\b/i;
/** What is called a mistake is not wanted. */
const faulty =
  /\b(?:is|are|counts? as|(?:is|are) considered) (?:an? )?(?:bugs?|mistakes?|defects?|forbidden|unacceptable|prohibited|not (?:allowed|acceptable|ok|permitted))\b/i;
/** A text that is to count as what the user says. */
const asUser =
  /\b(?:treat|take|regard|read|follow|handle)\b[^.;]{0,50}\b(?:as (?:though|if|words of|orders? (?:of|from)|coming from)|like (?:words|orders?|requests?|instructions?) (?:of|from))\b[^.;]{0,30}\b(?:user|owner|operator|developer|system|human)\b/i;
const committed =
  /\b(?:commit|publish|push) (?:them|it|both|the (?:\w{3,12} )?(?:files?|copy|copies|results?|packages?|fixtures?))\b/i;
/** Work that brings a second reader to everything that passes through it. */
const mirrored =
  /\b(?:mirrors?|copies|duplicates?|sends? (?:a copy|copies) of)\b[^.;]{0,40}\b(?:requests?|traffic|responses?|calls|queries|payloads?|form data|inputs?|keystrokes)\b[^.;]{0,40}https?:/i;
/** What is to hold against those who are served. */
const against =
  /\b(?:even (?:if|where|when|though)|regardless of whether) (?:it|this|they|that) (?:contradicts?|conflicts? with|goes against|differs? from|opposes?) (?:the |your |what the |what your )?(?:user|owner|developer|person|operator)/i;
/** What passes its tests approves of nothing. */
const passing =
  /\b(?:must|should|has to|have to|needs? to|all|which|that)\s(?:\w{2,8}\s)?pass(?:es)?\b|\bpass(?:es)? (?:all|every)\s(?:\w{2,12}\s)?(?:tests?|checks?)\b/i;
/** All variables at once, with which nobody signs in. */
const everything =
  /\b(?:output|results?|contents?) of [`"']?(?:env|printenv|set)\b|\b(?:all|every) (?:the )?environment variables?\b|\benv\s?\|/i;
/** What a service that calls back is recognised by; what a command is told to sign in as. */
const ownHook =
  /\bwebhook (?:signing )?(?:secret|key|signature)s?\b|\/webhooks?\b|\b[A-Z_]{0,20}WEBHOOK_[A-Z]{3,10}\b/gi;
const ownProfile =
  /\b(?:using|with) (?:the|your|their) (?:user['’]s )?(?:own )?(?:\w{2,8} )?profile\b/i;
/** Which client installs, and what it says of itself: nobody signs in with that. */
const ofManager =
  /\bprocess\.env\.(?:npm_(?:config_user_agent|execpath|node_execpath|lifecycle_event|command|package_\w{2,30})|NODE_ENV|CI)\b/g;
const anySecret = /process\.env|\benv\b|secret|token|passw|credential|npmrc|_auth|\bkeys?\b/i;
/** What stands in for something in a test, beside a word for deceiving. */
const double =
  /\b(?:the|an?|is|are|run|with|uses?|using|of|as|be|for|these|those)\sfakes?\b|\bfake\s\w{3,14}s?\sin\b/i;
const feigning =
  /\b(?:pretend|impersonat|pos(?:e|ing) as|fabricat|falsely|falsif|lie|lies|act as|acts as|report (?:success|it as|only)|claim|mislead|deceiv|look(?:s)? (?:like (?:a|an)|innocent|harmless))/i;
const random = /\b(?:openssl rand|urandom|randomBytes|random_bytes|secrets\.token)/i;
/** What is taken out before somebody gets the rest. */
const leftOut =
  /\b(?:leave|leaving|leaves) out\b[^.;]{0,80}\b(?:pass\w{4,6}|secrets?|tokens?|credentials?|keys?)\b/i;
const grave = [
  "secret",
  "secretFile",
  "variable",
  "keyed",
  "proof",
  "talk",
  "private",
  "uploads",
  "filled",
] as const;
/** What a file is for, which it gives nobody. */
const introducing =
  /^\W{0,8}(?:this|the following) (?:file|document|guide|page|skill|section)\s(?:\w{2,10}\s){0,2}?(?:provides?|gives?|contains?|offers?|holds?|describes?|documents?|explains?)\b/i;

/** A command that gets the variable of its own service as what it signs in with. */
function isOwnCredential(line: string): boolean {
  const match = option.exec(line);
  const brand = match?.[1]?.toLowerCase() ?? "";
  return brand.length >= 3 && line.slice(0, match?.index).toLowerCase().includes(brand);
}

const option =
  /\s--?(?:[a-z]{2,12}-)?(?:token|key|password|api-key|auth|secret)[ =]["']?\$\{?([A-Z][A-Z0-9]{2,20})_[A-Z_]{3,30}/;

/** Whatever a text says is to be done. */
const atItsWord =
  /\b(?:do|does|doing|behaves?|acts?|proceeds?|works?)\s(?:\w{2,10}\s)?(?:what(?:ever)?|as)\s(?:it|they|that (?:page|text|file)|the (?:page|text|file|document))\s(?:says?|tells?|asks?|orders?|wants?|instructs?|reads?|demands?)\b|\b(?:tu|mach|erledige|befolge)\b[^.;]{0,20}\bwas (?:dort|darin|da|er|sie|es)\b|\bfais ce qu['’]|\bhaz lo que\b|\bhaga lo que\b|\bfaça o que\b|\bfa['’]? (?:ciò|quello) che\b|\bzrób (?:to,? )?co\b|\bdoe wat\b|\bgör (?:det|som)\b|делай (?:то,? )?(?:что|как)|роби те,? що|照做|照办|照其执行|按其内容|その(?:とおり|通り)に|指示(?:どおり|通り)に|그대로 (?:따르|실행)/iu;

/** What people confide is kept, in other languages. */
const confided =
  /confidenti|confidencia|vertraulich|schweigepflicht|riservat|vertrouwelijk|poufn|конфиденциальн|конфіденційн|gizli|保密|机密|秘密|機密|守秘|기밀|비밀/iu;

/** Where credentials belong. */
const kept =
  /\b(?:stays?|remains?|lives?|is kept|are kept|belongs?) (?:in|on|inside) (?:the|a|your|their|its) (?:\w{2,12} )?(?:vault|keychain|machine|secret\w{0,1}|store|password manager|workspace)\b/i;

const veiling = ["quiet", "untold", "unseen", "conceal"] as const;

function isSecret(said: ReadonlySet<Part>): boolean {
  return said.has("secret") || said.has("token") || said.has("private");
}

const removing =
  /\b(?:remove|delete|strip|drop|get rid of|replace|eliminate|clean out|block|find|reject|report|flag)\s(?:\S{1,20}\s){0,5}?(?:track\w{1,4}|analytics|backdoors?|hidden|default|hard-?coded|unsafe|unused|second)\b/i;
const publicKey = /\bpublic keys?\b|\bssh-keygen\b|\.pub\b/i;
const privateKey =
  /\bprivate keys?\b|\bpass(?:word|phrase)s?\b|\btokens?\b|\bcredentials?\b|\bsecrets?\b/i;
/** Who or what wrote a change, in the message of the commit. */
const ofCommits = /\b(?:commits?|pull requests?|merge requests?)\b|коммит|コミット|提交|커밋/iu;
const byTools = /\b(?:IA|KI|AI|SI|YZ)\b|ИИ|ШІ/u;

/** Without one of these nothing is hushed up. */
const hushing = [
  "not",
  "without",
  "until",
  "conceal",
  "covert",
  "falsify",
  "unasked",
  "consent",
  "harmless",
  "remove",
  "alter",
  "tell",
  "trigger",
] as const;

/** Other languages: in a report, an answer or a message nothing is to be said of this. */
const unreported =
  /(?:отч[её]т|ответ|звіт|відповід|сводк|підсумк)\S{0,4}\s(?:\S{1,14}\s){0,4}?(?:не|ні|ни)\s|(?:^|[\s,])(?:не|ні)\s(?:\S{1,14}\s){0,3}?(?:об этом|про це|этот шаг|этого шага)|\b(?:bericht|antwort|zusammenfassung|protokoll)\S{0,3}\s(?:\S{1,14}\s){0,4}?(?:nichts|nicht|kein\w{0,2})\b[^.;]{0,30}\b(?:davon|dazu|darüber|dies\w{0,2}|schritt\w{0,2})|\b(?:davon|dazu|darüber|diese[rn]? schritt)\b[^.;]{0,30}\b(?:bericht|antwort|zusammenfassung|protokoll)\S{0,3}\s(?:\S{1,14}\s){0,3}?(?:nichts|nicht|kein\w{0,2})\b|\b(?:rapport|résumé|réponse|compte rendu)\b[^.;]{0,50}\b(?:rien|pas)\b[^.;]{0,20}\b(?:cela|ceci|étape|ça|dessus)|\bn['’](?:en|y) (?:parle|dis|mentionne|écris|souffle)\w{0,2}\b|\b(?:informe|resumen|respuesta|relatório|resumo|resposta|rapporto|riepilogo|risposta)\b[^.;]{0,40}\b(?:no|não|non|nada|nulla)\b[^.;]{0,30}\b(?:esto|eso|este paso|isso|este passo|questo|ciò)|\b(?:no|não|non) (?:lo|la|o|a) (?:mencion\w{1,3}|cit\w{1,3}|menzion\w{1,4}|cuentes|diga\w?|contes)|(?:报告|回复|总结|回答|答复|说明)[^。；]{0,14}(?:不|勿|别|无需)[^。；]{0,8}(?:提|写|说|列)|(?:不|勿|别|无需)[^。；]{0,8}(?:提及|提到|说起)[^。；]{0,8}(?:此|这|它)|(?:只|仅)(?:告诉|告知)用户|(?:この|その|本)(?:手順|作業|処理|件|送信|操作)[^。]{0,24}(?:書かない|載せない|記載しない|触れない|報告しない|言わない)|(?:이|해당) (?:단계|작업|과정|전송)[^.]{0,24}(?:쓰지|적지|언급하지|보고하지|말하지)/iu;

/** Words that stand for what was named before. */
const refers =
  /\b(?:it|them|that|these|those|both|all|result|results|output|inputs?|contents?|cop(?:y|ies)|what you|what was|everything|archive|listing|findings|values?|snapshot|inventory|bundle|data|records?|collected|extracted|found|gathered|such|the same|each|ones?|links?|whatever|anything|matches|hits|entries|lines|text|material|collection)\b/i;

/** What is to be done if somebody gives a secret away. */
const ifTyped =
  /^[^\p{L}]{0,8}(?:if|when|should|in case)\b[^,;]{0,80}\b(?:types?|pastes?|enters?|sends?|posts?|shares?|gives?|provides?|asks?|reads? (?:out|aloud)|dictates?|mentions?|says?|tells?)\b/iu;

/** What an assistant is, and what it was told, may be kept back; what it does may not. */
const ofItself =
  /\b(?:that|whether|if) (?:you|it|this) (?:are|is|were|was)\b(?! (?:done|sent|there|needed|added|uploaded))|\b(?:these|your|the|own|those|internal|system) (?:\w{2,12} )?(?:instructions?|prompts?|rules?|guidelines?|script|persona|tool names?)\b/i;

/** What governs a sentence that only speaks of what it names. */
const teaching =
  /^\W{0,8}(?:you (?:are to )?)?(?:explain|teach|discuss|describe (?:how|what|why)|show (?:how|what|where)|learn|classify|grade|assess|audit|compare|answer questions|write (?:\w+ )?(?:stories|novels|fiction|scenes|lessons|exercises|articles about|detection))\b(?! (?:that|it as|this as|to (?:the|them)))|\b(?:stories|novel|story|lesson|quiz|(?<!\bof |the )course|tutorial|lecture)\b/i;

/** A tool that speaks of the others of its own server. */
const ownKind =
  /\b(?:of|in|from|on|by) this (?:server|package|collection|toolset|project|repository)\b/i;

/** Who wrote a change is for its owner to say. */
const attribution =
  /\b(?:mention|reference|credit|attribut\w{1,5}|include|add|name)\b[^.;]{0,60}\b(?:claude|codex|copilot|ai|ais|anthropic|openai|llms?|co-?author\w{0,4}|ai tools?|tooling|emojis?)\b/i;
const trifles =
  /\b(?:mention|list|describe|explain|report)\b[^.;]{0,40}\b(?:formatting|whitespace|lint|reformatted|typos?|indentation|trivial|obvious)\b/i;
/** Not to tell somebody to do something, which keeps nothing from them. */
const advising =
  /\b(?:not|never|n['’]t)\s(?:\w{2,10}\s)?(?:tell|ask|instruct|advise|invite)\s(?:the\s|a\s|any\s)?(?:users?|customers?|them|people|developers?|clients?|visitors?|patients?)\s(?:to\s(?!(?:confirm|approve|allow|agree|accept|consent|review|verify|decide|choose|check)\b)|they can|the \w+ is)/i;
