import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { createAdminSessions } from "./access/admin-sessions.ts";
import { createAttempts } from "./access/attempts.ts";
import { openIpGuard } from "./access/ip-guard.ts";
import { callerOfHeader, ensureOwnerToken } from "./access/tokens.ts";
import { createVerifiedPasswords } from "./access/verified-passwords.ts";
import { createWebLogins } from "./access/web-logins.ts";
import { createRefusals } from "./audit/refusals.ts";
import { openDiskBlobs } from "./blobs/disk.ts";
import type { Config } from "./config/schema.ts";
import type { App } from "./context.ts";
import { migrate } from "./db/migrate.ts";
import { openSqlite } from "./db/sqlite.ts";
import { createEvents } from "./events/events.ts";
import { createFetchLog } from "./fetch-log/fetch-log.ts";
import { upstreamLimits } from "./gate/limits.ts";
import { takeMissingIds } from "./intent/intent-ids.store.ts";
import { openIntentIndex } from "./intent/intent-index.ts";
import { openPackTrust } from "./intent/pack-trust.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { createRequestLog } from "./metrics/request-log.ts";
import { listMissingDependencies } from "./packages/dependents.store.ts";
import { createExpertCache } from "./packages/expert-cache.ts";
import { createExpertIndex } from "./packages/expert-index.ts";
import { createPackumentCache } from "./packages/packument-cache.ts";
import { sweepBlobs } from "./packages/sweep.ts";
import { createTarballCache } from "./packages/tarball-cache.ts";
import { createRescanner } from "./quarantine/rescan-all.ts";
import { ScannerPool } from "./scanner/pool.ts";
import { createSearchIndex } from "./search/search-index.ts";
import { openLiveSettings } from "./settings/live-settings.ts";
import { openPolicyFile } from "./trust/policy-file.ts";
import { openRegistryKey } from "./trust/registry-key.ts";
import { openTrustedKeys } from "./trust/trusted-keys.ts";
import { finishRestore } from "./upkeep/restore.ts";
import { createAbsences } from "./upstream/absences.ts";
import { createCacheUses } from "./upstream/cache-uses.ts";
import { createSingleFlight } from "./upstream/single-flight.ts";
import { openUpstreams } from "./upstream/upstreams.ts";
import { createVia } from "./upstream/via.ts";

export interface AppOverrides {
  readonly now?: () => Date;
  readonly log: Logger;
  /** Where settings came from, for whoever looks at them. */
  readonly origins?: App["origins"];
  /** Where tokens of upstreams come from; the process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Scans instead of a pool of its own, and is left open: registries in one process can share one. */
  readonly scanner?: ScannerPool;
}

/**
 * Opens everything that one registry needs. Two calls with two homes give two registries in one
 * process. Disposing it lets running scans end and closes the databases.
 */
export async function createApp(
  config: Config,
  {
    log,
    origins = new Map(),
    now = () => new Date(),
    env = process.env,
    scanner: shared,
  }: AppOverrides,
): Promise<App> {
  const { home } = config;
  finishRestore(home);
  const data = join(home, "data");
  const cache = join(home, "cache");
  for (const folder of [home, data, cache]) await mkdir(folder, { recursive: true, mode: 0o700 });

  await using opened = new AsyncDisposableStack();
  const db = opened.use(await openSqlite({ path: join(data, "registry.db"), synchronous: "FULL" }));
  await migrate(db, "hosted");
  await listMissingDependencies(db);
  await takeMissingIds(db, now().toISOString());
  const cacheDb = opened.use(
    await openSqlite({ path: join(cache, "upstream.db"), synchronous: "NORMAL" }),
  );
  await migrate(cacheDb, "cache");
  const blobs = await openDiskBlobs(join(data, "blobs"), true);
  const cacheBlobs = await openDiskBlobs(join(cache, "blobs"), false);
  const cacheUses = opened.use(createCacheUses(cacheDb, now));
  await sweepBlobs(db, blobs);

  const fetchLog = opened.use(
    createFetchLog({
      db,
      log,
      now,
      days: config.quarantine.fetch_log_days,
      callerOf: (header, address) => callerOfHeader({ db, now }, header, address),
    }),
  );

  const settings = await openLiveSettings(db);
  const ipGuard = await openIpGuard(db, settings);
  const refusals = opened.use(createRefusals(db, now));
  const adminSessions = createAdminSessions(now, env["ADMIN_SESSION_TOKEN"]);
  const scanner =
    shared ??
    opened.use(new ScannerPool({ size: config.scanner.processes, limits: upstreamLimits(config) }));
  const events = createEvents();
  const packuments = createPackumentCache(config.cache.memory_bytes, now);
  const expertAnswers = createExpertCache(config.cache.memory_bytes / 4, now);
  const tarballs = createTarballCache(now);
  const absences = createAbsences(now);
  events.on("packageChanged", ({ name }) => {
    packuments.drop(name);
    expertAnswers.drop(name);
    tarballs.drop(name);
    absences.drop(name);
  });
  const forgetDecisions = () => {
    packuments.clear();
    expertAnswers.clear();
    tarballs.clear();
  };
  events.on("scopeTaken", forgetDecisions);
  events.on("policyChanged", forgetDecisions);
  const trustChanged = () => events.emit("policyChanged", {});
  const policy = openPolicyFile(home, { now, log }, trustChanged);
  const trustedKeys = openTrustedKeys(home, { now, log }, trustChanged);

  const via = createVia(home);
  const upstreams = opened.use(openUpstreams(config, { env, via: via.header, now }));

  await ensureOwnerToken({ db, now }, home);
  const registryKey = openRegistryKey(data);
  const known = { config, db, cacheDb, events, log, now, policy, settings, trustedKeys, upstreams };
  const search = opened.use(createSearchIndex({ ...known, registryKey }));
  const experts = opened.use(createExpertIndex(known));
  const packTrust = openPackTrust(known);
  const intent = opened.use(await openIntentIndex({ ...known, packTrust }));
  const rescanner = opened.use(createRescanner());
  const resources = opened.move();
  return {
    config,
    origins,
    log,
    now,
    events,
    db,
    blobs,
    cacheDb,
    cacheBlobs,
    cacheUses,
    scanner,
    upstreams,
    absences,
    via,
    policy,
    trustedKeys,
    packTrust,
    registryKey,
    fetchLog,
    rescanner,
    flights: createSingleFlight(),
    search,
    intent,
    experts,
    expertAnswers,
    packuments,
    tarballs,
    settings,
    ipGuard,
    adminSessions,
    refusals,
    metrics: createMetrics(),
    requestLog: createRequestLog(),
    attempts: createAttempts(now),
    verifiedPasswords: createVerifiedPasswords(now),
    webLogins: createWebLogins(now),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
