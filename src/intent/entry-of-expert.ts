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
): Omit<RegistryEntry, "source"> {
  const entry = entryOfBundle(expertPack(expert).bundle, []);
  const { status, algorithm, signerId, verifiedBy } = signature;
  const { name, description, instruction, skills, delegates } = expert.definition;
  return {
    ...entry,
    signer_id: signerId,
    verified_by: [...verifiedBy].sort(byCodePoint),
    signature: { status, algorithm },
    intent_tags: withTags(entry.intent_tags, [
      name,
      description,
      ...Object.entries(skills).map(([key, skill]) => `${key} ${skill.description}`),
      ...delegates,
      instruction.slice(0, maxInstruction),
    ]),
  };
}

const maxTags = 400;

/** Tags with the words of further texts, as long as there is room. */
export function withTags(known: readonly string[], texts: readonly string[]): readonly string[] {
  const tags = new Set(known);
  for (const word of texts.flatMap(tokensOf)) {
    if (tags.size >= maxTags) break;
    tags.add(word);
  }
  return [...tags].sort(byCodePoint);
}
