import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { capabilityKinds } from "../../intent/catalogue.ts";
import { riskOrder } from "../../intent/risk.ts";
import type { ShownVersion } from "../../intent/shown.ts";

export const Risk = z.enum(riskOrder);
export const Capability = z.enum(capabilityKinds);

/** Clients of packs append their paths to this. */
export const sourceRoot = "/-/intent";

export const Version = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  digest: z.string().describe("SHA-256 of the bundle; it is fetched by it."),
  kind: z.enum(["expert", "pack"]),
  description: z.string(),
  license: z.string().nullable(),
  published_at: z.string(),
  intent_text: z.string(),
  intent_phrases: z.array(z.string()),
  tools: z.array(z.string()),
  capabilities: z
    .object({
      filesystem: z.string(),
      network: z.string(),
      env: z.string(),
      subprocess: z.string(),
      secrets: z.array(z.string()).describe("Names of secrets."),
      declared: z.boolean().describe("Whether all that it may touch is known."),
    })
    .describe("The most that its tools may touch."),
  guarantees: z.record(z.string(), z.unknown()).nullable(),
  runner: z.record(z.string(), z.unknown()),
  risk: Risk.describe("What is not known counts as high."),
  signature: z.object({
    status: z.enum(["verified", "unverified", "unsigned", "invalid"]),
    algorithm: z.string().nullable(),
    signer_id: z.string().nullable(),
    verified_by: z.array(z.string()),
  }),
  trust: z.object({
    status: z.enum(["trusted", "untrusted", "blocked"]),
    verified: z.boolean(),
    policy_status: z.enum(["allowed", "blocked"]),
    policy_reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
    policy_source: z.string(),
  }),
  compatibility: z.object({
    installed: z.string().nullable(),
    status: z.enum(["not_installed", "unknown", "same", "incompatible", "upgrade", "downgrade"]),
    reason: z.string().nullable(),
  }),
  install: z.object({
    npm: z.string().nullable().describe("Null for a pack."),
    n3: z.string(),
    fetch: z.string().nullable().describe("Takes it over into this registry; null where it is."),
  }),
  source: z.object({ id: z.string(), kind: z.string(), url: z.string().nullable() }),
});

/** A version as programs read it. */
export function versionBody(
  { stored, entry, trust, compatibility, from }: ShownVersion,
  base: string,
): z.input<typeof Version> {
  const { facts } = stored;
  const { signature, signer_id: signerId, verified_by: verifiedBy } = entry;
  const source = from ?? { id: "local", kind: "agentregistry", url: `${base}${sourceRoot}` };
  return {
    id: entry.pack_id,
    name: entry.pack_name,
    version: entry.pack_version,
    digest: entry.pack_digest,
    kind: facts.kind,
    description: facts.description,
    license: facts.license,
    published_at: facts.publishedAt,
    intent_text: entry.intent_text,
    intent_phrases: [...entry.intent_phrases],
    tools: [...entry.tools],
    capabilities: {
      ...entry.capabilities,
      secrets: [...entry.capabilities.secrets],
      declared: facts.isDeclared,
    },
    guarantees: entry.guarantees === undefined ? null : { ...entry.guarantees },
    runner: { ...entry.runner },
    risk: facts.risk,
    signature: { ...signature, signer_id: signerId ?? null, verified_by: [...verifiedBy] },
    trust: {
      status: trust.status,
      verified: trust.isVerified,
      policy_status: trust.isAllowed ? "allowed" : "blocked",
      policy_reasons: [...trust.reasons],
      policy_source: trust.source,
    },
    compatibility,
    install: installCommands(stored, base, from),
    source: { ...source },
  };
}

function installCommands(
  { packId, version, facts }: ShownVersion["stored"],
  base: string,
  from: ShownVersion["from"],
): z.input<typeof Version>["install"] {
  const key = `${packId}@${version}`;
  const registry = from === undefined ? base : from.kind === "agentregistry" ? from.url : null;
  const address = registry === null ? (from?.url ?? null) : `${registry}${sourceRoot}`;
  const canNpm = facts.name !== null && registry !== null;
  const wanted = from?.id === "remote" ? from.url : from?.id;
  return {
    npm: canNpm ? `npm install ${facts.name}@${version} --registry ${registry}/` : null,
    n3: `n3 pack add ${key}${address === null ? "" : ` --registry ${address}`}`,
    fetch: wanted == null ? null : `agentregistry registry fetch ${key} --registry ${wanted}`,
  };
}

/** A number inside of bounds, as digits. */
export function whole(min: number, max: number, usual: number) {
  return z
    .string()
    .default(String(usual))
    .transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN))
    .pipe(z.number(`must be a whole number from ${min} to ${max}`).min(min).max(max));
}

const maxInstalled = 200;

/** `id@version,id@version` as a map. */
export const Installed = z
  .string()
  .max(20_000)
  .default("")
  .transform((text): ReadonlyMap<string, string> => {
    const pairs = text.split(",").filter((pair) => pair.trim() !== "");
    if (pairs.length > maxInstalled) {
      throw new RegistryError("invalid", `installed names over ${maxInstalled} versions`);
    }
    return new Map(
      pairs.map((pair): [string, string] => {
        const at = pair.lastIndexOf("@");
        if (at < 1)
          throw new RegistryError("invalid", "installed has the form id@version,id@version");
        return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      }),
    );
  });
