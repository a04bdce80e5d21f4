import { type Caller, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import { Digester, type Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import {
  blobsByUse,
  type CachedBlob,
  type CacheSizes,
  cacheSizes,
  forgetBlobs,
  forgetEverything,
} from "./cache.store.ts";

type Needs = Pick<App, "cacheBlobs" | "cacheDb" | "cacheUses" | "config" | "log">;

export interface CacheStats extends CacheSizes {
  readonly maxBytes: number;
}

export interface Removed {
  readonly tarballs: number;
  readonly bytes: number;
  /** Not removed because a download of them may just have begun. */
  readonly inUse: number;
}

/** How much copies of the upstream take up. */
export async function cacheStats(app: Needs, caller: Caller): Promise<CacheStats> {
  requireScope(caller, "admin");
  return { ...(await cacheSizes(app.cacheDb)), maxBytes: app.config.cache.max_bytes };
}

/**
 * Removes the tarballs that were longest unused until the cache is within its limit, and blobs that no
 * version points at. Published packages are stored elsewhere and never touched.
 */
export async function pruneCache(app: Needs, caller: Caller, isDryRun: boolean): Promise<Removed> {
  requireScope(caller, "admin");
  return await prune(app, isDryRun);
}

async function prune(app: Needs, isDryRun: boolean): Promise<Removed> {
  await app.cacheUses.flush();
  const blobs = await blobsByUse(app.cacheDb);
  const chosen = tooMany(blobs, app.config.cache.max_bytes);
  const orphans = await orphansAmong(app, blobs);
  return await remove(app, [...chosen, ...orphans], isDryRun);
}

/** Removes every copy of the upstream, also its documents and reports. Serving goes on meanwhile. */
export async function clearCache(
  app: Needs & Pick<App, "packuments" | "tarballs" | "absences" | "db" | "now">,
  caller: Caller,
  isDryRun: boolean,
): Promise<Removed> {
  requireScope(caller, "admin");
  const blobs = await blobsByUse(app.cacheDb);
  const all = [...blobs, ...(await orphansAmong(app, blobs))];
  if (!isDryRun) {
    const note = { action: "cache_cleared", target: null, details: { blobs: all.length } } as const;
    await app.db.write((tx) => recordAudit(tx, caller, note, app.now().toISOString()));
    await forgetEverything(app.cacheDb);
    app.packuments.clear();
    app.tarballs.clear();
    app.absences.clear();
  }
  return await remove(app, all, isDryRun);
}

/**
 * Reads every cached tarball and removes those that are not what they should be; the next request
 * fetches them again.
 */
export async function verifyCache(
  app: Needs & Pick<App, "tarballs">,
  caller: Caller,
): Promise<{ readonly checked: number; readonly removed: number }> {
  requireScope(caller, "admin");
  let checked = 0;
  const bad: CachedBlob[] = [];
  for (const blob of await blobsByUse(app.cacheDb)) {
    const bytes = await app.cacheBlobs.open(blob.integrity);
    checked++;
    if (bytes !== null && (await digestOf(bytes)) === blob.integrity) continue;
    app.log.error({ integrity: blob.integrity }, "a cached tarball is missing or damaged");
    bad.push(blob);
  }
  // Whoever reads damaged bytes right now gets an error from their own check, as they would have.
  await forgetBlobs(
    app.cacheDb,
    bad.map(({ integrity }) => integrity),
  );
  app.tarballs.clear();
  for (const { integrity } of bad) await app.cacheBlobs.remove(integrity);
  return { checked, removed: bad.length };
}

/** Keeps the cache within its limit, or at most a hundredth above, after so many bytes were added. */
export async function makeRoom(app: Needs, addedBytes: number): Promise<void> {
  const { max_bytes: maxBytes } = app.config.cache;
  if (!app.cacheUses.isTimeToLook(addedBytes, maxBytes / 100)) return;
  const { tarballBytes } = await cacheSizes(app.cacheDb);
  if (tarballBytes <= maxBytes) return;
  const removed = await prune(app, false);
  app.log.info(removed, "made room in the cache");
}

/** The first blobs whose removal brings the rest under nine tenths, so that this is not needed each time. */
function tooMany(blobs: readonly CachedBlob[], maxBytes: number): CachedBlob[] {
  let total = blobs.reduce((sum, { size }) => sum + size, 0);
  if (total <= maxBytes) return [];
  const chosen: CachedBlob[] = [];
  for (const blob of blobs) {
    if (total <= maxBytes * 0.9) break;
    chosen.push(blob);
    total -= blob.size;
  }
  return chosen;
}

/** What a crash or an earlier removal left behind: bytes that no row points at. */
async function orphansAmong(app: Needs, known: readonly CachedBlob[]): Promise<CachedBlob[]> {
  const rows = new Set(known.map(({ integrity }) => integrity));
  const orphans: CachedBlob[] = [];
  for await (const integrity of app.cacheBlobs.list()) {
    if (rows.has(integrity)) continue;
    const size = (await app.cacheBlobs.open(integrity))?.size ?? 0;
    orphans.push({ integrity, size });
  }
  return orphans;
}

async function remove(
  app: Needs,
  blobs: readonly CachedBlob[],
  isDryRun: boolean,
): Promise<Removed> {
  const free = blobs.filter(({ integrity }) => !app.cacheUses.isInUse(integrity));
  if (!isDryRun) {
    await forgetBlobs(
      app.cacheDb,
      free.map(({ integrity }) => integrity),
    );
    for (const { integrity } of free) {
      // Somebody may have asked for it meanwhile; without a row it goes with the next pruning.
      if (!app.cacheUses.isInUse(integrity)) await app.cacheBlobs.remove(integrity);
    }
  }
  return {
    tarballs: free.length,
    bytes: free.reduce((sum, { size }) => sum + size, 0),
    inUse: blobs.length - free.length,
  };
}

async function digestOf(bytes: Blob): Promise<Integrity> {
  const digester = new Digester();
  for await (const chunk of bytes.stream() as unknown as AsyncIterable<Uint8Array>) {
    digester.update(chunk);
  }
  return digester.digest().integrity;
}
