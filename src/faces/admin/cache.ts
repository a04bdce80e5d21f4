import { z } from "zod";
import { cleanUp } from "../../overview/cleanup.ts";
import { cachedPackages } from "../../overview/packages.ts";
import { cacheStats, clearCache, pruneCache, verifyCache } from "../../upstream/cache-care.ts";
import { route } from "../route.ts";

const DryRun = z.strictObject({ dry_run: z.boolean().default(false) });
const Removed = z.object({
  tarballs: z.int(),
  bytes: z.int(),
  inUse: z.int().describe("Left because a download of them may just have begun."),
});

export const cacheStatsRoute = route({
  method: "GET",
  path: "/-/admin/cache",
  summary: "How much copies of the upstream take up, and a page of them by name",
  access: "token",
  query: z.looseObject({
    after: z.string().max(512).default(""),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  reply: {
    status: 200,
    body: z.object({
      packuments: z.int(),
      packumentBytes: z.int(),
      tarballs: z.int(),
      tarballBytes: z.int(),
      maxBytes: z.int(),
      packages: z.array(z.looseObject({ name: z.string(), versions: z.int(), size: z.int() })),
    }),
  },
  async run(app, { caller, query: { after, limit } }) {
    const sizes = await cacheStats(app, caller);
    return { ...sizes, packages: await cachedPackages(app, caller, after, limit) };
  },
});

export const pruneCacheRoute = route({
  method: "POST",
  path: "/-/admin/cache/prune",
  summary: "Remove the longest unused copies until the cache is within cache.max_bytes",
  access: "token",
  body: DryRun,
  reply: { status: 200, body: Removed },
  run: async (app, { caller, body }) => await pruneCache(app, caller, body.dry_run),
});

export const clearCacheRoute = route({
  method: "POST",
  path: "/-/admin/cache/clear",
  summary: "Remove every copy of the upstream; what is published here is not touched",
  access: "token",
  body: DryRun,
  reply: { status: 200, body: Removed },
  run: async (app, { caller, body }) => await clearCache(app, caller, body.dry_run),
});

export const verifyCacheRoute = route({
  method: "POST",
  path: "/-/admin/cache/verify",
  summary: "Read every cached tarball and remove those that are damaged",
  access: "token",
  reply: { status: 200, body: z.object({ checked: z.int(), removed: z.int() }) },
  run: async (app, { caller }) => await verifyCache(app, caller),
});

export const cleanUpRoute = route({
  method: "POST",
  path: "/-/admin/cleanup",
  summary: "Remove copies that nothing published here needs, not even by way of others",
  access: "token",
  body: z.strictObject({ dryRun: z.boolean().default(false) }),
  reply: {
    status: 200,
    body: z.object({
      ok: z.boolean(),
      localLibs: z.int().describe("Packages published here."),
      deleted: z.int().describe("Copied packages that went, or would go."),
      kept: z.int(),
      requiredDeps: z.int().describe("Names that are needed here, directly or not."),
      bytes: z.int(),
      packages: z.array(z.string()).describe("The first of those that went."),
    }),
  },
  async run(app, { caller, body }) {
    const { packages, ...cleaned } = await cleanUp(app, caller, body.dryRun);
    return { ok: true, ...cleaned, packages: [...packages] };
  },
});
