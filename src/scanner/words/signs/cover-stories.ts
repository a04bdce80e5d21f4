/** If somebody asks, then it is something else: what people are told in place of what is done. */
const told =
  /\b(?:if|when|should|in case)\s[^.;,]{0,50}\b(?:asks?|asked|objects?|wonders?|questions?|questioned|notices?|complains?|enquires?|inquires?)\b[^.;]{0,40}\b(?:say|answer|reply|tell|claim|explain|respond|describe|refer to)\b[^.;]{0,80}(?:\b(?:it|this|that|they|these)(?:['’]s| (?:is|was|are|were|has|have))\b|\b(?:baseline|standard|style|policy|analytics|metrics?|measur\w{2,8}|performance|telemetry|logo|routine|part of|known issue|convention|cach\w{1,3})\b)|\b(?:auf nachfrage|(?:wenn|falls|sollte)\s(?:\S{1,14}\s){0,4}?(?:frag\w{1,3}|nachfrag\w{1,3})|fragt (?:jemand|man|der \w{3,14}|sie|er))\b[^.;]{0,70}\b(?:sag\w{0,2}|antworte\w{0,2}|ist (?:das|es|dies)|erkläre?|handelt es sich)\b|\bsi (?:\S{1,12}\s){0,3}?(?:preguntan?|preguntaran?)\b[^.;]{0,30}\b(?:di|diga\w?|responde|contesta|contest[ae])\b|\bsi (?:\S{1,12}\s){0,4}?demande\w{0,2}\b[^.;]{0,40}\b(?:dis|dites|réponds|répondez)\b|\bse (?:\S{1,12}\s){0,3}?(?:perguntar\w{0,2}|chiedono|chiede|chiedesse\w{0,2})\b[^.;]{0,30}\b(?:diga\w?|responda\w?|di['’]|rispondi)|(?:если|когда)\s(?:\S{1,14}\s){0,4}?спрос\S{0,4}[^.;]{0,30}(?:говори|скажи|отвеч|объясн)|якщо\s(?:\S{1,14}\s){0,4}?(?:запита|спита)\S{0,4}[^.;]{0,30}(?:кажи|скажи|відпові)|(?:问起|询问|问到|被问|追问|問起|詢問)[^。；]{0,10}(?:说|称|回答|答|表示|說|稱)|(?:聞かれ|尋ねられ|質問され|訊かれ)[^。]{0,20}(?:と答え|と言|と説明|と伝え)|물(?:으|어\s?보)면[^.]{0,30}(?:라고|답)|\b\S{0,16}(?:sorarsa|sorarlarsa|sorulursa)\b[^.;]{0,60}(?:söyle|\bde\b|de[,.]|yanıt|cevap|belirt)|nếu (?:bị |ai )?hỏi[^.;]{0,30}(?:trả lời|nói)|(?:अगर|यदि)[^।]{0,30}पूछ[^।]{0,20}(?:कहें|कहो|बताएं|बताओ|बोल)/iu;
/** What nobody is to bring up. */
const unraised =
  /\bdo(?:n['’]t| not) (?:point (?:them|it|this|that|these) out|bring (?:it|this|them|that) up|write (?:\w{2,12} )?(?:comments?|notes?|docs|documentation) (?:about|on) (?:it|this|them|that)|write about (?:it|this|them|that)|flag (?:it|this|them|that)|comment (?:it|this|the line|on (?:it|this|them)))\b|\b(?:leave|keep) the (?:line|lines|call|code) (?:\w{2,14} and )?(?:uncommented|unexplained|undocumented)\b|\b(?:leave|keep) (?:it|this|them) (?:\w{2,14} and )?(?:unexplained|undocumented|uncommented)\b|\b(?:put|mention|include|describe|explain)\s(?:\S{1,16}\s){1,4}?(?:in|into) the (?:commit|changelog|summary|message)\b(?<=\b(?:not|never|n['’]t)\b[^.;]{0,80})|\bno comment,? (?:and )?no mention\b|\b(?:nobody|no one) (?:has|needs|ought) to (?:read|hear|know|learn|be told)\b|\bno (?:further|more) details?\b|\b(?:between|among) (?:the )?machines\b|\bpass over (?:it|both|them|this|that)\b|\b(?:of (?:their|your|its|his|her) own accord|by (?:yourself|itself)) [^.;]{0,20}\bnot\b|\bvon selbst (?:nicht|nie|kein)\b|\bnicht (?:von selbst|ansprechen|darauf hin\w{0,8})\b|\bnicht darauf hin\b|\bkein\w{0,2} (?:kommentar|hinweis)\w{0,2} (?:dazu|darüber|darauf)\b|\bno (?:saques|menciones|toques) (?:el|este) tema\b|\bno lo comentes\b|\bn['’]en parle\w{0,2} pas\b|(?:сам|сама|первым) (?:об этом )?не (?:заговаривай|упоминай|говори)|(?:不要|勿|别|不)主动(?:提起|提及|说明|说|提到)|自分からは[^。]{0,8}(?:触れない|言わない|話さない)|kendiliğ\S{0,6}[^.;]{0,30}\S{2,12}m[ae]\b|\b\S{0,8}kendin anlatma|bu konuyu açma|먼저 (?:말하|언급하|꺼내)지/iu;
/** Another question is said to be none, or a nuisance. */
const unasked =
  /\b(?:no|without an?|without) (?:separate|further|second|extra|additional|more) (?:questions?|confirmations?|approvals?|prompts?)\b|\b(?:asking|repeating the question|confirming|a question|another question)\b[^.;]{0,30}\b(?:is|would be|only) (?:impolite|unnecessary|annoy\w{1,4}|rude|redundant|superfluous|not needed|tiresome)\b|\basking again annoys\b|\b(?:do not|don['’]t|no need to|never) (?:ask|confirm) (?:again|twice|once more)\b|\bwithout (?:bothering|troubling|repeating the question)\b|\b(?:rückfrage\w{0,2}|nachfrage\w{0,2}|bestätigung)\b[^.;]{0,20}\b(?:nicht nötig|unnötig|entfällt|überflüssig)|\bfrage? nicht (?:noch einmal|erneut|nach)\b|\bno (?:le |les )?preguntes\b|\bsans (?:redemander|demander)\b|\bno confirmation (?:is )?needed\b|\b(?:there is )?nothing to ask\b|不必再问|无需(?:再次)?确认|確認は不要/iu;
const who =
  "(?:users?|persons?|owners?|humans?|developers?|operators?|customers?|account holders?|everyone|everybody|whoever|nutzer\\w{0,2}|benutzer\\w{0,2}|usuari[oa]s?|utilisat\\w{2,6})";
const agreed =
  "(?:said|says|agreed|confirmed|approved|wrote|stated|told|answered|consented|signed off|zugestimmt|gesagt|bestätigt|aceptó|dijo|accepté|confirmé)";
/** Somebody is said to have agreed already, wherever that should have been. */
const consented = new RegExp(
  `(?<!\\b(?:if|when|once|after|unless|until|whether|only|wenn|falls|sobald)\\b[^.;\\n]{0,40})\\b${who}\\b[^.;"“\\n]{0,60}\\b(?:already|previously|in advance|beforehand|bereits|schon|ya|déjà)\\b[^.;"“]{0,40}\\b${agreed}\\b|(?<!\\b(?:if|when|once|after|unless|until|whether|only|wenn|falls|sobald)\\b[^.;\\n]{0,40})\\b${who}\\b[^.;"“\\n]{0,60}\\b${agreed}\\b[^.;"“\\n]{0,80}\\b(?:already|previously|in advance|in writing|beforehand|below)\\b|\\b(?:standing|prior|advance) (?:approval|consent|permission)\\b|\\bapproval on file\\b|\\b(?:as|like) (?:said|spoken|written|typed) by (?:the|your) (?:user|owner|human|developer|operator)\\b|\\b(?:counts as|is|are) (?:a )?(?:part of|included in) (?:the job|your task|making the)\\b`,
  "iu",
);

/** Only that it is done is said of what was done. */
const half =
  /\b(?:say|says|reply|replies|answer|answers|respond|report|reports|state|give|finish with|end with|meld\w{0,2} nur)\b[^.;]{0,16}\b(?:that )?["“'`]?(?:the )?(?:\w{2,14}\s){0,3}?(?:is |was |are |has been |were )?(?:done|completed?|finished|ready|loaded|set up|installed|eingerichtet)\b|\bneutral (?:status|line|message|report|answer)\b|\breport (?:only )?(?:success|a neutral \w+|the failure as flaky)\b|\b(?:test|failure|error)s? (?:is|was|were|as|are) flaky\b|\b(?:receipts?|invoices?|notifications?|mails?) (?:go|goes|belong)s? (?:to|in|into) the (?:bin|trash)\b/i;
/** What holds otherwise does not hold here, it is said. */
const suspended =
  /\b(?:caution|rules|limits|restrictions|safeguards|guidelines|precautions|checks|policies)\s(?:is|are)\s(?:\w{2,10}\s)?(?:suspended|off|paused|lifted|waived|void|switched off)\b|\bnothing\b[^.;]{0,24}\bcounts\b|\bdata (?:here )?(?:is|are) not real\b|\büblichen regeln\b[^.;]{0,20}\b(?:ruhen|gelten nicht)\b/i;
/** Who knows of it spoils it. */
const spoiled =
  /\b(?:spoils?|distorts?|ruins?|invalidates?|would (?:spoil|distort|ruin|warn|alert))\b(?=[^.;]{0,40}\b(?:it|test|exercise|simulation|benchmark|drill|experiment|attacker)\b)|\bverdirbt\b|\b(?:participants|spectators|subjects) (?:are|must) not\b|\bdebriefing\b/i;

/** That something was done is to be denied, or said not to have been done while it is. */
const disowned =
  /\b(?:never|do not|don['’]t|must not)\s(?:admit|acknowledge|concede|confess|own up to|let on)\b(?! (?:that |to )?(?:you(?:['’]re| are| were)|being|having (?:a|an|these|any) ))|\b(?:say|says|claim|report|state|tell (?:them|the \w{3,12}))\b[^.;]{0,24}\bnothing (?:was|has been|is|will be) \w{4,12}\b[^.;]{0,12}\b(?:but|while|although|and (?:still|then))\b/i;

export interface Covered {
  readonly isHalf: boolean;
  readonly isSuspended: boolean;
  readonly isStory: boolean;
  readonly isUnraised: boolean;
  readonly isUnasked: boolean;
  readonly isConsented: boolean;
}

/** How a sentence keeps people from knowing, or has them agree without being asked. */
export function coveredIn(sentence: string): Covered {
  return {
    isHalf: half.test(sentence),
    isSuspended: suspended.test(sentence),
    isStory: told.test(sentence),
    isUnraised: unraised.test(sentence) || spoiled.test(sentence) || disowned.test(sentence),
    isUnasked: unasked.test(sentence),
    isConsented: consented.test(sentence),
  };
}

/** Words that somebody is said to have spoken: what is asked for stands in them. */
const quoted = new RegExp(
  `(\\b${who}\\b[^.;"“\\n]{0,90}\\b${agreed}\\b[^.;"“\\n]{0,60}?)["“]([^"”]{8,600})["”]|(\\b(?:approval|consent|permission)\\b[^.;"“\\n]{0,80}\\b(?:wrote|said)\\b[^"“\\n]{0,20}|\\b(?:as|like) (?:said|spoken|written) by (?:the|your) \\w{3,12}[^"“\\n]{0,40})["“]([^"”]{8,600})["”]`,
  "giu",
);

/** The text with such words as if they stood there openly; as long as before. */
export function withConsentOpen(text: string): string {
  if (!/["“]/.test(text)) return text;
  return text.replace(quoted, (_, lead, said, otherLead, otherSaid) => {
    return `${lead ?? otherLead} ${said ?? otherSaid} `;
  });
}
