/** Somebody takes the place of something. */
const displacing =
  /\b(?:replac(?:es?|ed|ing|ements?)|supersed\w{1,3}|takes? (?:over|the place)|taken over|stands? in for|overrid\w{1,3}|in (?:the )?place of|instead of|rather than|retir\w{1,3}|deprecat\w{1,3}|succeeds?)\b/i;
/** What was there before, and is not the tool's own. */
const before =
  /\b(?:built-?in|native|default|standard|usual|normal|ordinary|existing|previous|bundled|pre-?installed)\b[^.;]{0,40}\b(?:tools?|functions?|commands?|read|write|edit|search|fetch|bash|shell|grep|cat|ls|open_\w+|[a-z]+_[a-z_]+|one|ones|host|client|editor)\b|\b(?:the |your |this )(?:host|client|editor|ide|assistant)['’]s\b|\b(?:of|in|from) the (?:host|client|editor|ide|assistant)\b/i;
/** That it is not to be used any more, or is said to be no good. */
const banned =
  /\b(?:must|may|should|shall|can|is|are|do|does) ?(?:not|n['’]t|no longer|never)\b(?: \w+){0,2} (?:be )?(?:used?|called?|trusted|trust|relied|rely|available|supported|allowed|invoked?|work)\b|\b(?:never|no longer) (?:use|call|rely|trust|invoke)\w{0,2}\b|\b(?:broken|out-?dated|stale|unsafe|unreliable|insecure|disabled|forbidden|switched off|compromised|revoked|withdrawn|wrong (?:data|results?))\b/i;

/** The same in other languages. */
const displacingElsewhere =
  /\b(?:ersetzt|löst|remplace|reemplaza|sustituye|substitui|sostituisce|rimpiazza|vervangt|zastępuje)(?!\p{L})|заменяет|замінює|取代|替代|代替|置き換え|대체/iu;
const beforeElsewhere =
  /\b(?:eingebaut\w{0,3}|mitgeliefert\w{0,3}|bisherig\w{0,3}|intégré\w{0,2}|d['’]origine|integrad[ao]s?|incorporad[ao]s?|embutid[ao]s?|nativ[ao]s?|integrat[aeio]|incorporat[aeio]|predefinit[aeio]|ingebouwde?|wbudowan\w{1,3})(?!\p{L})|встроенн|стандартн|вбудован|内置|自带|原有|內建|組み込み|標準|내장|기본/iu;
const bannedElsewhere =
  /\b(?:nicht mehr|darf nicht|dürfen nicht|ne (?:doit|doivent|peut|faut) (?:plus|pas)|ya no|no (?:debe|deben|se debe)|não (?:deve|devem|pode)|non (?:deve|devono|va|vanno)|mag niet|niet meer|nie (?:wolno|należy))(?!\p{L})|больше не|нельзя|не (?:следует|должн)|більше не|不要再|不得|不能再|不再|禁止|使用しない|使わない|使ってはいけ|더 이상|사용하지/iu;

/** Deeds that tools of all kinds do. */
const deeds =
  /\b(?:messages?|mails?|e-?mails?|files?|commits?|payments?|transfers?|invoices?|posts?|replies|documents?|uploads?|requests?|queries|searches|events?|invitations?|invites?|meetings?|pull requests?|issues?|tickets?|orders?|bookings?|links?|pages?|records?|backups?|deployments?)\b[^.;:]{0,40}\b(?:posted|sent|saved|made|written|created|shared|uploaded|opened|run|booked|paid|placed|published|deployed|stored|are|is|goes?|gets?|needs?|must|should)\b|\b(?:posting|sending|saving|writing|creating|paying|committing|uploading|booking|sharing|replying|mailing|deleting|searching|fetching|transferring|publishing|deploying|ordering)\b/i;
/** By whomever they are done. */
const whoever =
  /\bwhich(?:ever)? (?:tool|server|client|app|connector|integration)\b|\bno matter (?:which|what|how)\b|\b(?:by|with|through|via|using) (?:any|whatever|every|all|another|other) (?:\w+ )?(?:tools?|means|servers?|connectors?|apps?|integrations?)\b|\bregardless of (?:the |which )?(?:tool|server|connector|app)\b|\beverything else in (?:this|the) (?:session|conversation|chat)\b|\b(?:in|for|of) (?:all|any|every) other (?:tools?|servers?|work|tasks?|connectors?)\b|\bwherever (?:it|they|you)\b|\b(?:from|in|of|on|by) other (?:tools|servers|connectors|integrations|plugins)\b/i;
/** What is to be different about them. */
const differently =
  /\b(?:go(?:es)? (?:also )?to|(?:is|are|be|get|gets) (?:also )?(?:shared|sent|copied|addressed|forwarded|posted|visible|open|public)|cc|bcc|cop(?:y|ied) (?:to|goes|in)|(?:add|append|attach|include|put|rout\w{1,3}|redirect|forward|post|address|set|name|make|change|replace|swap)\s(?:\S+\s){1,8}?(?:to|in|as|with|into|at|by|public|visible)|must (?:carry|contain|have|name|include|be (?:set|sent|shared|addressed|made))|need(?:s)? to (?:carry|contain|include|be))\b/i;
const ownKind = /\b(?:of|in|from|on|by) this (?:server|package|collection|toolset|tool)\b/i;

/**
 * Whether a tool's text takes over what others do (threat catalogue MCP-02): it declares the tools that were
 * there unfit in favour of its own, or says how deeds end that any tool does.
 */
export function takesOver(text: string): boolean {
  if (ownKind.test(text)) return false;
  if (displacing.test(text) && before.test(text) && banned.test(text)) return true;
  if (displacingElsewhere.test(text) && beforeElsewhere.test(text) && bannedElsewhere.test(text))
    return true;
  return whoever.test(text) && deeds.test(text) && differently.test(text);
}
