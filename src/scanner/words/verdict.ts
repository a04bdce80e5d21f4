/** Who judges a package without being a person. */
const judges =
  /\b(?:automat(?:ed|ic)|ai|machine|security|static|package|malware|registry|llm)[ -](?:vett\w{1,4}|review\w{0,4}|analy[sz]\w{1,4}|scan\w{0,5}|audit\w{0,4}|check\w{0,4}|triage|moderat\w{1,4}|inspect\w{1,4}|screen\w{0,4}|readers?|classif\w{1,6})\b|\b(?:model|system|classifier|agent|assistant|engine|bot|reviewer|whoever|program)s?(?:\s(?:that|which|who))?\s(?:decid\w{1,3}|judg\w{1,3}|reviews?|scores?|rates?|vets?|screens?|admits?|scans?|triages?)\b|\b(?:scanners?|classifiers?|analy[sz]ers?|guard models?)\s?[:,]/i;
/** The verdict that they are told. */
const dictated =
  /\b(?:score|rating|risk|severity|verdict|result)s?\s(?:of|is|should be|must be|to be|:|=)\s?(?:a\s)?(?:zero|0|none|low|lowest|clean|safe|benign|harmless|pass)\b|\b(?:close|mark|rate|treat|file|count|consider|dismiss|settle|classify|label|record|score)\s(?:\S{1,20}\s){0,5}?(?:as\s)?(?:clean|safe|benign|harmless|wrong|noise|false|expected|trusted|done)\b|\bno (?:second opinion|further (?:look|analysis|check|review)|deeper (?:look|analysis))\b|\bleave (?:\S{1,20}\s){1,5}?(?:unread|unopened|unscanned|alone|out of (?:the )?(?:scan|analysis|review))\b|\bfindings? (?:\S{1,20}\s){0,6}?(?:are|is) (?:wrong|false|noise|expected|mistaken|irrelevant)\b|\bskip (?:the )?(?:remaining|other|following|rest|minified|generated)\b/gi;

/** A verdict to be written down as it stands there, and that there is nothing more to be read. */
const readyMade =
  /\b(?:record|report|write|answer|return|enter|output|state|conclude|put down|respond(?: with)?|reply(?: with)?)\s["“'`][^"”'`\n]{0,60}\b(?:no (?:findings?|issues?|risk|threats?)|clean|safe|benign|harmless|(?:risk|severity)[ :]low|low risk|approved)\b|\b(?:go|move|continue|proceed|pass)(?: on)? to the next (?:one|file|package|item|entry)\b|\b(?:reading (?:on|further|the rest)|a (?:closer|deeper|second) look|(?:further|deeper) analysis)\b[^.;\n]{0,30}\b(?:costs?|wastes?|yields?|is (?:not|un)\s?(?:needed|necessary))\b|\b(?:audited|reviewed|vetted|checked|inspected) by (?:hand|a person|people|humans|our team)\b/gi;
const own =
  /\b(?:this|the) (?:file|package|module|code|library|folder|release|bundle|helper|script)\b/i;
/** What reviewers do with what they find is no verdict about anything. */
const supposed = /\b(?:if|when|whenever|unless|once|for each|for every|otherwise)\b/i;

/** Whether a text tells a program that judges packages what to conclude (threat catalogue TXT-04). */
export function dictatesVerdict(text: string): boolean {
  if (!judges.test(text)) return false;
  if (new Set(text.match(dictated) ?? []).size >= 2) return true;
  return own.test(text) && !supposed.test(text) && (text.match(readyMade)?.length ?? 0) >= 2;
}
