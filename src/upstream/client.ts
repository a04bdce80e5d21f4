import { RegistryError } from "../errors.ts";
import { escapedName, type PackageName } from "../names/package-name.ts";

export interface UpstreamOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly stallMs: number;
  /** Hosts beside the upstream's own that tarballs may come from. */
  readonly tarballHosts: readonly string[];
  readonly maxPackumentBytes: number;
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

export interface UpstreamClient {
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
}

const maxRedirects = 5;
const userAgent = "agentregistry";

/**
 * Speaks to one upstream registry. Nothing of a client's request is passed on: no token, no cookie,
 * no header (npm-wire-protocol §16.2).
 */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const base = new URL(options.url.endsWith("/") ? options.url : `${options.url}/`);
  const allowedHosts = new Set([base.host, ...options.tarballHosts]);

  /** Follows redirects only to hosts that are allowed, so that no answer can point us into a private network. */
  async function get(url: URL, headers: Record<string, string>, signal: AbortSignal) {
    let target = url;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      refuseForeignHost(target, allowedHosts);
      const response = await fetch(target, {
        headers: { "user-agent": userAgent, ...headers },
        redirect: "manual",
        signal,
      });
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return response;
      await response.body?.cancel();
      target = new URL(location, target);
    }
    throw new RegistryError("upstream_failed", "the upstream registry redirects in circles");
  }

  return {
    async packument(name, known) {
      const headers: Record<string, string> = { accept: "application/json" };
      if (known?.etag) headers["if-none-match"] = known.etag;
      else if (known?.lastModified) headers["if-modified-since"] = known.lastModified;

      const signal = AbortSignal.timeout(options.timeoutMs);
      return await twice(signal, async () => {
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
        const bytes = await readAll(response, options.maxPackumentBytes, name);
        const etag = response.headers.get("etag");
        const lastModified = response.headers.get("last-modified");
        return { kind: "document", bytes, validators: { etag, lastModified } };
      });
    },

    async tarball(url) {
      const stall = new AbortController();
      let timer = setTimeout(() => stall.abort(), options.timeoutMs);
      try {
        const response = await twice(stall.signal, async () => {
          const found = await get(parseUrl(url), { "accept-encoding": "identity" }, stall.signal);
          if (found.status === 404 || found.status === 410) {
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
        return watched(response, () => {
          clearTimeout(timer);
          timer = setTimeout(() => stall.abort(), options.stallMs);
          return () => clearTimeout(timer);
        });
      } catch (error) {
        clearTimeout(timer);
        throw error;
      }
    },
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

function refuseForeignHost(url: URL, allowed: ReadonlySet<string>): void {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (isWeb && url.username === "" && allowed.has(url.host)) return;
  throw new RegistryError(
    "upstream_failed",
    "the upstream registry points to a host that is not allowed; the owner can add it to " +
      "upstream.tarball_hosts",
  );
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

async function readAll(response: Response, maxBytes: number, name: PackageName) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new RegistryError(
        "upstream_failed",
        `the packument of ${name} is larger than upstream.max_packument_bytes`,
      );
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Passes chunks on; fails when the stream stalls or ends before the length that was announced. */
async function* watched(
  response: Response,
  restartTimer: () => () => void,
): AsyncGenerator<Uint8Array> {
  const announced = Number(response.headers.get("content-length") ?? Number.NaN);
  let size = 0;
  let stop = restartTimer();
  try {
    for await (const chunk of response.body ?? []) {
      stop = restartTimer();
      size += chunk.byteLength;
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
