import type { PackageView } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { findFile } from "./find-file.ts";
import type { InstallRoot } from "./roots.ts";

/**
 * Which file of the tarball a started path is: what an earlier step of the same hook copied or renamed
 * is still what it was before.
 */
export function startedFile(
  pkg: PackageView,
  root: InstallRoot,
  acts: readonly Act[],
  { path, language }: Act & { readonly kind: "start" },
): string | null {
  const own = findFile(pkg, root, path, language === "javascript");
  if (own !== null) return own;
  for (const act of acts) {
    if (act.kind !== "write" || act.path !== path || act.from === null) continue;
    return findFile(pkg, root, act.from, false);
  }
  return null;
}
