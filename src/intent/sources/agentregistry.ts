import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { parseDefinition } from "../../expert/definition.ts";
import { definitionDigest } from "../../expert/normal-form.ts";
import { parsePackageName } from "../../names/package-name.ts";
import { type DetachedSignature, ExpertSignatureSchema } from "../../trust/expert-signature.ts";
import { maxBundleBytes } from "../bundle/read-bundle.ts";
import { byCodePoint } from "../canonical-json.ts";
import { riskOrder } from "../risk.ts";
import { tokensOf } from "../tokens.ts";
import { requestBytes, requestJson, type SourceRequest } from "./request.ts";
import {
  maxEntries,
  type Source,
  type SourceAnswer,
  type SourceEntry,
  type SourceExpert,
  type SourceQuestion,
} from "./source.ts";
import { leastRisk, readEntry } from "./source-entry.ts";

const maxAnswerBytes = 16 * 1024 * 1024;
const pageSize = 200;
const maxFound = 100;

/** Another registry of this kind; Experts can be fetched from it as well as packs. */
export function openAgentRegistry(id: string, url: string, via: () => string): Source {
  const base = url.replace(/\/+$/, "");
  const address = `${base}/-/intent`;
  const get = (path: string, signal: AbortSignal) =>
    requestJson(`${base}${path}`, {
      method: "GET",
      maxBytes: maxAnswerBytes,
      signal,
      via: via(),
    } satisfies SourceRequest);

  async function everything(signal: AbortSignal): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    for (let after: string | null = ""; after !== null && found.length < maxEntries; ) {
      const query = new URLSearchParams({ after, limit: String(pageSize), registry: "local" });
      const page = Page.safeParse(await get(`/-/intent/packs?${query}`, signal));
      if (!page.success) throw notUnderstood();
      const { packs, next }: z.infer<typeof Page> = page.data;
      found.push(...packs.flatMap(({ versions }) => versions));
      // A next page that does not lead on would go on for ever.
      after = next !== null && next > after ? next : null;
    }
    return found;
  }

  async function ask(question: SourceQuestion, signal: AbortSignal): Promise<readonly unknown[]> {
    if (question.kind === "everything") return await everything(signal);
    if (question.kind === "id") {
      const path = `/-/intent/info/${encodeURIComponent(question.id)}?registry=local`;
      const answer = await get(path, signal);
      return answer === null ? [] : read(Versions, answer).versions;
    }
    const query = new URLSearchParams({
      q: question.text,
      limit: String(maxFound),
      // Its own alone: two registries that name each other would ask each other for ever.
      registry: "local",
      ...(question.capability === null ? {} : { capability: question.capability }),
      ...(question.risk === null ? {} : { risk: question.risk }),
    });
    return read(Results, await get(`/-/intent/discover?${query}`, signal)).results;
  }

  return {
    id,
    kind: "agentregistry",
    url: base,

    async find(question, signal): Promise<SourceAnswer> {
      const told = await ask(question, signal);
      const entries = told.slice(0, maxEntries).flatMap((value) => {
        const entry = entryOf(value, address);
        return entry === null ? [] : [entry];
      });
      return { entries, dropped: told.length - entries.length };
    },

    async bundle({ pack_digest: digest }, signal) {
      const bytes = await requestBytes(`${address}/bundle/${digest}`, {
        method: "GET",
        maxBytes: maxBundleBytes,
        signal,
        via: via(),
      });
      if (bytes !== null) return bytes;
      throw new RegistryError("upstream_failed", "it has no such bundle");
    },

    async expert(name, version, signal): Promise<SourceExpert> {
      const key = encodeURIComponent(`${name}@${version}`);
      const { expert } = read(Expert, await get(`/api/registry/v1/experts/${key}`, signal)).data;
      const definition = parseDefinition(expert);
      const digest = definitionDigest(definition);
      const isAsked = definition.name === name && definition.version === version;
      if (!isAsked || (expert.digest !== undefined && expert.digest !== digest)) {
        throw new RegistryError("upstream_failed", "it answered with another Expert");
      }
      const path = `/-/signature/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
      return { definition, digest, signatures: signaturesIn(await get(path, signal)) };
    },
  };
}

const Page = z.object({
  packs: z.array(z.object({ versions: z.array(z.unknown()) })),
  next: z.string().max(256).nullable(),
});
const Versions = z.object({ versions: z.array(z.unknown()) });
const Results = z.object({ results: z.array(z.unknown()) });
const Expert = z.object({
  data: z.object({ expert: z.looseObject({ digest: z.string().optional() }) }),
});
const Signatures = z.object({ signatures: z.array(z.looseObject({})).max(100) });

function read<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw notUnderstood();
}

function notUnderstood(): RegistryError {
  return new RegistryError("upstream_failed", "its answer is not that of a registry of this kind");
}

/** What is no signature is none; the others are checked with the keys that are trusted here. */
function signaturesIn(answer: unknown): readonly DetachedSignature[] {
  const parsed = Signatures.safeParse(answer);
  if (!parsed.success) return [];
  return parsed.data.signatures.flatMap(({ signer, algorithm, digest, value }) => {
    const signature = ExpertSignatureSchema.safeParse({ signer, algorithm, digest, value });
    return signature.success ? [signature.data] : [];
  });
}

/** A version as `/-/intent/discover` shows it. */
const Shown = z.looseObject({
  id: z.unknown(),
  name: z.unknown(),
  version: z.unknown(),
  digest: z.unknown(),
  kind: z.enum(["expert", "pack"]),
  description: z.string().max(10_000),
  license: z.string().max(300).nullable(),
  published_at: z.string().max(40),
  intent_text: z.string(),
  intent_phrases: z.array(z.string()).max(1000),
  tools: z.array(z.string()).max(1000),
  capabilities: z.looseObject({ declared: z.boolean() }),
  risk: z.enum(riskOrder),
  signature: z.looseObject({ signer_id: z.unknown() }),
  install: z.looseObject({ npm: z.string().max(2000).nullable() }),
});

const maxIntentText = 4_000;

/** Names end up in commands that people copy. */
function isPackageName(text: string): boolean {
  try {
    return parsePackageName(text) === text;
  } catch {
    return false;
  }
}

function entryOf(value: unknown, address: string): SourceEntry | null {
  const parsed = Shown.safeParse(value);
  if (!parsed.success) return null;
  const shown = parsed.data;
  const { intent_text: intent, intent_phrases: phrases, tools, description, risk } = shown;
  const words = [...phrases, ...tools, description, intent.slice(0, maxIntentText)];
  const entry = readEntry(
    {
      ...shown,
      entry_version: 1,
      pack_id: shown.id,
      pack_name: shown.name,
      pack_version: shown.version,
      pack_digest: shown.digest,
      signer_id: shown.signature.signer_id,
      verified_by: [],
      intent_tags: [...new Set(words.flatMap(tokensOf))].sort(byCodePoint).slice(0, 1000),
      source: undefined,
    },
    { kind: "registry_url", uri: address, believed: [] },
  );
  if (entry === null || (shown.kind === "expert" && !isPackageName(entry.pack_name))) return null;
  const isDeclared = shown.capabilities.declared;
  return {
    entry,
    facts: {
      kind: shown.kind,
      name: shown.kind === "expert" ? entry.pack_name : null,
      description,
      author: "",
      license: shown.license,
      risk: isDeclared ? leastRisk({ ...entry, risk }) : "high",
      isDeclared,
      publishedAt: shown.published_at,
    },
  };
}
