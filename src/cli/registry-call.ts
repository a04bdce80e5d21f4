import { existsSync, readFileSync } from "node:fs";
import pino from "pino";
import { ownerTokenPath } from "../access/tokens.ts";
import { createApp } from "../app.ts";
import type { Config } from "../config/schema.ts";
import { lockHome } from "../db/home-lock.ts";
import { RegistryError } from "../errors.ts";
import { createServer } from "../server.ts";
import { runningServer } from "./server-state.ts";

export interface RegistryCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Defaults to the owner's token of the home. */
  readonly token?: string;
}

/**
 * Asks the registry of a home as its owner: the running server over HTTP, or, when none runs, the
 * same routes inside this process. So a command works either way and there is one set of rules.
 *
 * @throws RegistryError with the server's own sentence when it refuses
 */
export async function callRegistry(config: Config, call: RegistryCall): Promise<unknown> {
  let lock: Disposable;
  try {
    lock = lockHome(config.home);
  } catch (error) {
    const state = runningServer(config.home);
    if (!(error instanceof RegistryError) || state === null) throw error;
    return await readAnswer(await fetch(toRequest(config, state.url, call)));
  }
  using _lock = lock;
  await using app = await createApp(config, { log: pino({ level: "silent" }) });
  const server = createServer(app, config.http.port);
  return await readAnswer(await server.fetch(toRequest(config, "http://localhost", call)));
}

function toRequest(config: Config, url: string, call: RegistryCall): Request {
  const token = call.token ?? ownerToken(config.home);
  return new Request(`${url}${call.path}`, {
    method: call.method,
    headers: {
      host: new URL(url).host,
      authorization: `Bearer ${token}`,
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
}

function ownerToken(home: string): string {
  const path = ownerTokenPath(home);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : "";
}

async function readAnswer(response: Response): Promise<unknown> {
  const body = (await response.json()) as { error?: unknown };
  if (response.ok) return body;
  const sentence = typeof body.error === "string" ? body.error : `status ${response.status}`;
  throw new RegistryError("forbidden", sentence);
}
