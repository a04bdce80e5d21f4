import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { upstreamPackument } from "../upstream/packument.ts";
import { hostedPackument } from "./hosted-packument.ts";
import { isHosted } from "./packages.store.ts";
import type { Packument } from "./packument.ts";

export interface DatedPackument {
  readonly packument: Packument;
  /** Milliseconds since the epoch from when on it has to be looked at again. */
  readonly freshUntil: number;
}

/**
 * The packument of a name, from the one origin that it has: a hosted name, and every name in a scope
 * that is owned here, is never asked of the upstream (dependency confusion).
 *
 * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
 */
export async function packumentOf(app: App, name: PackageName): Promise<DatedPackument> {
  const found = (await isHosted(app.db, name))
    ? await hostedPackument(app, name)
    : await upstreamPackument(app, name);
  if (found === null) {
    throw new RegistryError("not_found", `there is no package ${name} in this registry`);
  }
  return found;
}
