import { controlPath } from "../code/lists/control-paths.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";

const hidden = /^(?:~|<project>|<param>|<config>|<\?>)\/\.(?:config\/)?([\w-]{3,40})\/[^.]/;

/**
 * Whether a path lies in a hidden folder that carries the package's own name: a program keeps its settings
 * there. A folder that belongs to an agent is only that agent's own, which people start by the same name.
 */
export function isOwnHome({ manifest }: PackageView, path: string): boolean {
  const folder = hidden.exec(path)?.[1]?.toLowerCase();
  const name = manifest?.json["name"];
  if (folder === undefined || typeof name !== "string" || manifest === null) return false;
  const words = name
    .toLowerCase()
    .replace(/^@/, "")
    .split(/[/_.-]/);
  const isOfAgent = controlPath(`~/.${folder}/settings`)?.isAgent === true;
  if (!isOfAgent) return words.includes(folder);
  return words[0] === folder && manifestParts.commands(manifest.json).has(folder);
}
