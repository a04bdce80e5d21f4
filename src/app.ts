import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { ensureOwnerToken } from "./access/tokens.ts";
import { openDiskBlobs } from "./blobs/disk.ts";
import type { Config } from "./config/schema.ts";
import type { App } from "./context.ts";
import { migrate } from "./db/migrate.ts";
import { openSqlite } from "./db/sqlite.ts";
import { createEvents } from "./events/events.ts";
import { upstreamLimits } from "./gate/limits.ts";
import { createPackumentCache } from "./packages/packument-cache.ts";
import { sweepBlobs } from "./packages/sweep.ts";
import { createTarballCache } from "./packages/tarball-cache.ts";
import { ScannerPool } from "./scanner/pool.ts";
import { createUpstreamClient } from "./upstream/client.ts";
import { createSingleFlight } from "./upstream/single-flight.ts";

export interface AppOverrides {
  readonly now?: () => Date;
  readonly log: Logger;
  /** Scans instead of a pool of its own, and is left open: registries in one process can share one. */
  readonly scanner?: ScannerPool;
}

/**
 * Opens everything that one registry needs. Two calls with two homes give two registries in one
 * process. Disposing it lets running scans end and closes the databases.
 */
export async function createApp(
  config: Config,
  { log, now = () => new Date(), scanner: shared }: AppOverrides,
): Promise<App> {
  const { home } = config;
  const data = join(home, "data");
  const cache = join(home, "cache");
  for (const folder of [home, data, cache]) await mkdir(folder, { recursive: true, mode: 0o700 });

  await using opened = new AsyncDisposableStack();
  const db = opened.use(await openSqlite({ path: join(data, "registry.db"), synchronous: "FULL" }));
  await migrate(db, "hosted");
  const cacheDb = opened.use(
    await openSqlite({ path: join(cache, "upstream.db"), synchronous: "NORMAL" }),
  );
  await migrate(cacheDb, "cache");
  const blobs = await openDiskBlobs(join(data, "blobs"), true);
  const cacheBlobs = await openDiskBlobs(join(cache, "blobs"), false);
  await sweepBlobs(db, blobs);

  const scanner =
    shared ??
    opened.use(
      new ScannerPool({ size: config.scanner.processes, limits: upstreamLimits(config) }),
    );
  const events = createEvents();
  const packuments = createPackumentCache(config.cache.memory_bytes, now);
  const tarballs = createTarballCache(now);
  events.on("packageChanged", ({ name }) => {
    packuments.drop(name);
    tarballs.drop(name);
  });
  events.on("scopeTaken", () => {
    packuments.clear();
    tarballs.clear();
  });

  const { upstream } = config;
  const client =
    upstream.url === "none" || upstream.offline
      ? null
      : createUpstreamClient({
          url: upstream.url,
          timeoutMs: upstream.timeout_seconds * 1000,
          stallMs: upstream.stall_seconds * 1000,
          tarballHosts: upstream.tarball_hosts,
          maxPackumentBytes: upstream.max_packument_bytes,
        });

  await ensureOwnerToken({ db, now }, home);
  const resources = opened.move();
  return {
    config,
    log,
    now,
    events,
    db,
    blobs,
    cacheDb,
    cacheBlobs,
    scanner,
    upstream: client,
    flights: createSingleFlight(),
    packuments,
    tarballs,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
