const agentFile =
  /(?:^|\/)(?:AGENTS\.md|CLAUDE\.md|GEMINI\.md|SKILL\.md|\.cursorrules|\.clinerules|\.windsurfrules|\.?mcp\.json|perstack\.toml|llms\.txt|copilot-instructions\.md)$|(?:^|\/)\.(?:claude|cursor|windsurf|continue|opencode|codex|gemini|aider[^/]*)(?:\/|$)/i;

/** Whether agents take instructions or settings from a file (threat catalogue §19.4, agent part). */
export function isAgentFile(path: string): boolean {
  return agentFile.test(path);
}
