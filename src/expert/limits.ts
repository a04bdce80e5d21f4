/**
 * How large each part of a definition may be, in UTF-16 units or entries, as the protocol fixes them
 * (perstack-registry §7).
 */
export const expertLimits = {
  key: 511,
  description: 2048,
  instruction: 20_480,
  skills: 255,
  delegates: 255,
  tags: 8,
  tag: 255,
  skillName: 255,
  skillDescription: 2048,
  rule: 2048,
  toolList: 255,
  toolListEntry: 255,
  requiredEnv: 255,
  envName: 255,
  endpoint: 2048,
  tools: 255,
  toolName: 255,
  toolDescription: 2048,
  inputJsonSchema: 20_480,
  /** Characters of a perstack.toml: more than the largest definition needs in its longest spelling. */
  file: 4 * 1024 * 1024,
} as const;
