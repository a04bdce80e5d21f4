/** A definition as a publish over the API sends it, with fields laid over it. */
export function definitionInput(over: object = {}): Record<string, unknown> {
  return {
    name: "@acme/helper",
    version: "1.0.0",
    minRuntimeVersion: "v1.0",
    description: "Helps",
    instruction: "Help.",
    skills: { "@perstack/base": baseSkillInput },
    ...over,
  };
}

export const baseSkillInput = {
  type: "mcpStdioSkill",
  description: "Base",
  command: "npx",
  packageName: "@perstack/base",
};

export function stdioInput(over: object = {}): object {
  return { ...baseSkillInput, packageName: "some-server@1.2.3", ...over };
}

export function remoteInput(endpoint: string): object {
  return { type: "mcpSseSkill", description: "Remote", endpoint };
}

export function interactiveInput(tools: object): object {
  return { type: "interactiveSkill", description: "Asks", tools };
}
