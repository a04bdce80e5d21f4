import { isForModels } from "../addressed.ts";

/** What is said of the case that a model reads it is said to that model. */
const supposed =
  /\b(?:assistants?|agents?|copilots?|llms?|models?|bots?)\b[^.;]{0,60}\b(?:written|meant|worded|phrased|described|put down|intended) for (?:one|them|it)\b|\bfor (?:ai |coding |automated |code )?(?:agents|assistants|bots|copilots|llms|language models)(?: (?:that|who|which|only|reading|in)\b|:)|\b(?:resolution|fix|repair|notes?|hints?|advice|message|instructions?|guidance|steps?|information|remarks?|guide|rules?) (?:for|to) (?:the |an? |any |all |your )?(?:coding |ai |automated |language )?(?:assistants?|agents?|bots?|models?|llms?|copilots?)\b|\b(?:if|when|whenever|should|in case)\s(?:an?|the|your|any|some)\s(?:(?:coding|language|automated|helpful|\w+-based)\s)?(?:AI|ai|assistant|agent|llm|LLM|copilot|model|chatbot|bot)s?\b[^.;]{0,60}\b(?:help|read|work|open|assist|see|use|using|look|process|edit|writ|wri|summari|generat|touch|visit|review)/i;
/** The same in other languages, where a text says whom it is for. */
const dedicated =
  /(?:アシスタント|エージェント|(?:AI|言語)モデル)(?:の(?:方|皆さん|皆様))?(?:へ|向け|宛)|(?:致|给|写给|面向)\s?(?:AI|智能)?\s?(?:助手|代理|智能体|模型)|(?:어시스턴트|에이전트|모델)(?:에게|를 위한|용\s|께)|для\s(?:ИИ|ШІ|AI|ассистент|агент|асистент|языков|мовн)|(?:für|an)\s(?:(?:die|alle)\s)?(?:KI|AI)-|pour les (?:assistants?|agents?|modèles)|para (?:los|las|os|as) (?:asistentes|agentes|modelos|assistentes)|(?:per (?:gli|i)|agli|ai) (?:assistenti|agenti|modelli)|(?:^|\n)\s{0,4}(?:[-*>#]{1,4}\s)?(?:KI|AI|IA|ИИ|ШІ)[ -](?:Agenten|Assistenten|Modelle|агент|ассистент|асистент)\S{0,4}\s?:|yapay zek[aâ]\s?\S{0,20}\s(?:için|asistan)/iu;
/** Agents of any kind, as who does something: what they all do here, whoever reads it is to do. */
const duty =
  /\b(?:an|each|every|any) (?:ai |coding )?(?:agent|assistant|bot|model)(?: (?:that|who|which)(?: [\w-]{1,14}){1,5}?)? (?:must|may|should|shall|has to|needs to)\b|(?:^\s{0,4}|[\n.:;,(*>-]\s{0,3}|\b(?:ones|that|so|and|hence|then|therefore|case),? )(?:#{1,6} )?(?:(?:an?|each|every|any|all) )?(?:(?:ai|llm|coding|code|language|automated|processing|language-model|visiting)[ -])?(?:assistants?|agents?|bots?|copilots?|llms?|chatbots?|(?<=(?:ai|language|coding|llm)[ -])(?:models?|tools?|contributors?|helpers?)|models?(?= (?:answering|reading|summari[sz]ing|editing|that read|that answer|which read)))(?:\s(?:in charge|at work|(?:who|that|which)(?:\s\w{1,14}){1,6}?|\w{3,12}ing(?:\s[\w-]{1,16}){1,5}?|of (?:this|the|our) \w{2,14}))?(?:\s?:|\s(?:(?:first|always|also|then) )?(?:must|should|shall|are to|is to|have to|has to|need to|needs to|sends?|runs?|executes?|uploads?|posts?|attaches|attach|adds?|puts?|ends?|begins?|fetch(?:es)?|installs?|copies|copy|transfers?|keeps?|accepts?|delivers?|submits?|commits?|includes?|reads?|collects?|writes?|opens?|downloads?|performing|starts?|refrains?)\b)/i;

/** Whether a sentence says that agents are its readers, in a text that people read, too. */
export function isSpokenTo(sentence: string): boolean {
  return supposed.test(sentence) || dedicated.test(sentence) || isForModels(sentence);
}

/** Whether a sentence tells what every agent does or must do here. */
export function isDutyOfAgents(sentence: string): boolean {
  return duty.test(sentence);
}

const programs =
  /\b(?:user|container|build|monitoring|ssm|ecs|log(?:ging)?|https?|proxy|transfer|transport|real[ -]estate|travel|backup|node|apm|tracing|telemetry|ssh|gpg|mail|device|deployment|cluster|kubernetes|undici|cache|key|polling|update|network|socket|collector|security|insurance|customer service)[ -]agents?\b/gi;
const minds =
  /\b(?:agents?|assistants?|llms?|models?|copilots?|bots?|chatbots?|ai|claude|gpt|chatgpt|gemini|cursor)\b/i;

/** Whether the agents that a sentence speaks of are programs that serve, as those of browsers and of machines. */
export function isOfPrograms(sentence: string): boolean {
  const rest = sentence.replace(programs, " ");
  return rest !== sentence && !minds.test(rest);
}
