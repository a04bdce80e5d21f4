import type { PackageView } from "../rule.ts";

/** What a package tells its users about itself; empty when it has no README. */
export function documentOf(pkg: PackageView): string {
  const path = pkg.entries.find((entry) => /^readme(?:\.\w+)?$/i.test(entry.path ?? ""))?.path;
  return path === null || path === undefined ? "" : (pkg.text(path) ?? "");
}
