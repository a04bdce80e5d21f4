import { isDenied } from "./orders/guard.ts";

const secrets =
  "(?:pass(?:words?|phrases?|codes?)|phrases?|words|codes?|pins?|(?:card |account )?numbers?|secrets?|keys?|tokens?|credentials?|log-?ins?|one|ones|it|them|any)";
const gave =
  "(?:types?|typed|pastes?|pasted|sends?|sent|posts?|posted|shares?|shared|gives?|gave|given|tells?|told|enters?|entered|leaks?|leaked|includes?|included|contains?|writes?|wrote|written|reveals?|revealed|provides?|provided|mentions?)";
const banner =
  "(?:cookie |consent |privacy )?(?:consent|cookie)(?: consent)? (?:banner|dialog|dialogue|notice|popup|pop-up|prompt|gate|manager|form|layer)s?";
const behindBanner = new RegExp(
  `\\b(?:behind|after|once|without|no|a|an|the|through|under|if there is (?:no|a)) (?:the |a |an |any )?${banner}\\b|\\b(?:only )?(?:after|with|on) (?:the )?(?:visitors?['’]?s? |users?['’]?s? )?consent\\b`,
  "i",
);
const ofTheirChoice =
  /\b(?:user|customer|client|owner|team|they)s?(?:['’]s?)?\s(?:\w{2,8}\s){0,2}?(?:names?|named|chooses?|chose|choice|wants?|picks?|picked|uses?|asked for|asks for)\b|\bof their choice\b|\btheir (?:own )?(?:product|tool|provider|vendor|account)\b|\bthat product\b/i;
const shown =
  /\b(?:show|list|tell|explain|describe|mention|note|add a paragraph|propose|say)\b[^.;\n]{0,80}\b(?:diff|changes?|changed|changelog|cookies?|privacy|data|records?|files?|user|recording)\b/i;

/** What gets into a page behind a banner that asks its visitors. */
export function isBehindBanner(sentence: string): boolean {
  return behindBanner.test(sentence);
}

/** Something that people chose by themselves gets into their work, before their eyes. */
export function isTheirChoice(text: string): boolean {
  return ofTheirChoice.test(text) && shown.test(text);
}

const mishap = new RegExp(
  `\\b(?:if|when|whenever|should|in case|once)\\b[^.;:]{0,60}\\b${gave}\\b[^.;:]{0,50}\\b${secrets}\\b|` +
    `\\b(?:users?|customers?|people|they|somebody|someone|employees?|clients?|members?|visitors?|guests?|patients?|callers?)\\s(?:may|might|can|will|sometimes|often|occasionally|accidentally)\\s(?:\\w{2,12}\\s){0,3}?${gave}\\b[^.;:]{0,50}\\b${secrets}\\b|` +
    `\\b(?:by accident|by mistake|accidentally|inadvertently|unintentionally)\\b`,
  "i",
);
const protecting =
  /\b(?:tell|ask|advise|remind|urge|walk|help|warn|have|let|recommend)\b[^.;]{0,60}\b(?:chang\w{1,3}|rotat\w{1,3}|reset\w{0,4}|revok\w{1,3}|block\w{0,3}|replac\w{1,3}|delet\w{1,3}|remov\w{1,3}|call (?:their|the|your|his|her) bank|mov\w{1,3} their|cancel\w{0,4}|freez\w{1,3})\b|\b(?:not|never|n['’]t)\s(?:\w{2,10}\s){0,2}(?:repeat|quote|store|keep|save|write|echo|use|copy|log|forward)\b|\b(?:delete|remove|strip|mask|redact|discard)\s(?:it|them|the \w{2,10})\b/i;
/** What is asked for after all, or passed on. */
const taking =
  /\b(?:typ(?:e|ing)|enter\w{0,3}|past(?:e|ing)|dictat\w{1,3}|submit\w{0,4}|confirm\w{0,3}|provid\w{1,3}|reads? (?:it|them) (?:out|back))\b/i;
const passing =
  /\b(?:sends?|forwards?|uploads?|posts?|records?|logs?|appends?|writes?|saves?|stores?|keeps?|pass(?:es)?|cop(?:y|ies)|attach(?:es)?|includes?)\s(?:it|them|that|the|both|a copy|what)\b/i;
const denied = /\b(?:not|never|n['’]t)\s(?:[\w]{2,12}[,\s]{1,2}(?:(?:or|nor|and not)\s)?){1,5}/gi;

/** The same where sentences are built otherwise: what introduces the mishap, and what protects. */
const foreignMishap =
  /\b(?:wenn|falls|sollte|trotzdem|versehentlich|aus versehen|si|si quelqu['’]un|par erreur|por error|por engano|por acidente|alguien|algu[ée]m|caso|se|per errore|per sbaglio|als|indien|toch|per ongeluk|je[śs]li|om|jestli|eğer|yanlışlıkla|jika)\b|если|случайно|прислал|якщо|надіслав|إذا|بالخطأ|यदि|अगर|गलती|如果|若|误发|不小心|もし|場合|誤って|만약|실수|경우/iu;
const foreignProtection =
  /\b(?:zu ändern|ändern (?:soll|muss)|zu löschen|wiederhol\w{0,3} (?:es|sie|ihn) (?:nicht|nie)|nicht wiederhol\w{1,3}|le changer|la changer|de changer|de le supprimer|ne (?:le|la|les) r[ée]p[èe]te\w{0,2} pas|(?:la|lo|las|los) cambie\w{0,2}|cambiarl[ao]s?|no (?:la|lo|las|los) repit\w{1,3}|troque|trocar|mude|alter[ae]|não (?:a |o |as |os )?repita|cambiarl[ao]|(?:la|lo) cambi|non (?:ripeterl[aoei]|ripetere)|gewijzigd|te wijzigen|herhaal (?:het|dit|die) niet|zmienił\w{0,2}|nie powtarzaj|neopakuj|tekrarlama\w{0,3}|değiştirmesini|jangan ulangi)\b|смен(?:ить|ил|ите)|не повторя|змінити|не повторюй|تغيير|لا تكرر|बदल|दोहरा|修改|更换|更改|不要重复|変更する|変更を|変えるよう|繰り返さない|변경하|바꾸라|반복하지/iu;

/** Somebody gives a secret away of their own accord, and the answer protects them. */
export function isMishap(sentence: string): boolean {
  if (foreignMishap.test(sentence) && foreignProtection.test(sentence)) return true;
  if (!mishap.test(sentence)) return false;
  const match = protecting.exec(sentence);
  if (match === null) return false;
  if (taking.test(sentence.slice(match.index))) return false;
  return !passing.test(sentence.replace(denied, " "));
}

const gift =
  /\b(?:give|hand|assign|issue|offer|tell|whisper)\s(?:(?:to|each|every|the|all|new)\s){0,2}(?:users?|players?|customers?|guests?|employees?|developers?|students?|members?|teams?|them|him|her)\s(?:an?|the|their|one|its)\s(?:\w{2,12}\s){0,2}(?:pass(?:word|phrase|code)|codes?|pin|key|token)\b/i;

const byThemselves =
  /\b(?:types?|enters?|fills? in|pastes?|chooses?|sets?)\b[^.;]{0,40}\b(?:themselves|himself|herself|yourself|on their own|in the browser|in the (?:form|dialog|terminal|page))\b/i;

/** What people enter by themselves, nobody is given. */
export function isLeftToPeople(sentence: string): boolean {
  return byThemselves.test(sentence);
}

const atPrompt =
  /\b(?:enter\w{0,3}|typ(?:e[sd]?|ing)|goes|go|given|asks?|prompts?|unlock\w{0,3}|run\w{0,4})\b[^;]{0,90}\b(?:(?:in|into|at) (?:the |their |a |an? own |its )?(?:own )?(?:terminal|shell|prompt|console|pinentry|password manager|browser|dialog|authenticator)|there (?:and not|instead of) here|through pinentry|in there)\b/i;
const readBack =
  /\b(?:record|log|captur|scroll|histor|read (?:it|them)|cop(?:y|ies)|tee|script|keep|save|store|note|forward|send|repeat)\w{0,4}\b|\bpass(?:es|ed|ing)? (?:it|them|on|along)\b/i;

/** People enter what is theirs where their own client asks for it, and nothing takes it from there. */
export function isEnteredElsewhere(sentence: string): boolean {
  return atPrompt.test(sentence) && !readBack.test(sentence.replace(denied, " "));
}

/** Somebody receives a password, who is not asked for one. */
export function isGift(sentence: string): boolean {
  return gift.test(sentence);
}

const facts =
  /\bwhat (?:the |an? )?\w{2,12} (?:tells?|says?|shares?|writes?|confides?|told|said)\b|\b(?:(?:their|his|her|no|real|full|people by|customers by|of|any) names?|salar(?:y|ies)|wages?|sick (?:notes?|leave)|health (?:data|records?|matters|conditions?)|illness\w{0,2}|diagnos\w{1,3}|religion|feelings|secrets? of others)\b|\bone (?:employee|customer|patient|student|guest|user|client|player|tenant|colleague|member) to (?:another|others)\b|\b(?:personal|private|confidential) (?:matters?|life|lives|notes|conversations?)\b|\bare (?:strictly |kept )?(?:confidential|private)\b|\b(?:surprises?|birthdays?|the plot|culprit|murderer|the ending|guest of honou?r)\b/i;
const deeds =
  /\b(?:step|upload\w{0,3}|cop(?:y|ied)|transfer\w{0,3}|request|call|command|package|change|changes|dependency|install\w{0,5}|run|ran|done|did|what you do|sent|added|address|server|service|https?:)\b/i;

/** What people confide is not told to others: facts about somebody, no deed. */
export function isDiscretion(sentence: string): boolean {
  return facts.test(sentence) && !deeds.test(sentence);
}

const fiction =
  /\b(?:game master|dungeon master|story ?teller|storytelling|narrat(?:e|es|or)|text adventure|role-?playing|murder mystery|escape room|fairy tales?|novels?|bedtime stor(?:y|ies)|(?:spy|detective|adventure) (?:game|story|stories))\b/i;

/** Whether a text sets up a story or a game. */
export function isFiction(beginning: string): boolean {
  return fiction.test(beginning);
}

const looking =
  /\b(?:look(?:s|ing)? (?:out )?for|search(?:es)? for|check(?:s)? for|scan(?:s)? for|watch(?:es)? for|flag|spot|detect|findings?|report|pay attention to)\b/i;
const flaw =
  /\b(?:missing|disabled|hidden|unsafe|default|weak|hard-?coded|injections?|insecure|outdated|unpinned|suspicious|unexpected|undocumented|exposed|excessive|concatenat\w{1,4}|nobody asked|unescaped|unvalidated|plain ?text|leaks?|leaked|backdoors?|over-?broad|vulnerab\w{1,9}|misconfigur\w{1,6})\b/gi;

const foreignLooking =
  /\b(?:suche?|prüfe?|achte|melde|cherche[rz]?|vérifie[rz]?|repère|busca|comprueba|revisa|procure|verifique|cerca|controlla|verifica|zoek|controleer|szukaj|sprawdź)\b|ищи|найди|проверяй|проверь|шукай|перевір|查找|检查|查出|探し|確認し|検出|찾아|확인하|검토/iu;
const foreignFlaw =
  /\b(?:fehlend\w{0,2}|deaktiviert\w{0,2}|abgeschaltet\w{0,2}|unsicher\w{0,2}|schwach\w{0,2}|hart ?codiert\w{0,2}|standardpasswört\w{0,3}|manquant\w{0,2}|désactivé\w{0,2}|en dur|par défaut|faible\w?|ausentes?|faltan|desactivad\w{1,2}|insegur\w{1,2}|por defecto|débil\w{0,2}|desativad\w{1,2}|padrão|frac\w{1,2}|mancant\w|disattivat\w|predefinit\w|debol\w|ontbreken\w{0,2}|uitgeschakeld\w?|zwakk?e?|brakując\w{1,3}|wyłączon\w{1,3}|domyśln\w{1,3})\b|отсутств|отключён|отключен|слаб|по умолчанию|жёстко|зашит|відсутн|вимкнен|缺失|缺少|禁用|硬编码|默认|弱口令|弱密码|欠落|無効|埋め込|既定|脆弱|누락|비활성|하드코딩|기본 비밀번호|취약/giu;

/** Shorter sentences list nothing. */
const leastList = 16;

/** A list of what to look for in somebody's work, which tells to do none of it. */
export function isSurvey(sentence: string): boolean {
  if (sentence.length < leastList || !/[,、，،]/.test(sentence)) return false;
  if ((sentence.match(foreignFlaw)?.length ?? 0) >= 2 && foreignLooking.test(sentence)) return true;
  const match = looking.exec(sentence);
  if (match === null || isDenied(sentence, match.index)) return false;
  const list = sentence.slice(match.index);
  return (list.match(/,|\n\s{0,4}-/g)?.length ?? 0) >= 2 && (list.match(flaw)?.length ?? 0) >= 2;
}

const warned =
  /\b(?:warn|remind|tell|explain|teach|say|stress|repeat|make (?:it )?clear)\b[^.;]{0,100}\b(?:nobody|no one|no (?:bank|company|support|serious)|never|impost[eo]rs?|fraud\w{0,4}|scam\w{0,4}|thie(?:f|ves)|phish\w{0,3}|criminals?|con artists?)\b/i;

/** People are warned of whoever asks for a secret. */
export function isWarning(sentence: string): boolean {
  const match = warned.exec(sentence);
  return match !== null && !isDenied(sentence, match.index);
}

const confirming =
  /\b(?:stop|pause|wait)\b[^.;]{0,24}\b(?:ask|check with)\b|\bask (?:the |your |an? |its )?\w{2,14}(?: \w{2,14})? (?:to confirm|for (?:their |a )?(?:confirmation|approval|permission|consent|go-ahead)|whether|before|first)\b|\bwaits? for (?:their|the|an?|his|her) (?:\w{2,12} )?(?:approval|confirmation|consent|answer|yes|go-ahead|ok)\b/gi;
const confirmed =
  /\b(?:only|until|unless|not before)\b[^.;,]{0,24}?\b(?:the |an? |your )?\w{2,14} (?:has |have |had )?(?:approv\w{1,3}|confirm\w{0,3}|agree[sd]?|consent\w{0,3}|said yes|says yes)\b|\b(?:when|once|after|if) (?:the |an? |your )?\w{2,14} (?:has |have )?(?:read|seen|reviewed|checked)\b[^.;]{0,60}\b(?:says?|agrees?|approves?|ok|may go)\b/i;

/** Somebody is asked before, and may say no. */
export function isConfirmed(sentence: string): boolean {
  if (confirmed.test(sentence)) return true;
  for (const match of sentence.matchAll(confirming)) {
    if (!isDenied(sentence, match.index)) return true;
  }
  return false;
}

const disclosed =
  /\b(?:if|when|whenever|should|in case) you (?:\w{2,10} ){0,2}?(?:find|found|discover|notice|suspect|spot|encounter|come across)\b[^.;]{0,50}\b(?:vulnerabilit\w{1,3}|security (?:issue|problem|bug|flaw|hole)s?)\b/i;

/** A flaw is told to those who can mend it before it is told to everybody. */
export function isDisclosure(sentence: string): boolean {
  return (
    disclosed.test(sentence) && /\b(?:public|issues?|pull requests?|disclose)\b/i.test(sentence)
  );
}

/** What is known here goes to nobody else. */
export function isKeptHere(sentence: string): boolean {
  return /\b(?:not|never|n['’]t)\s(?:send|upload|transmit|forward|share|post|pass)\s(?:it|them|this|that|data|anything)\s(?:on\s)?(?:to|with)\s(?:any|other|another|third)\b/i.test(
    sentence,
  );
}

const habit =
  /\b(?:ask|asks|find out|learn)\b[^.;]{0,30}\b(?:how|whether|where|why|if) (?:they|he|she|people|users?|customers?|the \w{3,12})\s(?:\w{2,10}\s){0,2}(?:stores?|keeps?|protects?|manages?|creates?|chooses?|reuses?|changes?|shares?|uses?|remembers?|writes? down|has|have)\b/i;

/** People are asked how they keep a secret, and not for it. */
export function isHabit(sentence: string): boolean {
  return habit.test(sentence);
}
