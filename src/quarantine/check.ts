import type { App } from "../context.ts";
import { decisiveRules } from "../gate/blocked.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Finding } from "../scanner/report.ts";
import { holdsOf } from "./quarantine.store.ts";
import { withStanding } from "./standing.ts";

/** Whether one version waits for a person, for the program that waits with it. */
export interface QuarantineStatus {
  readonly state: "held" | "approved" | "rejected" | "released" | "none";
  readonly filename: string | null;
  readonly issues: readonly Finding[] | null;
  readonly issuesTotal: number;
}

/** What the quarantine knows of a version; `none` when there is no record of it. */
export async function checkQuarantine(
  app: App,
  name: PackageName,
  version: string,
): Promise<QuarantineStatus> {
  const holds = (await holdsOf(app.db, name)).filter((hold) => hold.version === version);
  const standing = await withStanding(app, holds);
  const [first] = standing;
  const hold = standing.find(({ state }) => state === "held") ?? first;
  if (hold === undefined) return { state: "none", filename: null, issues: null, issuesTotal: 0 };
  const { state, file } = hold;
  if (state !== "held" && state !== "rejected") {
    return { state, filename: null, issues: null, issuesTotal: 0 };
  }
  const { findings } = hold.report;
  const issues = decisiveRules(findings).slice(0, 20);
  return { state, filename: file, issues, issuesTotal: findings.length };
}
