import { z } from "zod";
import { requireScope } from "../../access/permit.ts";
import { isLoopback } from "../../config/load.ts";
import { RegistryError } from "../../errors.ts";
import { listNames } from "../../search/list-names.ts";
import { type Route, route } from "../route.ts";
import { cataloguePage, prefersHtml } from "../ui/catalogue.ts";
import { healthRoutes } from "./health.ts";
import { metricsRoute } from "./metrics.ts";

const Ok = z.object({ ok: z.boolean() });

/** For clients and load balancers: needs no token, asks no upstream. */
const ping = route({
  method: "GET",
  path: "/-/ping",
  summary: "Whether the registry answers",
  operationId: "ping",
  access: "open",
  isProbe: true,
  reply: { status: 200, body: Ok },
  run: async () => ({ ok: true }),
});

const live = route({
  method: "GET",
  path: "/-/health/live",
  summary: "Whether the process is alive",
  access: "open",
  isProbe: true,
  reply: { status: 200, body: Ok },
  run: async () => ({ ok: true }),
});

const ready = route({
  method: "GET",
  path: "/-/health/ready",
  summary: "Whether the registry can read and write what it stores",
  access: "open",
  isProbe: true,
  reply: { status: 200, body: Ok },
  async run(app) {
    try {
      // An empty transaction still takes the write lock of the file.
      await app.db.write(async (tx) => await tx`select 1`);
      await app.cacheDb.read`select 1`;
    } catch {
      throw new RegistryError("unavailable", "the registry's database does not answer");
    }
    return { ok: true };
  },
});

const index = route({
  method: "GET",
  path: "/",
  summary: "What this is, and the names of the packages that it has; for a browser, the catalogue",
  access: "anyone",
  query: z.looseObject({
    source: z.enum(["local", "upstream"]).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(250),
    cursor: z.string().max(512).optional(),
  }),
  reply: {
    status: 200,
    body: z.object({
      name: z.string(),
      packages: z.array(z.string()),
      next: z.string().nullable().describe("The cursor of the next page; null on the last one."),
    }),
  },
  async run(app, { request, base, whoAsks, query: { source = null, limit, cursor = null } }) {
    if (prefersHtml(request)) return await cataloguePage(base);
    const caller = await whoAsks();
    if (!app.config.http.listen.every(isLoopback)) requireScope(caller, "read");
    const { packages, next } = await listNames(app, caller, { source, limit, cursor });
    const about = { name: "agentregistry", registry: `${base}/`, ping: `${base}/-/ping` };
    return { ...about, packages, next };
  },
});

const robots = route({
  method: "GET",
  path: "/robots.txt",
  summary: "Nothing here is for crawlers",
  access: "open",
  reply: { status: 200, type: "text/plain" },
  run: async () => new Response("User-agent: *\nDisallow: /\n"),
});

export const opsRoutes: readonly Route[] = [
  ping,
  live,
  ready,
  ...healthRoutes,
  metricsRoute,
  index,
  robots,
];
