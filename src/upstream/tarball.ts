import type { StagedBlob } from "../blobs/blobs.ts";
import { mismatch } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { blockedError } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { findReport, insertReport } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { insertHold } from "../quarantine/quarantine.store.ts";
import type { Report } from "../scanner/report.ts";
import { ruleset } from "../scanner/rules/all.ts";
import { readThrough } from "./read-through.ts";
import {
  type FetchedTarball,
  findReleases,
  findTarball,
  saveTarball,
  type UpstreamRelease,
} from "./upstream.store.ts";

/** Larger tarballs are not taken from the upstream, in bytes (threat catalogue §15.2). */
const maxTarballBytes = 256 * 1024 * 1024;

export interface FetchedRelease extends FetchedTarball {
  readonly version: string;
  /** Milliseconds that the scan took, when this call had to fetch and scan. */
  readonly scanMs: number | null;
}

/**
 * Makes sure that an upstream tarball is stored, compared with what was declared, and scanned.
 * Concurrent callers share the work, and none of them stops it by hanging up. Whether it may be
 * served is not decided here.
 *
 * @throws RegistryError `not_found`; `blocked` when it is held already; `upstream_failed`,
 *   `upstream_timeout`
 */
export async function ensureTarball(
  app: App,
  name: PackageName,
  file: string,
): Promise<FetchedRelease> {
  const release = await findRelease(app, name, file);
  const facts = await packageFacts(app, name);
  const known = await findTarball(app.cacheDb, name, release.version);
  const decision = facts.listed(release.version, known?.integrity ?? null);
  const hold = facts.holdOf(release.version, known?.integrity ?? null);
  if (decision.outcome === "hold" && hold !== null) {
    throw blockedError(hold, decision.because, "install");
  }

  if (known !== null && (await isScanned(app, name, release.version, known))) {
    return { ...known, version: release.version, scanMs: null };
  }
  return await app.flights.run(`tarball ${name}@${release.version}`, () =>
    fetchAndScan(app, name, release),
  );
}

async function isScanned(app: App, name: PackageName, version: string, known: FetchedTarball) {
  const role = { name, version, integrity: known.integrity };
  const report = await findReport(app.cacheDb, role);
  return report !== null && (await app.cacheBlobs.has(known.integrity));
}

/**
 * The release that a tarball path means. A version that the stored packument does not know may be
 * newer than the copy, so it is checked once more before the answer is no (npm-wire-protocol §9.2).
 */
async function findRelease(app: App, name: PackageName, file: string): Promise<UpstreamRelease> {
  const matches = (release: UpstreamRelease) => release.file === file;
  const stored = (await findReleases(app.cacheDb, name))?.find(matches);
  if (stored !== undefined) return stored;

  const newest = await readThrough(app, name, app.now().getTime() - 1000);
  const found = newest?.document.releases.find(matches);
  if (newest?.isNew) app.events.emit("packageChanged", { name });
  if (found !== undefined) return found;
  throw new RegistryError("not_found", `${name} has no tarball of that name`);
}

/**
 * Order matters: the hold is durable before the report, the report before the bytes are in place.
 * Wherever this dies, nothing unscanned can be served and nothing held can slip through.
 */
async function fetchAndScan(
  app: App,
  name: PackageName,
  release: UpstreamRelease,
): Promise<FetchedRelease> {
  const { upstream } = app;
  if (upstream === null) throw offline(name, release.version);
  const stream = await upstream.tarball(release.url);
  await using staged = await app.cacheBlobs.stage(stream, maxTarballBytes);
  const difference = mismatch(release, staged);
  if (difference !== null) {
    app.log.error({ package: name, version: release.version, difference }, "integrity mismatch");
    throw new RegistryError(
      "upstream_failed",
      `the upstream registry sent other bytes for ${name}@${release.version} than its ` +
        `packument declares: ${difference}`,
    );
  }

  const { report, ms } = await scanOnce(app, name, release.version, staged);
  const at = app.now().toISOString();
  const role = { name, version: release.version, integrity: staged.integrity };
  if (report.verdict === "block") {
    const hold = { ...role, origin: "upstream", size: staged.size, report } as const;
    await app.db.write((tx) => insertHold(tx, hold, at));
  }
  await app.cacheDb.write((tx) => insertReport(tx, role, report, at));
  await app.cacheBlobs.put(staged);
  await saveTarball(app.cacheDb, name, release.version, staged, at);
  if (report.verdict === "block") {
    const ruleIds = report.findings.map((finding) => finding.ruleId);
    app.events.emit("held", { name, version: release.version, ruleIds });
    app.events.emit("packageChanged", { name });
  }
  return { integrity: staged.integrity, size: staged.size, version: release.version, scanMs: ms };
}

/** A report of the rule-set in force makes a second scan of the same bytes needless. */
async function scanOnce(
  app: App,
  name: PackageName,
  version: string,
  staged: StagedBlob,
): Promise<{ report: Report; ms: number | null }> {
  const role = { name, version, integrity: staged.integrity };
  const earlier = await findReport(app.cacheDb, role);
  if (earlier?.ruleset === ruleset) return { report: earlier, ms: null };
  const document = await readThrough(app, name);
  const manifest = document?.document.versions.get(version) ?? null;
  return await app.scanner.scan(staged.path, { origin: "upstream", name, version, manifest });
}

function offline(name: PackageName, version: string): RegistryError {
  return new RegistryError(
    "not_found",
    `${name}@${version} is not stored here, and this registry is offline`,
  );
}
