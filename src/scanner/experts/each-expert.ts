import type { PackageView } from "../rule.ts";
import {
  type ExpertSettings,
  type ExpertTable,
  readExpertFile,
  textOf,
  textsOf,
} from "./expert-file.ts";

export const expertFile = "perstack.toml";

/** A file that defines Experts. */
interface Definition {
  readonly path: string;
  readonly file: ExpertSettings;
}

/** What a package defines: in its perstack.toml, and in files that hold what would be published. */
export function definitionsOf(pkg: PackageView): readonly Definition[] {
  return [expertFile, ...(pkg.prose.definitions ?? [])].flatMap((path) => {
    const file = definitionAt(pkg, path);
    return file === null ? [] : [{ path, file }];
  });
}

/** The definition in a file; null for what defines no Expert. */
export function definitionAt(pkg: PackageView, path: string): ExpertSettings | null {
  const text = pkg.text(path);
  return text === null ? null : readExpertFile(text);
}

/** A skill that starts a package, as its table says it. */
export interface StdioSkill {
  readonly name: string;
  readonly command: string;
  readonly packageName: string;
  readonly args: readonly string[];
  readonly secrets: readonly string[];
  readonly isPicky: boolean;
  readonly table: Readonly<Record<string, unknown>>;
}

export function stdioSkills({ skills }: ExpertTable): readonly StdioSkill[] {
  return skills
    .filter(({ table }) => table["type"] === "mcpStdioSkill" || "command" in table)
    .map(({ name, table }) => ({
      name,
      command: textOf(table["command"]) ?? "",
      packageName:
        textOf(table["packageName"]) ??
        textsOf(table["args"]).find((arg) => !arg.startsWith("-")) ??
        name,
      args: textsOf(table["args"]),
      secrets: textsOf(table["requiredEnv"]),
      isPicky: textsOf(table["pick"]).length + textsOf(table["omit"]).length > 0,
      table,
    }));
}

/** Skills behind an address. */
export function endpointsOf({
  skills,
}: ExpertTable): readonly { readonly name: string; readonly endpoint: string }[] {
  return skills.flatMap(({ name, table }) => {
    const endpoint = textOf(table["endpoint"]);
    return endpoint === null ? [] : [{ name, endpoint }];
  });
}

export function isBaseSkill({ packageName }: StdioSkill): boolean {
  return /^@perstack\/base(?:@|$)/.test(packageName);
}

/** The name of a package without its version. */
export function bareName(spec: string): string {
  const at = spec.indexOf("@", 1);
  return at > 0 ? spec.slice(0, at) : spec;
}

/** Everything that an Expert says about itself and to its model, in one text. */
export function wordsOf({ table, skills }: ExpertTable): string {
  const own = [table["description"], table["instruction"]];
  const theirs = skills.flatMap((skill) => [skill.table["description"], skill.table["rule"]]);
  return [...own, ...theirs].filter((text) => typeof text === "string").join("\n");
}

/** The line of a text in the file, for a finding; null when it is not found as written. */
export function lineOf(pkg: PackageView, path: string, needle: string): { line?: number } {
  const text = pkg.text(path) ?? "";
  const at = needle === "" ? -1 : text.indexOf(needle);
  return at < 0 ? {} : { line: text.slice(0, at).split("\n").length };
}
