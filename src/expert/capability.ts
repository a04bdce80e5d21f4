import type { Capabilities, Risk } from "../scanner/report.ts";
import type { ExpertDefinition, SseSkill, StdioSkill } from "./definition.ts";

/** What an Expert can do where it runs, as far as its definition tells (threat catalogue §14). */
export interface ExpertCapabilities {
  readonly filesystem: "none" | "read" | "write";
  readonly network: Capabilities["network"];
  readonly env: "none" | "read";
  readonly subprocess: "none" | "allow";
  /** Names of the variables that its skills are given, and of secrets that their code reads, sorted. */
  readonly secrets: readonly string[];
  /** Hosts of its remote skills, and those that the code of others names, sorted. */
  readonly hosts: readonly string[];
  /** What nobody can tell from here, in our words: it counts as everything. */
  readonly unknown: readonly string[];
}

export type RiskLevel = Risk;

/** A package that a skill runs, or that such a package needs, with what its scan said of it. */
export interface SkillPackage {
  /** The name of the skill. */
  readonly skill: string;
  readonly name: string;
  /** The version that was looked into; null when none was found. */
  readonly version: string | null;
  /** Null when nobody could tell: then it counts as everything. */
  readonly capabilities: Capabilities | null;
  readonly risk: Risk;
}

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

/** The capabilities of a definition while nobody looked into the packages of its skills. Pure. */
export function capabilitiesOf(definition: ExpertDefinition): ExpertCapabilities {
  return joinCapabilities(ownCapabilities(definition), unseenPackages(definition));
}

/** What a definition tells by itself, without its delegates and the packages of its skills. Pure. */
export function ownCapabilities(definition: ExpertDefinition): ExpertCapabilities {
  const secrets = new Set<string>();
  const hosts = new Set<string>();
  const unknown: string[] = [];
  let filesystem: ExpertCapabilities["filesystem"] = "none";
  let subprocess: ExpertCapabilities["subprocess"] = "none";
  let network: ExpertCapabilities["network"] = "none";

  for (const skill of Object.values(definition.skills)) {
    switch (skill.type) {
      case "interactiveSkill":
        break;
      case "mcpSseSkill":
        network = "outbound";
        hosts.add(new URL(skill.endpoint).hostname);
        break;
      case "mcpStdioSkill": {
        for (const variable of skill.requiredEnv) secrets.add(variable);
        if (!isBaseSkill(skill)) break;
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

/** The packages of a definition's skills, as nobody looked into them. */
function unseenPackages({ skills }: ExpertDefinition): SkillPackage[] {
  return Object.entries(skills).flatMap(([skill, told]) =>
    told.type === "mcpStdioSkill" && !isBaseSkill(told) ? [unseen(skill, told.packageName)] : [],
  );
}

export function unseen(skill: string, name: string): SkillPackage {
  return { skill, name, version: null, capabilities: null, risk: "high" };
}

/** Hosts beyond so many say no more. */
const maxHosts = 50;

/**
 * All that a definition and the packages of its skills can do together (threat catalogue §9.4, §14.5).
 * Which tools a package has is not known, so `pick` and `omit` narrow the base skill alone. Pure.
 */
export function joinCapabilities(
  own: ExpertCapabilities,
  packages: readonly SkillPackage[],
): ExpertCapabilities {
  const known = packages.flatMap(({ capabilities }) => capabilities ?? []);
  const any = (test: (can: Capabilities) => boolean) => known.some(test);
  const secrets = new Set([...own.secrets, ...known.flatMap((can) => can.secrets)]);
  const hosts = new Set([...own.hosts, ...known.flatMap((can) => can.hosts)]);
  const networks = [own.network, ...known.map(({ network }) => network)];
  return {
    filesystem:
      own.filesystem === "write" || any((can) => can.filesystem === "write")
        ? "write"
        : own.filesystem === "read" || any((can) => can.filesystem === "read")
          ? "read"
          : "none",
    network: networks.reduce(joinNetworks, "none"),
    env: own.env === "read" || any((can) => can.env === "read") ? "read" : "none",
    subprocess:
      own.subprocess === "allow" || any((can) => can.subprocess === "allow") ? "allow" : "none",
    secrets: [...secrets].sort(),
    hosts: [...hosts].sort().slice(0, maxHosts),
    unknown: [...own.unknown, ...packages.flatMap((one) => unknownOf(one) ?? [])],
  };
}

function joinNetworks(
  a: Capabilities["network"],
  b: Capabilities["network"],
): Capabilities["network"] {
  if (a === b || b === "none") return a;
  return a === "none" ? b : "both";
}

/** What nobody can tell of a package, in our words, or null. */
function unknownOf(one: SkillPackage): string | null {
  const { skill, version, capabilities } = one;
  if (capabilities === null) {
    return version === null
      ? `what the package of the skill ${skill} does`
      : `what ${labelOf(one)} does`;
  }
  const { unknown } = capabilities;
  return unknown.length === 0
    ? null
    : `all that ${labelOf(one)} does (${unknown.slice(0, 3).join(", ")})`;
}

function labelOf({ skill, name, version }: SkillPackage): string {
  return `${version === null ? name : `${name}@${version}`} of the skill ${skill}`;
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
 * medium for the network, reading files or variables; else low. Packages and delegates pass theirs on
 * (threat catalogue §14.5). The reason says what would lower it, where something would.
 */
export function riskOf(
  own: ExpertCapabilities,
  delegates: readonly DelegateRisk[],
  packages: readonly SkillPackage[] = [],
): ExpertRisk {
  const [unknown] = own.unknown;
  const obscure = delegates.find(({ level }) => level === null);
  const dangerous = delegates.find(({ level }) => level === "high");
  const package_ = (test: (can: Capabilities) => boolean) => {
    const found = packages.find(({ capabilities }) => capabilities !== null && test(capabilities));
    return found === undefined ? null : labelOf(found);
  };
  if (own.subprocess === "allow") {
    return high("the base skill's exec is open, which starts any program; leave it out with omit");
  }
  if (own.filesystem === "write")
    return high("it can write files; leave out what it does not need");
  const starter = package_((can) => can.subprocess === "allow");
  if (starter !== null) return high(`${starter} starts other programs; ${another}`);
  const writer = package_((can) => can.filesystem === "write");
  if (writer !== null) return high(`${writer} writes files; ${another}`);
  if (unknown !== undefined) return high(`it is not known ${unknown}`);
  const obscurePackage = packages.find((one) => unknownOf(one) !== null);
  if (obscurePackage !== undefined) {
    const remedy = obscurePackage.capabilities === null ? "a scan of it could tell" : another;
    return high(`it is not known ${unknownOf(obscurePackage)}; ${remedy}`);
  }
  const risky = packages.find(({ risk }) => risk === "high");
  if (risky !== undefined) return high(`the risk of ${labelOf(risky)} is high; ${another}`);
  if (dangerous !== undefined) return high(`it delegates to ${dangerous.key}, whose risk is high`);
  if (obscure !== undefined) return high(`the risk of its delegate ${obscure.key} is not known`);

  const middling = delegates.find(({ level }) => level === "medium");
  const talker = package_((can) => can.network !== "none");
  const reader = package_((can) => can.filesystem === "read");
  const asker = package_((can) => can.env === "read" || can.secrets.length > 0);
  const other = packages.find(({ risk }) => risk === "medium");
  if (own.network !== "none") return medium("it reaches the network");
  if (talker !== null) return medium(`${talker} uses the network; ${another}`);
  if (own.filesystem === "read") return medium("it can read files");
  if (reader !== null) return medium(`${reader} reads files; ${another}`);
  if (own.env === "read") return medium("its skills are given variables of the environment");
  if (asker !== null) return medium(`${asker} reads variables of the environment; ${another}`);
  if (other !== undefined) return medium(`the risk of ${labelOf(other)} is medium; ${another}`);
  if (middling !== undefined)
    return medium(`it delegates to ${middling.key}, whose risk is medium`);
  return { level: "low", because: "it reaches no file, network, program or variable" };
}

const another = "a package that does not would lower the risk";

function high(because: string): ExpertRisk {
  return { level: "high", because };
}

function medium(because: string): ExpertRisk {
  return { level: "medium", because };
}
