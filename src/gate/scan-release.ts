import type { App } from "../context.ts";
import { compareVersions, majorLine } from "../names/version.ts";
import type { ScanLimits } from "../scanner/limits.ts";
import type { ScanResult } from "../scanner/pool.ts";
import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { findEvidence, findPassed, saveEvidence } from "./evidence.store.ts";
import type { Role } from "./reports.store.ts";

type ScanNeeds = Pick<App, "db" | "cacheDb" | "scanner">;

export interface ReleaseToScan extends Role {
  readonly origin: "hosted" | "upstream";
  /** The manifest as the registry shows it; null when there is none to compare with. */
  readonly manifest: JsonObject | null;
}

/**
 * Scans the bytes of a release, compared with the version before it, and keeps what was seen. That is
 * kept in the cache, because it can be gathered again.
 *
 * @param path of a file that stays as it is meanwhile
 */
export async function scanRelease(
  app: ScanNeeds,
  path: string,
  release: ReleaseToScan,
  limits?: ScanLimits,
): Promise<Pick<ScanResult, "report" | "ms">> {
  const previous = await evidenceBefore(app, release);
  const { report, evidence, ms } = await app.scanner.scan(
    path,
    subjectOf(release),
    limits,
    previous,
  );
  if (evidence !== null) await saveEvidence(app.cacheDb, release.integrity, evidence);
  return { report, ms };
}

/** Judges a release by the rules in force from what was seen of it; null when its bytes are needed. */
export async function rejudgeRelease(
  app: ScanNeeds,
  release: ReleaseToScan,
): Promise<Report | null> {
  const evidence = await findEvidence(app.cacheDb, release.integrity);
  if (evidence === null) return null;
  const previous = await evidenceBefore(app, release);
  return await app.scanner.rejudge(evidence, subjectOf(release), previous);
}

function subjectOf({ origin, name, version, manifest }: ReleaseToScan) {
  return { origin, name, version, manifest };
}

/**
 * What is known of the newest earlier version that no scan held, of the same major line if there is one:
 * back-ports are compared with their own line (threat catalogue §11).
 */
async function evidenceBefore(
  { db, cacheDb }: ScanNeeds,
  { origin, name, version }: ReleaseToScan,
): Promise<Uint8Array | null> {
  const passed = await findPassed(origin === "hosted" ? db : cacheDb, name);
  const earlier = passed
    .filter((candidate) => compareVersions(candidate.version, version) < 0)
    .sort((a, b) => compareVersions(b.version, a.version));
  const line = majorLine(version);
  const before = earlier.find((one) => majorLine(one.version) === line) ?? earlier[0];
  return before === undefined ? null : await findEvidence(cacheDb, before.integrity);
}
