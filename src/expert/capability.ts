import type { ExpertDefinition, SseSkill, StdioSkill } from "./definition.ts";

/** What an Expert can do where it runs, as far as its definition tells (threat catalogue §14). */
export interface ExpertCapabilities {
  readonly filesystem: "none" | "read" | "write";
  readonly network: "none" | "outbound";
  readonly env: "none" | "read";
  readonly subprocess: "none" | "allow";
  /** Names of the variables that its skills are given, sorted. */
  readonly secrets: readonly string[];
  /** Hosts of its remote skills, sorted. */
  readonly hosts: readonly string[];
  /** What nobody can tell from here, in our words: it counts as everything. */
  readonly unknown: readonly string[];
}

export type RiskLevel = "low" | "medium" | "high";

export interface ExpertRisk {
  readonly level: RiskLevel;
  /** The strongest reason, one sentence. */
  readonly because: string;
}

/** A delegate and how dangerous it is; null when that is not known. */
export interface DelegateRisk {
  readonly key: string;
  readonly level: RiskLevel | null;
}

export const baseSkill = "@perstack/base";

/** The tools of the base skill by what they touch; `exec` starts any program. */
const baseTools = {
  harmless: ["attemptCompletion", "think", "todo", "clearTodo", "healthCheck"],
  read: ["getFileInfo", "listDirectory", "readTextFile", "readImageFile", "readPdfFile"],
  write: [
    "appendTextFile",
    "createDirectory",
    "deleteDirectory",
    "deleteFile",
    "editTextFile",
    "moveFile",
    "writeTextFile",
  ],
  exec: ["exec"],
} as const;

/** The capabilities of a definition by itself, without those of its delegates. Pure. */
export function capabilitiesOf(definition: ExpertDefinition): ExpertCapabilities {
  const secrets = new Set<string>();
  const hosts = new Set<string>();
  const unknown: string[] = [];
  let filesystem: ExpertCapabilities["filesystem"] = "none";
  let subprocess: ExpertCapabilities["subprocess"] = "none";
  let network: ExpertCapabilities["network"] = "none";

  for (const [name, skill] of Object.entries(definition.skills)) {
    switch (skill.type) {
      case "interactiveSkill":
        break;
      case "mcpSseSkill":
        network = "outbound";
        hosts.add(new URL(skill.endpoint).hostname);
        break;
      case "mcpStdioSkill": {
        for (const variable of skill.requiredEnv) secrets.add(variable);
        if (!isBaseSkill(skill)) {
          unknown.push(`what the package of the skill ${name} does`);
          break;
        }
        const base = baseSkillReach(skill);
        if (base.write) filesystem = "write";
        else if (base.read && filesystem === "none") filesystem = "read";
        if (base.exec) {
          subprocess = "allow";
          network = "outbound";
        }
        if (base.unknown) unknown.push("what a picked tool of the base skill does");
      }
    }
  }
  return {
    filesystem,
    network,
    env: secrets.size > 0 ? "read" : "none",
    subprocess,
    secrets: [...secrets].sort(),
    hosts: [...hosts].sort(),
    unknown,
  };
}

/** Whether a skill is the runtime's own, whichever version of it. */
export function isBaseSkill(skill: StdioSkill): boolean {
  return skill.command === "npx" && /^@perstack\/base(?:@|$)/.test(skill.packageName);
}

/** Whether a tool of a skill can be called: `pick` names the only ones, `omit` takes some away. */
function isOpen({ pick, omit }: StdioSkill | SseSkill, tool: string): boolean {
  return (pick.length === 0 || pick.includes(tool)) && !omit.includes(tool);
}

function baseSkillReach(skill: StdioSkill) {
  const any = (tools: readonly string[]) => tools.some((tool) => isOpen(skill, tool));
  const known: readonly string[] = Object.values(baseTools).flat();
  const exec = any(baseTools.exec);
  return {
    exec,
    write: exec || any(baseTools.write),
    read: any(baseTools.read),
    unknown: skill.pick.some((tool) => !known.includes(tool) && !skill.omit.includes(tool)),
  };
}

/**
 * How much harm an Expert could do: high for file writes, other programs and all that is unknown;
 * medium for the network, reading files or variables; else low. Delegates pass theirs on (threat
 * catalogue §14.5).
 */
export function riskOf(own: ExpertCapabilities, delegates: readonly DelegateRisk[]): ExpertRisk {
  const [unknown] = own.unknown;
  const obscure = delegates.find(({ level }) => level === null);
  const dangerous = delegates.find(({ level }) => level === "high");
  if (own.subprocess === "allow") {
    return high("the base skill's exec is open, which starts any program; leave it out with omit");
  }
  if (own.filesystem === "write")
    return high("it can write files; leave out what it does not need");
  if (unknown !== undefined) return high(`it is not known ${unknown}`);
  if (dangerous !== undefined) return high(`it delegates to ${dangerous.key}, whose risk is high`);
  if (obscure !== undefined) return high(`the risk of its delegate ${obscure.key} is not known`);

  const middling = delegates.find(({ level }) => level === "medium");
  if (own.network === "outbound") return medium("it reaches the network");
  if (own.filesystem === "read") return medium("it can read files");
  if (own.env === "read") return medium("its skills are given variables of the environment");
  if (middling !== undefined)
    return medium(`it delegates to ${middling.key}, whose risk is medium`);
  return { level: "low", because: "it reaches no file, network, program or variable" };
}

function high(because: string): ExpertRisk {
  return { level: "high", because };
}

function medium(because: string): ExpertRisk {
  return { level: "medium", because };
}
