import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { blockedError } from "../gate/blocked.ts";
import { decideBytes } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import type { ReleaseOrigin } from "../quarantine/quarantine.store.ts";
import { ensureTarball } from "../upstream/tarball.ts";
import { hostedVersionOf } from "./hosted-file.ts";
import { findVersion, isHosted } from "./packages.store.ts";
import type { ServableTarball } from "./tarball-cache.ts";

export interface OpenTarball {
  readonly integrity: ServableTarball["integrity"];
  readonly bytes: Blob;
  /** Whether the bytes were stored already, and how long the scan took if they were not. */
  readonly source: "stored" | "fetched";
  readonly scanMs: number | null;
}

/**
 * The bytes behind a tarball path, if they may be served.
 *
 * @throws RegistryError `not_found`, `blocked`, `upstream_failed`, `upstream_timeout`
 */
export async function findTarball(app: App, name: PackageName, file: string): Promise<OpenTarball> {
  const decided = await findDecidedTarball(app, name, file);
  if (decided !== null) return decided;
  const generation = app.tarballs.generation();
  const hosted = await isHosted(app.db, name);
  const release = hosted
    ? await hostedRelease(app, name, file)
    : await ensureTarball(app, name, file);
  const origin: ReleaseOrigin = hosted ? "hosted" : "upstream";

  const role = { name, version: release.version, integrity: release.integrity };
  const { decision, hold, until } = await decideBytes(app, role, origin);
  if (decision.outcome === "hold") {
    if (hold !== null) throw blockedError(hold, decision.because, "install");
    throw new RegistryError("unavailable", `${name}@${release.version} has not been scanned yet`);
  }
  const bytes = await (hosted ? app.blobs : app.cacheBlobs).open(release.integrity);
  if (bytes === null) {
    throw new RegistryError("internal", `the bytes of ${name}@${release.version} are not stored`);
  }
  app.tarballs.put(generation, name, file, { integrity: release.integrity, origin }, until);
  const source = release.scanMs === null ? "stored" : "fetched";
  return { integrity: release.integrity, bytes, source, scanMs: release.scanMs };
}

/** The bytes behind a path that was decided to be served and is still in place, or null. */
export async function findDecidedTarball(
  app: App,
  name: PackageName,
  file: string,
): Promise<OpenTarball | null> {
  const decided = app.tarballs.get(name, file);
  if (decided === null) return null;
  const { integrity, origin } = decided;
  const bytes = await (origin === "hosted" ? app.blobs : app.cacheBlobs).open(integrity);
  // Somebody may have emptied the cache while it was in use.
  return bytes === null ? null : { integrity, bytes, source: "stored", scanMs: null };
}

async function hostedRelease(app: App, name: PackageName, file: string) {
  const version = hostedVersionOf(name, file);
  const stored = version === null ? null : await findVersion(app.db, name, version);
  if (stored === null) throw new RegistryError("not_found", `${name} has no tarball of that name`);
  return { version: stored.version, integrity: stored.integrity, scanMs: null };
}
