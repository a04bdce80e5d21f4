import { posix } from "node:path";
import type { PackageView } from "../rule.ts";
import type { InstallRoot } from "./roots.ts";

/** Which file of the tarball a path names, with the endings that runtimes try. */
export function findFile(
  pkg: PackageView,
  root: InstallRoot,
  path: string,
  isModule: boolean,
): string | null {
  if (/^(?:\.\.|[~/<?])/.test(path)) return null;
  const base = root.prefix + path;
  const endings = isModule
    ? ["", ".js", ".cjs", ".mjs", ".json", ".ts", "/index.js", "/index.cjs", "/index.mjs"]
    : ["", ".sh", ".cmd", ".bat"];
  for (const ending of endings) {
    const candidate = base === "" || base.endsWith("/") ? base + ending.slice(1) : base + ending;
    if (candidate !== "" && pkg.text(candidate) !== null) return candidate;
  }
  if (isModule && base === root.prefix) {
    const main = root.json["main"];
    if (typeof main === "string" && main !== "" && posix.normalize(main) !== ".") {
      return findFile(pkg, root, posix.normalize(main), false);
    }
  }
  return null;
}
