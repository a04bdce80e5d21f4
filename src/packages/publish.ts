import { type Caller, principalTextOf, shownName, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { AuditNote } from "../audit/entry.ts";
import type { StagedBlob } from "../blobs/blobs.ts";
import { type DeclaredDigests, type Digests, mismatch } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import { publishLimits } from "../gate/limits.ts";
import { refusal } from "../gate/refusal.ts";
import { insertReport } from "../gate/reports.store.ts";
import { scanRelease } from "../gate/scan-release.ts";
import { tellIfHeld } from "../gate/tell-if-held.ts";
import type { PackageName } from "../names/package-name.ts";
import { cleanVersion, type DistTag, type Version } from "../names/version.ts";
import { insertHold } from "../quarantine/quarantine.store.ts";
import { rememberSuppressed } from "../quarantine/remember-suppressed.ts";
import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { signAhead } from "../trust/hosted-signatures.ts";
import { readProvenance } from "../trust/provenance.ts";
import { insertAttestation } from "../trust/trust.store.ts";
import { type ExpertRelease, insertExpertRelease, readExpert } from "./expert-release.ts";
import { touchExpert } from "./experts.store.ts";
import { insertFirstMaintainer } from "./owners.store.ts";
import { requireOwnable, takeScopeOf } from "./ownership.ts";
import { alreadyPublished, findVersion, insertVersion } from "./packages.store.ts";
import type { Access } from "./rights.store.ts";
import { requirePublish, requireStillPublish } from "./rights.ts";
import { findTags } from "./tags.store.ts";
import { refuseSpent } from "./tombstones.store.ts";
import { versionToStore } from "./version-to-store.ts";

/** One version with everything that its rows need beside the report; its bytes are known by digest. */
export interface Release {
  readonly name: PackageName;
  readonly version: Version;
  /** The publisher's manifest of the version; what the registry itself knows replaces its own fields. */
  readonly manifest: JsonObject;
  readonly readme: string;
  readonly tags: readonly DistTag[];
  /** Who may read a package that this publishes for the first time; null for everybody. */
  readonly access: Access | null;
  /** The sigstore bundle that came with it: JSON text, unchecked. */
  readonly provenance: string | null;
  readonly tarball: Digests;
  /** What makes it an Expert, or null for a package of any other kind. */
  readonly expert: ExpertRelease | null;
}

/** A version that somebody wants to publish, as a face has read it. */
export interface Submission extends Omit<Release, "expert"> {
  readonly tarball: StagedBlob;
  readonly declared: DeclaredDigests;
}

export interface Published {
  readonly name: PackageName;
  readonly version: Version;
  /** The same bytes were published before; nothing was done. */
  readonly isRepeat: boolean;
  /** What its publisher should know although it was accepted; one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Publishes one version: check, scan, bytes, rows, event. Whoever reads after this returns sees the
 * version; if the process dies before, nothing of it is there but an unreferenced blob. The same bytes
 * again are the same publish again, so a client may safely repeat it.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `invalid`, `conflict` for other bytes under a
 *   version that exists, `blocked` when the scanner holds it (then it is stored and waits for a person)
 */
export async function publish(
  app: App,
  caller: Caller,
  submission: Submission,
): Promise<Published> {
  const { name, version, tarball } = submission;
  await admit(app, caller, submission);
  if (await isPublished(app, submission)) {
    await throwIfHeld(app, submission);
    return { name, version, isRepeat: true, warnings: [] };
  }

  const { report, release } = await inspect(app, caller, submission);
  await takeScopeOf(app, caller, name);
  await app.blobs.put(tarball);
  const by = principalTextOf(caller);
  const { integrity } = tarball;
  const storeSignature = await signAhead(app, { name, version, integrity });
  try {
    await app.db.write(async (tx) => {
      const at = app.now().toISOString();
      await insertRelease(tx, release, report, by, at);
      await storeSignature(tx, at);
      await recordAudit(tx, caller, publishNote(release, report), at);
    });
  } catch (error) {
    // The same publish twice at the same time: the other one has done it.
    if (!(await isPublished(app, submission))) throw error;
    await throwIfHeld(app, submission);
    return { name, version, isRepeat: true, warnings: [] };
  }

  await announce(app, submission, report);
  await throwIfHeld(app, submission);
  app.events.emit("released", { name, version, by: userNameOf(caller) });
  return { name, version, isRepeat: false, warnings: release.expert?.warnings ?? [] };
}

/** What the audit log says of a publish; one that is held is no less of one. */
export function publishNote({ name, version, tarball }: Release, report: Report): AuditNote {
  const isHeld = report.verdict === "block";
  const { verdict, total } = report;
  return {
    action: isHeld ? "package_blocked" : "package_published",
    target: `${name}@${version}`,
    details: { integrity: tarball.integrity, verdict, total },
    severity: isHeld ? "warn" : "info",
  };
}

/**
 * Whether somebody may publish this, here, and the bytes are those that were declared.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `invalid`
 */
export async function admit(app: App, caller: Caller, submission: Submission): Promise<void> {
  const { name, version, tarball } = submission;
  await requirePublish(app, caller, name);
  await requireOwnable(app, caller, name);
  refuseOversized(submission);

  const difference = mismatch(submission.declared, tarball);
  if (difference !== null) {
    throw new RegistryError(
      "invalid",
      `the tarball of ${name}@${version} is damaged: ${difference}`,
      { fields: { code: "integrity_mismatch" } },
    );
  }
  const { provenance } = submission;
  if (provenance !== null) {
    readProvenance(provenance, { name, version, integrity: tarball.integrity });
  }
}

/** Every reader of the package is sent this of each of its versions. */
const maxManifestCharacters = 1024 * 1024;
const maxTags = 100;

/** @throws RegistryError `invalid` for metadata that would be a burden to everybody who reads it */
function refuseOversized({ name, version, manifest, tags }: Submission): void {
  // The README is cut to its own length.
  const { readme: _, ...kept } = manifest;
  const tooMuch =
    tags.length > maxTags
      ? `sets more than ${maxTags} dist-tags`
      : JSON.stringify(kept).length > maxManifestCharacters
        ? `has metadata of more than ${maxManifestCharacters} characters`
        : null;
  if (tooMuch === null) return;
  throw new RegistryError("invalid", `the publish of ${name}@${version} ${tooMuch}`);
}

/**
 * Whether exactly these bytes are published under this version already.
 *
 * @throws RegistryError `conflict` when the version has other bytes, or had any and was removed
 */
export async function isPublished(
  app: Pick<App, "db">,
  release: Omit<Release, "expert">,
): Promise<boolean> {
  const { name, version, tarball } = release;
  const existing = await findVersion(app.db, name, version);
  if (existing === null) {
    await refuseSpent(app.db.read, name, version);
    return false;
  }
  if (existing.integrity !== tarball.integrity) throw alreadyPublished(name, version);
  return true;
}

export interface Inspected {
  readonly release: Release;
  /** Without the text of an Expert, which is in its tarball. */
  readonly report: Report;
}

/**
 * Scans what is to be published and reads it if it is an Expert.
 *
 * @throws RegistryError `invalid` for what nobody could ever approve
 */
export async function inspect(
  app: App,
  caller: Caller,
  submission: Submission,
): Promise<Inspected> {
  const { name, version, manifest, tarball } = submission;
  const { integrity } = tarball;
  const subject = { origin: "hosted", name, version, integrity, manifest } as const;
  const scan = await scanRelease(app, tarball.path, subject, publishLimits(app.config));
  const { expert: files, ...judged } = scan.report;
  // Where the owner wants to see what a scan only warns of, it waits like what is held.
  const waits = judged.verdict === "warn" && !app.settings.current.auto_allow_local;
  const report: Report = waits ? { ...judged, verdict: "block" } : judged;
  refuseMalformed(submission, report);
  const expert = files === undefined ? null : await readExpert(app, caller, submission, files);
  return { release: { ...submission, expert }, report };
}

/**
 * Adds a release whose bytes are stored, inside the caller's transaction: the version, its tags, the
 * report, and a hold if the verdict is block. There is no other way into the list of versions.
 *
 * @param by the publisher, as `principalTextOf` writes callers
 * @throws RegistryError `conflict`, `forbidden` for a user who may no longer publish it
 */
export async function insertRelease(
  tx: Sql,
  release: Release,
  report: Report,
  by: string,
  at: string,
): Promise<void> {
  const { name, version, tarball } = release;
  const role = { name, version, integrity: tarball.integrity };
  const publishedBy = shownName(by);
  const before = await findTags({ read: tx }, name);
  await insertVersion(tx, {
    ...role,
    manifest: versionToStore(release, report, publishedBy),
    readme: release.readme,
    size: tarball.size,
    hasInstallScript: report.manifest?.hasInstallScript ?? false,
    tags: release.tags,
    publishedBy,
    publishedAt: at,
    access: release.access,
  });
  for (const tag of release.tags) {
    const loser = before.get(tag);
    if (loser !== undefined && loser !== version) await touchExpert(tx, name, loser, at);
  }
  if (release.expert !== null) await insertExpertRelease(tx, release.expert, by, at);
  await insertFirstMaintainer(tx, name, by, at);
  await requireStillPublish(tx, by, name);
  if (release.provenance !== null) {
    await insertAttestation(tx, name, version, readProvenance(release.provenance, role));
  }
  await insertReport(tx, role, report, at);
  if (report.verdict === "block") {
    await insertHold(tx, { ...role, origin: "hosted", size: tarball.size, report }, at);
  }
}

/** Tells of a release that was committed. */
async function announce(app: App, submission: Submission, report: Report): Promise<void> {
  const { name, version, tarball } = submission;
  const { integrity } = tarball;
  // At once, before anything else can fail: what was rendered without it must go.
  app.events.emit("packageChanged", { name });
  if (report.verdict !== "block") return;
  await rememberSuppressed(app, { name, integrity, origin: "hosted", report });
  app.events.emit("packageChanged", { name });
  await tellIfHeld(app, { name, version, integrity }, report);
}

/**
 * What nobody could ever approve is refused outright and nothing of it is kept: an archive that
 * cannot be read, breaks a limit, or is built to be read in two ways; and a tarball that says it is
 * something else than its metadata does.
 */
function refuseMalformed({ name, version }: Submission, report: Report): void {
  const broken = report.findings.find((f) => f.ruleId.startsWith("TAR-") && f.points >= 100);
  const limit = report.limitsHit[0];
  if (broken !== undefined || limit !== undefined) {
    const why = broken ? `${broken.message} (${broken.ruleId})` : `it passes the limit "${limit}"`;
    throw new RegistryError("invalid", `the tarball of ${name}@${version} is refused: ${why}`);
  }
  const inside = report.manifest;
  if (inside === null) {
    throw new RegistryError("invalid", `the tarball of ${name}@${version} has no package.json`);
  }
  if (inside.name !== name || cleanVersion(inside.version ?? "") !== version) {
    throw new RegistryError(
      "invalid",
      `the package.json inside the tarball is not that of ${name}@${version}`,
    );
  }
}

async function throwIfHeld(app: App, { name, version, tarball }: Submission): Promise<void> {
  const facts = await packageFacts(app, name);
  const decision = facts.listed(version, tarball.integrity);
  if (decision.outcome !== "hold") return;
  const { integrity } = tarball;
  const release = { name, version, integrity, origin: "hosted" } as const;
  const hold = facts.holdOf(version, integrity);
  const refused = await refusal(app, release, decision, hold, "publish");
  if (refused !== null) throw refused;
}
