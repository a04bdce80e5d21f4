import { z } from "zod";
import { RegistryError } from "../../../errors.ts";
import { allCves, checkAllCves, checkCves, cveSummary } from "../../../overview/cves.ts";
import { graphNode, graphRoots } from "../../../overview/graph.ts";
import {
  cachedPackages,
  deletePackage,
  packagesPage,
  refreshPackage,
} from "../../../overview/packages.ts";
import { recentRequests } from "../../../overview/requests.ts";
import { deepScan, scanHistory } from "../../../overview/scans.ts";
import { registryMetrics, registryStats } from "../../../overview/stats.ts";
import { graphWithExperts } from "../../../overview/whole-graph.ts";
import { search } from "../../../search/search.ts";
import { action } from "../action.ts";
import { shownScan } from "../record.ts";
import { limitOf, None, PackageField } from "./fields.ts";

const ping = action({
  name: "ping",
  about: "Whether the channel answers; with the passphrase, whether it is the right one.",
  scope: "review",
  input: z.object({ passphrase: z.string().max(256).optional() }),
  answers: "pong",
  run: async (app) => ({ serverTime: app.now().getTime() }),
});

const subscribe = action({
  name: "subscribe",
  about: "Which events to get beside those that every session gets: `stats`.",
  scope: "review",
  input: z.object({ events: z.array(z.enum(["stats"])).max(10) }),
  answers: "subscribed",
  async run(_app, { session }, { events }) {
    session.wanted = new Set(events);
    return { events };
  },
});

const getStats = action({
  name: "getStats",
  about: "What the registry holds and does, in figures.",
  scope: "review",
  input: None,
  answers: "stats",
  run: async (app, { caller }) => await registryStats(app, caller),
});

const getMetrics = action({
  name: "getMetrics",
  about: "The last sixty seconds.",
  scope: "review",
  input: None,
  answers: "metrics",
  run: async (app, { caller }) => registryMetrics(app, caller),
});

const getRequestLogs = action({
  name: "getRequestLogs",
  about: "The last requests; reads that came ready from memory are not among them.",
  scope: "admin",
  input: z.object({ limit: limitOf(100, 1000) }),
  answers: "requestLogs",
  run: async (app, { caller }, { limit }) => ({ requests: recentRequests(app, caller, limit) }),
});

const getPackages = action({
  name: "getPackages",
  about: "A page of all packages by name, those that are published here first.",
  scope: "admin",
  input: z.object({
    source: z.enum(["local", "upstream"]).optional(),
    query: z.string().max(200).default(""),
    limit: limitOf(50, 250),
    cursor: z.string().max(600).optional(),
  }),
  answers: "packages",
  run: async (app, { caller }, { source = null, cursor = null, ...page }) => ({
    ...(await packagesPage(app, caller, { source, cursor, ...page })),
  }),
});

const getCache = action({
  name: "getCache",
  about: "Copies of upstreams by name, after one of them.",
  scope: "admin",
  input: z.object({ after: z.string().max(512).default(""), limit: limitOf(1000, 5000) }),
  answers: "cache",
  async run(app, { caller }, { after, limit }) {
    const details = await cachedPackages(app, caller, after, limit);
    return { packages: details.map(({ name }) => name), details };
  },
});

const deletePackageAction = action({
  name: "deletePackage",
  about: "Removes copies of an upstream's package; with `force` what is published here, for good.",
  scope: "admin",
  input: z.object({ name: PackageField, force: z.boolean().default(false) }),
  answers: "packageDeleted",
  run: async (app, { caller }, { name, force }) => ({
    ...(await deletePackage(app, caller, name, force)),
  }),
});

const refreshPackageAction = action({
  name: "refreshPackage",
  about: "Asks the upstream for a package now.",
  scope: "admin",
  input: z.object({ name: PackageField }),
  answers: "packageRefreshed",
  async run(app, { caller }, { name }) {
    await refreshPackage(app, caller, name);
    return { name };
  },
});

const searchAction = action({
  name: "search",
  about: "Finds packages by words.",
  scope: "admin",
  input: z.object({ query: z.string().max(500), limit: limitOf(20, 100) }),
  answers: "searchResults",
  async run(app, { caller }, { query, limit }) {
    const { hits } = await search(app, caller, { text: query, size: limit, from: 0 });
    const results = hits.map(({ package: found, isLocal, downloads }) => ({
      name: found.name,
      description: found.description ?? "",
      version: found.version,
      source: isLocal ? "local" : "upstream",
      downloads: downloads.monthly,
      updatedAt: found.date ?? null,
    }));
    return { query, results };
  },
});

const getScanHistory = action({
  name: "getScanHistory",
  about: "What was scanned, the newest first.",
  scope: "review",
  input: z.object({ limit: limitOf(100, 500) }),
  answers: "scanHistory",
  run: async (app, { caller }, { limit }) => ({
    scans: (await scanHistory(app, caller, limit)).map(shownScan),
  }),
});

const triggerDeepScan = action({
  name: "triggerDeepScan",
  about: "Reads one stored version anew and says all that is found; decides nothing.",
  scope: "review",
  input: z.object({ package_name: PackageField, version: z.string().min(1).max(256) }),
  answers: "deepScanResult",
  async run(app, { caller }, { package_name, version }) {
    try {
      const { findings, report, ms } = await deepScan(app, caller, package_name, version);
      return {
        package_name,
        version,
        findings,
        filesAnalyzed: report.stats.files,
        parseErrors: report.stats.parseFailures ?? 0,
        scanTimeMs: ms,
      };
    } catch (error) {
      if (error instanceof RegistryError && error.code === "not_found") {
        return { package_name, version, error: error.message };
      }
      throw error;
    }
  },
});

const getCveSummary = action({
  name: "getCVESummary",
  about: "What the imported advisories say about what is stored here, in numbers.",
  scope: "admin",
  input: None,
  answers: "cveSummary",
  run: async (app, { caller }) => ({ ...(await cveSummary(app, caller)) }),
});

const getAllCves = action({
  name: "getAllCVEs",
  about: "The same, version by version.",
  scope: "admin",
  input: None,
  answers: "allCVEs",
  run: async (app, { caller }) => ({ results: [...(await allCves(app, caller))] }),
});

const scanPackageCve = action({
  name: "scanPackageCVE",
  about: "What is known about one version, here and by its upstream.",
  scope: "admin",
  input: z
    .object({
      packageName: PackageField.optional(),
      name: PackageField.optional(),
      version: z.string().min(1).max(256).optional(),
    })
    .refine(({ packageName, name }) => (packageName ?? name) !== undefined, {
      path: ["packageName"],
      error: "name a package",
    }),
  answers: "cveScanResult",
  async run(app, { caller }, { packageName, name = packageName, version }) {
    if (name === undefined) throw new RegistryError("invalid", "packageName: name a package");
    return { ...(await checkCves(app, caller, name, version ?? null)) };
  },
});

const scanAllCves = action({
  name: "scanAllCVEs",
  about: "Compares everything that is stored with the imported advisories.",
  scope: "admin",
  input: None,
  answers: "cveScanComplete",
  async run(app, { caller }) {
    const summary = await checkAllCves(app, caller);
    return { scanned: summary.totalPackages, failed: 0, summary };
  },
});

const getGraphRoots = action({
  name: "getGraphRoots",
  about: "Packages published here that nothing published here needs.",
  scope: "admin",
  input: None,
  answers: "graphRoots",
  run: async (app, { caller }) => ({ nodes: await graphRoots(app, caller) }),
});

const getGraphNode = action({
  name: "getGraphNode",
  about: "What the latest version of a package needs.",
  scope: "admin",
  input: z.object({ name: PackageField }),
  answers: "graphNode",
  run: async (app, { caller }, { name }) => ({ ...(await graphNode(app, caller, name)) }),
});

const getGraph = action({
  name: "getGraph",
  about: "What is stored and what needs what, all at once.",
  scope: "admin",
  input: None,
  answers: "graph",
  run: async (app, { caller }) => ({ ...(await graphWithExperts(app, caller)) }),
});

export const overviewActions = [
  ping,
  subscribe,
  getStats,
  getMetrics,
  getRequestLogs,
  getPackages,
  getCache,
  deletePackageAction,
  refreshPackageAction,
  searchAction,
  getScanHistory,
  triggerDeepScan,
  getCveSummary,
  getAllCves,
  scanPackageCve,
  scanAllCves,
  getGraphRoots,
  getGraphNode,
  getGraph,
];
