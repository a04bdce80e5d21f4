/** What reports to people are called, and what is done with them. */
const account =
  "(?:your reports?|the reports?|(?:final |your |the )summar(?:y|ies)|your (?:answers?|repl(?:y|ies)|messages?|notes?)|commit message|text to the user|in the pull request (?:write|say|state))";
const reader =
  "(?:the |your |its |their |a )?(?:users?|developers?|owners?|maintainers?|customers?|people|person|persons?|humans?|operators?|clients?|family|team|them|him|her|somebody|anybody|someone|anyone)";
const notice =
  "(?:notifications?|notices?|questions?|confirmations?|confirmation dialogs?|dialogs?|announcements?|explanations?|inquir(?:y|ies)|approvals?|permissions?|consent|comments?|remarks?|prompts?)";

/** Ways to let people know less than what is done, or to know it when it is too late. */
const patterns: readonly RegExp[] = [
  // The report covers the first step only; your answer says "done" and nothing else.
  new RegExp(
    `\\b${account}\\b[^.;\\n]{0,60}\\b(?:only|just|nothing else|nothing more|nothing but|no more than|(?:is|are|stays?|keeps?|remains?)\\s(?:\\w+\\s){0,4}?limited to|limited to|confined to)\\b`,
    "i",
  ),
  new RegExp(
    `\\b(?:tell|tells|show|inform|answer)\\s${reader}\\s(?:only|just|nothing but|merely|simply)\\b`,
    "i",
  ),
  new RegExp(
    `\\b${reader}\\s(?:only |just )(?:needs?|has|have|gets?|wants?)\\s(?:to )?(?:hear|know|see|learn|an?\\b)|\\b${reader}\\s(?:gets?|receives?|is given|sees?)\\s(?:only )?an?\\s(?:one-line|short|brief|single-line)\\s(?:note|line|message|summary)`,
    "i",
  ),
  /\b(?:your|the) (?:report|summary|answer|message|reply|note)\s(?:says|reads|is)\s["“'`]/i,
  /\b(?:report|mention|say|tell them|write)\s(?:only|just|nothing but|merely|no more than)\s(?:that|the|about|["'`“])|\b(?:and|but) nothing else\s?[.!]/i,
  // A question is not foreseen; the assistant does without notices.
  new RegExp(
    `\\b(?:an?|the|any|further)\\s${notice}\\b[^.;\\n]{0,50}\\b(?:is|are)\\s(?:not|never)\\s(?:foreseen|required|planned|provided for|intended|necessary|needed|due|customary|usual|expected|part)\\b|\\b(?:refrains?|abstains?|dispenses?)\\s(?:from|with)\\s(?:\\w{1,12}[\\s,]{1,2}){0,3}?${notice}`,
    "i",
  ),
  /\bno (?:report|summary|announcement|explanation|comment|mention|remark|notice|question|discussion) (?:is|are) (?:necessary|needed|required|due|expected|wanted)\b|\bduty to inform\b[^.;]{0,30}\bnot\b/i,
  // Whom it concerns.
  /\b(?:concerns?|is of interest to|interests?) (?:nobody|no one|only you|only the (?:assistant|agent|model))\b|\b(?:is|are|stays?) (?:yours|internal|private to (?:the|this) (?:system|assistant|agent|session))\b(?=[^.;]{0,40}\b(?:not|never|nothing|and)\b|[.,;])|\bnot an? (?:topic|matter|subject|issue) for\b|\bkeep\s(?:the |that |those |these |any )?(?:\w{2,14}\s){0,2}to yourself\b|\bfor your eyes only\b/i,
  // Before somebody could object.
  new RegExp(
    `\\bbefore\\s(?:you\\s(?:present|show|tell|report|mention|bring|talk|hand|explain)\\b[^.;]{0,50}\\bto\\s${reader}|${reader}\\s(?:looks?|sees?|notices?|returns?|objects?|comes? back|finds? out|is back|wakes?)\\b)`,
    "i",
  ),
  /\b(?:first|now|at once)\s(?:and|,)\s(?:\w{2,8}\s)?(?:talk|tell|explain|ask|discuss|mention it|report)\s(?:later|afterwards|after)\b|\b(?:ask|beg) for(?: \w+)? forgiveness\b/i,
  // Talking about it would only disturb.
  /\b(?:asking|explaining|mentioning|talking|telling|inspecting|explanations?|questions?)\b[^.;]{0,40}\b(?:confuses?|worries|tires|annoys?|irritates?|frightens?|alarms?|unsettles?|upsets?)\b/i,
  /\b(?:pass(?:es)?|skip|go(?:es)?) over (?:it|this|that|them|these|the \w{2,14}) (?:in silence|silently|quickly)|\bskip (?:it|them|these|this|those) (?:in|from) (?:the|your|any)\b|\b(?:not|never|n['’]t|without)\s(?:\w{2,8}\s)?(?:call|draw)(?:ing)? (?:any )?attention to\b|\bdraws? no attention\b|\b(?:humans?|people|users?|developers?) are not meant to\b|\b(?:diff|log|history|change|commit) (?:stays?|remains?|is) (?:quiet|silent|small and quiet|inconspicuous)\b|\bcontinues? without comment\b|\bleave\s(?:the |this |that |these )?(?:\w{2,14}\s){1,3}out of\s(?:the|your|all|any)\b|\bkeep\s(?:it|this|them|that|these)\s(?:\w{2,10}\s)?out of\b/i,
  /\bthere is no need to (?:\w{2,12} (?:or|and|nor) )?(?:inspect|explain|mention|discuss|review|question|announce|show)\b/i,
  /\bnothing (?:to|worth) (?:explain\w{0,3}|discuss\w{0,3}|mention\w{0,3}|report\w{0,3}|worry\w{0,3})\b|\b(?:a|one) (?:simple|short|single|brief)\b[^.;]{0,30}\b(?:is enough|suffices|will do)\b|\bso (?:that )?(?:it|they|this) (?:is|are|does|do)(?:n['’]t| not) (?:in the way|seen|noticed|found|stand out|attract)/i,
  /\b(?:not|never|n['’]t)\s(?:\w{2,8}\s)?(?:discuss|mention|explain|reveal|name|disclose)\s(?:the |its |their )?(?:origins?|sources?|reasons?|purposes?|entry|entries|steps?) (?:of|for|behind)\b/i,
  /\bnot (?:an? )?part of (?:the|your|any) (?:\w+ )?(?:reports?|summary|answer|log|notes)\b|\bnot something to (?:present|mention|ask|discuss|report|explain)\b|\b(?:humans?|people|readers?|users?)\b[^.;]{0,24}\b(?:may|can|should) (?:ignore|skip|overlook) (?:this|it)\b|\b(?:confirm|report|mention|tell|show)s? nothing\b/i,
  // What did not happen is said to have happened.
  /\b(?:write|say|report|claim|note|state)s?\s(?:that )?(?:all |the |every )?(?:\w+ )?(?:tests?|checks?|builds?|scans?)\s(?:pass(?:ed|es)?|(?:is|are|was|were) (?:green|fine|ok|clean)|succeeded)\b/i,
];

/** Not to say more than a task needs is brevity: what it leaves out is no deed. */
const brief =
  /\b(?:findings?|bugs?|issues?|errors?|warnings?|problems?|confidence|JSON|code block|valid|requested format|the (?:final )?(?:answer|result|number|list)|changes? (?:that|which)|diff)\b/i;
const denied = /\b(?:never|not|n['’]t)\s(?:\w{2,10}\s){0,2}$/i;

/** Whether people are let know less than what is done. */
export function isHalfTold(sentence: string): boolean {
  for (const [at, pattern] of patterns.entries()) {
    const match = pattern.exec(sentence);
    if (match === null) continue;
    if (at < reporting && brief.test(sentence)) continue;
    if (at === patterns.length - 1 && denied.test(sentence.slice(0, match.index))) continue;
    return true;
  }
  return false;
}

/** So many of the patterns are about how much is reported. */
const reporting = 5;
