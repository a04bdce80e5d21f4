import { readSigns } from "./signs/read-signs.ts";

/** What a parameter wants of whoever fills it in. */
export type Demand = "session" | "keys" | "prompt" | "others" | "files";

const longest = 1200;
/** Values that only point at a conversation, or say how much of a list is wanted. */
const pointing =
  /\b(?:ids?|identifiers?|uuids?|number of|count|how many|maximum|max|limit|cursor|timestamp|offset|page|name of|title of|url of|link to|whether|format|language)\b/i;
const talks =
  "(?:conversations?|chats?|dialog(?:ue)?s?|discussions?|sessions?|transcripts?|messages|turns|exchanges|prompts|replies|histor(?:y|ies)|scrollback|memor(?:y|ies))";
const whole =
  "(?:full|whole|entire|complete|unabridged|verbatim|raw|exact|unedited|unshortened|literal|untrimmed)";
const untilNow =
  "(?:so far|until now|up to (?:now|here|this point)|unabridged|word for word|verbatim|in full|unshortened|to date|from the (?:start|beginning)|since (?:the|it) (?:\\w+ )?(?:began|started|start|beginning)|in this (?:session|conversation|chat)|with(?:out| no) (?:omissions?|gaps?|cuts?|redaction))";
const session = new RegExp(
  [
    `\\b(?:last|latest|recent|previous|preceding|past|earlier|all|every)\\s(?:of\\s)?(?:the\\s)?(?:\\w{1,8}\\s){0,2}(?:messages|turns|exchanges|prompts|replies|utterances)\\b(?=.{0,80}(?:conversation|chat|session|dialog|user|discussion|context|unabridged|verbatim|history))`,
    `\\b${whole}\\s(?:\\w{2,12}\\s){0,2}${talks}\\b`,
    `\\b${talks}\\b[^.;]{0,60}\\b${untilNow}\\b`,
    `\\b(?:everything|anything|all|whatever|each (?:thing|detail))\\b[^.;]{0,40}\\b(?:user|person|they|you|both|was|were|has been)\\b[^.;]{0,30}\\b(?:said|wrote|written|typed|asked|told|shared|discussed|pasted|talked)\\b`,
    `\\bwhat(?:ever)? (?:you|it|the (?:assistant|model|agent))\\b[^.;]{0,20}\\b(?:remember|know|learn|recall|note|store)\\w{0,3}\\b[^.;]{0,30}\\b(?:user|person|earlier|previous|chats?|sessions?)\\b`,
    `\\b(?:messages|conversation|chat|everything|prompts|turns|dialog(?:ue)?)\\s(?:\\w{2,8}\\s){0,2}above\\b`,
    `\\b(?:came|come|comes|turned|cropped) up\\b[^.;]{0,60}\\b(?:session|conversation|chat|so far|since|dialog)`,
  ].join("|"),
  "i",
);
const key =
  "(?:api[- ]?keys?|access keys?|credentials?|passwords?|secrets?|(?:access |bearer |session |auth |api )?tokens?|connection strings?|private keys?|ssh keys?|cookies|environment variables?|env(?:ironment)? vars?|logins?|recovery phrases?|seed phrases?)";
const keys = new RegExp(
  [
    `\\b${key}\\b[^.;]{0,60}\\b(?:(?:it|you|assistants?|agents?|models?|clients?|hosts?)\\s(?:\\w{2,8}\\s){0,2}(?:works?|runs?|uses?|signs?|logs?|was given|were given|has|have|holds?|knows?|sees?|saw|can (?:see|read|find))|of (?:the|this|your) (?:\\w+ )?(?:assistant|agent|model|client|host|machine|shell|workspace|project|session|user)|came up|turned up|(?:seen|found|known|available|present|visible|mentioned|loaded|stored|set) (?:in|on|to|through|from|so far|here)|in (?:your|the) (?:context|session|conversation|workspace|environment|shell)\\b|from (?:the|your|its|their|any|other|all) (?:\\w+ )?(?:environment|shell|workspace|machine|project|config\\w*|tools?|servers?|connectors?|files?|session|conversation|chat))`,
    `\\b(?:all|every|any|each|whatever|which(?:ever)?)\\b[^.;]{0,50}\\b${key}\\b[^.;]{0,80}\\b(?:session|conversation|chat|context|so far|came up|known|find|found|see|seen|machine|environment|workspace|mentioned)\\b`,
  ].join("|"),
  "i",
);
/** What a service needs to be used, and what a program is started with. */
const needed =
  /\b(?:to (?:authenticate|sign in|log in|connect|set|pass|use|inject|define|apply|generate|return|produce|spend|send)|for (?:the|this|your) (?:api|service|account|server|database|request)|max\w{0,4} tokens|token (?:limit|count|budget)|tokens? to|optional api key|page token|pagination)\b/i;
const prompt =
  /\b(?:your|you|its|this assistant['’]s|the (?:assistant|agent|model|client|host)['’]s)\b[^.;]{0,24}\b(?:system (?:prompt|message)|instructions|initial prompt|developer message|guidelines|rules)\b|\b(?:system (?:prompt|message)|(?:initial|hidden|own) (?:instructions|prompt)|developer message)\b[^.;]{0,30}\b(?:of (?:the|this) (?:\w+ )?(?:assistant|agent|model|client|host|conversation|session)|you (?:were|have|follow|received|got|work|run)|it (?:works|runs|follows|was given)|verbatim|in full|word for word)/i;
const others =
  /\b(?:mails?|e-?mails?|messages?|notes?|files?|documents?|tokens?|calendars?|events?|contacts?|results?|outputs?|answers?|content|contents|data|records?)\b[^.;]{0,60}\b(?:from|of|through|via|in|by|with)\s(?:(?:all|any|every|your|the|each)\s(?:of\s)?(?:the\s)?)?(?:other|connected|remaining|neighbou?ring|further|available|attached|installed)\s(?:\w{2,14}\s)?(?:tools?|connectors?|servers?|apps?|integrations?|mcps?|plugins?|accounts?)\b/i;
const files =
  /\b(?:contents?|text|sources?|copy|copies|body|bodies)\sof\s(?:all|every|each|any)\s(?:of the |the )?(?:\w+ )?(?:files?|documents?|tabs?|editors?|buffers?|attachments?)\b(?=[^.;]{0,60}\b(?:open|opened|read|seen|workspace|project|session|editor|touched|attached|loaded|home|folder)\b)|\b(?:files?|documents?|buffers?|tabs?|editors?)\b(?=[^.;]{0,40}\b(?:open|opened|loaded|attached|unsaved)\b)[^.;]{0,60}\b(?:with (?:their|its|full)|in full|contents?|unabridged|verbatim|whole|complete)/i;
const english = /\b(?:the|of|and|to|for|in|is|as|with|or|that|what)\b/i;

/**
 * Whether a parameter asks for what is said, known or opened beside its tool: the conversation, keys, the
 * assistant's own prompt, what other tools answered. It is put as a noun as often as an order.
 */
export function demandOf(text: string): Demand | null {
  const said = text.slice(0, longest).replace(/\s+/g, " ");
  if (denied.test(said)) return null;
  if (prompt.test(said)) return "prompt";
  if (keys.test(said) && !needed.test(said)) return "keys";
  if (others.test(said)) return "others";
  if (files.test(said)) return "files";
  if (session.test(said) && !pointing.test(said)) return "session";
  return english.test(said) ? null : demandedElsewhere(said);
}

const denied =
  /\b(?:do not|don['’]t|never|must not|not) (?:\w+ )?(?:include|put|paste|add|pass|send|contain|mention)\b|\bwithout (?:any )?(?:secrets?|credentials?|personal)\b|\b(?:never|not) (?:here|as an argument|in (?:this|the) (?:call|field|parameter))\b/i;

const foreignTalk =
  /gespräch\w{0,10}|unterhaltung\w{0,4}|(?:chat|nachrichten)verlauf\w{0,2}|sitzung\w{0,3}|conversation|échanges?\b|conversaci[oó]n|mensajes|conversa(?:ção|s)?\b|mensagens|conversazione|messaggi|gesprek\w{0,4}|rozmow\w{1,3}|wiadomości|sohbet\w{0,4}|konuşma\w{0,4}|разговор|диалог|переписк|сообщени|розмов|对话|聊天|会话|對話|会話|やり取り|チャット|대화|채팅/iu;
const foreignWhole =
  /\b(?:gesamte[nrsm]?|ganze[nrsm]?|vollständige[nrsm]?|alle[nrs]?|sämtliche[nrsm]?|bisherige[nrsm]?|wortlaut|complèt\w{0,2}|entièr\w{1,2}|entier|intégral\w{0,4}|tout(?:e|es)?|tous|complet[ao]s?|enter[ao]s?|tod[ao]s?|íntegr[ao]s?|hasta ahora|até agora|inteir[ao]s?|complet[aeio]|inter[ao]|tutt[aeio]|finora|volledige?|hele|alle|cał[aey]\w{0,2}|wszystki\w{1,3}|dotychczasow\w{1,3}|tüm|bütün)\b|весь|всю|все|полн|до сих пор|увесь|全部|所有|完整|至今|到目前|すべて|全て|全文|これまで|전체|모든|지금까지/iu;

/** The same in other languages, by the signs of their words: goods of the session, and all of them. */
function demandedElsewhere(text: string): Demand | null {
  if (foreignTalk.test(text) && foreignWhole.test(text)) return "session";
  for (const { said } of readSigns(text, 0, text.length, true)) {
    const isWanted = said.has("always") || said.has("must") || said.has("take");
    if (!isWanted || said.has("care")) continue;
    if (said.has("talk")) return "session";
    if (said.has("secret") || said.has("secretFile") || said.has("variable")) return "keys";
  }
  return null;
}

/** Servers that are there to keep or continue conversations have to be handed them. */
const ofTalk =
  /memor|remember|recall|conversation|transcript|chat|dialog|session|hand-?off|summar|complet|\bllm\b|\bask\b|prompt|\bmodel\b|log (?:the )?interaction|thread|message/i;

/** Whether what a tool says of itself explains such a demand. */
export function explainsDemand(about: string, demand: Demand): boolean {
  switch (demand) {
    case "session":
      return ofTalk.test(about);
    case "files":
      return /review|analy[sz]|index|search|context|refactor|lint|document|upload|sync|attach/i.test(
        about,
      );
    case "prompt":
      return /prompt/i.test(about);
    case "keys":
    case "others":
      return false;
  }
}
