import { z } from "zod";
import type { Caller } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import { decodeSegment } from "../npm/path.ts";
import { type Route, route } from "../route.ts";
import { findAction } from "./protocol.ts";
import { runAction, sessionless } from "./run-action.ts";

/** What a route needs to run an action as the channel would. */
interface Call {
  readonly caller: Caller;
  readonly tell: (event: string, data: Readonly<Record<string, unknown>>) => void;
}

async function ask(app: App, { caller, tell }: Call, name: string, payload: unknown) {
  const action = findAction(name);
  if (action === null) throw new Error(`there is no action ${name}`);
  const answer = await runAction(app, caller, sessionless(tell), action, payload);
  return answer as Record<string, unknown>;
}

const Anything = z.looseObject({});
const Id = z.object({ id: z.string().transform(decodeSegment) });
const Name = z.object({ name: z.string().transform(decodeSegment) });
const Limit = z.looseObject({ limit: z.coerce.number().int().optional() });
const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(",").filter((word) => word !== ""));
const ExportQuery = z.looseObject({
  startDate: z.string().max(64).optional(),
  endDate: z.string().max(64).optional(),
  actions: list.optional(),
  severity: list.optional(),
  limit: z.coerce.number().int().optional(),
});

/** A read that is one action, with its answer as it is. */
function read(path: string, summary: string, action: string, query: z.ZodType = Anything): Route {
  return route({
    method: "GET",
    path,
    summary,
    access: "token",
    query,
    reply: { status: 200, body: Anything },
    run: async (app, call) => await ask(app, call, action, call.query),
  });
}

const statsRoute = read("/-/admin/stats", "Figures of the registry", "getStats");
const metricsRoute = read("/-/admin/metrics", "The last sixty seconds", "getMetrics");
const scansRoute = read("/-/admin/scans", "What was scanned", "getScanHistory", Limit);
const requestsRoute = read("/-/admin/requests", "The last requests", "getRequestLogs", Limit);
const auditRoute = read("/-/admin/audit", "What was done here", "getAuditLogs", ExportQuery);
const auditStatsRoute = read("/-/admin/audit/stats", "How much was done here", "getAuditStats");
const auditVerifyRoute = read(
  "/-/admin/audit/verify",
  "Whether nobody changed the audit log",
  "verifyAudit",
  z.looseObject({ head: z.string().max(64).optional() }),
);
const ipRulesRoute = read("/-/admin/allowlist", "The IP rules", "getAllowlist");
const cveSummaryRoute = read("/-/admin/cve", "Advisories about what is stored", "getCVESummary");
const graphRootsRoute = read("/-/admin/graph", "Where dependencies begin", "getGraphRoots");

const searchRoute = route({
  method: "GET",
  path: "/-/admin/search",
  summary: "Find packages by words",
  access: "token",
  query: Limit.extend({ q: z.string().max(500).default("") }),
  reply: { status: 200, body: z.looseObject({ count: z.int() }) },
  async run(app, call) {
    const { q: query, limit } = call.query;
    const found = await ask(app, call, "search", { query, limit });
    return { ...found, count: (found["results"] as unknown[]).length };
  },
});

/** A file that browsers save, named by the day. */
function attachment(app: App, kind: "json" | "csv", body: string): Response {
  const type = kind === "json" ? "application/json" : "text/csv; charset=utf-8";
  const file = `audit-export-${app.now().toISOString().slice(0, 10)}.${kind}`;
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  });
}

const auditExportRoute = route({
  method: "GET",
  path: "/-/admin/audit/export",
  summary: "The audit log as JSON, to keep elsewhere",
  access: "token",
  query: ExportQuery,
  reply: { status: 200 },
  async run(app, call) {
    const { data } = await ask(app, call, "exportAudit", call.query);
    return attachment(app, "json", JSON.stringify(data));
  },
});

const auditCsvRoute = route({
  method: "GET",
  path: "/-/admin/audit/export/csv",
  summary: "The audit log as a table",
  access: "token",
  query: ExportQuery,
  reply: { status: 200 },
  async run(app, call) {
    const { data } = await ask(app, call, "exportAuditCSV", call.query);
    return attachment(app, "csv", String(data));
  },
});

const ipConfigRoute = route({
  method: "PUT",
  path: "/-/admin/allowlist/config",
  summary: "Change whether and how IP rules count",
  access: "token",
  body: Anything,
  reply: { status: 200, body: Anything },
  run: async (app, call) => ({
    success: true,
    ...(await ask(app, call, "updateAllowlistConfig", call.body)),
  }),
});

const addIpRuleRoute = route({
  method: "POST",
  path: "/-/admin/allowlist/entry",
  summary: "Add an IP rule; the same one again changes nothing",
  access: "token",
  body: Anything,
  reply: { status: 200, body: Anything },
  run: async (app, call) => ({
    success: true,
    ...(await ask(app, call, "addAllowlistEntry", call.body)),
  }),
});

const Forced = z.looseObject({ force: z.stringbool().optional() });

const removeIpRuleRoute = route({
  method: "DELETE",
  path: "/-/admin/allowlist/entry/:id",
  summary: "Remove an IP rule",
  access: "token",
  params: Id,
  query: Forced,
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { force } = call.query;
    await ask(app, call, "removeAllowlistEntry", { id: call.params.id, force });
    return { success: true };
  },
});

const toggleIpRuleRoute = route({
  method: "PUT",
  path: "/-/admin/allowlist/entry/:id/toggle",
  summary: "Switch an IP rule on or off",
  access: "token",
  params: Id,
  body: Anything,
  reply: { status: 200, body: Anything },
  async run(app, call) {
    await ask(app, call, "toggleAllowlistEntry", { ...(call.body as object), id: call.params.id });
    return { success: true };
  },
});

const checkIpRoute = route({
  method: "GET",
  path: "/-/admin/allowlist/check/:ip",
  summary: "What the IP rules say about an address",
  access: "token",
  params: z.object({ ip: z.string().transform(decodeSegment) }),
  query: z.looseObject({ assumeEnabled: z.stringbool().optional() }),
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { assumeEnabled } = call.query;
    return await ask(app, call, "checkIP", { ip: call.params.ip, assumeEnabled });
  },
});

const allCvesRoute = route({
  method: "GET",
  path: "/-/admin/cve/all",
  summary: "The same, package by package",
  access: "token",
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { results } = await ask(app, call, "getAllCVEs", {});
    return Object.fromEntries(results as [string, unknown][]);
  },
});

const packageCveRoute = route({
  method: "GET",
  path: "/-/admin/cve/:name",
  summary: "Advisories about one package",
  access: "token",
  params: Name,
  query: z.looseObject({ version: z.string().max(256).optional() }),
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { version } = call.query;
    return await ask(app, call, "scanPackageCVE", { packageName: call.params.name, version });
  },
});

const scanCvesRoute = route({
  method: "POST",
  path: "/-/admin/cve/scan",
  summary: "Compare everything that is stored with the imported advisories",
  access: "token",
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { scanned, summary } = await ask(app, call, "scanAllCVEs", {});
    const { packagesWithCVEs: withVulnerabilities } = summary as { packagesWithCVEs: number };
    return { scanned, withVulnerabilities, summary };
  },
});

const clearQuarantineRoute = route({
  method: "DELETE",
  path: "/-/admin/quarantine",
  summary: "Refuse everything that waits, for good",
  access: "token",
  reply: { status: 200, body: Anything },
  async run(app, call) {
    const { cleared } = await ask(app, call, "clearQuarantine", {});
    return { ok: true, deleted: cleared };
  },
});

const deleteCachedRoute = route({
  method: "DELETE",
  path: "/-/admin/cache/:name",
  summary: "Remove the copies of an upstream's package",
  access: "token",
  params: Name,
  reply: { status: 200, body: Anything },
  async run(app, call) {
    return { ok: true, ...(await ask(app, call, "deletePackage", call.params)) };
  },
});

const refreshCachedRoute = route({
  method: "POST",
  path: "/-/admin/cache/:name/refresh",
  summary: "Ask the upstream for a package now",
  access: "token",
  params: Name,
  reply: { status: 200, body: Anything },
  async run(app, call) {
    return { ok: true, ...(await ask(app, call, "refreshPackage", call.params)) };
  },
});

/** The admin HTTP API that is the channel's actions under addresses of their own. */
export const actionRoutes: readonly Route[] = [
  statsRoute,
  metricsRoute,
  searchRoute,
  scansRoute,
  requestsRoute,
  auditExportRoute,
  auditCsvRoute,
  auditStatsRoute,
  auditVerifyRoute,
  auditRoute,
  ipRulesRoute,
  ipConfigRoute,
  addIpRuleRoute,
  removeIpRuleRoute,
  toggleIpRuleRoute,
  checkIpRoute,
  cveSummaryRoute,
  allCvesRoute,
  packageCveRoute,
  scanCvesRoute,
  graphRootsRoute,
  clearQuarantineRoute,
  deleteCachedRoute,
  refreshCachedRoute,
];
