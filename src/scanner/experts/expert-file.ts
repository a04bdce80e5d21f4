import { parse as parseToml } from "smol-toml";

/** One Expert of a perstack.toml, as far as it can be made out; everything in it may be of any type. */
export interface ExpertTable {
  readonly name: string;
  readonly table: Readonly<Record<string, unknown>>;
  readonly skills: readonly {
    readonly name: string;
    readonly table: Readonly<Record<string, unknown>>;
  }[];
}

export interface ExpertSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly experts: readonly ExpertTable[];
}

const maxText = 1024 * 1024;
const maxExperts = 200;
const maxSkills = 255;

/**
 * Reads a perstack.toml tolerantly, or the same as JSON as it is published: what publishing would refuse is
 * still to be judged. Null for what is neither, which `expert/` refuses in words.
 */
export function readExpertFile(text: string): ExpertSettings | null {
  if (text.length > maxText) return null;
  const file = fromToml(text) ?? fromJson(text);
  if (file === null) return null;
  const { experts, ...settings } = file;
  return {
    settings,
    experts: tables(experts)
      .slice(0, maxExperts)
      .map(([name, table]) => ({
        name,
        table,
        skills: tables(table["skills"])
          .slice(0, maxSkills)
          .map(([skill, inner]) => ({ name: skill, table: inner })),
      })),
  };
}

function fromToml(text: string): Record<string, unknown> | null {
  try {
    return parseToml(text);
  } catch {
    return null;
  }
}

/** One Expert, a list of them, or what a perstack.toml would hold. */
function fromJson(text: string): Record<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (isTable(value) && isTable(value["experts"])) return value;
  const experts = (Array.isArray(value) ? value : [value]).slice(0, maxExperts).filter(isTable);
  const named = experts.map((table, at) => [textOf(table["name"]) ?? `expert ${at + 1}`, table]);
  return { experts: Object.fromEntries(named) };
}

const skillType = /^(?:mcp(?:Stdio|Sse)Skill|interactiveSkill)$/;

/** Whether a file that is no perstack.toml holds Experts: somebody has an instruction and skills of their kinds. */
export function definesExperts(text: string): boolean {
  if (!text.includes("instruction") || !text.includes("skills")) return false;
  if (!/Skill["'\x60]/.test(text)) return false;
  const { experts = [] } = readExpertFile(text) ?? {};
  return experts.some(
    ({ table, skills }) =>
      typeof table["instruction"] === "string" &&
      skills.some((skill) => skillType.test(textOf(skill.table["type"]) ?? "")),
  );
}

/** Tables by name inside a value. */
export function tables(value: unknown): [string, Record<string, unknown>][] {
  if (!isTable(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, Record<string, unknown>] =>
    isTable(entry[1]),
  );
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : [];
}
