import { readFileSync } from "node:fs";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { matchNames, type NameMatcher } from "../names/name-patterns.ts";
import type { PackageName } from "../names/package-name.ts";
import { createUpstreamClient, type UpstreamClient } from "./client.ts";
import { createCredentials } from "./credentials.ts";

/** The registries behind this one. */
export interface Upstreams extends Disposable {
  /**
   * The one that a name comes from: the first whose patterns match, else the default one. Null when
   * there is none, or offline. Nobody asks another one when it says no: a name has one origin, and
   * who could publish it elsewhere gains nothing by that (dependency confusion).
   */
  of(name: PackageName): UpstreamClient | null;
  readonly all: readonly UpstreamClient[];
  /** What names go to that no pattern matches. */
  readonly default: UpstreamClient | null;
}

export interface UpstreamsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly via: () => string;
  readonly now: () => Date;
}

/** @throws RegistryError `invalid` for a token variable that is not set or a file that is missing */
export function openUpstreams(config: Config, options: UpstreamsOptions): Upstreams {
  if (config.upstream.offline) return routed([], null);
  const named = config.upstreams.map((settings) => ({
    matches: matchNames(settings.match),
    client: open(settings.name, { ...settings, url: settings.url }, config, options),
  }));
  const { url } = config.upstream;
  const fallback =
    url === "none" ? null : open("default", { ...config.upstream, url }, config, options);
  return routed(named, fallback);
}

function routed(
  named: readonly { matches: NameMatcher; client: UpstreamClient }[],
  fallback: UpstreamClient | null,
): Upstreams {
  const all = [...named.map(({ client }) => client), ...(fallback === null ? [] : [fallback])];
  return {
    of: (name) => named.find(({ matches }) => matches(name))?.client ?? fallback,
    all,
    default: fallback,
    [Symbol.dispose]() {
      for (const client of all) client[Symbol.dispose]();
    },
  };
}

type Settings = Omit<Config["upstream"], "offline"> | Config["upstreams"][number];

function open(
  name: string,
  settings: Settings,
  config: Config,
  { env, via, now }: UpstreamsOptions,
): UpstreamClient {
  const { token, token_command, ca_file } = settings;
  return createUpstreamClient({
    name,
    url: settings.url,
    timeoutMs: (settings.timeout_seconds ?? config.upstream.timeout_seconds) * 1000,
    stallMs: (settings.stall_seconds ?? config.upstream.stall_seconds) * 1000,
    freshMs: (settings.fresh_seconds ?? config.upstream.fresh_seconds) * 1000,
    tarballHosts: settings.tarball_hosts,
    maxPackumentBytes: config.upstream.max_packument_bytes,
    maxConnections: settings.max_connections,
    credentials: createCredentials({ token, command: token_command, env }),
    ca: ca_file === undefined ? null : readCertificates(ca_file),
    via,
    now,
  });
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new RegistryError("invalid", `the ca_file ${file} of an upstream cannot be read`);
  }
}
