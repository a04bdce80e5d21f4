import { existsSync, readFileSync } from "node:fs";
import pino from "pino";
import { z } from "zod";
import { ownerTokenPath } from "../access/tokens.ts";
import { createApp } from "../app.ts";
import type { Config } from "../config/schema.ts";
import { lockHome } from "../db/home-lock.ts";
import { RegistryError } from "../errors.ts";
import { createServer } from "../server.ts";
import { runningServer, tlsOf } from "./server-state.ts";
import { printable } from "./terminal.ts";

export interface RegistryCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Sent as JSON, or as it is when it is bytes. */
  readonly body?: unknown;
  /** Defaults to the owner's token of the home; null for none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The registry of a home, open for any number of calls. */
export interface OpenRegistry extends AsyncDisposable {
  /** @throws RegistryError with the server's own sentence when it refuses */
  call(call: RegistryCall): Promise<unknown>;
  /** The answer as it is, for what is no JSON. */
  send(call: RegistryCall): Promise<Response>;
}

/**
 * Asks the registry of a home as its owner: the running server over HTTP, or, when none runs, the
 * same routes inside this process. So a command works either way and there is one set of rules.
 *
 * @throws RegistryError with the server's own sentence when it refuses
 */
export async function callRegistry(config: Config, call: RegistryCall): Promise<unknown> {
  await using registry = await openRegistry(config);
  return await registry.call(call);
}

/** The same for a command that asks more than once: what it takes to answer is opened once. */
export async function openRegistry(config: Config): Promise<OpenRegistry> {
  await using opened = new AsyncDisposableStack();
  try {
    opened.use(lockHome(config.home));
  } catch (error) {
    const state = runningServer(config.home);
    if (!(error instanceof RegistryError) || state === null) throw error;
    const tls = tlsOf(state);
    const send = (call: RegistryCall) => fetch(toRequest(config, state.url, call), tls);
    return openRegistryOf(send, async () => undefined);
  }
  const app = opened.use(await createApp(config, { log: pino({ level: "silent" }) }));
  const server = createServer(app, config.http.port);
  const resources = opened.move();
  const send = async (call: RegistryCall) =>
    await server.fetch(toRequest(config, `http://localhost:${config.http.port}`, call));
  return openRegistryOf(send, () => resources.disposeAsync());
}

function openRegistryOf(send: OpenRegistry["send"], close: () => PromiseLike<void>): OpenRegistry {
  return {
    send,
    call: async (call) => await readAnswer(await send(call)),
    [Symbol.asyncDispose]: close,
  };
}

function toRequest(config: Config, url: string, call: RegistryCall): Request {
  const token = call.token === undefined ? ownerToken(config.home) : call.token;
  return new Request(`${url}${call.path}`, {
    method: call.method,
    headers: {
      host: new URL(url).host,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...typeOf(call),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: sentBody(call.body) }),
  });
}

function typeOf({ body }: RegistryCall): Record<string, string> {
  if (body === undefined) return {};
  const type = body instanceof Uint8Array ? "octet-stream" : "json";
  return { "content-type": `application/${type}` };
}

function sentBody(body: unknown): Bun.BodyInit {
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

function ownerToken(home: string): string {
  const path = ownerTokenPath(home);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : "";
}

/**
 * Reads an answer of a registry, ours or another that speaks one of the same protocols.
 *
 * @throws RegistryError with the sentence that the registry gave
 */
export async function readAnswer(response: Response): Promise<unknown> {
  const body = await jsonOf(response);
  if (response.ok && body !== null) return body;
  // Another registry's words could hold what moves the cursor of a terminal.
  const said = sentenceOf(body ?? {}) ?? `the registry answered with ${response.status}`;
  const sentence = printable(said.slice(0, maxSentence));
  if (response.status === 401) throw new RegistryError("unauthenticated", sentence);
  if (response.status === 404) throw new RegistryError("not_found", sentence);
  const code = codeOf(body);
  throw new RegistryError("forbidden", sentence, code === null ? {} : { fields: { code } });
}

/** The word for programs, where a refusal has one. */
function codeOf(body: object | null): string | null {
  const code: unknown = body === null ? null : Reflect.get(body, "code");
  return typeof code === "string" && /^\w{1,64}$/.test(code) ? code : null;
}

/** Characters of a sentence that are shown. */
const maxSentence = 4000;

async function jsonOf(response: Response): Promise<object | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

const Problems = z.array(z.looseObject({ path: z.string(), message: z.string() })).min(1);

/** In the Perstack API the sentence is in `reason`, and `error` is the same for every status. */
function sentenceOf(body: {
  code?: unknown;
  error?: unknown;
  message?: unknown;
  reason?: unknown;
}): string | null {
  // Below /-/admin that is one word for every call without a token.
  if (body.error === "Unauthorized" && typeof body.message === "string") return body.message;
  if (typeof body.code === "number") {
    if (typeof body.reason === "string") return body.reason;
    const problems = Problems.safeParse(body.reason);
    if (problems.success) {
      return problems.data
        .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
        .join("; ");
    }
  }
  return typeof body.error === "string" ? body.error : null;
}
