import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { countHeld } from "../quarantine/quarantine.store.ts";
import { eachHold } from "../quarantine/quarantine.ts";
import { cacheSizes } from "../upstream/cache.store.ts";
import { databaseSize, hostedCounts, verdictCounts } from "./overview.store.ts";

/** What the registry holds and does, in figures (agentregistry contract §15.2). */
export async function registryStats(app: App, caller: Caller) {
  requireScope(caller, "review");
  let held = 0;
  for await (const { state } of eachHold(app, caller)) if (state === "held") held += 1;
  return { ...(await statsOf(app)), quarantine: held };
}

/**
 * As `registryStats`, for answers that say nothing of any package, and that are asked for all the time:
 * it counts what was never released and ruled on, without weighing each record.
 */
export async function statsOf(app: App) {
  const hosted = await hostedCounts(app.db);
  const cached = await cacheSizes(app.cacheDb);
  const verdicts = await allVerdicts(app);
  const { totals } = app.metrics;
  const minute = app.metrics.lastMinute();
  const total = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  const errors = (totals.byClass[4] ?? 0) + (totals.byClass[5] ?? 0);
  return {
    uptime: Math.round(process.uptime()),
    packages: hosted.packages + cached.packuments,
    tarballs: hosted.versions + cached.tarballs,
    tarballsSize: hosted.bytes + cached.tarballBytes,
    quarantine: await countHeld(app.db),
    memoryCacheEntries: 0,
    memoryUsed: process.memoryUsage.rss(),
    memoryTotal: process.memoryUsage().heapTotal,
    database: await databaseSize(app.db),
    scanStats: {
      total,
      safe: total - (verdicts["block"] ?? 0),
      blocked: verdicts["block"] ?? 0,
      avgTimeMs: meanScanMs(app),
    },
    scansPerformed: totals.scans,
    avgScanTime: meanScanMs(app),
    requestStats: {
      total: totals.requests,
      avgDurationMs: totals.timed === 0 ? 0 : totals.totalMs / totals.timed,
      errorRate: totals.requests === 0 ? 0 : (100 * errors) / totals.requests,
      requestsPerMinute: minute.requests,
    },
    packageStats: {
      total: hosted.packages + cached.packuments,
      local: hosted.packages,
      upstream: cached.packuments,
    },
  };
}

async function allVerdicts(app: Pick<App, "db" | "cacheDb">) {
  const all: Record<string, number> = { ...(await verdictCounts(app.db)) };
  for (const [verdict, n] of Object.entries(await verdictCounts(app.cacheDb))) {
    all[verdict] = (all[verdict] ?? 0) + n;
  }
  return all;
}

function meanScanMs({ metrics: { totals } }: Pick<App, "metrics">): number {
  return totals.scans === 0 ? 0 : totals.scanMs / totals.scans;
}

/** The last minute, for the channel and for HTTP (agentregistry contract §15.3). */
export function registryMetrics({ metrics }: Pick<App, "metrics">, caller: Caller) {
  requireScope(caller, "review");
  const minute = metrics.lastMinute();
  const { totals } = metrics;
  const last = <T>(points: readonly T[]) => points.at(-2) ?? points.at(-1);
  const looked = totals.hits + totals.misses;
  return {
    rps: minute.requests / 60,
    avgLatency: minute.meanMs,
    cacheHitRate: minute.hitRate ?? 0,
    errors: minute.errors,
    requestsPerSecond: minute.requestsPerSecond,
    avgLatencyMs: minute.avgLatencyMs,
    cacheHitRateHistory: minute.cacheHitRate,
    currentRps: last(minute.requestsPerSecond)?.v ?? 0,
    currentLatencyMs: last(minute.avgLatencyMs)?.v ?? 0,
    overallCacheHitRate: looked === 0 ? 0 : (100 * totals.hits) / looked,
    totalRequests: totals.requests,
    cacheHits: totals.hits,
    cacheMisses: totals.misses,
    uptimeSeconds: Math.round(process.uptime()),
  };
}
