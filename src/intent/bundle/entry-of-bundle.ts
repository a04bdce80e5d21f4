import { byCodePoint } from "../canonical-json.ts";
import type { EntryCapabilities, RegistryEntry, RunnerKind } from "../entry.ts";
import { normalised } from "../python-text.ts";
import { riskOf } from "../risk.ts";
import { tokensOf } from "../tokens.ts";
import { readIntent } from "./intent-file.ts";
import type { Binding, PackManifest } from "./pack-manifest.ts";
import { checkPackSignature, type PackSigner } from "./pack-signature.ts";
import type { Bundle } from "./read-bundle.ts";

/** What the index says about a bundle but for where it is, built with the keys that are trusted here (namel3ss-registry §8). */
export function entryOfBundle(
  bundle: Bundle,
  signers: readonly PackSigner[],
): Omit<RegistryEntry, "source"> {
  const { manifest, bindings } = bundle;
  const { status, algorithm, verifiedBy } = checkPackSignature(
    bundle.signature,
    manifest.signerId,
    bundle.signingDigest,
    signers,
  );
  const runner = runnerOf(manifest, bindings);
  const phrases = phrasesOf(bundle);
  return {
    entry_version: 1,
    pack_id: manifest.id,
    pack_name: manifest.name,
    pack_version: manifest.version,
    pack_digest: bundle.digest,
    signer_id: manifest.signerId,
    verified_by: verifiedBy,
    signature: { status, algorithm },
    tools: sorted(manifest.tools),
    intent_text: normalised(bundle.intent),
    intent_tags: distinct([...phrases, ...manifest.tools].flatMap(tokensOf)),
    intent_phrases: phrases,
    capabilities: sortedSecrets(bundle.capabilities),
    ...(bundle.guarantees === null
      ? {}
      : {
          guarantees: {
            ...bundle.guarantees,
            secrets_allowed: distinct(bundle.guarantees.secrets_allowed ?? []),
          },
        }),
    runner: {
      default: runner,
      service_url: manifest.serviceUrl,
      container_image: manifest.containerImage,
    },
    risk: riskOf(bundle.capabilities, runner),
  };
}

function runnerOf(manifest: PackManifest, bindings: ReadonlyMap<string, Binding>): RunnerKind {
  const used = [...bindings.values()].map(({ runner }) => runner ?? manifest.defaultRunner);
  if (used.includes("container")) return "container";
  return used.includes("service") ? "service" : "local";
}

function phrasesOf({ intent, manifest, bindings }: Bundle): string[] {
  const sections = readIntent(intent);
  const purpose = sections.lines("What this pack does").slice(0, 1);
  const tools = sections.lines("Tools provided (English)").map(withoutDecoration);
  const said = [...purpose, ...tools].filter((phrase) => phrase !== "");
  return distinct([...(said.length > 0 ? said : [manifest.name]), ...bindings.keys()]);
}

/** Without leading dashes and one pair of quotes. */
function withoutDecoration(line: string): string {
  const text = line.replace(/^-+/, "").trim();
  const quote = text.charAt(0);
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

function sortedSecrets(capabilities: EntryCapabilities): EntryCapabilities {
  return { ...capabilities, secrets: distinct(capabilities.secrets) };
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort(byCodePoint);
}

function distinct(texts: readonly string[]): string[] {
  return sorted([...new Set(texts.filter((text) => text.trim() !== ""))]);
}
