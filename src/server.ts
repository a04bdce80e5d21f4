import { Hono } from "hono";
import { showPassphrase } from "./access/passphrase.ts";
import { anonymous, type Caller, requireScope } from "./access/permit.ts";
import { createRequestLimits } from "./access/request-limits.ts";
import { requireCodeForWrite } from "./access/second-factor.ts";
import type { RefusalAction } from "./audit/refusals.ts";
import { isLoopback } from "./config/load.ts";
import type { App } from "./context.ts";
import { RegistryError } from "./errors.ts";
import { createHub } from "./faces/admin/hub.ts";
import {
  admitToChannel,
  channelPath,
  type SocketData,
  socketHandlers,
} from "./faces/admin/socket.ts";
import { drain, readJson } from "./faces/body.ts";
import { callerOfRequest, passphraseOf } from "./faces/caller.ts";
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
  /** Opens the admin channel; undefined when the request has become a socket. */
  connect(
    request: Request,
    peerOf: () => string | null,
    upgrade: (data: SocketData) => boolean,
  ): Promise<Response | undefined>;
}

/**
 * What the runtime asks of those who listen.
 *
 * @param server null until its port is known
 */
export function listenerOf(server: () => Server | null) {
  return {
    fetch(request: Request, socket: Bun.Server<SocketData>) {
      const handler = server();
      if (handler === null) return new Response(null, { status: 503 });
      const peerOf = () => socket.requestIP(request)?.address ?? null;
      if (!request.url.includes(channelPath)) return handler.fetch(request, peerOf);
      return isChannel(request.url)
        ? handler.connect(request, peerOf, (data) => socket.upgrade(request, { data }))
        : handler.fetch(request, peerOf);
    },
    websocket: socketHandlers,
  };
}

function isChannel(url: string): boolean {
  return URL.parse(url)?.pathname === channelPath;
}

/** What is known of a request before it has a route. */
interface Bindings {
  readonly base: string;
  readonly peer: string | null;
  readonly requestId: string;
}

type Router = Hono<{ Bindings: Bindings }>;

/**
 * The HTTP side of a registry: who may talk to us, which route it is, and how a failure looks. The
 * same function serves a socket, the tests and the command line.
 *
 * @param port the port that clients see, for the Host rule
 */
export function createServer(app: App, port: number): Server {
  const origins = createOriginRules(app.config, port);
  const repeats = createRepeats();
  const hub = createHub(app);
  const limits = createRequestLimits(app.config, app.now);
  const isOpenToRead = app.config.http.listen.every(isLoopback);
  // Hono decodes what it finds in a path, leniently. With its percent signs escaped, a segment reaches
  // the route as it was sent, and is decoded there, strictly and once.
  const router: Router = new Hono({
    getPath: (request) => canonicalPath(request.url).replaceAll("%", "%25"),
  });

  for (const route of routes) {
    router.on(route.method, route.path, async (c) => {
      const { base, peer, requestId } = c.env;
      const request = c.req.raw;
      if (route.checksPathFirst) route.params?.parse(c.req.param());
      const isOpen = isOpenTo(route, isOpenToRead);
      const caller = isOpen ? anonymous : await callerFor(app, route, request, peer, requestId);
      const whoAsks = isOpen ? () => callerOfRead(app, request, peer) : async () => caller;
      const params = (route.params?.parse(c.req.param()) ?? {}) as never;
      if (isOpenToRead) repeats.remember(request, route.again?.(app, { params, base }));
      const query = (route.query?.parse(queryOf(request.url)) ?? {}) as never;
      const body = await bodyFor(route, request);
      const call = {
        request,
        caller,
        whoAsks,
        peer,
        base,
        requestId,
        params,
        query,
        body,
        tell: hub.tell,
      };
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
      const isAdmin = canonicalPath(request.url).startsWith(adminPath);
      if (!isRead || isAdmin) origins.refuseForeignOrigin(request);
      // As a GET, body included: the runtime sends a HEAD the headers alone, with the body's length.
      const isHead = request.method === "HEAD";
      const routed = isHead ? new Request(request, { method: "GET" }) : request;
      const via = request.headers.get("via");
      if (via !== null && app.via.isLoop(via)) throw loop();
      const route = async () => await router.fetch(routed, { base, peer, requestId });
      response = await (via === null ? route() : app.via.within(via, route));
    } catch (thrown) {
      const error = toRegistryError(thrown);
      if (error.code === "internal") app.log.error({ requestId, err: thrown }, "a bug");
      noteRefusal(app, error, peer);
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

  function failure(thrown: unknown, request: Request, requestId: string, peer: string | null) {
    const error = toRegistryError(thrown);
    if (error.code === "internal") app.log.error({ requestId, err: thrown }, "a bug");
    noteRefusal(app, error, peer);
    return renderErrorAt(canonicalPath(request.url))({ thrown, error, base: "", requestId });
  }

  /** The refusal of somebody who may not be answered now, or null: before anything else is looked at. */
  function refuseEarly(request: Request, requestId: string, peer: string | null): Response | null {
    try {
      refuseAddress(app, request, peer);
      limits?.take(peer);
      return null;
    } catch (thrown) {
      const response = failure(thrown, request, requestId, peer);
      response.headers.set("x-request-id", requestId);
      logRequest(app, request, response, requestId, performance.now());
      return response;
    }
  }

  return {
    async connect(request, peerOf, upgrade) {
      const requestId = `${prefix}-${(counter++).toString(36)}`;
      const startedAt = performance.now();
      const peer = peerOf();
      let response: Response;
      try {
        refuseAddress(app, request, peer);
        origins.baseOf(request);
        origins.refuseForeignOrigin(request);
        limits?.take(peer);
        const data = await admitToChannel(app, hub, request, peer);
        if (upgrade(data)) return undefined;
        throw new RegistryError("invalid", "open this address as a WebSocket");
      } catch (thrown) {
        response = failure(thrown, request, requestId, peer);
      }
      response.headers.set("x-request-id", requestId);
      logRequest(app, request, response, requestId, startedAt);
      return response;
    },

    fetch(request, peerOf = () => null) {
      app.policy.refresh();
      app.trustedKeys.refresh();
      const requestId = `${prefix}-${(counter++).toString(36)}`;
      if (app.ipGuard.isOn || limits !== null) {
        const refused = refuseEarly(request, requestId, peerOf());
        if (refused !== null) return drain(request).then(() => refused);
      }
      const repeated = answerAgain(request, peerOf);
      if (repeated !== null && !logsReads) {
        app.metrics.repeated();
        if (limits !== null && isHit(repeated)) limits.giveBack(peerOf());
        repeated.headers.set("x-request-id", requestId);
        return repeated;
      }
      const startedAt = performance.now();
      const finish = (response: Response) => {
        response.headers.set("x-request-id", requestId);
        logRequest(app, request, response, requestId, startedAt);
        if (limits !== null && isHit(response)) limits.giveBack(peerOf());
        return response;
      };
      return repeated === null
        ? answer(request, requestId, peerOf()).then(finish)
        : finish(repeated);
    },
  };
}

/** Whether it is a tarball that needed nothing of an upstream. */
function isHit(response: Response): boolean {
  return response.headers.get("x-cache")?.startsWith("HIT") === true;
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
async function callerFor(
  app: App,
  route: Route,
  request: Request,
  peer: string | null,
  requestId: string,
): Promise<Caller> {
  const found = await callerOfRequest(app, request, peer);
  const caller = route.method === "GET" ? found : cameFrom(found, peer, requestId);
  if (caller.kind === "known") {
    if (route.access === "open") requireScope(caller, "read");
    if (route.method !== "GET" && route.access !== "open") {
      const code = request.headers.get("npm-otp");
      await requireCodeForWrite(app, caller, route.isAccount === true, code);
      return await showPassphrase(app, caller, passphraseOf(request));
    }
    return caller;
  }
  if (route.access === "publish" && app.config.auth.open_publish) return caller;
  if (request.headers.has("authorization")) app.refusals.note("auth_failed", peer);
  throw new RegistryError(
    "unauthenticated",
    "this needs a token of this registry: run `agentregistry login` on its machine, `npm login` with " +
      "an account of it, or ask its owner",
  );
}

/** For the audit log: what changes something says how it came. */
function cameFrom(caller: Caller, peer: string | null, requestId: string): Caller {
  const via = peer === null ? "cli" : "http";
  return { ...caller, from: { via, ip: peer, requestId, session: null } };
}

/** Everything below it is for this machine and its administrators. */
const adminPath = "/-/admin";

/**
 * The IP rules, before anything else is looked at.
 *
 * @throws RegistryError `forbidden` for an address that may not connect
 */
function refuseAddress(app: App, request: Request, peer: string | null): void {
  if (app.ipGuard.allows(peer)) return;
  // Who sits at the machine can always undo what locked everybody out.
  const isHere = peer !== null && isLoopback(peer.replace(/^::ffff:/, ""));
  const path = canonicalPath(request.url);
  if (isHere && app.config.admin.loopback && path.startsWith(adminPath)) return;
  throw new RegistryError("forbidden", "this registry does not talk to your address", {
    fields: { code: "ip_not_allowed" },
  });
}

const refusalActions: Readonly<Record<string, RefusalAction>> = {
  ip_not_allowed: "ip_denied",
  origin_not_allowed: "origin_denied",
  host_not_allowed: "origin_denied",
};

function noteRefusal(app: App, error: RegistryError, peer: string | null): void {
  const code = error.details.fields?.["code"];
  const action = typeof code === "string" ? refusalActions[code] : undefined;
  if (action !== undefined) app.refusals.note(action, peer);
  if (error.code === "rate_limited") app.refusals.note("rate_limit_exceeded", peer);
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
  response: Response,
  requestId: string,
  startedAt: number,
): void {
  const { status } = response;
  const took = performance.now() - startedAt;
  app.metrics.answered(status, took);
  const cache = response.headers.get("x-cache");
  if (cache !== null) app.metrics.looked(cache !== "MISS");
  const path = canonicalPath(request.url).replace(secretInPath, "$1…");
  const { method } = request;
  app.requestLog.add({ requestId, method, path, status, ms: took, at: Date.now() });
  const isRead = request.method === "GET" || request.method === "HEAD";
  const level = status >= 500 ? "error" : !isRead || status >= 400 ? "info" : "debug";
  if (!app.log.isLevelEnabled(level)) return;
  const ms = Math.round(took * 10) / 10;
  app.log[level]({ requestId, method, path, status, ms }, "request");
}
