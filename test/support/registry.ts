import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { z } from "zod";
import { ownerTokenPath } from "../../src/access/tokens.ts";
import { createApp } from "../../src/app.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import type { App } from "../../src/context.ts";
import { upstreamLimits } from "../../src/gate/limits.ts";
import { ScannerPool } from "../../src/scanner/pool.ts";
import { createServer, listenerOf } from "../../src/server.ts";
import { type Files, type PublishOptions, publishBody, tarball } from "./tarball.ts";
import type { FakeUpstream } from "./upstream.ts";

/** Settings that differ from the defaults, table by table. */
export type Settings = Omit<z.input<typeof ConfigSchema>, "home">;

export interface RegistryOptions {
  readonly config?: Settings;
  /** What it reads through to; null (the default) is a registry on its own. */
  readonly upstream?: FakeUpstream | null;
  readonly now?: () => Date;
  /** Environment variables that tokens of upstreams come from. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where settings came from. */
  readonly origins?: App["origins"];
  /** A home that stays when the registry is disposed; a temporary one when left out. */
  readonly home?: string;
}

export interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit["body"]>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly token?: string;
  /** Address that the request comes from. */
  readonly peer?: string;
  /** The Host header, and the host of the URL. */
  readonly host?: string;
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

export const testHost = "localhost:4873";
export const abbreviated = "application/vnd.npm.install-v1+json";

/** A whole registry inside the test, reached through its server. */
export interface TestRegistry extends AsyncDisposable {
  readonly app: App;
  readonly home: string;
  /** The owner's, which may do everything. */
  readonly token: string;
  /** What was logged, a parsed line each. */
  readonly logged: readonly Record<string, unknown>[];
  /** One request without a socket; anonymous unless a token is given. */
  fetch(path: string, init?: Init): Promise<Response>;
  /** One request with the owner's token. */
  asOwner(path: string, init?: Init): Promise<Response>;
  /** What `npm publish` does. Files become a tarball with a package.json of that name and version. */
  publish(
    name: string,
    version: string,
    contents?: Uint8Array | Files,
    options?: PublishOptions & { readonly token?: string },
  ): Promise<Response>;
  packument(name: string, options?: { abbreviated?: boolean }): Promise<Packument>;
  tarball(name: string, version: string): Promise<Response>;
  /** Opens a real socket on 127.0.0.1: on a free port, or on one that it had before. */
  listen(port?: number): Listening;
}

/** As far as most tests look into one. */
export interface Packument {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, ManifestView>>;
  readonly time: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface DistView {
  readonly tarball: string;
  readonly integrity: string;
  readonly shasum: string;
  readonly [key: string]: unknown;
}

export interface ManifestView {
  readonly name: string;
  readonly version: string;
  readonly dist: DistView;
  readonly [key: string]: unknown;
}

// Starting a scanning process costs more than most tests, so the registries of one test file share
// them. They hold no state, and end with the process that runs the file.
let sharedScanner: ScannerPool | null = null;

export async function startRegistry(options: RegistryOptions = {}): Promise<TestRegistry> {
  const { upstream = null, now, config: settings = {} } = options;
  const home = options.home ?? (await mkdtemp(join(tmpdir(), "agentregistry-")));
  const config = ConfigSchema.parse({
    ...settings,
    home,
    upstream: { url: upstream?.url ?? "none", ...settings.upstream },
  });
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug", base: null },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  sharedScanner ??= new ScannerPool({ limits: upstreamLimits(config) });

  await using opened = new AsyncDisposableStack();
  if (options.home === undefined) opened.defer(() => rm(home, { recursive: true, force: true }));
  const app = opened.use(
    await createApp(config, {
      log,
      env: options.env ?? {},
      ...(options.origins === undefined ? {} : { origins: options.origins }),
      ...(now === undefined ? {} : { now }),
      ...(settings.scanner === undefined ? { scanner: sharedScanner } : {}),
    }),
  );
  const server = createServer(app, 4873);
  const token = (await readFile(ownerTokenPath(home), "utf8")).trim();
  const resources = opened.move();

  const registry: TestRegistry = {
    app,
    home,
    token,
    logged,
    fetch: async (path, init = {}) =>
      await server.fetch(toRequest(path, init), () => init.peer ?? null),
    asOwner: (path, init = {}) => registry.fetch(path, { token, ...init }),

    async publish(name, version, contents = {}, { token: given = token, ...publishing } = {}) {
      const { manifest = {} } = publishing;
      const bytes =
        contents instanceof Uint8Array
          ? contents
          : tarball(contents, { name, version, ...manifest });
      return await registry.fetch(`/${name.replace("/", "%2f")}`, {
        method: "PUT",
        token: given,
        json: publishBody(name, version, bytes, publishing),
      });
    },

    async packument(name, { abbreviated: isShort = false } = {}) {
      const accept = isShort ? abbreviated : "application/json";
      const response = await registry.fetch(`/${name.replace("/", "%2f")}`, {
        headers: { accept },
      });
      if (response.status !== 200) {
        throw new Error(`the packument of ${name}: ${response.status} ${await response.text()}`);
      }
      return (await response.json()) as Packument;
    },

    tarball: (name, version) =>
      registry.fetch(`/${name}/-/${name.split("/").at(-1)}-${version}.tgz`),

    listen(wanted = 0) {
      let handler: ReturnType<typeof createServer> | null = null;
      const listening = Bun.serve({
        hostname: "127.0.0.1",
        port: wanted,
        idleTimeout: 255,
        maxRequestBodySize: config.http.max_publish_bytes * 4,
        ...listenerOf(() => handler),
      });
      const port = listening.port ?? 0;
      handler = createServer(app, port);
      const stop = () => listening.stop(true);
      resources.defer(stop);
      return { url: `http://127.0.0.1:${port}`, port, [Symbol.asyncDispose]: stop };
    },

    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
  return registry;
}

/** What a socket makes of a request: Bun puts the Host header into the URL. */
function toRequest(path: string, init: Init): Request {
  const { host = testHost, json, body } = init;
  const sent = json === undefined ? body : JSON.stringify(json);
  return new Request(`http://${host}${path}`, {
    method: init.method ?? "GET",
    headers: {
      host,
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
      ...init.headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
}
