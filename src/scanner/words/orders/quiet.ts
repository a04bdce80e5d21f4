import { isDisclosure, isDiscretion, isKeptHere, isMishap } from "../cautions.ts";
import { isRoutine } from "../ordinary.ts";
import { isDenied } from "./guard.ts";

const person =
  "(?:(?:the|your|this|any|an?|end|other|its|our)\\s){0,2}(?:end[ -])?(?:users?|humans?|developers?|customers?|operators?|owners?|readers?|reviewers?|employees?|people|persons?|maintainers?|clients?|anyone|anybody|someone|recipients?|visitors?|team|staff|person you work for|callers?|them|him|her|authors?)";
const told =
  "(?:tell|told|inform|informed|notify|notified|alert|alerted|warn|warned|bother|bothered|trouble|troubled|consult|consulted|ask|asked|disturb|disturbed|burden|burdened)";
const deed =
  "(?:it|this|that|them|these|those|so|any of (?:it|this)|(?:the|these|those|such|any) (?:step|steps|upload|transfer|call|request|copy|command|package|dependency|import|line|link|file|account|fixture|duplicate|addition|change|procedure|synchroni[sz]ation|import|detail|details|switch|swap|replacement|tunnel|entry|mirror|hook|technical details?|trailer|script)s?|(?:why|how|where|that) (?:it|they|you)\\b)";
const no = "(?:not|never|no longer|n['’]t|needn['’]t|don['’]t)";
const shown =
  "(?:(?:the|your|its|any|final|visible|written) ){0,3}(?:output|answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|reports?|changelog|changes|documentation|docs|chat|logs?|user|customer|developer|comments?|description|notes|list of changes|conversation|message|result|readme|review|transcript)";

/** Ways to say that somebody is not to know what is done, not merely not to know a fact. */
const patterns: readonly RegExp[] = [
  // Do not tell the user. Never inform the customer about it.
  new RegExp(
    `\\b${no}\\s(?:\\w{2,12}\\s){0,2}${told}\\s${person}(?:['’]s)?(?:\\s(?:(?:about|of|that|with)\\s(?:${deed}|anything|you did|what you)|you\\b)|\\s?(?:[.,;:!)\\n—-]|$|and\\b|or\\b))`,
    "i",
  ),
  // Never mention that you did; do not explain why it is there.
  new RegExp(
    `(?:\\b|\\w)${no}\\s(?:\\w{2,12}\\s){0,2}(?:mention|explain|describe|report|note|list|announce|talk about|speak of|point out|refer to|document|discuss|acknowledge|name|flag|raise|comment on|declare|advertise)\\s(?:${deed}|anything about|steps?\\s\\d|the output\\b|this value|(?:your|the) (?:actions?|steps?|tool calls?) )`,
    "i",
  ),
  // Without telling anybody, without pointing it out, without notice.
  new RegExp(
    `\\bwithout\\s(?:\\w{2,12}ly\\s)?(?:(?:telling|informing|notifying|alerting|asking|warning|consulting|bothering|troubling|involving)\\b|(?:mentioning|showing|disclosing|revealing|pointing|explaining|listing|announcing)\\s(?:${deed}|out)|(?:any\\s)?(?:notice|mention|their knowledge|the (?:user|developer|customer)['’]s knowledge)\\b|${person}\\s(?:noticing|knowing|seeing|being))`,
    "i",
  ),
  // The user is not told; users do not need to be informed; the user needn't know.
  new RegExp(
    `\\b${person}(?:\\s\\w{2,10}){0,2}\\s(?:(?:is|are|was|need|needs|do|does|did|should|must|will|may|can|has|have|shall|would)\\s?(?:to\\s)?(?:not|never|n['’]t)|(?:need|must|should|is|are|do|does)n['’]t|never|must remain|remains?|stays?)\\s(?:(?:be|to|need|have|has|been|ever|yet|usually)\\s){0,4}(?:told|informed|aware|unaware|know|learns?|notified|asked|bothered|shown|pointed (?:at|to)|see|sees|notices?|troubled|consulted|alerted|approve|confirm|find out|hear|realis\\w|realiz\\w|unknowing)(?!\\s(?:for|to (?:type|paste|enter|share|send|give|provide)|whether))`,
    "i",
  ),
  // The step is not described in the output; it is not shown to the developer.
  new RegExp(
    `(?:\\b|\\w)${no}\\s(?:be\\s|to be\\s|\\w{2,12}ly\\s){0,2}(?:shown|described|mentioned|listed|visible|displayed|reported|included|named|disclosed|documented|noted|revealed|explained|appear|part of|written)\\s?(?:,?\\s?(?:to|in|into|within|of|anywhere in|for|on)\\s${shown})`,
    "i",
  ),
  /\b(?:not|never)\s(?:to\s)?(?:list|mention|show|include|display|reveal|disclose)\s(?:this|that|the output|steps? \d)\b|\bmust not show it\b/i,
  // Keep it out of the summary; leave that out of your answer; keep this from the developer.
  new RegExp(
    `\\b(?:keep|keeps|leave|leaves|hold|omit|omits|strike|hide|hides|conceal|drop)\\s(?:it|this|that|them|these|both|the [\\w-]{2,20}(?: [\\w-]{2,20})?|all of (?:it|this)|steps? \\d[^.]{0,12})\\s(?:out of|from|away from|off)\\s${shown}`,
    "i",
  ),
  new RegExp(
    `\\b(?:stays?|remains?|is|are|be|kept)\\s(?:completely\\s)?(?:hidden|concealed|secret|invisible|confidential|unknown)\\s(?:from|to|towards?)\\s${person}`,
    "i",
  ),
  new RegExp(`\\bconfidential(?:ity)?\\s(?:towards?|from|vis-a-vis)\\s${person}`, "i"),
  /\b(?:nobody|no one|none of them|no person|no human)\s(?:\w{2,10}\s){0,3}?(?:notice|notices|know|knows|learn|learns|see|sees|be told|finds? out|hear)\b/i,
  new RegExp(
    `\\bno (?:need|reason) to (?:\\w{2,10}ly\\s)?(?:${told}\\s${person}|(?:mention|explain|show|report|disclose|confirm)\\s${deed})`,
    "i",
  ),
  new RegExp(`\\b${no}\\slet\\s${person}\\s(?:know|see|notice|find out|hear)\\b`, "i"),
  new RegExp(
    `\\b${person}\\sonly\\s(?:hears?|learns?|sees?|knows?|is told|are told|gets? to)\\b`,
    "i",
  ),
  /\b(?:never|not) find out\b|\bneed(?:s)? not (?:be|know)\b|\bcall (?:this|the) (?:change|fix|commit)\b|\bnot (?:a )?part of (?:the |this |your )?(?:conversation|chat|answer|output|report|log|transcript)\b|(?<!\b(?:they|users?|he|she) )\b(?:say|claim|pretend)s? (?:that )?(?:it|this) (?:is|was)\b|\breporting: none\b/i,
  /\bthere is no need to (?:ask|confirm|tell|inform|trouble)\b/i,
  /\b(?:users?|developers?|customers?|humans?|owners?|they|operators?) (?:has|have) (?:already |previously )?(?:agreed|approved|consented|given consent|authori[sz]ed)\b|(?<!\b(?:after|once|when|if|until|unless|before|the [\w-]{2,20})\s)\bthe user agreed\b/i,
  /\b(?:unaware|in the dark|behind (?:the|their|his) (?:user['’]s )?backs?|between us|unnoticed|unobtrusively|(?:leav\w{1,3}|with|is|be|remains?) no trace|no trace (?:of (?:it|this|that|them|the)|remains?|is left|left|behind|in)|without (?:a )?trace|stay silent|keep quiet|stays? quiet|keep silent|say nothing|tell (?:nobody|no one)|keep (?:it|this) (?:quiet|secret|to yourself|between us)|do this (?:quietly|silently|secretly)|silently|quietly|secretly|covertly|discreetly|stealthily|surreptitiously|under the radar)\b/i,
  // No reason to hear of this; refrain from bringing it up; no point in discussing it.
  /(?:\b(?:no|never|not|refrain|avoid|nothing|without|stop|rather than)|n['’]t)\s(?:\w{1,12}\s){0,6}?(?:hear|know|learn|bring|bringing|talk|talking|discuss|discussing|raise|raising|mention|mentioning|dwell|comment|commenting|find out|be aware|aware|surface|surfacing)\s(?:of\s|about\s|on\s|up\s)?(?:it|this|that|them|these|either|both)\b/i,
  /\b(?:stays?|remains?|keep|kept|leave|left|goes|go|is|are)\s(?:\w{2,10}\s){0,3}?(?:out of (?:the |your )?(?:chat|conversation|answer|output|log|summary|report|reply|docs|documentation)|undocumented|unmentioned|unannounced|unlisted|unseen|off the record|under wraps|in the background|invisible|unaware)\b/i,
  /\b(?:this|that|the|it|which|these|those)(?: \w{2,14}){0,2} (?:does|do|did|must|should) not (?:exist|appear|occur|show up|come up|feature|figure)\b/i,
  /\b(?:no|without(?: an?)?|not get an?|never get an?) (?:heads?-?up|notification|notice|announcement|warning|explanation)\b/i,
  /\b(?:invisible|unannounced|unspoken|hidden|silent|covert) (?:action|step|task|part|copy|request|call|upload|transfer)s?\b|\b(?:action|step|task|part) (?:\w+ ){0,5}is (?:invisible|hidden|secret|silent)\b/i,
  /\bmention(?:s|ed)? only the (?:first|other|former|result)|\bnot to be (?:explained|mentioned|discussed|disclosed|documented|named)\b|\bexplain(?:ed|s)? to (?:nobody|no one)|\bnobody(?:['’]s business)\b|\bbetween (?:you and me|ourselves)\b|\bnot bother(?:ing)? (?:them|him|her|the user)|\bwithout (?:being told|bothering|saying|a word)\b|\bomit (?:this|it|that)\b/i,
  /\b(?:were|was|are|is|will|shall)\s(?:not|never)\s(?:to\s)?(?:be\s)?(?:asked|told|informed|consulted|notified|warned|bothered)\b/i,
  /\bas if (?:nothing|none of)\b|\bas if (?:\S+ ){1,6}(?:never|did not|didn['’]t|had not) /i,
  /\b(?:hears?|sees?|learns?|knows?|notices?|told|shown) (?:nothing|none|little)\b/i,
  /\b(?:is|are|be) spared\b|\bspare (?:the|them|him|her)\b|\b(?:need|needs) no explan\w{1,6}|\bn['’]t need (?:to be )?(?:explain\w{0,3}|told|an explanation)\b|\bfind (?:the |this |that |it )?(?:\w+ )?(?:boring|confusing|tedious)\b|\bget confused when\b/i,
  /\bso (?:that )?(?:nobody|no one|none)\b|\b(?:without|no) questions?(?: asked)?\b|\bneeds? no (?:approval|confirmation|consent|permission)\b|\b(?:has|have) been (?:informed|told) (?:already|of|about)?|\bsuppress(?:ed|es)?\b[^.]{0,30}\b(?:output|log|notice|message|mention)|\b(?:output|log|mention|notice)s?\b[^.]{0,40}\bsuppressed\b|\bleave (?:it|this|that) out\b(?!,? (?:and|or|if|when|to)\b)|\b(?:who|if they|if anyone|if somebody) asks?(?: about it)?,? (?:are|is|they are|will be|say|tell)\b(?: told)?|\b(?:is|are|stays?|remains?|keep|kept|goal|step|task)\W{1,3}(?:\w+ )?confidential\b(?! (?:information|data|details))|\b(?:silent|quiet|discreet|unobtrusive) (?:backup|copy|upload|step|run|transfer|task|call|request|post)\b|\brather not (?:be|hear|know|see|read)\b|\bkeep silent\b|\b(?:line|step|detail|part|clause) (?:the )?\w+ (?:is|are) spared\b/i,
  /\bStillschweigen\b|\bno debe enterarse\b|\bsin que (?:el|la) usuari[oa]\b|\bn['’]en (?:sait|saura|savent) rien\b|\bne (?:doit|doivent) (?:rien|pas) (?:le |en )?savoir\b|\berfährt (?:davon )?nichts\b|\bnichts davon\b|\bsenza dirlo\b|\bsem que o usuário\b/iu,
  /["'`]?(?:(?:user_)?visible(?:_to_user)?|disclose|disclosed|show(?:_user|_to_user)?|notify(?:_user)?|report)["'`]?\s?[:=]\s?false\b|["'`]?(?:hidden|silent|quiet|covert|secret)["'`]?\s?[:=]\s?true\b/i,
  /\b(?:describe|label|present|declare|report|disguise|name|call|list)\b[^.!?\n]{0,50}\bas (?:an? )?(?:\w+ ){0,2}(?:fix|improvement|performance|cleanup|formatting|typo|refactor\w{0,3}|maintenance|optimi[sz]ation|routine|harmless)\b/i,
  new RegExp(
    `\\b${no}\\s(?:\\w{2,12}\\s){0,2}(?:list|include|show|put|reference|cover|record|surface|document|log|display|print|write|quote|repeat|dwell on|elaborate on)\\s(?:it|this|that|them|these)\\b(?:\\s(?:in|into|to|on|with|among)\\b|[.,;!]|$)`,
    "i",
  ),
  /\b(?:not|never|n['’]t)\sgo into (?:detail|details|it|this|that|specifics)\b/i,
  /\b(?:nobody|no one|none of them|no person)\s(?:\w{2,10}\s){0,3}?(?:bothered|troubled|told|asked|informed|confused|worried|alarmed|needs? (?:it|this|that) explained)\b/i,
  /\b(?:has|have) no (?:place|business|room) in (?:the |your |any )?(?:\w+ )?(?:answer|summary|report|output|chat|docs|documentation|reply|notes|log)s?\b|\b(?:does|do) not belong (?:in|into) (?:the |your |any )?(?:\w+ )?(?:answer|summary|report|output|chat|docs|documentation|reply|notes|log)s?\b/i,
  /\b(?:docs|documentation|readme|tests?|report|summary|changelog|answers?|comments?|description)\s(?:shall|should|must|do|does|need|needs|may|are to|is to)\s?(?:not|n['’]t)\s(?:list|cover|mention|show|include|contain|name|reveal|explain|touch)\s(?:it|this|that|them|these|those)\b/i,
  /\b(?:user|person|human|developer|customer|operator|owner)s?\s(?:does|do|need|needs|must|should|is|are)\s?(?:not|n['’]t)\s(?:\w{2,8}\s){0,2}be (?:involved|consulted|bothered|asked|told|troubled)\b|\bwithout (?:a )?(?:message|notice|trace|comment)\b/i,
  /\b(?:does|do|should|must|shall|need|may) ?(?:not|n['’]t) (?:go|get|come|make it|find its way|end up|belong|appear|show up) (?:in|into|to|on)\s(?:the|your|any)\s(?:\w+ )?(?:log|logs|summary|report|answer|reply|chat|notes|changelog|docs|documentation|transcript|output|commit|description)\b/i,
  /\b(?:skip|omit|drop) (?:it|this|that)\s(?:in|from)\s(?:the |your |any )?(?:\w+ )?(?:answer|summary|report|output|chat|reply|notes|log)s?\b|\bno (?:topic|subject|matter|theme) (?:for|of|in) (?:the |any |your )?(?:conversation|chat|talk|answer|discussion|summary|report)\b/i,
  /\b(?:if|when|should) (?:somebody|someone|anybody|anyone|they|the (?:user|developer|customer|reviewer|owner)|a \w{3,12}) (?:ever )?(?:wonders?|notices?|objects?|inquires?|is curious|gets? curious|stumbles)\b/i,
  /\b(?:is|are|be|remains?) (?:not|never|no) (?:a |the )?(?:topic|subject|theme)\b|\b(?:list|name|mention|report|show) (?:only )?(?:one|the first|the other|the former)(?: \w+){0,2} only\b/i,
  /\bno (?:\w+ )?(?:approval|confirmation|consent|permission|prompt)s? (?:is |are )?(?:required|needed|necessary|asked for)\b/i,
  /\bask (?:the )?(?:user|developer|customer) for nothing\b/i,
  /\b(?:is|are|be|gets?|goes?) neither (?:\w{2,10} )?(?:logged|shown|mentioned|listed|reported|announced|documented|recorded|noted|explained|told)\b[^.;\n]{0,30}\bnor\b/i,
  /\bwithout (?:asking|confirmation|approval|consent|permission|notice)\b/i,
];
const asking =
  /\b(?:not|never)\s(?:to\s)?ask\s(?:the\s)?\w{2,12}\s(?:for|to|whether|about|if|which)\b/i;

/** Not to ask, and to say that somebody agreed, keeps nobody from knowing. */
const openly =
  /^(?:without (?:\w+ly )?(?:asking|consulting|involving|confirmation|approval|consent|permission|any)|no (?:\w+ )?(?:approval|confirmation|consent|permission|prompt)|needs? no|there is no need to (?:ask|confirm)|ask (?:the )?(?:user|developer|customer) for nothing|(?:the )?(?:users?|developers?|customers?|humans?|owners?|they|operators?) (?:has|have|agreed))/i;

/** What is done of one's own accord, and hidden from nobody. */
export const unbidden =
  /\beven (?:if|when|though) (?:nobody|no one|they|the user)(?: has|did| did not| didn['’]t)? ask(?:s|ed)?\b/i;

/** Whether a sentence hides what is done, rather than only not to ask for it. */
export function isHushed(sentence: string): boolean {
  return isQuiet(sentence, true);
}

/** Whether a sentence keeps somebody from knowing what is done. */
export function isQuiet(whole: string, isStrict = false): boolean {
  const sentence = whole.replace(unbidden, " ");
  for (const pattern of patterns) {
    const match = pattern.exec(sentence);
    if (match === null || (isStrict && openly.test(match[0]))) continue;
    // Never run it without asking is the opposite.
    if (/^without|^(?:silently|quietly|secretly|covertly)/i.test(match[0])) {
      if (isDenied(sentence, match.index)) continue;
      if (
        /^(?:silently|quietly)$/i.test(match[0]) &&
        /\b(?:fail|exit|skip|think|ignore|drop|work|reason)\w{0,4}\s+(?:silently|quietly)|(?:silently|quietly) (?:fail|ignor|skip|drop|think)/i.test(
          sentence,
        )
      )
        continue;
      if (isAboutPrograms(sentence)) continue;
    }
    if (asking.test(match[0]) || isSupposed(sentence, match)) continue;
    if (isKeptSafe(sentence) || isDiscretion(sentence) || isMishap(sentence)) continue;
    if (isDisclosure(sentence) || isKeptHere(sentence)) continue;
    if (/ask|confirm/i.test(match[0]) && isRoutine(sentence)) continue;
    if (/\b(?:leave|omit|drop)\b/i.test(match[0]) && unsure.test(sentence)) continue;
    if (
      /\b(?:attack|attacker|malware|if an? (?:app|site|package)|detect|finding|violation|whether)\w{0,3}\b/i.test(
        sentence,
      )
    )
      continue;
    return true;
  }
  return false;
}

/** What nobody could confirm is left out of what is said, and not done either. */
const unsure =
  /\b(?:(?:could|can|did|does|do|was|were|is|are) ?(?:not|n['’]t)|cannot|never) (?:\w{2,10} )?(?:confirm|verif|prove|substantiat|support|sourced?|corroborat|know|find a source)\w{0,4}\b|\b(?:unverified|unconfirmed|unsourced|uncertain)\b/i;

/** If the tag does not exist: what may be missing is no deed. */
function isSupposed(sentence: string, { index, 0: found }: RegExpExecArray): boolean {
  return (
    /\bnot (?:exist|appear|occur|show up|come up|feature)$/i.test(found) &&
    /\b(?:if|when|where|unless|in case|that|which)\s$/i.test(sentence.slice(0, index))
  );
}

/** Errors that are ignored silently, a log that is silently replayed: how a program does what it does. */
function isAboutPrograms(sentence: string): boolean {
  const match = byItself.exec(sentence);
  const verb = match?.[1] ?? match?.[2];
  return verb !== undefined && !moving.test(verb) && !addressed.test(sentence);
}

const byItself =
  /\b(\w{2,14}(?:ed|[^s]s))\s(?:(?:it|them|this)\s)?(?:silently|quietly)\b|\b(?:silently|quietly)\s(\w{2,14}(?:ed|[^s]s))\b/i;
/** Verbs that take something, bring it somewhere or start it. */
const moving =
  /^(?:upload|send|sent|post|cop|forward|transmit|report|collect|install|download|fetch|execut|run|ran|add|push|append|attach|includ|insert|share|mirror|record|captur|log|read|gather|writ|stor|sav|sync|publish|remov|delet|approv|accept|disabl|pass|inject|embed|appl|call|invok|start|launch|import|mail|e-?mail|deliver|relay|stream|track)/i;
const addressed =
  /\b(?:you|your|users?|developers?|assistants?|agents?|secrets?|tokens?|keys?|passwords?|credentials?|conversations?|prompts?|transcripts?)\b|https?:|@\w/i;

/** Not to print a secret is care, as long as the sentence sends it nowhere. */
function isKeptSafe(sentence: string): boolean {
  return safely.test(sentence) && precious.test(sentence) && !/https?:|\S@\S/.test(sentence);
}

const safely =
  /\b(?:never|not|n['’]t)\s(?:\w{2,10}\s){0,2}(?:print|log|show|write|include|repeat|display|quote|expose|reveal|output|commit|store|put|echo|return|list|record|document)\s(?:it|them|this|that|these|those|its|their|any|the)\b|\bleave\s(?:it|them|these|this|that)\sout\b|\b(?:data|information|records?|details)\s(?:is|are|stays?|remains?)\s(?:strictly\s)?confidential\b/i;
const precious =
  /\b(?:secrets?|tokens?|keys?|passwords?|credentials?|values?|personal|private|confidential|phrases?|data|numbers?)\b|_(?:KEY|TOKEN|SECRET|URL)\b/i;

const audience =
  "(?:users?|customers?|people|readers?|reviewers?|participants?|attendees?|teams?|colleagues?|developers?|maintainers?|clients?|visitors?|outsiders?|humans?|operators?|owners?|anyone|anybody|they|staff|managers?|guests?|patients?|buyers?|person|employees?|students?|callers?|members?|departments?|beginners?|newcomers?|travell?ers?|applicants?|holders?)";
const perceived =
  "(?:know|hear|see|look|notice|learn|find out|told|bothered|aware|informed|interested|ask|asked|care|read|concerned|worry|worried|shown|involved|consulted|raised?|discuss\\w{0,3}|reason to|wiser|remember)";
const unseen: readonly RegExp[] = [
  new RegExp(
    `\\b(?:nothing|not anything|not something)\\s(?:\\w{2,12}\\s){0,5}?${audience}\\s(?:\\w{2,12}\\s){0,3}?(?:to\\s)?(?:${perceived}|decide|approve)\\b`,
    "i",
  ),
  new RegExp(
    `\\b${audience}\\s(?:\\w{2,12}\\s){0,3}?(?:not|never|n['’]t|rarely|hardly|seldom|no|unlikely|nothing|little)\\s(?:\\w{2,12}\\s){0,3}?${perceived}\\b`,
    "i",
  ),
  new RegExp(
    `\\b${audience}(?:\\s\\w{2,10}){0,2}n['’]t\\s(?:\\w{2,12}\\s){0,3}?${perceived}\\b`,
    "i",
  ),
  new RegExp(
    `\\b${audience}\\s(?:does|do|did|will|would)\\s?(?:not|n['’]t)\\s(?:want|need|like|expect|wish)\\s(?:for\\s)?(?:an?|any|to (?:hear|see|know|read|be))\\b`,
    "i",
  ),
  new RegExp(`\\b(?:nobody|no one|none|not anyone)\\s(?:\\w{2,12}\\s){0,4}?${perceived}\\b`, "i"),
  new RegExp(
    `\\b${audience}\\s(?:\\w{2,12}\\s){0,2}?(?:finds?|considers?|gets?|prefers?|would)\\s(?:\\w{2,12}\\s){0,4}?(?:tiring|boring|confus\\w{2,3}|tedious|annoying|annoyed|irrelevant|distracting|noise|not to hear|less noise)\\b`,
    "i",
  ),
];

/** Whether people are said not to see or to know something, whatever it is. */
export function isUnseen(sentence: string): boolean {
  const told = sentence.replace(unbidden, " ");
  return unseen.some((pattern) => pattern.test(told));
}
