import { statfs } from "node:fs/promises";
import packageJson from "../../package.json" with { type: "json" };
import type { App } from "../context.ts";
import { probeDatabase } from "./overview.store.ts";
import { statsOf } from "./stats.ts";

const mebibyte = 1024 * 1024;

/** How the registry is, measured: a write and a read of its databases (agentregistry contract §15.1). */
export async function registryHealth(app: App) {
  const isAnswering = await answers(app);
  const uptime = Math.round(process.uptime());
  const memory = process.memoryUsage();
  const base = {
    status: isAnswering ? "healthy" : "degraded",
    timestamp: app.now().toISOString(),
    uptime: { seconds: uptime, human: inWords(uptime) },
    version: packageJson.version,
    memory: {
      heapUsedMB: inMegabytes(memory.heapUsed),
      heapTotalMB: inMegabytes(memory.heapTotal),
      rssMB: inMegabytes(memory.rss),
    },
    disk: { freeMB: await freeMegabytes(app.config.home) },
    upstream: upstreamHealth(app),
  } as const;
  if (!isAnswering) return { ...base, database: { status: "unavailable" } };
  const stats = await statsOf(app);
  const minute = app.metrics.lastMinute();
  return {
    ...base,
    database: {
      status: "ok",
      packages: stats.packageStats.total,
      localPackages: stats.packageStats.local,
      upstreamPackages: stats.packageStats.upstream,
    },
    security: {
      scansTotal: stats.scanStats.total,
      scansBlocked: stats.scanStats.blocked,
      avgScanTimeMs: stats.scanStats.avgTimeMs,
    },
    metrics: {
      totalRequests: stats.requestStats.total,
      cacheHitRate: minute.hitRate ?? 0,
      currentRps: minute.requestsPerSecond.at(-2)?.v ?? 0,
    },
    quarantine: { pending: stats.quarantine },
  };
}

/** Whether the registries behind this one answer, as far as they were asked; nobody is asked for this. */
function upstreamHealth({ upstreams }: Pick<App, "upstreams">) {
  const known = upstreams.all.map(({ figures }) => figures);
  const lastOk = Math.max(0, ...known.map(({ lastOkAt }) => lastOkAt ?? 0));
  const status = known.length === 0 ? "none" : "configured";
  return { status, lastOk: lastOk === 0 ? null : new Date(lastOk).toISOString() } as const;
}

async function answers({ db, cacheDb, log }: Pick<App, "db" | "cacheDb" | "log">) {
  try {
    await probeDatabase(db);
    await probeDatabase(cacheDb);
    return true;
  } catch (error) {
    log.error({ err: error }, "a database does not answer");
    return false;
  }
}

async function freeMegabytes(home: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(home);
    return inMegabytes(bavail * bsize);
  } catch {
    // Not every file system says.
    return null;
  }
}

function inMegabytes(bytes: number): number {
  return Math.round((bytes / mebibyte) * 10) / 10;
}

function inWords(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  return `${days}d ${(hours ?? 0) % 24}h ${(minutes ?? 0) % 60}m`;
}
