import { type Caller, requireScope } from "../access/permit.ts";
import {
  findAdvisories,
  hasAdvisories,
  type StoredAdvisory,
} from "../advisories/advisories.store.ts";
import type { Advisory } from "../advisories/advisory.ts";
import { audit } from "../advisories/audit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { isWithin } from "../names/version.ts";
import { packumentOf } from "../packages/packument-of.ts";
import { nobodyAsks } from "../packages/rights.ts";
import { storedVersions } from "./overview.store.ts";

export type CveSeverity = "CRITICAL" | "HIGH" | "MEDIUM" | "LOW" | "UNKNOWN";

export interface Vulnerability {
  readonly id: string;
  readonly severity: CveSeverity;
  readonly summary: string;
  readonly affectedVersions: string;
  readonly references: readonly string[];
  readonly aliases: readonly string[];
  readonly cvss: number;
}

export interface CveSummary {
  readonly totalPackages: number;
  readonly packagesWithCVEs: number;
  readonly bySeverity: Readonly<Record<CveSeverity, number>>;
  readonly recentCritical: readonly (Vulnerability & { readonly package: string })[];
  readonly checkedAt: number;
  /** Whether there is nothing to answer from: then no number here says that all is well. */
  readonly unavailable: boolean;
}

export type CveStatus = "ok" | "stale" | "unavailable";

/** So many stored versions are looked at. */
const maxVersions = 200_000;

/** What the imported advisories say about every version that is stored here, by `name@version`. */
export async function allCves(
  app: Pick<App, "db" | "cacheDb">,
  caller: Caller,
): Promise<Map<string, Vulnerability[]>> {
  requireScope(caller, "admin");
  return (await lookAtAll(app)).found;
}

/** The same in numbers. @throws RegistryError `forbidden` unless an administrator asks */
export async function cveSummary(
  app: Pick<App, "db" | "cacheDb" | "now">,
  caller: Caller,
): Promise<CveSummary> {
  requireScope(caller, "admin");
  return await summaryOf(app);
}

/** As `cveSummary`, written down as a check that somebody asked for. */
export async function checkAllCves(
  app: Pick<App, "db" | "cacheDb" | "now">,
  caller: Caller,
): Promise<CveSummary> {
  requireScope(caller, "admin");
  const summary = await summaryOf(app);
  const { totalPackages, packagesWithCVEs } = summary;
  const note = {
    action: "cve_scan",
    target: null,
    details: { totalPackages, packagesWithCVEs },
  } as const;
  await app.db.write((tx) => recordAudit(tx, caller, note, app.now().toISOString()));
  return summary;
}

async function summaryOf(app: Pick<App, "db" | "cacheDb" | "now">): Promise<CveSummary> {
  const { found, names } = await lookAtAll(app);
  const bySeverity = { CRITICAL: 0, HIGH: 0, MEDIUM: 0, LOW: 0, UNKNOWN: 0 };
  const critical: CveSummary["recentCritical"][number][] = [];
  const seen = new Set<string>();
  for (const [subject, vulnerabilities] of found) {
    for (const one of vulnerabilities) {
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      bySeverity[one.severity] += 1;
      if (one.severity === "CRITICAL") critical.push({ ...one, package: subject });
    }
  }
  return {
    totalPackages: names,
    packagesWithCVEs: found.size,
    bySeverity,
    recentCritical: critical.slice(-10).reverse(),
    checkedAt: app.now().getTime(),
    unavailable: !(await hasAdvisories(app.db)),
  };
}

async function lookAtAll(app: Pick<App, "db" | "cacheDb">) {
  const versions = [
    ...(await storedVersions(app.db, "hosted", maxVersions)),
    ...(await storedVersions(app.cacheDb, "cache", maxVersions)),
  ];
  const byName = new Map<PackageName, string[]>();
  for (const { name, version } of versions) {
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [version]);
    else list.push(version);
  }
  const found = new Map<string, Vulnerability[]>();
  for (const [name, advisories] of await findAdvisories(app.db, byName)) {
    for (const version of byName.get(name) ?? []) {
      const about = advisories.filter((one) => isIn(version, one));
      if (about.length > 0) found.set(`${name}@${version}`, about.map(toVulnerability));
    }
  }
  return { found, names: byName.size };
}

export interface CveCheck {
  readonly package: PackageName;
  readonly packageName: PackageName;
  readonly version: string | null;
  readonly vulnerabilities: readonly Vulnerability[];
  readonly checkedAt: number;
  readonly fromCache: boolean;
  readonly status: CveStatus;
}

/**
 * What is known about one version, here and by its upstream. That nobody could be asked is said, never
 * shown as a clean answer.
 */
export async function checkCves(
  app: App,
  caller: Caller,
  name: PackageName,
  wanted: string | null,
): Promise<CveCheck> {
  requireScope(caller, "admin");
  const version = wanted ?? (await latestOf(app, name));
  const asked = new Map([[name, [version]]]);
  const base = { package: name, packageName: name, version, checkedAt: app.now().getTime() };
  try {
    const advisories = (await audit(app, asked)).get(name) ?? [];
    const vulnerabilities = advisories.map(toVulnerability);
    return { ...base, vulnerabilities, fromCache: false, status: "ok" };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return { ...base, vulnerabilities: [], fromCache: true, status: "unavailable" };
  }
}

/** Of a package that is stored here; a check must be about an exact version. */
async function latestOf(app: App, name: PackageName): Promise<string> {
  const { tags } = (await packumentOf(app, name, nobodyAsks)).packument;
  const latest = tags.get("latest");
  if (latest !== undefined) return latest;
  throw new RegistryError("not_found", `version: ${name} has no latest version; name one`);
}

function isIn(version: string, { vulnerable_versions: range }: Advisory): boolean {
  return isWithin(version, range);
}

const severities: Readonly<Record<string, CveSeverity>> = {
  critical: "CRITICAL",
  high: "HIGH",
  moderate: "MEDIUM",
  low: "LOW",
};

function toVulnerability(advisory: Advisory & Partial<StoredAdvisory>): Vulnerability {
  return {
    id: advisory.osvId ?? String(advisory.id),
    severity: severities[advisory.severity] ?? "UNKNOWN",
    summary: advisory.title,
    affectedVersions: advisory.vulnerable_versions,
    references: [advisory.url],
    aliases: advisory.aliases ?? [],
    cvss: advisory.cvss.score,
  };
}
