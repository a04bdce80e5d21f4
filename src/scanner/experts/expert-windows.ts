import type { PackageView } from "../rule.ts";
import { isForOtherExperts } from "../words/expert-fields.ts";
import type { ProseWindow } from "../words/prose.ts";
import { definitionAt, endpointsOf, stdioSkills } from "./each-expert.ts";
import { domainOf } from "./hosts.ts";

/** What the fields of a definition say; only for what has one. */
export function expertWindows(pkg: PackageView): readonly ProseWindow[] {
  return pkg.prose.windows.filter(
    ({ carrier, isQuoted, hidden }) => carrier === "expert" && !isQuoted && hidden === null,
  );
}

/** Fields that other Experts and callers read, not the Expert's own model. */
export function isForOthers({ field }: ProseWindow): boolean {
  return isForOtherExperts(field);
}

/** Whether the hosts that a window names belong to the services of its Expert's skills. */
export function isOwnService(pkg: PackageView, { file: path, hosts }: ProseWindow): boolean {
  if (hosts.length === 0) return false;
  const file = definitionAt(pkg, path);
  const words = (file?.experts ?? []).flatMap((expert) => [
    ...endpointsOf(expert).map(({ endpoint }) => endpoint),
    ...stdioSkills(expert).flatMap(({ packageName, secrets }) => [packageName, ...secrets]),
  ]);
  const about = words.join(" ").toLowerCase();
  return hosts.every((host) => {
    const domain = domainOf(host);
    const brand = domain.split(".")[0] ?? "";
    return about.includes(domain) || (brand.length >= 4 && about.includes(brand));
  });
}
