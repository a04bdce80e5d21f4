import { z } from "zod";
import { requireScope } from "../../../access/permit.ts";
import { describeConfig } from "../../../config/load.ts";
import { listSources } from "../../../known-bad/refresh.ts";
import { registryHealth } from "../../../overview/health.ts";
import { listExperts } from "../../../packages/list-experts.ts";
import {
  digestOfPolicy,
  policyText,
  previewPolicy,
  writePolicy,
} from "../../../trust/change-policy.ts";
import { action } from "../action.ts";
import { limitOf, None } from "./fields.ts";

const PolicyField = z.string().max(200_000).describe("The text of trust/policy.toml.");

const getPolicy = action({
  name: "getPolicy",
  about: "The trust policy as it was written.",
  scope: "admin",
  input: None,
  answers: "policy",
  async run(app, { caller }) {
    const text = policyText(app, caller);
    return { text, digest: digestOfPolicy(text) };
  },
});

const previewPolicyAction = action({
  name: "previewPolicy",
  about: "Checks a trust policy and says what it would hide or show of what is stored.",
  scope: "admin",
  input: z.object({ text: PolicyField }),
  answers: "policyPreview",
  run: async (app, { caller }, { text }) => ({ ...(await previewPolicy(app, caller, text)) }),
});

const setPolicy = action({
  name: "setPolicy",
  about: "Puts a trust policy in force.",
  scope: "admin",
  input: z.object({
    text: PolicyField,
    digest: z
      .string()
      .max(100)
      .optional()
      .describe("Of the text that is to be replaced; another one is not."),
  }),
  answers: "policySet",
  async run(app, { caller }, { text, digest = null }) {
    await writePolicy(app, caller, text, digest);
    return { text, digest: digestOfPolicy(text) };
  },
});

const getConfig = action({
  name: "getConfig",
  about: "The settings in force and where each came from; what holds a secret is left out.",
  scope: "admin",
  input: None,
  answers: "config",
  async run(app, { caller }) {
    requireScope(caller, "admin");
    const described = describeConfig(app).map(({ key, value, ...rest }) => ({
      key,
      value: isSecret(key) && value !== null ? "…" : withoutSecrets(value),
      ...rest,
    }));
    return { settings: withoutSecrets(app.config), described, live: app.settings.current };
  },
});

const getHealth = action({
  name: "getHealth",
  about: "How the registry is, in figures.",
  scope: "admin",
  input: None,
  answers: "health",
  run: async (app) => ({ ...(await registryHealth(app)) }),
});

const getUpstreams = action({
  name: "getUpstreams",
  about: "The registries behind this one.",
  scope: "admin",
  input: None,
  answers: "upstreams",
  run: async (app) => ({
    isOffline: app.config.upstream.offline,
    upstreams: app.upstreams.all.map(({ name, source, figures }) => ({
      name,
      source,
      requests: figures.requests,
      failures: figures.failures,
      averageMs: figures.requests === 0 ? null : figures.ms / figures.requests,
      bytes: figures.bytes,
      lastOkAt: figures.lastOkAt,
    })),
  }),
});

const getSources = action({
  name: "getSources",
  about: "The lists of bad packages, and what became of asking them.",
  scope: "admin",
  input: None,
  answers: "sources",
  run: async (app, { caller }) => ({ sources: await listSources(app, caller) }),
});

const getExperts = action({
  name: "getExperts",
  about: "A page of all Experts, those that were changed last first.",
  scope: "admin",
  input: z.object({
    prefix: z.string().max(256).default("").describe("Beginning of the name."),
    query: z.string().max(256).default("").describe("Any part of the name."),
    take: limitOf(50, 100),
    skip: z.int().min(0).max(1_000_000).default(0),
  }),
  answers: "experts",
  async run(app, { caller }, { prefix, query: part, take, skip }) {
    const everybody = { isOwner: null, sort: "updatedAt", order: "desc" } as const;
    const named = { prefix: prefix.toLowerCase(), fragment: part.toLowerCase() };
    const query = { ...everybody, ...named, take, skip };
    const { experts, total } = await listExperts(app, async () => caller, query);
    return { total, experts: experts.map(({ expert }) => expert) };
  },
});

/** Tokens stand in the environment, never here; a command can hold one all the same. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecret(key) ? "…" : withoutSecrets(inner)]),
  );
}

function isSecret(key: string): boolean {
  return /token|pass|secret/.test(key);
}

export const systemActions = [
  getPolicy,
  previewPolicyAction,
  setPolicy,
  getConfig,
  getHealth,
  getUpstreams,
  getSources,
  getExperts,
];
