import type { z } from "zod";
import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { RegistryError } from "../errors.ts";

/**
 * One endpoint as a value: the router, openapi.json and the documents for agents all read the same
 * list. A route parses, makes one call to a feature, and renders.
 */
export interface Route {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** Hono's notation; a package name is one segment, see npm/path.ts. */
  readonly path: string;
  readonly summary: string;
  /** What a caller needs before anything else is looked at; features check the rest. */
  readonly access: Access;
  /** Open to a load balancer even where reading needs a token. */
  readonly isProbe?: true;
  /** Changes who somebody is: needs a one-time password of a user in both modes of two factors. */
  readonly isAccount?: true;
  /** Says that a path cannot be before it asks who calls, as some protocols want it. */
  readonly checksPathFirst?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** JSON body; `stream` leaves reading it to the route. */
  readonly body?: z.ZodType | "stream";
  readonly reply: { readonly status: number; readonly body?: z.ZodType };
  run(app: App, call: Call<never, never, never>): Promise<unknown>;
  /**
   * For a read that comes again and again: what answers the same URL once more without routing and
   * parsing it, or null to go the long way. It may only look up what was decided before.
   */
  again?(app: App, target: { readonly params: never; readonly base: string }): Again;
}

/** How a protocol shows what went wrong: the one place that turns an error into its response. */
export type RenderError = (failure: Failure) => Response;

export interface Failure {
  /** As it was thrown; `error` is the same as somebody may see it. */
  readonly thrown: unknown;
  readonly error: RegistryError;
  readonly base: string;
  readonly requestId: string;
}

/** @param peerOf as `Call.peer`, found only when it is asked for */
export type Again = (request: Request, peerOf: () => string | null) => Response | null;

/**
 * `open`: anybody who may read. `publish`: a token, unless auth.open_publish. `token`: any token.
 * `anyone`: also where reading needs a token, because this is how people get one.
 */
export type Access = "open" | "publish" | "token" | "anyone";

/** One request, parsed. */
export interface Call<Params, Query, Body> {
  readonly request: Request;
  /** Nobody where the route is open to everybody: there `whoAsks` finds it out. */
  readonly caller: Caller;
  /** @throws RegistryError `unauthenticated`, `rate_limited` */
  readonly whoAsks: () => Promise<Caller>;
  /** Address of the socket that sent it; null without a socket. */
  readonly peer: string | null;
  /** The address that this client uses for us, without a slash at the end. */
  readonly base: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

interface TypedRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType | "stream">
  extends Omit<Route, "params" | "query" | "body" | "run" | "again"> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Returns what is sent as JSON with the reply's status, or a whole Response. */
  run(app: App, call: Call<z.output<P>, z.output<Q>, BodyOf<B>>): Promise<unknown>;
  again?(app: App, target: { readonly params: z.output<P>; readonly base: string }): Again;
}

type BodyOf<B> = B extends z.ZodType ? z.output<B> : undefined;

/** Checks a route's parts against each other; at run time it is the same value. */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType | "stream" = "stream",
>(definition: TypedRoute<P, Q, B>): Route {
  return definition as unknown as Route;
}
