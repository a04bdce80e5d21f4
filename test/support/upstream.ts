import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { digestsOf, type Files, tarball } from "./tarball.ts";

/** What the upstream does wrong when a path is asked for. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: number }
  | { readonly kind: "body"; readonly body: string | Uint8Array; readonly type?: string }
  /** Sends half of what it should and breaks the connection. */
  | { readonly kind: "cut" }
  /** Sends half of what it should as if that were all. */
  | { readonly kind: "short" }
  /** Sends half of what it should and then nothing more. */
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
  /** Answers every request to a path, whatever its query; faults come first. */
  answerAt(pathname: string, handler: Handler): void;
  /** From now on a path fails, or for so many requests; whatever its query, when it is given without. */
  fail(path: string, fault: Fault, times?: number): void;
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

/** @param body what came with the request, as it was sent */
export type Handler = (query: URLSearchParams, body: Buffer) => unknown;

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
  const faults = new Map<string, { readonly fault: Fault; times: number }>();
  const handlers = new Map<string, Handler>();
  const requests: SeenRequest[] = [];

  const server = createServer(async (request, response) => {
    const { method = "", url: path = "" } = request;
    const headers = new Headers(request.headers as Record<string, string>);
    requests.push({ method, path, headers });
    const [pathname = "", query = ""] = path.split("?");
    const failure = faults.get(path) ?? faults.get(pathname);
    const handler = handlers.get(pathname);
    const isFailing = failure !== undefined && failure.times-- > 0;
    const {
      status,
      headers: sent,
      body,
    } = isFailing
      ? await failing(path, failure.fault, headers)
      : handler === undefined
        ? answer(path, headers)
        : json(handler(new URLSearchParams(query), await bodyOf(request)));
    const partial = isFailing && (failure.fault.kind === "cut" || failure.fault.kind === "stall");
    response.writeHead(status, { "content-length": body.length, ...sent });
    if (!partial) response.end(body);
    else response.write(firstHalf(body), () => failure.fault.kind === "cut" && response.destroy());
  });
  // Bun has bound the port when this returns.
  server.listen(0, "127.0.0.1");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;

  function answer(path: string, asked: Headers): Answer {
    const bytes = tarballs.get(path);
    if (bytes !== undefined) return { status: 200, headers: {}, body: bytes };
    const document = documents.get(path);
    if (document === undefined) return { status: 404, headers: {}, body: Buffer.from("{}") };
    const text = typeof document === "string" ? document : JSON.stringify(document);
    const etag = `"${createHash("sha1").update(text).digest("hex")}"`;
    const headers = {
      "content-type": "application/json",
      ...(upstream.hasValidators ? { etag } : {}),
    };
    return upstream.hasValidators && asked.get("if-none-match") === etag
      ? { status: 304, headers, body: Buffer.alloc(0) }
      : { status: 200, headers, body: Buffer.from(text) };
  }

  async function failing(path: string, fault: Fault, asked: Headers): Promise<Answer> {
    switch (fault.kind) {
      case "wait":
        await fault.until;
        return answer(path, asked);
      case "status":
        return {
          status: fault.status,
          headers: { ...fault.headers },
          body: Buffer.from('{"error":"upstream says no"}'),
        };
      case "redirect":
        return {
          status: fault.status ?? 302,
          headers: { location: fault.to },
          body: Buffer.alloc(0),
        };
      case "body":
        return {
          status: 200,
          headers: { "content-type": fault.type ?? "application/json" },
          body: Buffer.from(fault.body),
        };
      case "short": {
        const whole = answer(path, asked);
        return { ...whole, body: firstHalf(whole.body) };
      }
      default:
        return answer(path, asked);
    }
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
    answerAt(pathname, handler) {
      handlers.set(pathname, handler);
    },
    fail(path, fault, times = Number.POSITIVE_INFINITY) {
      faults.set(path, { fault, times });
    },
    heal(path) {
      faults.delete(path);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    [Symbol.asyncDispose]: () => upstream.stop(),
  };
  return upstream;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function json(value: unknown): Answer {
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(value)) };
}

async function bodyOf(request: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function firstHalf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.ceil(bytes.length / 2));
}
