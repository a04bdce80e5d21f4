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
 * Reads a perstack.toml tolerantly: what publishing would refuse is still to be judged. Null for what is
 * no TOML, which `expert/` refuses in words.
 */
export function readExpertFile(text: string): ExpertSettings | null {
  if (text.length > maxText) return null;
  let file: Record<string, unknown>;
  try {
    file = parseToml(text);
  } catch {
    return null;
  }
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
