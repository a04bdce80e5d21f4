import { type Caller, requirePublish, userNameOf } from "../access/permit.ts";
import type { StagedBlob } from "../blobs/blobs.ts";
import { type DeclaredDigests, mismatch } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { blockedError } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { publishLimits } from "../gate/limits.ts";
import { insertReport } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { cleanVersion, type DistTag, type Version } from "../names/version.ts";
import { insertHold } from "../quarantine/quarantine.store.ts";
import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { ensureOwnership } from "./ownership.ts";
import { alreadyPublished, findVersion, insertVersion } from "./packages.store.ts";
import { versionToStore } from "./version-to-store.ts";

/** A version that somebody wants to publish, as a face has read it. */
export interface Submission {
  readonly name: PackageName;
  readonly version: Version;
  /** The publisher's manifest of the version; what the registry itself knows replaces its own fields. */
  readonly manifest: JsonObject;
  readonly readme: string;
  readonly tags: readonly DistTag[];
  readonly tarball: StagedBlob;
  readonly declared: DeclaredDigests;
}

export interface Published {
  readonly name: PackageName;
  readonly version: Version;
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
  requirePublish(caller, name, app.config.auth.open_publish);
  await ensureOwnership(app, caller, name);

  const difference = mismatch(submission.declared, tarball);
  if (difference !== null) {
    throw new RegistryError(
      "invalid",
      `the tarball of ${name}@${version} is damaged: ${difference}`,
      { fields: { code: "integrity_mismatch" } },
    );
  }
  const existing = await findVersion(app.db, name, version);
  if (existing !== null) {
    if (existing.integrity !== tarball.integrity) throw alreadyPublished(name, version);
    await throwIfHeld(app, submission);
    return { name, version };
  }

  const subject = { origin: "hosted", name, version, manifest: submission.manifest } as const;
  const { report } = await app.scanner.scan(tarball.path, subject, publishLimits(app.config));
  refuseMalformed(submission, report);
  await app.blobs.put(tarball);
  await commit(app, caller, submission, report);

  app.events.emit("packageChanged", { name });
  await throwIfHeld(app, submission);
  app.events.emit("released", { name, version, by: userNameOf(caller) });
  return { name, version };
}

async function commit(
  app: App,
  caller: Caller,
  submission: Submission,
  report: Report,
): Promise<void> {
  const { name, version, tarball } = submission;
  const at = app.now().toISOString();
  const role = { name, version, integrity: tarball.integrity };
  await app.db.write(async (tx) => {
    await insertVersion(tx, {
      ...role,
      manifest: versionToStore(submission, report, userNameOf(caller)),
      readme: submission.readme,
      size: tarball.size,
      hasInstallScript: report.manifest?.hasInstallScript ?? false,
      tags: submission.tags,
      publishedBy: userNameOf(caller),
      publishedAt: at,
    });
    await insertReport(tx, role, report, at);
    if (report.verdict === "block") {
      await insertHold(tx, { ...role, origin: "hosted", size: tarball.size, report }, at);
    }
  });
  if (report.verdict === "block") {
    const ruleIds = report.findings.map((finding) => finding.ruleId);
    app.events.emit("held", { name, version, ruleIds });
  }
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
  const hold = facts.holdOf(version, tarball.integrity);
  if (decision.outcome === "hold" && hold !== null) {
    throw blockedError(hold, decision.because, "publish");
  }
}
