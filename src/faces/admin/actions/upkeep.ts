import { z } from "zod";
import { refreshListsAs } from "../../../known-bad/refresh.ts";
import { cleanUp } from "../../../overview/cleanup.ts";
import { cacheStats, clearCache, pruneCache, verifyCache } from "../../../upstream/cache-care.ts";
import { action } from "../action.ts";
import { None } from "./fields.ts";

const DryRun = z.object({
  dry_run: z.boolean().default(false).describe("Only say what would be removed."),
});

const getCacheSizes = action({
  name: "getCacheSizes",
  about: "How much copies of upstreams take up.",
  scope: "admin",
  input: None,
  answers: "cacheSizes",
  run: async (app, { caller }) => ({ ...(await cacheStats(app, caller)) }),
});

const pruneCacheAction = action({
  name: "pruneCache",
  about: "Removes the longest unused copies until the cache is within cache.max_bytes.",
  scope: "admin",
  input: DryRun,
  answers: "cachePruned",
  run: async (app, { caller }, { dry_run: isDryRun }) => ({
    ...(await pruneCache(app, caller, isDryRun)),
  }),
});

const clearCacheAction = action({
  name: "clearCache",
  about: "Removes every copy of upstreams; what is published here is not touched.",
  scope: "admin",
  input: DryRun,
  answers: "cacheCleared",
  run: async (app, { caller }, { dry_run: isDryRun }) => ({
    ...(await clearCache(app, caller, isDryRun)),
  }),
});

const verifyCacheAction = action({
  name: "verifyCache",
  about: "Reads every cached tarball and removes those that are damaged.",
  scope: "admin",
  input: None,
  answers: "cacheVerified",
  run: async (app, { caller }) => ({ ...(await verifyCache(app, caller)) }),
});

const cleanUpAction = action({
  name: "cleanUp",
  about: "Removes copies that nothing published here needs, not even by way of others.",
  scope: "admin",
  input: DryRun,
  answers: "cleanedUp",
  run: async (app, { caller }, { dry_run: isDryRun }) => ({
    ...(await cleanUp(app, caller, isDryRun)),
  }),
});

const refreshSources = action({
  name: "refreshSources",
  about: "Asks every list of bad packages for what is new.",
  scope: "admin",
  input: None,
  answers: "sourcesRefreshed",
  run: async (app, { caller }) => ({ lists: await refreshListsAs(app, caller) }),
});

export const upkeepActions = [
  getCacheSizes,
  pruneCacheAction,
  clearCacheAction,
  verifyCacheAction,
  cleanUpAction,
  refreshSources,
];
