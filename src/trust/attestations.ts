import { z } from "zod";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { escapedName, type PackageName } from "../names/package-name.ts";
import { isHosted } from "../packages/packages.store.ts";
import { cacheAttestations, findAttestations, findCachedAttestations } from "./trust.store.ts";

/** As much of the document as clients rely on; bundles pass as they are. */
const Attestations = z.object({
  attestations: z
    .array(z.looseObject({ predicateType: z.string(), bundle: z.looseObject({}) }))
    .min(1)
    .max(20),
});

const maxBytes = 8 * 1024 * 1024;

/**
 * The attestations of a version as JSON text: those that were published here, or the upstream's, kept
 * for good once fetched, because they never change for a version.
 *
 * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
 */
export async function attestationsOf(
  app: Pick<App, "db" | "cacheDb" | "now" | "flights" | "upstreams">,
  name: PackageName,
  version: string,
): Promise<string> {
  if (await isHosted(app.db, name)) {
    const stored = await findAttestations(app.db, name, version);
    if (stored.length === 0) throw absent(name, version);
    return JSON.stringify({
      attestations: stored.map(({ predicateType, bundle }) => ({
        predicateType,
        bundle: JSON.parse(bundle) as unknown,
      })),
    });
  }
  const upstream = app.upstreams.of(name);
  if (upstream === null) throw absent(name, version);
  const { source } = upstream;
  const copy = await findCachedAttestations(app.cacheDb, source, name, version);
  if (copy !== null) return copy;

  return await app.flights.run(`attestations ${name}@${version}`, async () => {
    const path = `-/npm/v1/attestations/${escapedName(name)}@${encodeURIComponent(version)}`;
    const answer = await upstream.document(path, maxBytes);
    if (answer === null) throw absent(name, version);
    const parsed = Attestations.safeParse(answer);
    if (!parsed.success) {
      throw new RegistryError("upstream_failed", "the upstream registry sent no attestations");
    }
    const document = JSON.stringify(parsed.data);
    const at = app.now().toISOString();
    await cacheAttestations(app.cacheDb, source, name, version, document, at);
    return document;
  });
}

function absent(name: PackageName, version: string): RegistryError {
  return new RegistryError("not_found", `there are no attestations of ${name}@${version}`);
}
