import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { findReport } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import type { KnownBad } from "../policy/decide.ts";
import { knownBadRule } from "../policy/effective-report.ts";
import {
  findHoldOf,
  type Hold,
  insertHold,
  type ReleaseOrigin,
} from "../quarantine/quarantine.store.ts";
import type { Finding, Report } from "../scanner/report.ts";
import { score } from "../scanner/score.ts";

/** The rule-set of a report about bytes that nobody fetched, because their release was listed as bad. */
export const neverFetched = "none";

const unseen: Report = {
  verdict: "clean",
  total: 0,
  findings: [],
  limitsHit: [],
  ruleset: neverFetched,
  capabilities: null,
  risk: "high",
  stats: { files: 0, unpackedBytes: 0 },
  manifest: null,
};

export interface BadRelease {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
  readonly origin: ReleaseOrigin;
}

/**
 * Gives a release that is listed as bad a record in the quarantine, so that a person sees that somebody
 * asked for it and can rule on it. Its bytes need not have been fetched.
 */
export async function recordKnownBad(
  app: Pick<App, "db" | "cacheDb" | "events" | "now">,
  release: BadRelease,
  bad: KnownBad,
): Promise<Hold> {
  const { name, version, integrity, origin } = release;
  const finding = knownBadFinding(bad);
  const known = await findHoldOf(app.db, release);
  const saysSo = known?.report.findings.some((one) => one.message === finding.message) ?? false;
  if (known !== null && saysSo && known.releasedAt === null) return known;

  const stored = await findReport(origin === "hosted" ? app.db : app.cacheDb, release);
  const report = withKnownBad(known?.report ?? stored ?? unseen, finding);
  const hold = { name, version, integrity, origin, size: known?.size ?? 0, report };
  await app.db.write((tx) => insertHold(tx, hold, app.now().toISOString()));
  app.events.emit("held", { name, version, ruleIds: [knownBadRule] });
  app.events.emit("packageChanged", { name });
  const recorded = await findHoldOf(app.db, release);
  if (recorded === null) throw new Error("a hold was not recorded");
  return recorded;
}

/** A report that also says that its release is listed as bad. */
export function withKnownBad(report: Report, finding: Finding): Report {
  const others = report.findings.filter(({ ruleId }) => ruleId !== knownBadRule);
  const findings = [finding, ...others];
  return { ...report, ...score(findings), findings };
}

/** What stands in records and refusals; ids of advisories are of few characters, and names are names. */
export function knownBadFinding(bad: KnownBad): Finding {
  return {
    ruleId: knownBadRule,
    family: "metadata",
    severity: "critical",
    points: 150,
    solo: true,
    surface: "structure",
    file: null,
    line: null,
    column: null,
    excerpt: bad.reason === "" ? null : bad.reason.slice(0, 160),
    message:
      bad.kind === "advisory"
        ? `the advisory ${bad.id} lists this version as malicious`
        : `the block list names it as ${bad.id}`,
    advice:
      "Read the advisory or ask who listed it; remove what was installed and change every secret that " +
      "it could reach. Approve only if the entry is wrong.",
    explainedBy: null,
    proximity: null,
    chain: [],
    isNew: false,
  };
}
