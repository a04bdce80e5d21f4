import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import { bestMatch } from "../names/version.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { renderVersion } from "./packument.ts";
import { packumentOf } from "./packument-of.ts";
import { refuseWithheld } from "./refuse-withheld.ts";
import { nobodyAsks, type WhoAsks } from "./rights.ts";

/** Longer ones are no range that people write, and each part of one is compared with every version. */
const maxRangeLength = 256;

export interface FoundVersion {
  readonly manifest: JsonObject;
  /** The answer is for this caller and for no cache. */
  readonly isRestricted: boolean;
}

/**
 * One version of a package by its number, a dist-tag or a range, with the tarball's URL below `base`.
 *
 * @throws RegistryError `not_found`, `blocked` when that version is held, and as `packumentOf`
 */
export async function findVersionOf(
  app: App,
  name: PackageName,
  wanted: string,
  base: string,
  whoAsks: WhoAsks = nobodyAsks,
): Promise<FoundVersion> {
  const { packument } = await packumentOf(app, name, whoAsks);
  const versions = packument.versions.map((v) => v.version);
  const version = versions.includes(wanted)
    ? wanted
    : (packument.tags.get(wanted) ?? matchOf(versions, wanted));
  const found = packument.versions.find((v) => v.version === version);
  const { isRestricted } = packument;
  if (found !== undefined) return { manifest: renderVersion(name, found, base), isRestricted };

  const withheld = packument.withheld.get(wanted);
  if (withheld !== undefined) throw await refuseWithheld(app, name, wanted, withheld);
  throw new RegistryError(
    "not_found",
    `version not found: ${name} has no ${quoteForMessage(wanted)}`,
  );
}

function matchOf(versions: readonly string[], wanted: string): string | null {
  return wanted.length > maxRangeLength ? null : bestMatch(versions, wanted);
}
