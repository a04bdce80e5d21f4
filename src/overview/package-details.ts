import { type Caller, requireScope } from "../access/permit.ts";
import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { findReport, findScanTime } from "../gate/reports.store.ts";
import type { PackageName } from "../names/package-name.ts";
import { findPackage, findVersion } from "../packages/packages.store.ts";
import { renderFull } from "../packages/packument.ts";
import { packumentOf } from "../packages/packument-of.ts";
import { absent, isVisible } from "../packages/rights.ts";
import { type VersionDetails, whyOneVersion, whyPackage } from "../packages/why.ts";
import { findHoldOf } from "../quarantine/quarantine.store.ts";
import type { Capabilities, Finding } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { storedDocument } from "../upstream/read-through.ts";
import { type PackageCard, packageCard, type VersionNeeds, versionNeeds } from "./package-card.ts";

/**
 * A package with every version, those that nobody gets included.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks, and as `packumentOf`
 */
export async function packageDetails(
  app: App,
  caller: Caller,
  name: PackageName,
): Promise<PackageCard> {
  requireScope(caller, "admin");
  const { packument } = await packumentOf(app, name, async () => caller);
  // No client follows an address of it, so that it needs no base.
  const shown = renderFull(packument, "");
  const { versions, top } = await storedVersions(app, name);
  const json = { ...top, ...shown, versions };
  return packageCard(json, await whyPackage(app, name), packument.isRestricted);
}

/** Every manifest that is stored, also of what is withheld, and what the newest of ours says at its top. */
async function storedVersions(
  app: App,
  name: PackageName,
): Promise<{ readonly versions: JsonObject; readonly top: JsonObject }> {
  const hosted = await findPackage(app.db, name);
  if (hosted === null) {
    const document = await storedDocument(app, name);
    return { versions: Object.fromEntries(document?.versions ?? []), top: {} };
  }
  const newest = hosted.versions.at(-1);
  return {
    versions: Object.fromEntries(
      hosted.versions.map(({ version, manifest, deprecated }) => [
        version,
        deprecated === null ? manifest : { ...manifest, deprecated },
      ]),
    ),
    top: newest === undefined ? {} : { ...newest.manifest, readme: newest.readme },
  };
}

/** One version with what was found in it. */
export interface VersionCard extends VersionNeeds {
  readonly name: string;
  readonly version: string;
  readonly why: VersionDetails;
  readonly capabilities: Capabilities | null;
  /** Null where nothing is said of them: to the public, and while nobody asked for the tarball. */
  readonly findings: readonly Finding[] | null;
  /** ISO 8601, or null. */
  readonly scannedAt: string | null;
  /** The record of the quarantine that is about these bytes, or null. */
  readonly holdId: string | null;
}

/** One version of a package, also one that is withheld. @throws RegistryError as `packageDetails` */
export async function versionDetails(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
): Promise<VersionCard> {
  requireScope(caller, "admin");
  if (!(await isVisible(app, caller, name))) throw absent(name);
  const why = await whyOneVersion(app, name, version);
  const hosted = await findVersion(app.db, name, version);
  const manifest: JsonObject =
    hosted?.manifest ?? (await storedDocument(app, name))?.versions.get(version) ?? {};
  const needs = { ...versionNeeds(manifest), name, version, why };
  const nobodyLooked = { capabilities: null, findings: null, scannedAt: null, holdId: null };
  if (why.integrity === null) return { ...needs, ...nobodyLooked };
  const db = hosted === null ? app.cacheDb : app.db;
  const role = { name, version, integrity: why.integrity as Integrity };
  const hold = await findHoldOf(app.db, role);
  const report = (await findReport(db, role)) ?? hold?.report ?? null;
  return {
    ...needs,
    capabilities: report?.capabilities ?? null,
    findings: report?.findings ?? null,
    scannedAt: await findScanTime(db, role),
    holdId: hold?.id ?? null,
  };
}
