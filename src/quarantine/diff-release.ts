import { type Caller, reviews } from "../access/permit.ts";
import type { Integrity } from "../blobs/integrity.ts";
import { declaredSha512 } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { decideBytes, packageFacts } from "../gate/facts.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import { compareVersions, majorLine } from "../names/version.ts";
import { findVersion, findVersionDigests, isHosted } from "../packages/packages.store.ts";
import { absent, isVisible } from "../packages/rights.ts";
import { ensureVersion } from "../upstream/tarball.ts";
import { findReleases, findTarball } from "../upstream/upstream.store.ts";
import { unifiedDiff } from "./line-diff.ts";
import type { Hold, ReleaseOrigin } from "./quarantine.store.ts";
import { type ReleaseFile, readRelease } from "./read-release.ts";

/** How a held release differs from the last good one before it. */
export interface ReleaseDiff {
  readonly name: PackageName;
  readonly version: string;
  /** What it is compared with; null when there is no earlier version that may be served. */
  readonly previousVersion: string | null;
  readonly summary: DiffSummary;
  readonly files: readonly FileDiff[];
  /** Files that changed and are not listed. */
  readonly omitted: number;
  /** Whether both archives were read to their end. */
  readonly isWhole: boolean;
}

export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
}

export interface FileDiff {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** Unified, of a text that was added or changed; null for others, and when there is no more room. */
  readonly patch: string | null;
}

const maxFiles = 500;
const maxLinesPerFile = 2000;
const maxCharacters = 1024 * 1024;
/** So many earlier versions are looked at. */
const maxCandidates = 20;

/**
 * Compares a held release with the newest earlier version that is served, of the same major line if there
 * is one. It must have been scanned and be clean: a person should not compare bad with bad.
 *
 * @param mayFetch whether an earlier version that is not stored may be fetched and scanned for it
 * @throws RegistryError `not_found` when the bytes of the release itself are not stored
 */
export async function diffRelease(
  app: App,
  hold: Hold,
  { mayFetch, wantsText }: { readonly mayFetch: boolean; readonly wantsText: boolean },
): Promise<ReleaseDiff> {
  const { name, version, integrity, origin } = hold;
  const bytes = await blobsOf(app, origin).open(integrity);
  if (bytes === null) {
    throw new RegistryError("not_found", `the bytes of ${name}@${version} are not stored here`);
  }
  const previous = await previousRelease(app, hold, mayFetch);
  return await compareReleases(
    { name, version, previousVersion: previous?.version ?? null },
    previous?.bytes ?? null,
    bytes,
    wantsText,
  );
}

/**
 * Compares two versions of a package as they are stored; one of an upstream is fetched and scanned first.
 *
 * @throws RegistryError `not_found` for a package that the caller may not know of, and for bytes that are
 *   nowhere; `upstream_failed`
 */
export async function diffVersions(
  app: App,
  caller: Caller,
  name: PackageName,
  from: string,
  to: string,
): Promise<ReleaseDiff> {
  if (!reviews(caller, name) || !(await isVisible(app, caller, name))) throw absent(name);
  const [before, after] = [await bytesOf(app, name, from), await bytesOf(app, name, to)];
  return await compareReleases({ name, version: to, previousVersion: from }, before, after, true);
}

async function bytesOf(app: App, name: PackageName, version: string): Promise<Blob> {
  const origin = (await isHosted(app.db, name)) ? "hosted" : "upstream";
  const integrity =
    origin === "hosted"
      ? (await findVersion(app.db, name, version))?.integrity
      : (
          (await findTarball(app.cacheDb, name, version)) ??
          (await ensureVersion(app, name, version))
        ).integrity;
  const bytes = integrity === undefined ? null : await blobsOf(app, origin).open(integrity);
  if (bytes !== null) return bytes;
  const subject = `${name}@${version.slice(0, 64)}`;
  throw new RegistryError(
    "not_found",
    `the bytes of ${quoteForMessage(subject)} are not stored here`,
  );
}

async function compareReleases(
  about: Pick<ReleaseDiff, "name" | "version" | "previousVersion">,
  previous: Blob | null,
  bytes: Blob,
  wantsText: boolean,
): Promise<ReleaseDiff> {
  const after = await readRelease(bytes, wantsText);
  const before =
    previous === null
      ? { files: new Map<string, ReleaseFile>(), isWhole: true }
      : await readRelease(previous, wantsText);

  const paths = [...new Set([...before.files.keys(), ...after.files.keys()])].sort();
  const changes: FileDiff[] = [];
  let room = wantsText ? maxCharacters : 0;
  let same = 0;
  for (const path of paths) {
    const [was, is] = [before.files.get(path), after.files.get(path)];
    if (was?.digest === is?.digest) {
      same++;
      continue;
    }
    const patch = room > 0 && changes.length < maxFiles ? patchOf(was, is) : null;
    const isKept = patch !== null && patch.length <= room;
    if (isKept) room -= patch.length;
    changes.push({
      path,
      change: was === undefined ? "added" : is === undefined ? "removed" : "changed",
      bytesBefore: was?.bytes ?? 0,
      bytesAfter: is?.bytes ?? 0,
      patch: isKept ? patch : null,
    });
  }
  const count = (wanted: FileDiff["change"]) =>
    changes.filter(({ change }) => change === wanted).length;
  return {
    ...about,
    summary: { added: count("added"), removed: count("removed"), changed: count("changed"), same },
    files: changes.slice(0, maxFiles),
    omitted: Math.max(0, changes.length - maxFiles),
    isWhole: before.isWhole && after.isWhole,
  };
}

function patchOf(was: ReleaseFile | undefined, is: ReleaseFile | undefined): string | null {
  if (is === undefined || is.text === null || (was !== undefined && was.text === null)) return null;
  return unifiedDiff(was?.text ?? "", is.text, maxLinesPerFile);
}

interface Earlier {
  readonly version: string;
  /** Null while nobody fetched it. */
  readonly integrity: Integrity | null;
}

async function previousRelease(
  app: App,
  hold: Hold,
  mayFetch: boolean,
): Promise<{ readonly version: string; readonly bytes: Blob } | null> {
  const { name, origin } = hold;
  const facts = await packageFacts(app, name);
  const candidates = (await earlierReleases(app, hold))
    .filter(({ version, integrity }) => facts.listed(version, integrity).outcome === "serve")
    .slice(0, maxCandidates);
  for (const { version, integrity } of candidates) {
    const bytes =
      integrity === null ? null : await servable(app, { name, version, integrity }, origin);
    if (bytes !== null) return { version, bytes };
  }
  const [newest] = candidates;
  if (!mayFetch || origin === "hosted" || newest === undefined) return null;
  try {
    const { version } = newest;
    const { integrity } = await ensureVersion(app, name, version);
    const bytes = await servable(app, { name, version, integrity }, origin);
    return bytes === null ? null : { version, bytes };
  } catch (error) {
    // Without the upstream there is nothing to compare with, which the answer says.
    if (error instanceof RegistryError) return null;
    throw error;
  }
}

async function servable(
  app: App,
  role: { name: PackageName; version: string; integrity: Integrity },
  origin: ReleaseOrigin,
): Promise<Blob | null> {
  const { decision } = await decideBytes(app, role, origin);
  return decision.outcome === "serve" ? await blobsOf(app, origin).open(role.integrity) : null;
}

/** Earlier versions, those of the same major line first, each from the newest on. */
async function earlierReleases(app: App, hold: Hold): Promise<Earlier[]> {
  const { name, version, origin } = hold;
  const line = majorLine(version);
  const earlier = (await releasesOf(app, name, origin)).filter(
    (release) => compareVersions(release.version, version) < 0,
  );
  earlier.sort(
    (a, b) =>
      Number(majorLine(b.version) === line) - Number(majorLine(a.version) === line) ||
      compareVersions(b.version, a.version),
  );
  const some = earlier.slice(0, 10 * maxCandidates);
  if (origin === "hosted") return some;
  return await Promise.all(
    some.map(async (release) => {
      const fetched = await findTarball(app.cacheDb, name, release.version);
      return { version: release.version, integrity: fetched?.integrity ?? release.integrity };
    }),
  );
}

async function releasesOf(app: App, name: PackageName, origin: ReleaseOrigin): Promise<Earlier[]> {
  if (origin === "hosted") return await findVersionDigests(app.db, name);
  const releases = (await findReleases(app.cacheDb, name))?.releases ?? [];
  return releases.map((release) => ({
    version: release.version,
    integrity: declaredSha512(release),
  }));
}

function blobsOf(app: Pick<App, "blobs" | "cacheBlobs">, origin: ReleaseOrigin) {
  return origin === "hosted" ? app.blobs : app.cacheBlobs;
}
