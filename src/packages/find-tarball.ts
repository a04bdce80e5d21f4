import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { hiddenError } from "../gate/blocked.ts";
import { decideBytes } from "../gate/facts.ts";
import { refusal } from "../gate/refusal.ts";
import type { PackageName } from "../names/package-name.ts";
import type { ReleaseOrigin } from "../quarantine/quarantine.store.ts";
import { ensureTarball } from "../upstream/tarball.ts";
import { hostedVersionOf } from "./hosted-file.ts";
import { findVersion, isHosted } from "./packages.store.ts";
import { findAccess } from "./rights.store.ts";
import { maySee, nobodyAsks, type WhoAsks } from "./rights.ts";
import type { ServableTarball } from "./tarball-cache.ts";

export interface OpenTarball {
  readonly version: string;
  readonly integrity: ServableTarball["integrity"];
  readonly bytes: Blob;
  /** Whether the bytes were stored already, and how long the scan took if they were not. */
  readonly source: "stored" | "fetched";
  readonly scanMs: number | null;
  /** The answer is for this caller and for no cache. */
  readonly isRestricted: boolean;
}

/**
 * The bytes behind a tarball path, if they may be served.
 *
 * @param whoAsks found out only for a restricted package, which nobody gets without it
 * @throws RegistryError `not_found`, `blocked`, `upstream_failed`, `upstream_timeout`
 */
export async function findTarball(
  app: App,
  name: PackageName,
  file: string,
  whoAsks: WhoAsks = nobodyAsks,
): Promise<OpenTarball> {
  const decided = findDecidedTarball(app, name, file);
  if (decided !== null) {
    if (decided.isRestricted) await requireReader(app, whoAsks, name);
    return decided;
  }
  const generation = app.tarballs.generation();
  const hosted = await isHosted(app.db, name);
  const isRestricted = hosted && (await findAccess(app.db, name)) === "restricted";
  if (isRestricted) await requireReader(app, whoAsks, name);
  const release = hosted
    ? await hostedRelease(app, name, file)
    : await ensureTarball(app, name, file);
  const origin: ReleaseOrigin = hosted ? "hosted" : "upstream";

  const role = { name, version: release.version, integrity: release.integrity };
  const { decision, hold, until } = await decideBytes(app, role, origin);
  if (decision.outcome === "hide") {
    const reason = app.policy.current.banReason(name, release.version);
    throw hiddenError(`${name}@${release.version}`, decision, reason);
  }
  if (decision.outcome === "hold") {
    const refused = await refusal(app, { ...role, origin }, decision, hold);
    if (refused !== null) throw refused;
    throw new RegistryError("unavailable", `${name}@${release.version} has not been scanned yet`);
  }
  const bytes = await (hosted ? app.blobs : app.cacheBlobs).open(release.integrity);
  if (bytes === null) {
    const subject = `${name}@${release.version}`;
    throw hosted
      ? new RegistryError("internal", `the bytes of ${subject} are not stored`)
      : new RegistryError("unavailable", `${subject} has just left the cache; ask once more`);
  }
  const { integrity, version } = release;
  const isInPlace = (hosted ? app.blobs : app.cacheBlobs).probe(integrity, bytes.size);
  const servable = { version, integrity, origin, bytes, isInPlace, isRestricted };
  app.tarballs.put(generation, name, file, servable, until);
  const source = release.scanMs === null ? "stored" : "fetched";
  return { version, integrity, bytes, source, scanMs: release.scanMs, isRestricted };
}

/** The bytes behind a path that was decided to be served and is still in place, or null. */
export function findDecidedTarball(
  app: Pick<App, "tarballs" | "cacheUses">,
  name: PackageName,
  file: string,
): OpenTarball | null {
  const decided = app.tarballs.get(name, file);
  if (decided === null) return null;
  const { version, integrity, origin, bytes, isRestricted } = decided;
  // Noted before looking: what is noted is not removed to make room.
  if (origin === "upstream") app.cacheUses.note(integrity);
  if (!decided.isInPlace()) return null;
  return { version, integrity, bytes, source: "stored", scanMs: null, isRestricted };
}

async function hostedRelease(app: App, name: PackageName, file: string) {
  const version = hostedVersionOf(name, file);
  const stored = version === null ? null : await findVersion(app.db, name, version);
  if (stored === null) throw noTarball(name);
  return { version: stored.version, integrity: stored.integrity, scanMs: null };
}

/** Whoever may not read it is told what is said of a package that is not there. */
async function requireReader(app: App, whoAsks: WhoAsks, name: PackageName): Promise<void> {
  if (!(await maySee(app, await whoAsks(), name))) throw noTarball(name);
}

function noTarball(name: PackageName): RegistryError {
  return new RegistryError("not_found", `${name} has no tarball of that name`);
}
