import { Hono } from "hono";
import { anonymous } from "./access/permit.ts";
import { isLoopback } from "./config/load.ts";
import type { App } from "./context.ts";
import { RegistryError } from "./errors.ts";
import { drain, readJson } from "./faces/body.ts";
import { callerOfRequest } from "./faces/caller.ts";
import { errorResponse, toRegistryError } from "./faces/error-response.ts";
import { canonicalPath } from "./faces/npm/path.ts";
import { createOriginRules } from "./faces/origin-rules.ts";
import { createRepeats } from "./faces/repeats.ts";
import type { Route } from "./faces/route.ts";
import { routes } from "./faces/routes.ts";

/** JSON bodies beside a publish may be so long, in bytes. */
const maxJsonBytes = 4 * 1024 * 1024;

export interface Server {
  fetch(request: Request): Promise<Response>;
}

type Router = Hono<{ Bindings: { readonly base: string } }>;

/**
 * The HTTP side of a registry: who may talk to us, which route it is, and how a failure looks. The
 * same function serves a socket, the tests and the command line.
 *
 * @param port the port that clients see, for the Host rule
 */
export function createServer(app: App, port: number): Server {
  const origins = createOriginRules(app.config, port);
  const repeats = createRepeats();
  const isOpenToRead = app.config.http.listen.every(isLoopback);
  // Hono decodes what it finds in a path, leniently. With its percent signs escaped, a segment reaches
  // the route as it was sent, and is decoded there, strictly and once.
  const router: Router = new Hono({
    getPath: (request) => canonicalPath(request.url).replaceAll("%", "%25"),
  });

  for (const route of routes) {
    router.on(route.method, route.path, async (c) => {
      const { base } = c.env;
      const request = c.req.raw;
      const caller = await callerFor(app, route, request, isOpenToRead);
      const params = (route.params?.parse(c.req.param()) ?? {}) as never;
      if (isOpenToRead) repeats.remember(request, route.again?.(app, { params, base }));
      const query = (route.query?.parse(queryOf(request.url)) ?? {}) as never;
      const body = await bodyFor(route, request);
      const result = await route.run(app, { request, caller, base, params, query, body });
      if (result instanceof Response) return result;
      const headers = { "cache-control": "no-store" };
      return Response.json(result, { status: route.reply.status, headers });
    });
  }
  router.notFound((c) => {
    throw absent(router, c.req.method, c.req.path);
  });
  router.onError((error) => {
    throw error;
  });

  async function answer(request: Request, requestId: string): Promise<Response> {
    const isRead = request.method === "GET" || request.method === "HEAD";
    let base = "";
    let response: Response;
    try {
      const repeated = await repeats.answer(request);
      if (repeated !== null) return repeated;
      base = origins.baseOf(request);
      if (!isRead) origins.refuseForeignOrigin(request);
      // As a GET, body included: the runtime sends a HEAD the headers alone, with the body's length.
      const isHead = request.method === "HEAD";
      const routed = isHead ? new Request(request, { method: "GET" }) : request;
      response = await router.fetch(routed, { base });
    } catch (thrown) {
      const error = toRegistryError(thrown);
      if (error.code === "internal") app.log.error({ requestId, err: thrown }, "a bug");
      response = errorResponse(error, base, requestId);
    }
    // A client that still sends its body would not see an answer that closes the connection.
    if (!isRead && !request.bodyUsed) await drain(request);
    response.headers.set("x-content-type-options", "nosniff");
    return response;
  }

  const prefix = Math.random().toString(36).slice(2, 8);
  let counter = 0;

  return {
    async fetch(request) {
      const requestId = `${prefix}-${(counter++).toString(36)}`;
      const startedAt = performance.now();
      const response = await answer(request, requestId);
      response.headers.set("x-request-id", requestId);
      logRequest(app, request, response.status, requestId, startedAt);
      return response;
    },
  };
}

/**
 * Who asks, when the route wants to know. Reading is open on loopback; beyond it everything but the
 * probes of a load balancer needs a token.
 *
 * @throws RegistryError `unauthenticated`
 */
async function callerFor(app: App, route: Route, request: Request, isOpenToRead: boolean) {
  const isOpen = route.access === "open" && (isOpenToRead || route.isProbe === true);
  if (isOpen) return anonymous;
  const caller = await callerOfRequest(app, request);
  const isOpenPublish = route.access === "publish" && app.config.auth.open_publish;
  if (caller.kind === "known" || isOpenPublish) return caller;
  throw new RegistryError(
    "unauthenticated",
    "this needs a token of this registry: run `agentregistry login` on its machine, or ask its owner",
  );
}

async function bodyFor(route: Route, request: Request): Promise<never> {
  if (route.body === undefined || route.body === "stream") return undefined as never;
  return route.body.parse((await readJson(request, maxJsonBytes)) ?? {}) as never;
}

function queryOf(url: string): Record<string, string> {
  const mark = url.indexOf("?");
  return mark === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)));
}

/** 405 with what the path does take, or 404. */
function absent(router: Router, method: string, path: string): RegistryError {
  const taken = ["GET", "PUT", "POST", "DELETE"].filter(
    (other) => other !== method && router.router.match(other, path)[0].length > 0,
  );
  if (taken.length === 0) return new RegistryError("not_found", "there is nothing at this path");
  const allow = taken.includes("GET") ? ["HEAD", ...taken] : taken;
  return new RegistryError("method_not_allowed", `${method} is not possible on this path`, {
    headers: { allow: allow.join(", ") },
  });
}

/** Tokens and query strings never reach the log: only the path is written. */
function logRequest(
  app: App,
  request: Request,
  status: number,
  requestId: string,
  startedAt: number,
): void {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const level = status >= 500 ? "error" : !isRead || status >= 400 ? "info" : "debug";
  if (!app.log.isLevelEnabled(level)) return;
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  // `npm logout` names its token in the path.
  const path = canonicalPath(request.url).replace(/^(\/-\/user\/token\/).*/, "$1…");
  app.log[level]({ requestId, method: request.method, path, status, ms }, "request");
}
