import { entryOfBundle } from "./bundle/entry-of-bundle.ts";
import { byCodePoint } from "./canonical-json.ts";
import type { EntrySignature, RegistryEntry } from "./entry.ts";
import { expertPack, type PublishedExpert } from "./expert-pack.ts";
import { tokensOf } from "./tokens.ts";

/** How the signature over an Expert's definition was checked, with the ids of the trusted keys. */
export interface ExpertSignature extends EntrySignature {
  readonly signerId: string | null;
  readonly verifiedBy: readonly string[];
}

const maxTags = 400;
const maxInstruction = 2_000;

/**
 * What the index says about a version of an Expert. Clients for packs search by tags alone, so its tags
 * hold every word by which it should be found.
 *
 * @throws RegistryError `invalid` for what no bundle can hold
 */
export function entryOfExpert(
  expert: PublishedExpert,
  signature: ExpertSignature,
  source: RegistryEntry["source"],
): RegistryEntry {
  const entry = entryOfBundle(expertPack(expert).bundle, [], source);
  const { status, algorithm, signerId, verifiedBy } = signature;
  return {
    ...entry,
    signer_id: signerId,
    verified_by: [...verifiedBy].sort(byCodePoint),
    signature: { status, algorithm },
    intent_tags: tagsOf(expert, entry.intent_tags),
  };
}

function tagsOf({ definition }: PublishedExpert, known: readonly string[]): readonly string[] {
  const { name, description, instruction, skills, delegates } = definition;
  const texts = [
    name,
    description,
    ...Object.entries(skills).map(([key, skill]) => `${key} ${skill.description}`),
    ...delegates,
    instruction.slice(0, maxInstruction),
  ];
  const tags = new Set([...known, ...texts.flatMap(tokensOf)]);
  return [...tags].slice(0, maxTags).sort(byCodePoint);
}
