import { RegistryError } from "../errors.ts";
import { createAddressRules } from "./address-rules.ts";
import { type Circuit, createCircuit } from "./circuit.ts";
import type { Credentials } from "./credentials.ts";
import type { UpstreamCounter } from "./figures.ts";

export interface TransportOptions {
  readonly base: URL;
  /** Hosts beside the upstream's own that tarballs may come from. */
  readonly tarballHosts: readonly string[];
  readonly credentials: Credentials;
  /** Certificates in PEM that are trusted instead of the system's, or null. */
  readonly ca: string | null;
  /** What we add to the Via header, with the hops that the request which made us ask came through. */
  readonly via: () => string;
  readonly now: () => Date;
  readonly counter: UpstreamCounter;
}

export interface Transport {
  /**
   * One GET that follows redirects to allowed hosts.
   *
   * @throws RegistryError `upstream_failed` for a forbidden address, or at once while the host keeps
   *   failing
   */
  get(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>;
  /** One POST of JSON, whose answer is taken as it comes: redirects are not followed. */
  post(url: URL, body: string, signal: AbortSignal): Promise<Response>;
}

const maxRedirects = 5;
const userAgent = "agentregistry";

/**
 * How requests go out to one upstream. Nothing of a client's request is passed on but the Via header
 * that breaks loops: no token, no cookie (npm-wire-protocol §16.2). The upstream's own token is sent
 * to its origin and nowhere else, also after a redirect. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are
 * honoured by the runtime's fetch.
 */
export function createTransport(options: TransportOptions): Transport {
  const { base, credentials, ca } = options;
  const allowedHosts = new Set([base.host, ...options.tarballHosts]);
  const addresses = createAddressRules(base);
  const circuits = new Map<string, Circuit>();

  /** A search or an audit that fails says nothing about packages, which anybody could cut off so. */
  function circuitOf(url: URL): Circuit {
    const key = url.href.startsWith(`${base.href}-/`) ? `${base.href}-/` : url.host;
    const circuit = circuits.get(key) ?? createCircuit(options.now);
    circuits.set(key, circuit);
    return circuit;
  }

  async function once(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    body: string | null = null,
  ) {
    refuseForeignHost(url, allowedHosts);
    const circuit = circuitOf(url);
    if (!circuit.mayTry()) throw failing();
    const isOwn = url.origin === base.origin;
    const token = isOwn ? await credentials.token() : null;
    await addresses.refusePrivate(url);
    const startedAt = performance.now();
    const count = (isOk: boolean) => options.counter.answered(isOk, performance.now() - startedAt);
    try {
      const response = await fetch(url.href, {
        headers: {
          "user-agent": userAgent,
          via: options.via(),
          ...headers,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        redirect: "manual",
        signal,
        ...(body === null ? {} : { method: "POST", body }),
        ...(ca === null ? {} : { tls: { ca } }),
      });
      const isWell = response.status < 500;
      count(isWell && response.status !== 429);
      if (isWell) circuit.succeeded();
      else circuit.failed();
      if (isOwn && (response.status === 401 || response.status === 403)) credentials.forget();
      return response;
    } catch (error) {
      count(false);
      circuit.failed();
      throw error;
    }
  }

  return {
    async post(url, body, signal) {
      const headers = { accept: "application/json", "content-type": "application/json" };
      return await once(url, headers, signal, body);
    },

    async get(url, headers, signal) {
      let target = url;
      for (let hop = 0; hop <= maxRedirects; hop++) {
        const response = await once(target, headers, signal);
        const location = response.headers.get("location");
        if (response.status < 300 || response.status > 399 || location === null) return response;
        await response.body?.cancel();
        const next = URL.parse(location, target.href);
        if (next === null) break;
        target = next;
      }
      throw new RegistryError("upstream_failed", "the upstream registry redirects in circles");
    },
  };
}

function failing(): RegistryError {
  return new RegistryError(
    "upstream_failed",
    "the upstream registry failed several times in a row; it is asked again in a few seconds",
    { headers: { "retry-after": "5" } },
  );
}

/** Only hosts that are allowed, so that no answer can point us anywhere else. */
function refuseForeignHost(url: URL, allowed: ReadonlySet<string>): void {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (isWeb && url.username === "" && allowed.has(url.host)) return;
  throw new RegistryError(
    "upstream_failed",
    "the upstream registry points to a host that is not allowed; the owner can add it to " +
      "upstream.tarball_hosts",
  );
}
