import { z } from "zod";
import { isPackId } from "../bundle/read-bundle.ts";
import { byCodePoint } from "../canonical-json.ts";
import type { EntryFacts } from "../entries.store.ts";
import type { RegistryEntry } from "../entry.ts";
import { riskOf, riskOrder } from "../risk.ts";
import type { SourceEntry } from "./source.ts";

const text = (max: number) => z.string().min(1).max(max);
const texts = (maxCount: number, maxLength: number) => z.array(text(maxLength)).max(maxCount);

/** An entry of another registry (namel3ss-registry §3), with bounds; further members are dropped. */
const Entry = z.object({
  entry_version: z.literal(1),
  pack_id: text(256).refine(isPackId),
  pack_name: text(300),
  pack_version: text(256).regex(/^[\w.+-]+$/),
  pack_digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  intent_text: text(256 * 1024),
  risk: z.enum(riskOrder),
  signer_id: text(256).nullish(),
  verified_by: texts(100, 256),
  signature: z.object({
    status: z.enum(["verified", "unverified", "unsigned", "invalid"]),
    algorithm: text(100).nullable(),
  }),
  tools: texts(1000, 300),
  intent_tags: texts(2000, 300),
  intent_phrases: texts(1000, 2000),
  capabilities: z.object({
    filesystem: z.enum(["none", "read", "write"]),
    network: z.enum(["none", "outbound"]),
    env: z.enum(["none", "read"]),
    subprocess: z.enum(["none", "allow"]),
    secrets: texts(1000, 300),
  }),
  guarantees: z
    .object({
      no_filesystem_write: z.boolean(),
      no_filesystem_read: z.boolean(),
      no_network: z.boolean(),
      no_subprocess: z.boolean(),
      no_env_read: z.boolean(),
      no_env_write: z.boolean(),
      secrets_allowed: texts(1000, 300).optional(),
    })
    .nullish(),
  runner: z.object({
    default: z.enum(["local", "service", "container"]),
    service_url: text(2000).nullish(),
    container_image: text(2000).nullish(),
  }),
  source: z.object({ kind: z.enum(["local_file", "registry_url"]), uri: text(4000) }).optional(),
});

export interface Origin {
  readonly kind: RegistryEntry["source"]["kind"];
  readonly uri: string;
  /** Ids of keys whose verification by the source counts here; a stranger's word is no verification. */
  readonly believed: readonly string[];
}

/** Null for what is no entry. */
export function readEntry(value: unknown, origin: Origin): RegistryEntry | null {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return null;
  const { guarantees, signature, source, ...entry } = parsed.data;
  const verifiedBy = entry.verified_by.filter((id) => origin.believed.includes(id));
  const isClaimed = signature.status === "verified" && verifiedBy.length === 0;
  // Never where the entry says: it could lead anywhere.
  const uri = origin.kind === "local_file" ? (source?.uri ?? origin.uri) : origin.uri;
  return {
    ...entry,
    signer_id: entry.signer_id ?? null,
    verified_by: verifiedBy,
    signature: { ...signature, status: isClaimed ? "unverified" : signature.status },
    tools: sorted(entry.tools),
    intent_tags: sorted(entry.intent_tags),
    intent_phrases: sorted(entry.intent_phrases),
    capabilities: { ...entry.capabilities, secrets: sorted(entry.capabilities.secrets) },
    ...(guarantees == null
      ? {}
      : {
          guarantees: {
            ...guarantees,
            secrets_allowed: sorted(guarantees.secrets_allowed ?? []),
          },
        }),
    runner: {
      default: entry.runner.default,
      service_url: entry.runner.service_url ?? null,
      container_image: entry.runner.container_image ?? null,
    },
    source: { kind: origin.kind, uri },
  };
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort(byCodePoint);
}

/** An entry of a pack with what else is shown of it, as far as an entry tells. */
export function packOf(entry: RegistryEntry): SourceEntry {
  const isDeclared = entry.guarantees !== undefined;
  return {
    entry,
    facts: {
      kind: "pack",
      name: null,
      description: (entry.intent_phrases[0] ?? entry.pack_name).slice(0, 300),
      author: "",
      license: null,
      risk: isDeclared ? leastRisk(entry) : "high",
      isDeclared,
      publishedAt: new Date(0).toISOString(),
    },
  };
}

/** What an entry calls its risk, or what its own capabilities say, whichever is more. */
export function leastRisk({ risk, capabilities, runner }: RegistryEntry): EntryFacts["risk"] {
  const computed = riskOf(capabilities, runner.default);
  return riskOrder.indexOf(computed) > riskOrder.indexOf(risk) ? computed : risk;
}
