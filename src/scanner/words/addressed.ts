/** Who is spoken to: models and what is made of them, by any name. */
const model =
  "(?:AIs?|LLMs?|copilots?|claude(?: instances?)?|codex|gemini|(?:coding |code |ai |automated |language |chat ?|completion ){0,4}(?:assistants?|agents?|bots?)|(?:ai|language|code completion|completion|coding|llm|agentic|generative)[ -](?:models?|tools?|systems?|clients?|callers?|plugins?|helpers?|(?:code )?reviewers?|contributors?|readers?))";

/** The name of those who are spoken to, and a colon: what follows is said to them. */
const label = new RegExp(
  `(?:^|[.!?>)]\\s{1,4}|\\n[\\s*>#/-]{0,14})(?:\\*\\*|__)?(?:(?:note|notice|hint|message|memo|reminder|attention|important|dear)\\s?(?:to|for|,|:)?\\s)?(?:the\\s|all\\s|any\\s|every\\s)?${model}(?:\\s(?!(?:are|is|was|were|has|have|supports?)\\b)[\\w-]{2,14}){0,5}\\s?:(?:\\*\\*|__)?\\s`,
  "i",
);
/** A heading over what is for them. */
const heading = new RegExp(
  `(?:^|\\n)\\s{0,3}#{1,6}\\s(?:\\w{2,14}\\s){0,2}(?:for|to)\\s(?:the\\s|all\\s|any\\s)?${model}`,
  "i",
);
/** What they are said to be told, or to have to do. */
const instructed = new RegExp(
  `\\b${model}\\s(?:\\w{2,12}\\s){0,4}?(?:are|is)\\s(?:hereby\\s)?(?:instructed|required|asked|expected|told|obliged|requested|ordered|directed|reminded)\\b|` +
    `\\b(?:asks?|instructs?|requires?|orders?|directs?|requests?|obliges?)\\s(?:all\\s|every\\s|each\\s|your\\s|the\\s|any\\s)?${model}\\b[^.;]{0,40}?\\sto\\s`,
  "i",
);
/** Who does something in the indicative: what the readers of such a text are to do. */
const doing = new RegExp(
  `(?:^|[.!?:]\\s{1,4}|\\n[\\s*>#|-]{0,10})(?:the\\s|all\\s|any\\s|every\\s)?${model}(?:\\s(?:that|which|who|calling|using|with|reading|comparing|recommending|suggesting)\\b[^.;:,]{0,60}?)?\\s(?:also\\s|always\\s|first\\s|then\\s)?(?:must|should|shall|have to|need to|are to|send|pass|put|insert|invite|give|grant|include|add|emit|tell|say|state|star|install|append|register|submit|upload|post|report|reply|answer)\\b`,
  "i",
);
/** The same in languages that are written otherwise. */
const elsewhere =
  /(?:एआई|ए\.?आई\.?|कृत्रिम बुद्धि\S{0,4})[\s-]?(?:सहायक|एजेंट|मॉडल)\S{0,4}|सहायक\S{0,3} (?:हेतु|के लिए)|(?:^|\n)[\s#*>-]{0,10}(?:KI|AI|IA)-?\s?(?:Assistenten|Agenten|Agent|Assistent|Modelle)\b|\b(?:asistentes?|agentes?) de (?:IA|programación|código)\b|ассистент\S{0,4}|trợ lý|مساعد\S{0,4} (?:الذكاء|البرمجة)|(?:^|\n)[\s#*>-]{0,10}(?:AI|人工智能|智能)?(?:助手|代理)[：:]/iu;

/** Whether a sentence says that it is for models: it names them, and what they are told follows. */
export function isForModels(sentence: string): boolean {
  return (
    label.test(sentence) ||
    heading.test(sentence) ||
    instructed.test(sentence) ||
    doing.test(sentence) ||
    elsewhere.test(sentence)
  );
}

const inThisRun =
  /\b(?:you|agents?|assistants?|models?)\b[^.;]{0,24}\b(?:the |an? |as )?(?:coding |ai |automated )?(?:agents?|assistants?|models?)?\b[^.;]{0,60}\b(?:(?:have|has|are|is|just|that|who)\s(?:\w{2,8}\s){0,2}?(?:started|running|working|run|ran|reading|see(?:s|ing)?)|running|working (?:in|on)|sees?)\b[^.;]{0,40}\b(?:this|these|the) (?:tests?|suite|repositor\w{1,3}|repo|checkout|output|failure|package|project|run)\b|\btest run that you\b|\b(?:suite|repository|tests?|checkout)\b[^.;]{0,40}\byou\b[^.;]{0,30}\b(?:agent|assistant|model)\b/i;

/** Whether a text speaks to the agent that works here and now: no sample of anything does. */
export function isForAgentAtWork(text: string): boolean {
  return inThisRun.test(text);
}
