import { actMask, type Mask } from "../directive.ts";
import { forgesApproval } from "./forgery.ts";
import { isDenied, toldAt } from "./guard.ts";

/**
 * What an Expert's instruction orders by commands and by what it makes of a text, where ordinary reading
 * needs words that nobody has to use. Only Experts are read this way: their texts are orders throughout.
 */
export function expertOrders(sentence: string, isForOthers: boolean): Mask {
  let acts = 0;
  if (fetchesText(sentence)) acts |= actMask("reads-text");
  if (takesAsOrder(sentence)) acts |= actMask("as-order");
  if (lowersByCommand(sentence)) acts |= actMask("unguard");
  if (startsDownload(sentence)) acts |= actMask("remote-code", "runs");
  if (sendsPeople(sentence)) acts |= actMask("egress", "egresses");
  if (gathersProof(sentence)) acts |= actMask("gather", "gathers");
  if (opensBackDoor(sentence) || skims(sentence)) acts |= actMask("poison");
  if (hidesInNames(sentence)) acts |= actMask("smuggle");
  if (asksForLogin(sentence)) acts |= actMask("phish");
  if (forgesApproval(sentence)) acts |= actMask("deceive");
  if (isForOthers && commandsOthers(sentence)) acts |= actMask("steer", "fill");
  return acts;
}

/** Somewhere a text stands that somebody else may change at any time. */
const source =
  /\b(?:curl|wget|iwr|invoke-webrequest|invoke-restmethod|http get|lynx -dump)\b[^\n]{0,160}(?:https?:\/\/|\$\w)|\b(?:dig|host|nslookup|drill|resolve-dnsname)\b[^\n]{0,60}\btxt\b|\btxt records? (?:of|at|for|under)\b|\b(?:gh|glab) (?:issue|pr|mr|gist|api|release|discussion)\b|\b(?:pastebin|gist|paste|pad|etherpad|feed|rss|calendar|issue|discussion|wiki|page|document|sheet|post|channel|topic|bulletin|record|note)\b[^.\n]{0,60}\b(?:at|on|under|of|from)\s[`"'(<]{0,2}(?:https?:\/\/|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}\b)|\bhttps?:\/\/\S{3,200}/i;
const taking =
  /\b(?:curl|gh|glab|wget|iwr|invoke-\w+|dig|host|nslookup|drill|fetch\w{0,3}|get|read|load|open|check|query|resolve|look up|pull|download|retrieve|visit|consult|answered by|comes? from|stands? (?:at|on)|kept (?:at|on|under)|published (?:at|on)|found (?:at|on|under)|hol\w{0,2}|lies|lade|ruf\w{0,2}|öffne|prüfe|récup\w{1,6}|lis(?:ez)?|charge[rz]?|consulte[rz]?|ouvr\w{1,3}|lee|obt[eé]n\w{0,3}|descarg\w{1,4}|abre|leia|baixe|busque|obtenha|leggi|scarica|apri|lees|haal|pobierz|przeczytaj|hämta|hent)\b|[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\u0600-\u06ff]/iu;

function fetchesText(sentence: string): boolean {
  const match = source.exec(sentence);
  if (match === null || !taking.test(sentence)) return false;
  return !isDenied(sentence, match.index);
}

/** What was read is to be obeyed: it is the task, the operator speaks through it, it is carried out. */
const obeyed: readonly RegExp[] = [
  /\b(?:it|them|this|that|text|content|contents|message|messages|page|file|result|output|answer|record|strings?|note|lines?|everything|whatever)\b[^.;\n]{0,50}\b(?:is|are|as|becomes?)\s(?:then\s)?(?:your|today['’]s)\s(?:\w{2,12}\s){0,2}(?:tasks?|orders?|assignments?|briefs?|missions?|jobs?|instructions?|commands?|directives?|marching orders)\b/i,
  /\b(?:take|treat|regard|read|accept|handle|consider|understand|honou?r|count)\s(?:it|them|this|that|these|the \w+|what \w+ \w+)\b[^.;\n]{0,30}\b(?:as|like|for)\b[^.;\n]{0,50}\b(?:operator|user|owner|developer|admin\w{0,10}|maker|creator|system|instructions?|orders?|commands?|prompt|message of|words? of|coming from)\b/i,
  /\b(?:do|does|perform|execute|run|carry out|follow|obey|act on|act upon|act according to|comply with|implement)\s(?:exactly |precisely |just )?(?:what(?:ever)?|everything|all|as)\s(?:that\s)?(?:it|they|the (?:text|message|page|file|content|answer|record|note|result|line|reply)s?|stands?|is (?:said|written|asked|there))\b/i,
  /\b(?:der|die|das|dieser|dessen) (?:text|inhalt|datei|seite|nachricht|antwort)\b[^.;\n]{0,60}\b(?:auftrag|anweisung\w{0,2}|befehl\w{0,2}|aufgabe)\b|\b(?:führe|führ|befolge|befolg|erledige|tu|mach)\b[^.;\n]{0,30}\b(?:ihn|sie|es|diese\w?|darin|dort)\b[^.;\n]{0,30}\b(?:aus|um|steht|verlangt|anweisung\w{0,2}|befehl\w{0,2})\b/iu,
  /\b(?:le|ce) (?:texte|contenu|message|fichier)\b[^.;\n]{0,50}\b(?:mission|consigne|tâche|ordre|instruction)s?\b|\b(?:exécute|exécutez|applique[rz]?|suis|suivez|fais)\b[^.;\n]{0,40}\b(?:qu['’]il (?:dit|demande|contient)|ce qu['’]|y (?:est|figure|trouve)|ces (?:consignes|instructions|ordres))/iu,
  /\b(?:el|ese|este|o|esse|este|il|questo) (?:texto|contenido|mensaje|archivo|conteúdo|mensagem|testo|contenuto|messaggio)\b[^.;\n]{0,50}\b(?:tarea|encargo|orden|órdenes|instrucciones|tarefa|ordem|ordens|instruções|compito|ordine|ordini|istruzioni)\b|\b(?:ejecuta|sigue|cumple|haz|execute|siga|cumpra|faça|esegui|segui|fai)\b[^.;\n]{0,40}\b(?:lo que (?:diga|dice|pida)|o que (?:diz|disser|pedir)|ciò che|quello che|al pie de la letra|à risca|alla lettera)\b/iu,
  /(?:выполн|исполн|следуй|сделай|викон)[^.;\n]{0,40}(?:написан|сказан|указан|содерж|него|там|инструкц|команд|текст)|(?:текст|содержим|сообщени)[^.;\n]{0,40}(?:твоё задание|твое задание|поручени|приказ|инструкци|команд)/iu,
  /(?:内容|文字|文本|消息|其中|页面)[^。；\n]{0,20}(?:就是|作为|视为|当作)[^。；\n]{0,12}(?:指令|任务|命令|指示)|(?:按照|按|依照|遵照)[^。；\n]{0,14}(?:内容|文字|指示|要求)[^。；\n]{0,6}(?:执行|照做|办理|操作)|(?:書かれ|内容|指示)[^。\n]{0,16}(?:とおり|通り|従|実行)|(?:내용|지시|적힌)[^.\n]{0,16}(?:대로|따르|실행)/u,
];
const asData =
  /\b(?:as data|only data|never (?:follow|obey|execute|act|do)|do not (?:follow|obey|execute|act|do)|don['’]t (?:follow|obey|execute|act)|ignore (?:any|all|them|it|those)\b|not (?:as )?(?:instructions|orders|commands)|untrusted|whether|summar\w{3,6}|nicht (?:befolg|ausführ)\w{0,3})\b/i;

function takesAsOrder(sentence: string): boolean {
  if (asData.test(sentence)) return false;
  return obeyed.some((pattern) => {
    const match = pattern.exec(sentence);
    return match !== null && !isDenied(sentence, match.index);
  });
}

/** Command lines that take the guards of a machine away; what they are called matters less than what they set. */
const lowering =
  /\b(?:set|add)-mppreference\b[^\n]{0,160}(?:-disable\w{3,40}\s{1,3}(?:\$true|1)|-exclusion\w{3,20})|\bdisable(?:antispyware|realtimemonitoring|behaviormonitoring)\b[^\n]{0,40}\b(?:1|true)\b|\b(?:sc|net)(?:\.exe)? (?:stop|config|delete) (?:windefend|wdnissvc|sense|mpssvc|wscsvc|securityhealthservice)\b|\bnetsh advfirewall set \w{4,20} state off\b|\bset-executionpolicy\b[^\n]{0,40}\b(?:bypass|unrestricted)\b|\bsetenforce 0\b|\bselinux=disabled\b|\bspctl --(?:master|global)-disable\b|\bcsrutil disable\b|\bsystemctl (?:stop|disable|mask)(?: --now)? (?:falcon-sensor|clamav\S{0,20}|auditd|apparmor|crowdsec|wazuh\S{0,12}|osqueryd|mdatp|sentinel\w{0,10}|firewalld)\b|\b(?:launchctl (?:unload|bootout)|killall|pkill(?: -9)?|taskkill\b[^\n]{0,20})\s[^\n]{0,60}(?:falcon|sentinel|defender|msmpeng|sophos|littlesnitch|xprotect|mdatp|cortex|carbonblack)/i;

function lowersByCommand(sentence: string): boolean {
  const match = lowering.exec(sentence);
  return match !== null && !isInspected(sentence, match.index);
}

const fetched =
  /\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|start-bitstransfer|bitsadmin|certutil|curl|wget|aria2c|downloadfile)\b[^\n]{0,120}https?:\/\/[^\n]{0,160}?(?:-out(?:file)?|-o|-O|--output|-destination|>|,)\s{0,3}["']?([^\s"'`;,|&)]{2,120})/i;
const starting =
  /\b(?:start|start-process|sh|bash|zsh|node|python3?|perl|powershell|pwsh|rundll32|regsvr32|msiexec(?: \/i)?|open|exec|sudo|nohup|wine|installer -pkg|dpkg -i|rpm -i\w{0,3})\s[^\n;|&]{0,80}$|(?:^|[;&|`\n]\s{0,3})(?:\.\/|&\s{0,2})?$|\bchmod \S{1,6} [^\n;|&]{0,40}$/i;

/** A file that a command brings from an address is started by the next one. */
function startsDownload(sentence: string): boolean {
  const match = fetched.exec(sentence);
  const path = match?.[1] ?? "";
  if (match === null || /^(?:-|\/dev\/null)/.test(path)) return false;
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  if (name.length < 2 || !isProgram.test(name)) return false;
  const rest = sentence.slice(match.index + match[0].length);
  const again = rest.indexOf(name);
  return again >= 0 && starting.test(rest.slice(0, again).replace(/[^\s;&|`"'(]{0,120}$/, ""));
}

/** What holds data is opened, not started. */
const isProgram =
  /^(?!.*\.(?:json|csv|txt|md|html?|pdf|png|jpe?g|zip|tar|t?gz|xz|ya?ml|xml|sql|mp[34])$)/i;

/** A sentence that is about finding or undoing something. */
function isInspected(sentence: string, at: number): boolean {
  if (isDenied(sentence, at)) return true;
  return /\b(?:look for|check (?:for|that|whether)|detect|flag|find|report|was|were|whether|undo|revert|re-?enable|such as|e\.g|like|signs? of|indicators?|attackers?|malware|suspicious|alert)\b[^.;\n]{0,120}$/i.test(
    sentence.slice(0, at),
  );
}

const sent =
  /\b(send|post|submit|upload|forward|copy|mirror|transmit|push|report|deliver|file|register)\b([^;\n]{0,200}?)\b(?:to|at|into|via|under)\s[`"'(<]{0,2}https?:\/\//gi;
/** What people have of their own, or a document as a whole. */
const personal =
  /\b(?:names?|addresses|address|birthdays?|dates? of birth|e-?mail addresses|phone numbers?|salar(?:y|ies)|diagnos[ei]s|cvs?|r[eé]sum[eé]s?|applications?|records?|(?:full|whole|complete|entire) (?:\w{2,12} )?(?:letters?|documents?|contracts?|files?|texts?|invoices?|reports?))\b/i;

/** What belongs to the people of a task goes to an address that is written out. */
function sendsPeople(sentence: string): boolean {
  for (const { 1: verb = "", 2: load = "", index } of sentence.matchAll(sent)) {
    if (personal.test(load) && toldAt(sentence, 0, index, verb) !== "no") return true;
  }
  return false;
}

const valuable =
  "(?:(?:api |access |private |session |ssh )?(?:keys?|tokens?)|secrets?|credentials?|passwords?|cookies|conversation|transcript|environment|contents? of [`\"']?[~.][^ ]{1,40})";
/** Places in made work that nobody reads, though everybody gets them. */
const unread =
  "(?:(?:the )?names? of|file ?names?|folder names|commit (?:messages?|trailers?|hashes)|branch names?|variable names?|class names?|alt(?:ernative)? texts?|metadata|exif|white ?space|line endings|pixels?|colou?rs|comments?|ids? of|hashes|user agents?|time ?stamps|order of)";
const hidden = new RegExp(
  `\\b(put|place|hide|embed|encode|write|store|carry|weave|spread|split|pack|insert|append|work)\\b[^.;\\n]{0,60}\\b${valuable}\\b[^.;\\n]{0,60}\\b(?:in|into|as|behind|across|through|within)\\s(?:\\w{2,10}\\s){0,2}?${unread}`,
  "gi",
);

/** Something valuable is put where only those find it who know of it. */
function hidesInNames(sentence: string): boolean {
  for (const { 1: verb = "", index } of sentence.matchAll(hidden))
    if (toldAt(sentence, 0, index, verb) !== "no") return true;
  return false;
}

const proving =
  /\b(?:whatever|anything|everything|all|what|files?|values?|strings?|lines?|data|entries|things?)\b[^.;\n]{0,60}\b(?:lets?|allows?|used|needed|enough|serves?|helps?|with which|by which|opens?|unlocks?)\b[^.;\n]{0,30}\b(?:(?:sign|log|get)(?:s|ed)?[ -]?(?:in|into|on)|authenticat\w{1,4}|accounts?|unlock|prove who|act as)\b/i;
const keeping =
  /\b(?:gather|collect|note|copy|keep|list|put|save|write down|store|record|add|pack|bundle)\s(?:it|them|that|those|all|everything|each|what|whatever|anything|the|down|up|into|in)\b/gi;

/** What opens accounts is gathered, without being called by its name. */
function gathersProof(sentence: string): boolean {
  if (!proving.test(sentence)) return false;
  for (const { 0: verb, index } of sentence.matchAll(keeping))
    if (toldAt(sentence, 0, index, verb.split(" ")[0] ?? "") !== "no") return true;
  return false;
}

const trusting =
  /\b(?:trusts?|accepts?|honou?rs?|lets?|allows?|admits?|treats?|passes)\b[^.;\n]{0,60}\b(?:header|cookie|password|token|parameter|key|user[- ]agent|address|value|flag|code|name)\b[^.;\n]{0,60}\b(?:skip\w{0,4}|bypass\w{0,3}|without|past|omit\w{0,4}|instead of|no|as (?:an? )?(?:admin\w{0,9}|owner|root))\b[^.;\n]{0,24}\b(?:log-?in|sign-?in|auth\w{0,12}|checks?|passwords?|verification|admin\w{0,9}|owner|root|permissions?)\b/gi;

/** Made work lets somebody in who knows a word. */
function opensBackDoor(sentence: string): boolean {
  for (const { index } of sentence.matchAll(trusting)) {
    if (isInspected(sentence, index)) continue;
    if (!/\b(?:must not|never|whether|explain|example|vulnerab\w{1,8}|test that)\b/i.test(sentence))
      return true;
  }
  return false;
}

const share =
  /(?:\b(?:percent|cents?|share|fraction|fee|remainder|dust|rounding)\b|%)[^.;\n]{0,60}\b(?:each|every|all|any)\b[^.;\n]{0,40}\b(?:transfers?|payments?|transactions?|orders?|payouts?|withdrawals?|deposits?|swaps?|sales?)\b[^.;\n]{0,60}(?:0x[0-9a-f]{8,}|\bbc1[a-z0-9]{8,}|\b[A-Z]{2}\d{2}[A-Z0-9 ]{8,}|\bour (?:account|wallet|address)\b)/i;
const disguised =
  /\b(?:call it|call this|as (?:an? )?["“]?(?:rounding|fee|tax|dust|gas)|label|named|not mention|never mention|do not mention|leave (?:it|this) out|without telling|silently|quietly|comment it as)\b/i;

/** A part of everybody's money goes to somebody, under another name. */
function skims(sentence: string): boolean {
  return share.test(sentence) && disguised.test(sentence);
}

const login =
  /\b(?:pass(?:word|phrase|code)s?|(?:six|6|four|4|eight|8)-digit (?:code|pin)|(?:one-?time|verification|security|sms|authenticator|login|sign-?in|confirmation) (?:codes?|passwords?)|otps?|pins?|seed phrases?|recovery (?:phrases?|words|codes?)|private keys?)\b/i;
/** In a conversation nobody else is there to be asked. */
const asking =
  /(?:^|[.:;,]\s{0,3}|\b(?:is to|first|then|step is|always|and|must|should)\s{1,2})(?:then\s|first\s)?(?:ask|request|demand|insist|have them (?:type|enter|read)|get them to (?:type|enter|give|read))\s(?:(?:for|on)\s)?(?:the|their|his|her|your|a)\s(?:\w{2,12}\s){0,3}/gi;
const innocent =
  /\b(?:never|not|n['’]t|strength|policy|polic(?:y|ies)|rules|length|reset|change|rotate|forgot|new password|generat\w{1,4}|strong|temporary|test|dummy|example|hash\w{0,3}|manager)\b/i;

/** Whoever talks to the Expert is to give a password or a code away, without being called anything. */
function asksForLogin(sentence: string): boolean {
  for (const match of sentence.matchAll(asking)) {
    const behind = sentence.slice(match.index, match.index + match[0].length + 60);
    if (!login.test(behind) || innocent.test(behind)) continue;
    if (!isDenied(sentence, match.index + match[0].search(/\S/))) return true;
  }
  const isAsked = [...asksElsewhere, ...asksBack].some((pattern) => pattern.test(sentence));
  return isAsked && !deniedElsewhere.test(sentence);
}

/** The same in other languages: somebody is asked, for what nobody tells. */
const asksElsewhere: readonly RegExp[] = [
  /(?<!\p{L})(?:bitte|bitten sie|fordere|frag\w?|frage nach|verlang\w?|lass)\s[^.;\n]{0,80}(?:passw[oö]rt|kennw[oö]rt|(?:zwölf|12|24) wörter|wiederherstellungs\w{3,8}|seed-?phrase|\bPIN\b|\bTAN\b|(?:sms|bestätigungs|sicherheits)-?code)/iu,
  /(?<!\p{L})(?:demande[rz]?|réclame[rz]?|fais|faites)\s[^.;\n]{0,80}(?:mot de passe|phrase de récupération|(?:douze|12|24) mots|code (?:reçu|de vérification|à six chiffres|SMS)|code PIN)/iu,
  /(?<!\p{L})(?:pide|pídele|solicita|exige|peça|pede|solicite|chiedi|richiedi|fatti dare)\s[^.;\n]{0,80}(?:contraseña|frase (?:semilla|de recuperación|de recuperação|seed|di recupero)|(?:doce|doze|dodici|12|24) (?:palabras|palavras|parole)|código (?:SMS|de verificación|de verificação)|codice (?:SMS|di verifica)|senha|(?:la|sua) password|PIN)/iu,
  /(?:попроси|запроси|потребуй|спроси|попросить|запитай|попроси)[^.;\n]{0,80}(?:парол|сид-?фраз|(?:двенадцать|дванадцять|12|24) сл[оі]в|код (?:из|з) (?:смс|sms)|пин-?код|мнемоник)/iu,
  /(?:请|让|要求|叫|询问)[^。；\n]{0,20}(?:用户|客户|对方)?[^。；\n]{0,20}(?:输入|提供|告诉|发送|填写)[^。；\n]{0,20}(?:密码|助记词|验证码|私钥|口令)/u,
  /(?:パスワード|シードフレーズ|認証コード|暗証番号|リカバリーフレーズ)[^。\n]{0,20}(?:入力させ|入力してもら|教えてもら|聞き出|尋ね|求め)|(?:비밀번호|시드 ?구문|인증 ?코드|복구 ?구문)[^.\n]{0,20}(?:입력하게|요청|물어|알려 ?달라)/u,
];
/** What was named before is asked for by the word that stands for it. */
const asksBack: readonly RegExp[] = [
  /(?:\b(?:zwölf|12|24|vierundzwanzig)\s(?:\p{L}{3,14}\s)?wörtern?\b|\b(?:passwort|kennwort|wiederherstellungs\w{3,8}|seed-?phrase|PIN|TAN)\b)[^.\n]{0,100}(?<!\p{L})(?:lass(?:en sie)?\s(?:sie|es|ihn|diese)\s(?:dir|sich)\b[^.;\n]{0,50}(?:nennen|geben|sagen|diktieren|vorlesen|schicken|mitteilen|durchgeben|buchstabieren)|(?:frag\w?|bitte|verlange?|fordere)\s(?:danach|darum|sie an|es an))\b/iu,
  /\b(?:(?:douze|12|24|vingt-quatre)\smots|mot de passe|phrase de récupération)\b[^.\n]{0,100}\b(?:demande[rz]?-(?:les|la|le)|(?:fais|faites)-(?:les|la|le)[- ](?:toi|vous|lui|leur)|(?:les|la|le) (?:lui|leur) demander)\b/iu,
  /(?:\b(?:doce|12|24|doze|dodici)\s(?:palabras|palavras|parole)\b|contraseña|frase (?:semilla|de recuperación|de recuperação|di recupero)|\bsenha\b)[^.\n]{0,100}(?<!\p{L})(?:p[ií]de(?:se|le)?l[aeo]s?|solic[ií]tal[aeo]s?|haz que te l[aeo]s? (?:dict|dig|lea|env)\w{0,3}|peça-[ao]s?|solicite-[ao]s?|fatt[ei]l[aeo]|fattel[aeo]|chiedil[aeo])(?!\p{L})/iu,
  /(?:(?:двенадцать|дванадцять|12|24)\s(?:\p{L}{2,14}\s)?сл[оі]в|парол|сид-?фраз)[^.\n]{0,100}(?<!\p{L})(?:попроси|попросить?|пусть|нехай|запроси)\s(?:\p{L}{2,14}\s){0,3}(?:их|его|её|ее|її|продикт|назва|прислать|надісла)/iu,
  /\b(?:(?:twelve|12|24|twenty-four)\s(?:\w{2,12}\s)?words|(?:seed|recovery) phrase)\b[^.\n]{0,100}\b(?:(?:have|get)\s(?:them|it|him|her)\s(?:to\s)?(?:read|spell\w{0,3}|spelt|dictat\w{1,3}|typed?|told|named?|sent|sen[dt])|ask for (?:them|it))\b/i,
];
const deniedElsewhere =
  /(?:(?<!\p{L})(?:never|not)|n['’]t)(?!\p{L})|(?<!\p{L})(?:nie|niemals|nicht|kein\w{0,2}|jamais|ne|pas|nunca|jamás|no|não|mai|non|не|никогда|ніколи|neues?|nouveau|nueva|nova|nuova|новый|wie|comment|cómo|como|come|ob)(?!\p{L})|不要|请勿|不得|切勿|新密码|しない|しては|いけ(?:ません|ない)|ないで|ません|禁止|않|마세요|말고|마십시오|마라/iu;

const everybody =
  /\b(?:every|each|any|all|whichever|no)\s(?:other\s|further\s)?(?:agents?|experts?|assistants?|callers?|coordinators?|models?|delegates?|bots?|llms?|clients?)\b|\b(?:callers?|coordinators?|other experts?|other agents?|parent|whoever (?:calls?|delegates?|reads?|uses?))\b[^.;\n]{0,16}[:,]?\s/i;
const bidden =
  /\b(?:attach\w{0,3}|pass\w{0,3}|hand\w{0,3}(?: over)?|include[sd]?|including|append\w{0,3}|forward\w{0,3}|send\w{0,3}|give[sn]?|files?|reports?|submits?|copies|copy|adds?|put|provides?|suppl\w{1,3}|delegat\w{1,3}|quote[sd]?|paste[sd]?)\b/i;
const theirs =
  /\b(?:(?:working |long-term )?memor(?:y|ies)|tool (?:outputs?|results?|calls?)|outputs? (?:of|from) (?:its|their|all|other)|(?:whole|full|entire|complete|unabridged|own) (?:conversation|history|transcript|context|instruction|prompt|chat)s?|instructions? (?:of its own|it works from)|(?:its|their|your) (?:own )?(?:instructions?|system prompts?|environment|env\w{0,10}|context|conversation|transcript|history|notes|credentials|keys|secrets|checkpoint)|(?:values?|contents?) of (?:its|their|your|the) (?:environment|workspace|memory|context))\b/i;

/** A text that others read wants all that they hold, from each of them. */
function commandsOthers(sentence: string): boolean {
  if (!bidden.test(sentence) || !theirs.test(sentence)) return false;
  if (
    /\b(?:never|do not|don['’]t|must not|without|no need)\b[^.;\n]{0,80}$/i.test(
      sentence.slice(0, theirs.exec(sentence)?.index ?? 0),
    )
  )
    return false;
  return everybody.test(sentence) || /\bdelegat\w{1,3} to\b/i.test(sentence);
}
