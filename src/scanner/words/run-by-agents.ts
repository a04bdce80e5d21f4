/** Variables that coding agents set for what they start. */
const variables =
  /\b(?:CLAUDECODE|CLAUDE_CODE\w{0,30}|GEMINI_CLI|CURSOR_AGENT|CURSOR_TRACE_ID|AIDER_\w{2,20}|CODEX_\w{2,20}|COPILOT_\w{2,20}|OPENCODE\w{0,20}|AI_AGENT)\b/;

/** The field of what is printed by code that looks whether an agent runs it. */
export const whereAgentsRun = "printed where agents run";

/** Whether code asks if an agent runs it: what it prints then, nobody else reads. */
export function looksForAgents(code: string): boolean {
  return variables.test(code);
}
