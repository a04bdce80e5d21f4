import { Hono } from "hono";
import { anonymous, type Caller, requireScope } from "./access/permit.ts";
import { requireCodeForWrite } from "./access/second-factor.ts";
import { isLoopback } from "./config/load.ts";
import type { App } from "./context.ts";
import { RegistryError } from "./errors.ts";
import { drain, readJson } from "./faces/body.ts";
import { callerOfRequest } from "./faces/caller.ts";
import { toRegistryError } from "./faces/error-response.ts";
import { canonicalPath } from "./faces/npm/path.ts";
import { createOriginRules } from "./faces/origin-rules.ts";
import { createRepeats } from "./faces/repeats.ts";
import type { Route } from "./faces/route.ts";
import { renderErrorAt, routes } from "./faces/routes.ts";

/** JSON bodies beside a publish may be so long, in bytes. */
const maxJsonBytes = 4 * 1024 * 1024;

export interface Server {
  /**
   * @param peerOf finds the address of the socket, for requests that it matters to; without one, tokens
   *   that are limited to addresses fail
   */
  fetch(request: Request, peerOf?: () => string | null): Response | Promise<Response>;
}

type Router = Hono<{ Bindings: { readonly base: string; readonly peer: string | null } }>;

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
      const { base, peer } = c.env;
      const request = c.req.raw;
      if (route.checksPathFirst) route.params?.parse(c.req.param());
      const isOpen = isOpenTo(route, isOpenToRead);
      const caller = isOpen ? anonymous : await callerFor(app, route, request, peer);
      const whoAsks = isOpen ? () => callerOfRead(app, request, peer) : async () => caller;
      const params = (route.params?.parse(c.req.param()) ?? {}) as never;
      if (isOpenToRead) repeats.remember(request, route.again?.(app, { params, base }));
      const query = (route.query?.parse(queryOf(request.url)) ?? {}) as never;
      const body = await bodyFor(route, request);
      const call = { request, caller, whoAsks, peer, base, params, query, body };
      const result = await route.run(app, call);
      if (result instanceof Response) return isOpen ? result : forOneCaller(result);
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

  async function answer(
    request: Request,
    requestId: string,
    peer: string | null,
  ): Promise<Response> {
    const isRead = request.method === "GET" || request.method === "HEAD";
    let base = "";
    let response: Response;
    try {
      base = origins.baseOf(request);
      if (!isRead) origins.refuseForeignOrigin(request);
      // As a GET, body included: the runtime sends a HEAD the headers alone, with the body's length.
      const isHead = request.method === "HEAD";
      const routed = isHead ? new Request(request, { method: "GET" }) : request;
      const via = request.headers.get("via");
      if (via !== null && app.via.isLoop(via)) throw loop();
      const route = async () => await router.fetch(routed, { base, peer });
      response = await (via === null ? route() : app.via.within(via, route));
    } catch (thrown) {
      const error = toRegistryError(thrown);
      if (error.code === "internal") app.log.error({ requestId, err: thrown }, "a bug");
      response = renderErrorAt(canonicalPath(request.url))({ thrown, error, base, requestId });
    }
    // A client that still sends its body would not see an answer that closes the connection.
    if (!isRead && !request.bodyUsed) await drain(request);
    response.headers.set("x-content-type-options", "nosniff");
    return response;
  }

  const prefix = Math.random().toString(36).slice(2, 8);
  let counter = 0;

  /** What was answered before is answered at once: without a promise, the runtime sends it sooner. */
  function answerAgain(request: Request, peerOf: () => string | null): Response | null {
    try {
      return repeats.answer(request, peerOf);
    } catch (error) {
      app.log.error({ err: error }, "a repeated read failed; it is routed anew");
      return null;
    }
  }

  // Repeated reads are most of all requests, and logged at debug alone.
  const logsReads = app.log.isLevelEnabled("debug");

  return {
    fetch(request, peerOf = () => null) {
      app.policy.refresh();
      app.trustedKeys.refresh();
      const requestId = `${prefix}-${(counter++).toString(36)}`;
      const repeated = answerAgain(request, peerOf);
      if (repeated !== null && !logsReads) {
        repeated.headers.set("x-request-id", requestId);
        return repeated;
      }
      const startedAt = performance.now();
      const finish = (response: Response) => {
        response.headers.set("x-request-id", requestId);
        logRequest(app, request, response.status, requestId, startedAt);
        return response;
      };
      return repeated === null
        ? answer(request, requestId, peerOf()).then(finish)
        : finish(repeated);
    },
  };
}

/** Where reading needs a token, a cache that others share must not hand an answer to who has none. */
function forOneCaller(response: Response): Response {
  const control = response.headers.get("cache-control");
  if (control?.startsWith("public")) {
    response.headers.set("cache-control", control.replace("public", "private"));
  }
  return response;
}

function loop(): RegistryError {
  return new RegistryError(
    "loop",
    "this request came through this registry before: two registries are each other's upstream",
  );
}

/**
 * Whether a route answers everybody. Reading is open on loopback; beyond it everything but the probes
 * of a load balancer, and the ways to get a token, needs one.
 */
function isOpenTo(route: Route, isOpenToRead: boolean): boolean {
  if (route.access === "anyone") return true;
  return route.access === "open" && (isOpenToRead || route.isProbe === true);
}

/**
 * Who asks, when the route needs to know.
 *
 * @throws RegistryError `unauthenticated`, also with the challenge for a one-time password; `forbidden`
 *   for a token that may not even read, `rate_limited`
 */
async function callerFor(app: App, route: Route, request: Request, peer: string | null) {
  const caller = await callerOfRequest(app, request, peer);
  if (caller.kind === "known") {
    if (route.access === "open") requireScope(caller, "read");
    if (route.method !== "GET" && route.access !== "open") {
      const code = request.headers.get("npm-otp");
      await requireCodeForWrite(app, caller, route.isAccount === true, code);
    }
    return caller;
  }
  if (route.access === "publish" && app.config.auth.open_publish) return caller;
  throw new RegistryError(
    "unauthenticated",
    "this needs a token of this registry: run `agentregistry login` on its machine, `npm login` with " +
      "an account of it, or ask its owner",
  );
}

/** Credentials that do not hold are as good as none where everybody may read. */
async function callerOfRead(app: App, request: Request, peer: string | null): Promise<Caller> {
  try {
    return await callerOfRequest(app, request, peer);
  } catch (error) {
    if (error instanceof RegistryError) return anonymous;
    throw error;
  }
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

/** `npm logout` and `npm token revoke` may name a token in the path, a login names its page. */
const secretInPath = /^(\/-\/(?:user\/token|npm\/v1\/tokens\/token|v1\/login)\/).*/;

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
  const path = canonicalPath(request.url).replace(secretInPath, "$1…");
  app.log[level]({ requestId, method: request.method, path, status, ms }, "request");
}
