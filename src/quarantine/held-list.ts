import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { decisiveRules } from "../gate/blocked.ts";
import type { PackageName } from "../names/package-name.ts";
import { isVisible } from "../packages/rights.ts";
import { allHolds } from "./quarantine.store.ts";
import { withStanding } from "./standing.ts";

/** What waits for a person, for those who wait with it. */
export interface HeldRelease {
  readonly name: PackageName;
  readonly version: string;
  readonly since: string;
  readonly rules: readonly string[];
}

/** What is held, newest first, without findings: of packages that the caller may know of. */
export async function listHeld(
  app: Pick<App, "db" | "cacheDb" | "now" | "settings">,
  caller: Caller,
  limit: number,
): Promise<{ readonly held: readonly HeldRelease[]; readonly total: number }> {
  const standing = await withStanding(app, await allHolds(app.db));
  const held: HeldRelease[] = [];
  let total = 0;
  for (const { state, name, version, heldAt, report } of standing) {
    if (state !== "held" || !(await isVisible(app, caller, name))) continue;
    total++;
    if (held.length >= limit) continue;
    const rules = decisiveRules(report.findings).map(({ ruleId }) => ruleId);
    held.push({ name, version, since: heldAt, rules });
  }
  return { held, total };
}
