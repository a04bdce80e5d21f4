import { z } from "zod";
import { publicRegistry } from "../names/public-registry.ts";

const mebibyte = 1024 * 1024;
const bytes = () => z.int().min(1024);
const seconds = () => z.number().min(0);

const webUrl = () =>
  z.url({ protocol: /^https?$/ }).refine((url) => URL.parse(url)?.username === "", {
    error: "a token goes into token or token_command, not into the URL",
  });

/** Plain http could be anybody's list; on this machine there is nobody in between. */
const badListSource = z
  .string()
  .min(1)
  .max(2000)
  .refine((source) => !/^http:/i.test(source) || isLocalHost(URL.parse(source)?.hostname ?? ""), {
    error: "a list is asked for over https, or is a file",
  });

function isLocalHost(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** How to reach an upstream: the default one and each of `[[upstreams]]` have these. */
const access = {
  token: z
    .string()
    .regex(
      /\$\{\w+\}/,
      `name an environment variable, such as \${ACME_TOKEN}, or use token_command`,
    )
    .optional()
    .describe(`Token for the upstream's own origin, from the environment: \${NAME}.`),
  token_command: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Program and arguments that print the token; asked again when it is refused."),
  ca_file: z
    .string()
    .min(1)
    .optional()
    .describe("Certificates in PEM to trust for the upstream instead of the system's."),
  max_connections: z
    .int()
    .min(1)
    .max(256)
    .default(64)
    .describe("Requests to the upstream at the same time; further ones wait."),
  tarball_hosts: z
    .array(z.string().min(1))
    .default([])
    .describe("Further hosts that tarballs of the upstream may come from."),
};

/** A registry that is asked over the network: nobody in between may change what it says. */
const safeUrl = () =>
  webUrl().refine(isSafeAddress, { error: "use https (http for this machine alone)" });

/** Whether only this machine, or only the one that is named, can have written an answer. */
export function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const isHere = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isHere);
}

const sourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, "use small letters, digits, - and _")
  .refine((id) => id !== "local" && id !== "remote", {
    error: "local is this registry and remote an address that is given; choose another id",
  });

const Source = z.discriminatedUnion("kind", [
  z.strictObject({ id: sourceId, kind: z.literal("local_index"), path: z.string().min(1) }),
  z.strictObject({ id: sourceId, kind: z.literal("http"), url: safeUrl() }),
  z.strictObject({ id: sourceId, kind: z.literal("agentregistry"), url: safeUrl() }),
]);

const NamedUpstream = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "use small letters, digits and hyphens"),
  url: webUrl(),
  match: z.array(z.string().min(1).max(256)).min(1),
  fresh_seconds: seconds().optional(),
  timeout_seconds: seconds().optional(),
  stall_seconds: seconds().optional(),
  ...access,
});

/** Every setting, its default and what it means. `agentregistry config` prints these sentences. */
export const ConfigSchema = z.strictObject({
  home: z.string().min(1).describe("Folder that holds everything: data, cache, trust and run."),
  http: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(4873).describe("Port; 0 takes any free one."),
      listen: z
        .array(z.string().min(1))
        .min(1)
        .default(["127.0.0.1", "::1"])
        .describe(
          "Addresses to listen on. With any that is not loopback, every request needs a token.",
        ),
      public_url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(
          "Address that clients use, when it is not the one they connect to (a reverse proxy).",
        ),
      allowed_hosts: z
        .array(z.string().min(1))
        .default([])
        .describe("Further Host header values to answer to, beside loopback and public_url."),
      tls: z
        .boolean()
        .default(false)
        .describe(
          "Speak https: with tls_cert and tls_key, or a certificate for localhost of an own authority.",
        ),
      tls_cert: z.string().min(1).optional().describe("Certificate in PEM, chain included."),
      tls_key: z.string().min(1).optional().describe("Its private key in PEM."),
      requests_per_second: z
        .int()
        .min(0)
        .max(1_000_000)
        .default(200)
        .describe(
          "So many requests a second are taken from one address in the long run; 0 limits nobody. Tarballs from the cache do not count.",
        ),
      request_burst: z
        .int()
        .min(1)
        .max(10_000_000)
        .default(5000)
        .describe("So many at once, after a quiet time: an install is hundreds of them."),
      limit_loopback: z
        .boolean()
        .default(false)
        .describe("Whether that is also about this machine, or a reverse proxy on it."),
      max_publish_bytes: bytes()
        .default(100 * mebibyte)
        .describe("Largest publish request, in bytes of its JSON body."),
    })
    .prefault({}),
  upstream: z
    .strictObject({
      url: z
        .union([z.literal("none"), webUrl()])
        .default(publicRegistry)
        .describe('Registry to read through to, or "none".'),
      offline: z
        .boolean()
        .default(false)
        .describe("Serve only what is stored; never ask the upstream."),
      fresh_seconds: seconds()
        .default(300)
        .describe("How long a packument from the upstream is served before it is checked again."),
      timeout_seconds: seconds()
        .default(15)
        .describe("Longest wait for metadata from the upstream, retry included."),
      stall_seconds: seconds()
        .default(30)
        .describe("A tarball download that brings no byte for this long is given up."),
      ...access,
      max_packument_bytes: bytes()
        .default(200 * mebibyte)
        .describe("Largest packument taken from the upstream."),
    })
    .prefault({}),
  upstreams: z
    .array(NamedUpstream)
    .max(64)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, {
      error: "two upstreams have the same name",
    })
    .default([])
    .describe("Further registries; a name goes to the first whose match patterns fit it."),
  registries: z
    .strictObject({
      sources: z
        .array(Source)
        .max(16)
        .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
          error: "two sources have the same id",
        })
        .default([])
        .describe("Other registries of Experts and packs that are searched with this one."),
      default: z
        .array(z.string())
        .optional()
        .describe("Which are asked when none is named; without it, local ones alone."),
      timeout_seconds: seconds().default(5).describe("So long each of them may take to answer."),
    })
    .refine(
      ({ sources, default: ids = [] }) =>
        ids.every((id) => id === "local" || sources.some((source) => source.id === id)),
      { path: ["default"], error: "name sources by their ids, or local for this registry" },
    )
    .prefault({}),
  auth: z
    .strictObject({
      open_publish: z
        .boolean()
        .default(false)
        .describe("Let anybody who can connect publish; only for one person's own machine."),
      registration: z
        .boolean()
        .default(false)
        .describe("Let people make accounts themselves; else the owner adds them."),
    })
    .prefault({}),
  orgs: z
    .strictObject({
      auto_create: z
        .boolean()
        .default(true)
        .describe("The owner publishing to a free scope creates that organization."),
    })
    .prefault({}),
  scanner: z
    .strictObject({
      processes: z.int().min(1).max(64).default(2).describe("How many scans run at the same time."),
      timeout_seconds: seconds()
        .default(30)
        .describe("A scan that takes longer holds the package."),
    })
    .prefault({}),
  quarantine: z
    .strictObject({
      on_hold: z
        .enum(["hide", "refuse"])
        .default("hide")
        .describe("Whether held versions leave the packument, or stay listed and are refused."),
      fetch_log_days: z
        .int()
        .min(1)
        .max(3650)
        .default(180)
        .describe("How long it is remembered who was sent which tarball, for recalls."),
    })
    .prefault({}),
  approval: z
    .strictObject({
      passphrase: z
        .string()
        .regex(
          /^\$argon2id\$[!-~]{20,300}$/,
          "put the hash here that `agentregistry admin passphrase` prints, not the phrase itself",
        )
        .optional()
        .describe(
          "Hash of a phrase that approvals, allowlists and settings ask for once per session.",
        ),
    })
    .prefault({}),
  admin: z
    .strictObject({
      require_login: z
        .boolean()
        .default(true)
        .describe(
          "Whether the admin page asks who you are; off, any browser on this machine administers.",
        ),
      loopback: z
        .boolean()
        .default(true)
        .describe("Whether this machine reaches the admin page and channel whatever IP rules say."),
      messages_per_second: z
        .int()
        .min(1)
        .max(10_000)
        .default(20)
        .describe("So many messages a second are taken from one session of the admin channel."),
      audit_days: z
        .int()
        .min(1)
        .max(36_500)
        .default(30)
        .describe("How long the audit log keeps what no person decided; decisions stay for good."),
    })
    .prefault({}),
  search: z
    .strictObject({
      upstream: z
        .boolean()
        .default(true)
        .describe(
          "Search shows the upstream's packages after those published here; the words of a search are sent there.",
        ),
    })
    .prefault({}),
  audit: z
    .strictObject({
      upstream: z
        .boolean()
        .default(true)
        .describe(
          "Audits ask the upstream too; it is told names and versions of packages that come from it.",
        ),
    })
    .prefault({}),
  advisories: z
    .strictObject({
      sources: z
        .array(badListSource)
        .max(64)
        .default([])
        .describe("Lists of bad packages: https addresses or files, OSV records or names."),
      refresh_hours: z
        .number()
        .min(0.1)
        .max(500)
        .default(6)
        .describe("How often they are asked for again."),
    })
    .prefault({}),
  experts: z
    .strictObject({
      require_base_skill: z
        .boolean()
        .default(true)
        .describe(
          "Refuse Experts without the skill @perstack/base, without which they cannot run.",
        ),
    })
    .prefault({}),
  cache: z
    .strictObject({
      memory_bytes: bytes()
        .default(64 * mebibyte)
        .describe(
          "Memory for packuments that are ready to send, and a quarter of it more for Experts.",
        ),
      max_bytes: bytes()
        .default(20 * 1024 * mebibyte)
        .describe("Disk for tarballs of the upstream; the longest unused ones make room."),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z
        .enum(["debug", "info", "warn", "error"])
        .default("info")
        .describe("info logs changes and refusals, debug logs every request as well."),
    })
    .prefault({}),
});

export type Config = z.infer<typeof ConfigSchema>;

/** Environment variables and the setting that each one stands for. */
export const environment: Readonly<Record<string, string>> = {
  AGENTREGISTRY_HOME: "home",
  AGENTREGISTRY_PORT: "http.port",
  AGENTREGISTRY_PUBLIC_URL: "http.public_url",
  AGENTREGISTRY_UPSTREAM: "upstream.url",
  AGENTREGISTRY_OFFLINE: "upstream.offline",
  AGENTREGISTRY_LOG_LEVEL: "log.level",
};
