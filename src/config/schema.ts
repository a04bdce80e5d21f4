import { z } from "zod";

const mebibyte = 1024 * 1024;
const bytes = () => z.int().min(1024);
const seconds = () => z.number().min(0);

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
      max_publish_bytes: bytes()
        .default(100 * mebibyte)
        .describe("Largest publish request, in bytes of its JSON body."),
    })
    .prefault({}),
  upstream: z
    .strictObject({
      url: z
        .union([z.literal("none"), z.url({ protocol: /^https?$/ })])
        .default("https://registry.npmjs.org")
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
      tarball_hosts: z
        .array(z.string().min(1))
        .default([])
        .describe("Further hosts that tarballs of the upstream may come from."),
      max_packument_bytes: bytes()
        .default(200 * mebibyte)
        .describe("Largest packument taken from the upstream."),
    })
    .prefault({}),
  auth: z
    .strictObject({
      open_publish: z
        .boolean()
        .default(false)
        .describe("Let anybody who can connect publish; only for one person's own machine."),
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
    })
    .prefault({}),
  cache: z
    .strictObject({
      memory_bytes: bytes()
        .default(64 * mebibyte)
        .describe("Memory for packuments that are ready to send."),
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
