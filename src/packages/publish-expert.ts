import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { parseDefinition } from "../expert/definition.ts";
import { expertTarball } from "../expert/tarball.ts";
import type { DistTag } from "../names/version.ts";
import { type Expert, findPublished } from "./experts.ts";
import { alreadyPublished } from "./packages.store.ts";
import { publish } from "./publish.ts";

/** Longest tarball that a definition within its limits can become, in bytes. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Publishes an Expert from its definition alone: the registry makes the tarball that a publisher of npm
 * would send. It takes `latest`, as every new version of an Expert does.
 *
 * @param input the definition as it was sent, unchecked
 * @throws RegistryError `invalid` with everything that is wrong with the definition, and as `publish`;
 *   `conflict` also for the same definition again (perstack-registry §9)
 */
export async function publishExpert(
  app: App,
  caller: Caller,
  input: unknown,
  tags: readonly DistTag[],
): Promise<Expert> {
  const definition = parseDefinition(input);
  const { name, version } = definition;
  const { bytes, manifest, readme } = expertTarball(definition);
  await using tarball = await app.blobs.stage(once(bytes), maxBytes);
  const { isRepeat } = await publish(app, caller, {
    name,
    version,
    manifest,
    readme,
    tags: ["latest" as DistTag, ...tags],
    access: null,
    provenance: null,
    tarball,
    declared: { integrity: tarball.integrity },
  });
  if (isRepeat) throw alreadyPublished(name, version);
  return await findPublished(app, name, version);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
