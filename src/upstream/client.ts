import { RegistryError } from "../errors.ts";
import { escapedName, type PackageName } from "../names/package-name.ts";
import { countUpstream, type UpstreamCounter, type UpstreamFigures } from "./figures.ts";
import { createSlots } from "./slots.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

export interface UpstreamOptions extends Omit<TransportOptions, "base" | "counter"> {
  /** What people call it, in logs and answers. */
  readonly name: string;
  readonly url: string;
  readonly timeoutMs: number;
  readonly stallMs: number;
  readonly freshMs: number;
  readonly maxPackumentBytes: number;
  /** So many requests are under way at a time; further ones wait. */
  readonly maxConnections: number;
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type PackumentAnswer =
  | {
      readonly kind: "document";
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly validators: Validators;
    }
  | { readonly kind: "unchanged" }
  | { readonly kind: "absent" };

/** Disposing it breaks off what still runs, so that a slow upstream cannot delay a shutdown. */
export interface UpstreamClient extends Disposable {
  readonly name: string;
  /** Its address, which is also what copies are kept under. */
  readonly source: string;
  /** How long a packument is served before it is checked again. */
  readonly freshMs: number;
  readonly figures: UpstreamFigures;
  /**
   * Asks for a packument, conditionally when validators are known.
   *
   * @throws RegistryError `upstream_failed` or `upstream_timeout`; a failure is never an absence
   */
  packument(name: PackageName, known: Validators | null): Promise<PackumentAnswer>;
  /**
   * Opens a tarball. The stream fails when it is cut off or stalls.
   *
   * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
   */
  tarball(url: string): Promise<AsyncIterable<Uint8Array>>;
  /**
   * A small JSON document below the upstream's address, or null when it has none there.
   *
   * @throws RegistryError `upstream_failed`, `upstream_timeout`
   */
  document(path: string, maxBytes: number): Promise<unknown>;
  /**
   * So many packages that fit a text, after the first `from`, as the upstream's search has them.
   *
   * @throws RegistryError `upstream_failed` also when it has no search, `upstream_timeout`
   */
  search(text: string, size: number, from: number, deadline: AbortSignal): Promise<unknown>;
  /**
   * Advisories about versions by name, as the upstream knows them.
   *
   * @throws RegistryError `upstream_failed` also when it has no audit, `upstream_timeout`
   */
  audit(versions: Readonly<Record<string, readonly string[]>>, timeoutMs: number): Promise<unknown>;
}

/** Answers to a search and to an audit may be so long, in bytes. */
const maxSearchBytes = 8 * 1024 * 1024;
const maxAuditBytes = 16 * 1024 * 1024;

/** Speaks to one upstream registry. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const base = new URL(options.url.endsWith("/") ? options.url : `${options.url}/`);
  const counter = countUpstream(options.now);
  const { get, post } = createTransport({ ...options, base, counter });
  const slots = createSlots(options.maxConnections);
  const closing = new AbortController();
  const deadline = () => AbortSignal.any([AbortSignal.timeout(options.timeoutMs), closing.signal]);

  return {
    name: options.name,
    source: base.href,
    freshMs: options.freshMs,
    figures: counter.figures,

    async packument(name, known) {
      const headers: Record<string, string> = { accept: "application/json" };
      if (known?.etag) headers["if-none-match"] = known.etag;
      else if (known?.lastModified) headers["if-modified-since"] = known.lastModified;

      const signal = deadline();
      return await twice(signal, async () => {
        using _slot = await slots.take(signal);
        const response = await get(new URL(escapedName(name), base), headers, signal);
        if (response.status === 304 && known !== null) return { kind: "unchanged" };
        if (response.status === 404 || response.status === 410) {
          await response.body?.cancel();
          return { kind: "absent" };
        }
        if (response.status !== 200) {
          await response.body?.cancel();
          throw new RegistryError(
            "upstream_failed",
            `the upstream registry answered ${response.status} for ${name}`,
          );
        }
        const bytes = await readAll(
          response,
          counter,
          options.maxPackumentBytes,
          `the packument of ${name} is larger than upstream.max_packument_bytes`,
        );
        const etag = response.headers.get("etag");
        const lastModified = response.headers.get("last-modified");
        return { kind: "document", bytes, validators: { etag, lastModified } };
      });
    },

    async tarball(url) {
      const stall = new AbortController();
      const signal = AbortSignal.any([stall.signal, closing.signal]);
      const slot = await slots.take(closing.signal);
      const giveUp = () => {
        stall.abort();
        slot[Symbol.dispose]();
      };
      let timer = setTimeout(giveUp, options.timeoutMs);
      try {
        const response = await twice(signal, async () => {
          const found = await get(parseUrl(url), { "accept-encoding": "identity" }, signal);
          if (found.status === 404 || found.status === 410) {
            await found.body?.cancel();
            throw new RegistryError("not_found", "the upstream registry has no such tarball");
          }
          if (found.status !== 200 || found.body === null) {
            await found.body?.cancel();
            throw new RegistryError(
              "upstream_failed",
              `the upstream registry answered ${found.status} for a tarball`,
            );
          }
          return found;
        });
        return watched(response, counter, () => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, options.stallMs);
          return () => {
            clearTimeout(timer);
            slot[Symbol.dispose]();
          };
        });
      } catch (error) {
        clearTimeout(timer);
        slot[Symbol.dispose]();
        throw error;
      }
    },

    async document(path, maxBytes) {
      const signal = deadline();
      return await twice(signal, async () => {
        using _slot = await slots.take(signal);
        const response = await get(new URL(path, base), { accept: "application/json" }, signal);
        // Registries without such a document say so in several ways (npm-wire-protocol §15.3).
        if ([400, 404, 405, 410].includes(response.status)) {
          await response.body?.cancel();
          return null;
        }
        if (response.status !== 200) {
          await response.body?.cancel();
          throw new RegistryError(
            "upstream_failed",
            `the upstream registry answered ${response.status} for ${path}`,
          );
        }
        return await readJson(response, counter, path, maxBytes);
      });
    },

    async search(text, size, from, deadline) {
      const path = "-/v1/search";
      const query = new URLSearchParams({ text, size: `${size}`, from: `${from}` });
      const signal = AbortSignal.any([deadline, closing.signal]);
      return await once(signal, async () => {
        using _slot = await slots.take(signal);
        const url = new URL(`${path}?${query}`, base);
        const response = await get(url, { accept: "application/json" }, signal);
        return await readJson(await found(response, path), counter, path, maxSearchBytes);
      });
    },

    async audit(versions, timeoutMs) {
      const path = "-/npm/v1/security/advisories/bulk";
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closing.signal]);
      return await once(signal, async () => {
        using _slot = await slots.take(signal);
        const response = await post(new URL(path, base), JSON.stringify(versions), signal);
        return await readJson(await found(response, path), counter, path, maxAuditBytes);
      });
    },

    [Symbol.dispose]: () => closing.abort(),
  };
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) {
    throw new RegistryError(
      "upstream_failed",
      "the upstream registry names an unusable tarball URL",
    );
  }
  return url;
}

/** A search or an audit is worth no second attempt: somebody waits, and there are other answers. */
async function once<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    throw asUpstreamError(error, signal);
  }
}

/** @throws RegistryError `upstream_failed` for any status but 200 */
async function found(response: Response, path: string): Promise<Response> {
  if (response.status === 200) return response;
  await response.body?.cancel();
  throw new RegistryError(
    "upstream_failed",
    `the upstream registry answered ${response.status} for ${path}`,
  );
}

async function readJson(
  response: Response,
  counter: UpstreamCounter,
  path: string,
  maxBytes: number,
): Promise<unknown> {
  const tooLarge = `what the upstream registry has at ${path} is too large`;
  const bytes = await readAll(response, counter, maxBytes, tooLarge);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    throw new RegistryError("upstream_failed", "the upstream registry sent no readable JSON");
  }
}

/** One bounded retry inside the time budget, for failures that may pass; never for an answer. */
async function twice<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isPassing(error) || signal.aborted) throw asUpstreamError(error, signal);
  }
  try {
    return await attempt();
  } catch (error) {
    throw asUpstreamError(error, signal);
  }
}

function isPassing(error: unknown): boolean {
  return !(error instanceof RegistryError) || /answered (429|5\d\d)/.test(error.message);
}

function asUpstreamError(error: unknown, signal: AbortSignal): RegistryError {
  if (error instanceof RegistryError) return error;
  if (signal.aborted) {
    return new RegistryError("upstream_timeout", "the upstream registry did not answer in time");
  }
  return new RegistryError("upstream_failed", "the upstream registry cannot be reached");
}

async function readAll(
  response: Response,
  counter: UpstreamCounter,
  maxBytes: number,
  tooLarge: string,
) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    counter.read(chunk.byteLength);
    if (size > maxBytes) throw new RegistryError("upstream_failed", tooLarge);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Passes chunks on; fails when the stream stalls or ends before the length that was announced. */
async function* watched(
  response: Response,
  counter: UpstreamCounter,
  restartTimer: () => () => void,
): AsyncGenerator<Uint8Array> {
  const announced = Number(response.headers.get("content-length") ?? Number.NaN);
  let size = 0;
  let stop = restartTimer();
  try {
    for await (const chunk of response.body ?? []) {
      stop = restartTimer();
      size += chunk.byteLength;
      counter.read(chunk.byteLength);
      yield chunk;
    }
  } catch {
    throw new RegistryError("upstream_failed", "the upstream registry broke off a tarball");
  } finally {
    stop();
  }
  if (!Number.isNaN(announced) && size !== announced) {
    throw new RegistryError("upstream_failed", "the upstream registry broke off a tarball");
  }
}
