import { shownName } from "../access/permit.ts";
import type { App } from "../context.ts";
import { type FactNeeds, type PackageFacts, packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import { signaturesOf } from "../trust/hosted-signatures.ts";
import type { Signature } from "../trust/signing-key.ts";
import { withSignatures } from "./expert-signatures.ts";
import { findPackage, type StoredPackage, type StoredVersion } from "./packages.store.ts";
import { isObject, tarballFileName } from "./packument.ts";
import type { DatedPackument } from "./packument-of.ts";
import { revOf } from "./rev.ts";
import { type Listing, withhold } from "./withhold.ts";

/** What the full form repeats at its top from the version that `latest` names. */
const hoisted = [
  "description",
  "keywords",
  "license",
  "author",
  "homepage",
  "repository",
  "bugs",
  "contributors",
] as const;

/** The packument of a name that is published here, or null. */
export async function hostedPackument(
  app: FactNeeds & Pick<App, "config" | "registryKey">,
  name: PackageName,
): Promise<DatedPackument | null> {
  const found = await findPackage(app.db, name);
  if (found === null) return null;
  const stored = { ...found, versions: await withSignatures(app, name, found.versions) };
  const facts = await packageFacts(app, name);
  const signatures = await signaturesOf(app, name, stored.versions);

  const listing = hostedListing(app, name, stored, facts);
  const { tags, withheld } = listing;
  const versions = listing.versions.map((v) => ({
    ...v,
    manifest: signed(v.manifest, signatures.get(v.version)),
  }));
  const latest = stored.versions.find((v) => v.version === tags.get("latest"));
  return {
    freshUntil: facts.until,
    packument: {
      name,
      rev: revOf(name, stored, listing),
      versions,
      tags,
      withheld,
      time: new Map([
        ["created", stored.createdAt],
        ["modified", stored.modifiedAt],
        ...stored.versions
          .filter((v) => !withheld.has(v.version))
          .map((v): [string, string] => [v.version, v.publishedAt]),
      ]),
      top: topOf(latest, stored),
      isRestricted: stored.access === "restricted",
    },
  };
}

/** What of a package that is published here may be shown. */
export function hostedListing(
  app: Pick<App, "config">,
  name: PackageName,
  stored: StoredPackage,
  facts: PackageFacts,
): Listing {
  const candidates = stored.versions.map((v) => ({
    version: v.version,
    manifest: v.deprecated === null ? v.manifest : { ...v.manifest, deprecated: v.deprecated },
    file: tarballFileName(name, v.version),
    hasInstallScript: v.hasInstallScript,
    integrity: v.integrity,
  }));
  return withhold(candidates, stored.tags, facts, app.config.quarantine.on_hold);
}

function signed(manifest: JsonObject, signature: Signature | undefined): JsonObject {
  if (signature === undefined) return manifest;
  const dist = isObject(manifest["dist"]) ? manifest["dist"] : {};
  return { ...manifest, dist: { ...dist, signatures: [{ ...signature }] } };
}

function topOf(latest: StoredVersion | undefined, stored: StoredPackage): JsonObject {
  const maintainers = stored.maintainers.map((by) => publisherOf({ publishedBy: shownName(by) }));
  const users = Object.fromEntries(stored.starredBy.map((by) => [shownName(by), true]));
  if (latest === undefined) return { maintainers };
  const kept = hoisted.flatMap((key): [string, Json][] => {
    const value = latest.manifest[key];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...Object.fromEntries(kept), maintainers, users, readme: latest.readme };
}

/** How npm shows a publisher; addresses of people are not kept, so a placeholder stands for them. */
export function publisherOf(version: Pick<StoredVersion, "publishedBy">): JsonObject {
  const name = version.publishedBy;
  return { name, email: `${name}@agentregistry.invalid` };
}
