import { z } from "zod";
import type { Found } from "../../../../intent/discover.ts";
import { discoverAcross } from "../../../../intent/sources/federate.ts";
import { selectSources } from "../../../../intent/sources/select-sources.ts";
import { Capability, Risk, versionBody } from "../../../namel3ss/wire.ts";
import { limitInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";
import { isPlain, Untrusted, untrusted } from "../untrusted.ts";

const maxPhrases = 10;

const Grants = z.object({
  filesystem: z.string(),
  network: z.string(),
  env: z.string(),
  subprocess: z.string(),
  secrets: z.array(z.string()).describe("Names of secrets."),
  declared: z.boolean().describe("Whether all that it may touch is known."),
});

export const discoverTool = tool({
  name: "discover",
  title: "Find Experts and packs for a purpose",
  description:
    "Experts (agents' definitions) and packs that can do something, described in plain words: the most " +
    "trusted first, with what they may touch, how risky that is, and whether this registry allows them.",
  hints: reads,
  input: z.object({
    intent: z.string().max(2000).describe("What is wanted, in plain words; empty for everything."),
    capability: Capability.optional().describe("Only what has this capability."),
    risk: Risk.optional().describe("Only what has this risk."),
    limit: limitInput(10, 50),
  }),
  output: z.object({
    results: z.array(
      z.object({
        id: z.string(),
        version: z.string(),
        kind: z.enum(["expert", "pack"]),
        why: z.string().describe("Which of the words fit."),
        score: z.number(),
        name: Untrusted.nullable(),
        description: Untrusted.nullable(),
        phrases: z.array(Untrusted).describe("What it says that it can be asked for."),
        capabilities: Grants,
        risk: Risk,
        trust: z.object({
          status: z.enum(["trusted", "untrusted", "blocked"]),
          verified: z.boolean(),
          reasons: z.array(z.string()).describe("Why this registry blocks it."),
        }),
        digest: z.string().describe("SHA-256 of the bundle."),
        install: z.string().nullable().describe("Null where npm cannot install it."),
        source: z.string().describe("Id of the registry that has it; local is this one."),
      }),
    ),
    total: z.int(),
    unanswered: z.array(z.string()).describe("Ids of registries that gave no answer."),
  }),
  async run(app, { input: { intent: text, capability = null, risk = null, limit }, base }) {
    const selection = await selectSources(app, {
      registries: null,
      isOffline: false,
      requireAddress: async () => {},
    });
    const question = { text, capability, risk, limit, installed: new Map() };
    const { found, total, sources } = await discoverAcross(app, question, selection);
    return {
      results: found.map((one) => resultOf(one, base)),
      total,
      unanswered: sources.flatMap(({ id, failure }) => (failure === null ? [] : [id])),
    };
  },
});

function resultOf(found: Found, base: string) {
  const shown = versionBody(found, base);
  const { id, version, kind, digest, risk, trust, source } = shown;
  return {
    id,
    version,
    kind,
    why: found.why,
    score: Math.round(found.score * 100) / 100,
    name: untrusted(shown.name, 200),
    description: untrusted(shown.description, 500),
    phrases: shown.intent_phrases.slice(0, maxPhrases).flatMap((one) => untrusted(one, 200) ?? []),
    capabilities: {
      ...shown.capabilities,
      secrets: shown.capabilities.secrets.filter(isPlain).slice(0, 50),
    },
    risk,
    trust: {
      status: trust.status,
      verified: trust.verified,
      reasons: trust.policy_reasons.map(({ sentence }) => sentence),
    },
    digest,
    install: shown.install.npm,
    source: source.id,
  };
}
