import { type Caller, requireScope, reviews } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { Role } from "../gate/reports.store.ts";
import { scanRelease } from "../gate/scan-release.ts";
import type { PackageName } from "../names/package-name.ts";
import { findVersion } from "../packages/packages.store.ts";
import type { Finding, Report } from "../scanner/report.ts";
import { storedDocument } from "../upstream/read-through.ts";
import { findTarball } from "../upstream/upstream.store.ts";
import { newestScans, type ScanRow } from "./overview.store.ts";

/** What was scanned, the newest first. @throws RegistryError `forbidden` unless a reviewer asks */
export async function scanHistory(
  app: Pick<App, "db" | "cacheDb">,
  caller: Caller,
  limit: number,
): Promise<ScanRow[]> {
  requireScope(caller, "review");
  const hosted = await newestScans(app.db, "hosted", limit);
  const copied = await newestScans(app.cacheDb, "cache", limit);
  return [...hosted, ...copied]
    .filter(({ name }) => reviews(caller, name as PackageName))
    .sort((a, b) => b.scannedAt.localeCompare(a.scannedAt))
    .slice(0, limit);
}

/** All that a scan of one stored version says. */
export interface DeepScan {
  readonly findings: readonly Finding[];
  readonly report: Report;
  readonly ms: number;
}

/**
 * Reads the bytes of a version anew and says all that is found, whatever is known of it. Nothing is stored
 * or decided by it.
 *
 * @throws RegistryError `forbidden`, `not_found` for what is not stored
 */
export async function deepScan(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
): Promise<DeepScan> {
  if (!reviews(caller, name)) throw notStored(name, version);
  const hosted = await findVersion(app.db, name, version);
  const fetched = hosted === null ? await findTarball(app.cacheDb, name, version) : null;
  const integrity = hosted?.integrity ?? fetched?.integrity;
  if (integrity === undefined) throw notStored(name, version);
  const blobs = hosted === null ? app.cacheBlobs : app.blobs;
  const bytes = await blobs.open(integrity);
  if (bytes === null) throw notStored(name, version);
  // A copy, because a scanner reads local files and not every store has them.
  const stream = bytes.stream() as unknown as AsyncIterable<Uint8Array>;
  await using copy = await blobs.stage(stream, bytes.size);
  const role: Role = { name, version, integrity };
  const origin = hosted === null ? "upstream" : "hosted";
  const manifest =
    hosted?.manifest ?? (await storedDocument(app, name))?.versions.get(version) ?? null;
  const scan = await scanRelease(app, copy.path, { ...role, origin, manifest });

  return { findings: scan.report.findings, report: scan.report, ms: scan.ms };
}

function notStored(name: PackageName, version: string): RegistryError {
  return new RegistryError(
    "not_found",
    `the bytes of ${name}@${version.slice(0, 64)} are not stored`,
  );
}
