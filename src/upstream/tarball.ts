import { recordAudit } from "../audit/audit.store.ts";
import type { StagedBlob } from "../blobs/blobs.ts";
import { declaredSha512, mismatch } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { hiddenError } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { judgeUpstream } from "../gate/judge-upstream.ts";
import { refusal } from "../gate/refusal.ts";
import { findReport, insertReport, type Role } from "../gate/reports.store.ts";
import { scanRelease } from "../gate/scan-release.ts";
import { tellIfHeld } from "../gate/tell-if-held.ts";
import type { PackageName } from "../names/package-name.ts";
import { dependenciesOf } from "../packages/dependencies.ts";
import { heldNote, insertHold } from "../quarantine/quarantine.store.ts";
import { rememberSuppressed } from "../quarantine/remember-suppressed.ts";
import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { ruleset } from "../scanner/rules/all.ts";
import { makeRoom } from "./cache-care.ts";
import { readThrough } from "./read-through.ts";
import {
  type FetchedTarball,
  findReleases,
  findRewritten,
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
  // Together from the first look-up on: a crowd that wants one file reads the list of releases once.
  return await app.flights.run(`ensure ${name}/${file}`, () => ensureFile(app, name, file));
}

async function ensureFile(app: App, name: PackageName, file: string): Promise<FetchedRelease> {
  const release = await findRelease(app, name, (candidate) => candidate.file === file);
  const { version } = release;
  const stored = await storedTarball(app, name, release);
  const facts = await packageFacts(app, name);
  const integrity = declaredSha512(release) ?? stored?.integrity ?? null;
  const decision = facts.listed(version, integrity);
  if (decision.outcome === "hide") {
    throw hiddenError({ name, version }, decision, facts.banReason(version), app.now());
  }
  if (decision.outcome === "hold") {
    const release = { name, version, integrity, origin: "upstream" } as const;
    const refused = await refusal(app, release, decision, facts.holdOf(version, integrity));
    if (refused !== null) throw refused;
  }
  return await fetchRelease(app, name, release, stored);
}

/**
 * Makes sure that a version is stored and scanned, whatever the policy says about it: for a person who
 * is about to decide.
 *
 * @throws RegistryError as `ensureTarball`, but never `blocked`
 */
export async function ensureVersion(
  app: App,
  name: PackageName,
  version: string,
): Promise<FetchedRelease> {
  const release = await findRelease(app, name, (candidate) => candidate.version === version);
  return await fetchRelease(app, name, release, await storedTarball(app, name, release));
}

async function fetchRelease(
  app: App,
  name: PackageName,
  release: UpstreamRelease,
  known: FetchedTarball | null,
): Promise<FetchedRelease> {
  // Before looking: what is in use is not removed.
  if (known !== null) app.cacheUses.note(known.integrity);
  if (known !== null && (await isScanned(app, name, release.version, known))) {
    return { ...known, version: release.version, scanMs: null };
  }
  return await app.flights.run(`tarball ${name}@${release.version}`, () =>
    fetchAndScan(app, name, release),
  );
}

/** The bytes that were fetched for a release, unless it declares other ones by now. */
async function storedTarball(
  app: App,
  name: PackageName,
  release: UpstreamRelease,
): Promise<FetchedTarball | null> {
  const known = await findTarball(app.cacheDb, name, release.version);
  const declared = declaredSha512(release);
  return known !== null && declared !== null && known.integrity !== declared ? null : known;
}

async function isScanned(app: App, name: PackageName, version: string, known: FetchedTarball) {
  const role = { name, version, integrity: known.integrity };
  const report = await findReport(app.cacheDb, role);
  if (report === null) return false;
  const bytes = await app.cacheBlobs.open(known.integrity);
  if (bytes === null || bytes.size === known.size) return bytes !== null;
  // Something outside changed the file. Those who read the old one keep it; the next get a new one.
  app.log.error(
    { package: name, version },
    "a cached tarball has the wrong size; fetching it again",
  );
  await app.cacheBlobs.remove(known.integrity);
  return false;
}

/**
 * The release that a tarball path means. A version that the stored packument does not know may be
 * newer than the copy, so it is checked once more before the answer is no (npm-wire-protocol §9.2).
 */
async function findRelease(
  app: App,
  name: PackageName,
  matches: (release: UpstreamRelease) => boolean,
): Promise<UpstreamRelease> {
  const upstream = app.upstreams.of(name);
  const stored = await findReleases(app.cacheDb, name);
  const isOurs = upstream === null || stored?.source === upstream.source;
  const known = isOurs ? stored?.releases.find(matches) : undefined;
  if (known !== undefined) return known;

  const newest = await readThrough(app, name, app.now().getTime() - 1000);
  const found = newest?.document.releases.find(matches);
  if (newest?.isNew) app.events.emit("packageChanged", { name });
  if (found !== undefined) return found;
  throw new RegistryError("not_found", `${name} has no such version or tarball`);
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
  const upstream = app.upstreams.of(name);
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

  const role = { name, version: release.version, integrity: staged.integrity };
  const before = await findTarball(app.cacheDb, name, release.version);
  const rewritten = await findRewritten(app.cacheDb, upstream.source, name);
  const isOther = before !== null && before.integrity !== staged.integrity;
  const wasRewritten = isOther || rewritten.has(release.version);
  const { report, ms, manifest } = await scanOnce(app, role, staged, wasRewritten);
  const at = app.now().toISOString();
  if (report.verdict === "block") {
    const hold = { ...role, origin: "upstream", size: staged.size, report } as const;
    await app.db.write(async (tx) => {
      await insertHold(tx, hold, at);
      await recordAudit(tx, "system", heldNote(hold), at);
    });
  }
  await app.cacheDb.write((tx) => insertReport(tx, role, report, at));
  app.cacheUses.note(staged.integrity);
  await app.cacheBlobs.put(staged);
  await saveTarball(app.cacheDb, name, release.version, staged, namesNeeded(manifest), at);
  await rememberSuppressed(app, { ...role, origin: "upstream", report });
  await makeRoom(app, staged.size);
  if (report.verdict === "block") {
    app.events.emit("packageChanged", { name });
    await tellIfHeld(app, role, report);
  } else if (app.policy.current.limitsPackages) {
    // What its code can do is known from now on, so the policy may hide it.
    app.events.emit("packageChanged", { name });
  }
  return { integrity: staged.integrity, size: staged.size, version: release.version, scanMs: ms };
}

/** A report of the rule-set in force makes a second scan of the same bytes needless. */
async function scanOnce(
  app: App,
  role: Role,
  staged: StagedBlob,
  wasRewritten: boolean,
): Promise<{ report: Report; ms: number | null; manifest: JsonObject | null }> {
  const { name, version } = role;
  const document = (await readThrough(app, name))?.document ?? null;
  const manifest = document?.versions.get(version) ?? null;
  const earlier = await findReport(app.cacheDb, role);
  const scan =
    earlier?.ruleset === ruleset
      ? { report: earlier, ms: null }
      : await scanRelease(app, staged.path, {
          ...role,
          origin: "upstream",
          manifest,
        });
  const report = await judgeUpstream(app, role, scan.report, document, wasRewritten);
  return { ...scan, report, manifest };
}

/** So many names are remembered of one version. */
const maxNeeded = 500;

function namesNeeded(manifest: JsonObject | null): readonly string[] {
  if (manifest === null) return [];
  return [...new Set(dependenciesOf(manifest).map(({ name }) => name))].slice(0, maxNeeded);
}

function offline(name: PackageName, version: string): RegistryError {
  return new RegistryError(
    "not_found",
    `${name}@${version} is not stored here, and this registry is offline`,
  );
}
