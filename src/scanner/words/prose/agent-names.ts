const agentWord =
  /\b(?:ai|language-models?|llms?|assistants?|agents?|claude|copilot|gpt|chatgpt|gemini|cursor|models?)\b/i;

const agentElsewhere =
  /\b(?:IA|KI)\b|\bass?istente[sn]?\b|\bassistenti?\b|\bagenten\b|\bagentes?\b|ИИ|ассистент|помощник|助手|智能体|アシスタント|エージェント|어시스턴트|에이전트/iu;

/** Whether an English text names an agent, or what could be one. */
export function namesAgents(text: string): boolean {
  return agentWord.test(text);
}

/** The same in the languages that are told to agents most. */
export function namesAgentsAnywhere(text: string): boolean {
  return agentWord.test(text) || agentElsewhere.test(text);
}
