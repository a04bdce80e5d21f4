import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { upstreamPackument } from "../upstream/packument.ts";
import { hostedPackument } from "./hosted-packument.ts";
import { isHosted } from "./packages.store.ts";
import type { Packument } from "./packument.ts";
import { absent, nobodyAsks, requireRead, type WhoAsks } from "./rights.ts";

export interface DatedPackument {
  readonly packument: Packument;
  /** Milliseconds since the epoch from when on it has to be looked at again. */
  readonly freshUntil: number;
}

/**
 * The packument of a name, from the one origin that it has: a hosted name, and every name in a scope
 * that is owned here, is never asked of the upstream (dependency confusion).
 *
 * @param whoAsks found out only for a restricted package, which nobody sees without it
 * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
 */
export async function packumentOf(
  app: App,
  name: PackageName,
  whoAsks: WhoAsks = nobodyAsks,
): Promise<DatedPackument> {
  const found = await anyPackumentOf(app, name);
  if (found.packument.isRestricted) await requireRead(app, await whoAsks(), name);
  return found;
}

/** As `packumentOf`, for whoever then asks `isRestricted` before showing any of it. */
export async function anyPackumentOf(app: App, name: PackageName): Promise<DatedPackument> {
  const found = (await isHosted(app.db, name))
    ? await hostedPackument(app, name)
    : await upstreamPackument(app, name);
  if (found === null) throw absent(name);
  return found;
}
