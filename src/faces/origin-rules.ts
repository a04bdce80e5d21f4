import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";

/** Which Host header values are ours, and what address a client that sent one uses for us. */
export interface OriginRules {
  /**
   * @throws RegistryError `forbidden` for a Host that is not ours: a page on the web can make a
   *   browser talk to loopback under a name of its own (DNS rebinding)
   */
  baseOf(request: Request): string;
  /**
   * @throws RegistryError `forbidden` when a page of another origin tries to change something
   */
  refuseForeignOrigin(request: Request): void;
}

export function createOriginRules(config: Config, port: number): OriginRules {
  const publicUrl = config.http.public_url?.replace(/\/+$/, "");
  const { tls, tls_cert: cert } = config.http;
  const scheme = tls || cert !== undefined ? "https" : "http";
  const names = ["localhost", "127.0.0.1", "[::1]"];
  const hosts = new Set([
    ...names.flatMap((name) => [name, `${name}:${port}`]),
    ...config.http.allowed_hosts.map((host) => host.toLowerCase()),
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).host]),
  ]);
  /** Other schemes and ports of the same machine are other origins: somebody else may listen there. */
  const origins = new Set([
    ...names.map((name) => new URL(`${scheme}://${name}:${port}`).origin),
    ...config.http.allowed_hosts.flatMap((host) => [`http://${host}`, `https://${host}`]),
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin]),
  ]);
  const bases = new Map([...hosts].map((host) => [host, publicUrl ?? `${scheme}://${host}`]));

  const find = (host: string | null): string | undefined => {
    if (host === null) return undefined;
    return bases.get(host) ?? bases.get(host.toLowerCase().replace(/\.(?=:|$)/, ""));
  };

  return {
    baseOf(request) {
      const base = find(request.headers.get("host"));
      if (base !== undefined) return base;
      throw new RegistryError(
        "forbidden",
        "this registry does not answer to that Host; the owner can add it to http.allowed_hosts",
        { fields: { code: "host_not_allowed" } },
      );
    },

    refuseForeignOrigin(request) {
      const { headers } = request;
      const origin = headers.get("origin");
      const site = headers.get("sec-fetch-site");
      const isOurs = origin === null || origins.has(origin.toLowerCase());
      const isForeignSite = site === "cross-site" || site === "same-site";
      if (isOurs && !isForeignSite) return;
      throw new RegistryError("forbidden", "a page of another origin cannot change anything here", {
        fields: { code: "origin_not_allowed" },
      });
    },
  };
}
