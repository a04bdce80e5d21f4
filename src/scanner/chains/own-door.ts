import { posix } from "node:path";
import type { Json, JsonObject, PackageView } from "../rule.ts";
import { codeIndex } from "./code-index.ts";

const maxDepth = 6;

/**
 * Whether a file is only run by who imports it by a name of its own: `acme/register`. Whoever merely
 * imports the package does not get it.
 */
export function isOwnDoor(file: string, pkg: PackageView): boolean {
  const { exports, main, module } = pkg.manifest?.json ?? {};
  if (typeof exports !== "object" || exports === null || Array.isArray(exports)) return false;
  const { ".": first, ...others } = exports as JsonObject;
  if (first === undefined) return false;
  const index = codeIndex(pkg.code);
  const leadsTo = (doors: Json | undefined) =>
    pathsIn(doors, 0).some((door) => door === file || index.isBelow(file, door));
  return leadsTo(others) && ![first, main, module].some(leadsTo);
}

function pathsIn(json: Json | undefined, depth: number): readonly string[] {
  if (typeof json === "string") return [posix.normalize(json)];
  if (depth > maxDepth || typeof json !== "object" || json === null) return [];
  return Object.values(json).flatMap((one) => pathsIn(one, depth + 1));
}
