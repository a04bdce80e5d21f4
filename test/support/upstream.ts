import { createHash } from "node:crypto";
import { digestsOf, type Files, tarball } from "./tarball.ts";

/** What the upstream does wrong when a path is asked for. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: number }
  | { readonly kind: "body"; readonly body: string | Uint8Array; readonly type?: string }
  /** Sends half of what it should and breaks the connection. */
  | { readonly kind: "cut" }
  /** Announces more than it sends, and ends as if that were all. */
  | { readonly kind: "short" }
  /** Sends half of what it should and then nothing more, until the fault is taken away. */
  | { readonly kind: "stall" }
  /** Does not answer until the promise settles. */
  | { readonly kind: "wait"; readonly until: Promise<unknown> };

export interface SeenRequest {
  readonly method: string;
  /** As it was sent, escapes and query included. */
  readonly path: string;
  readonly headers: Headers;
}

export interface AddOptions {
  readonly manifest?: object;
  /** Instead of one made of `files`. */
  readonly bytes?: Uint8Array;
  /** Laid over the version's dist. */
  readonly dist?: object;
  readonly tag?: string | null;
  /** Name of the tarball's file, for old packages that differ from the convention. */
  readonly file?: string;
  readonly time?: string;
}

/** A registry on a free port that holds what a test puts into it and fails where a test says so. */
export interface FakeUpstream extends AsyncDisposable {
  readonly url: string;
  readonly host: string;
  /** Every request so far, the oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Requests for one path, as it was sent. */
  seen(path: string): SeenRequest[];
  /** Whether it sends an ETag and answers conditional requests; on at first. */
  hasValidators: boolean;
  /** Adds a version to a package and points `latest` at it; returns its tarball. */
  add(name: string, version: string, files?: Files, options?: AddOptions): Uint8Array;
  /** Lays fields over a package's document. */
  patch(name: string, fields: object): void;
  /** Serves a document as it is, whatever it holds. */
  setDocument(name: string, document: unknown): void;
  remove(name: string): void;
  fail(path: string, fault: Fault): void;
  heal(path: string): void;
  /** From now on connections are refused. */
  stop(): Promise<void>;
}

interface Document {
  name: string;
  "dist-tags": Record<string, string>;
  versions: Record<string, object>;
  time: Record<string, string>;
}

/** The path that a registry asks for a packument at. */
export function packumentPath(name: string): string {
  return `/${name.replace("/", "%2f")}`;
}

export function tarballPath(name: string, version: string): string {
  return `/${name}/-/${name.split("/").at(-1)}-${version}.tgz`;
}

export function startUpstream(): FakeUpstream {
  const documents = new Map<string, unknown>();
  const tarballs = new Map<string, Uint8Array>();
  const faults = new Map<string, Fault>();
  const requests: SeenRequest[] = [];
  const healed = new Map<string, () => void>();

  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const path = request.url.slice(request.url.indexOf("/", "http://".length));
      requests.push({ method: request.method, path, headers: request.headers });
      const fault = faults.get(path);
      if (fault === undefined) return answer(path, request);
      return await failing(path, fault, request);
    },
  });
  const host = `127.0.0.1:${server.port}`;
  const url = `http://${host}`;

  function answer(path: string, request: Request): Response {
    const bytes = tarballs.get(path);
    if (bytes !== undefined) {
      return new Response(Buffer.from(bytes), {
        headers: { "content-type": "application/octet-stream" },
      });
    }
    const document = documents.get(path);
    if (document === undefined) return Response.json({ error: "not found" }, { status: 404 });
    const text = typeof document === "string" ? document : JSON.stringify(document);
    const headers = new Headers({ "content-type": "application/json" });
    if (upstream.hasValidators) {
      const etag = `"${createHash("sha1").update(text).digest("hex")}"`;
      headers.set("etag", etag);
      if (request.headers.get("if-none-match") === etag) {
        return new Response(null, { status: 304, headers });
      }
    }
    return new Response(text, { headers });
  }

  async function failing(path: string, fault: Fault, request: Request): Promise<Response> {
    switch (fault.kind) {
      case "wait":
        await fault.until;
        return answer(path, request);
      case "status":
        return Response.json(
          { error: "upstream says no" },
          { status: fault.status, ...(fault.headers ? { headers: fault.headers } : {}) },
        );
      case "redirect":
        return new Response(null, {
          status: fault.status ?? 302,
          headers: { location: fault.to },
        });
      case "body":
        return new Response(Buffer.from(fault.body), {
          headers: { "content-type": fault.type ?? "application/json" },
        });
      default:
        return await partial(path, fault.kind, request);
    }
  }

  async function partial(path: string, kind: "cut" | "short" | "stall", request: Request) {
    const whole = await answer(path, request).bytes();
    const half = whole.subarray(0, Math.ceil(whole.length / 2));
    if (kind === "short") return new Response(half, { headers: { "x-short": "1" } });
    return new Response(
      new ReadableStream({
        async start(controller) {
          controller.enqueue(half);
          if (kind === "stall") await new Promise<void>((resolve) => healed.set(path, resolve));
          // What was sent must leave before the connection breaks.
          else await new Promise((resolve) => setImmediate(resolve));
          controller.error(new Error("the upstream breaks off"));
        },
      }),
    );
  }

  const documentOf = (name: string): Document => {
    const path = packumentPath(name);
    const found = documents.get(path) as Document | undefined;
    const document = found ?? { name, "dist-tags": {}, versions: {}, time: {} };
    documents.set(path, document);
    return document;
  };

  const upstream: FakeUpstream = {
    url,
    host,
    requests,
    hasValidators: true,
    seen: (path) => requests.filter((request) => request.path === path),
    add(name, version, files = {}, options = {}) {
      const {
        manifest = {},
        dist = {},
        tag = "latest",
        time = "2020-02-03T04:05:06.789Z",
      } = options;
      const bytes = options.bytes ?? tarball(files, { name, version, ...manifest });
      const path =
        options.file === undefined ? tarballPath(name, version) : `/${name}/-/${options.file}`;
      tarballs.set(path, bytes);
      const document = documentOf(name);
      document.versions[version] = {
        name,
        version,
        ...manifest,
        dist: { ...digestsOf(bytes), tarball: `${url}${path}`, ...dist },
      };
      if (tag !== null) document["dist-tags"][tag] = version;
      document.time = { created: time, ...document.time, modified: time, [version]: time };
      return bytes;
    },
    patch(name, fields) {
      Object.assign(documentOf(name), fields);
    },
    setDocument(name, document) {
      documents.set(packumentPath(name), document);
    },
    remove(name) {
      documents.delete(packumentPath(name));
    },
    fail(path, fault) {
      faults.set(path, fault);
    },
    heal(path) {
      faults.delete(path);
      healed.get(path)?.();
    },
    async stop() {
      for (const wake of healed.values()) wake();
      await server.stop(true);
    },
    [Symbol.asyncDispose]: () => upstream.stop(),
  };
  return upstream;
}
