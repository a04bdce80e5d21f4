import { z } from "zod";
import { statsOf } from "../../../../overview/stats.ts";
import { instanceOf } from "../../instance.ts";
import { reads, tool } from "../tool.ts";

export const getServerStats = tool({
  name: "get_server_stats",
  title: "Figures of the registry",
  description: "What this registry has and holds, how busy it is, and what holds of this server.",
  hints: { ...reads, openWorldHint: false },
  input: z.object({}),
  output: z.object({
    version: z.string(),
    uptime_seconds: z.number(),
    packages: z.object({ total: z.int(), local: z.int(), upstream: z.int() }),
    tarballs: z.int(),
    quarantine: z.int().describe("Versions that wait for a person."),
    scans: z.object({ total: z.int(), blocked: z.int(), average_ms: z.number() }),
    requests: z.object({ total: z.int(), per_minute: z.number(), average_ms: z.number() }),
    memory_mb: z.number(),
    security: z.record(z.string(), z.boolean()),
  }),
  async run(app, { base }) {
    const stats = await statsOf(app);
    const { scanStats: scans, requestStats: requests } = stats;
    const { version, security } = instanceOf(app.config, base);
    return {
      version,
      uptime_seconds: stats.uptime,
      packages: stats.packageStats,
      tarballs: stats.tarballs,
      quarantine: stats.quarantine,
      scans: { total: scans.total, blocked: scans.blocked, average_ms: scans.avgTimeMs },
      requests: {
        total: requests.total,
        per_minute: requests.requestsPerMinute,
        average_ms: requests.avgDurationMs,
      },
      memory_mb: Math.round(stats.memoryUsed / 1024 / 1024),
      security: { ...security },
    };
  },
});
