import type { App } from "../context.ts";
import { packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import { findPackage, type StoredPackage, type StoredVersion } from "./packages.store.ts";
import { tarballFileName } from "./packument.ts";
import type { DatedPackument } from "./packument-of.ts";
import { withhold } from "./withhold.ts";

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
  app: Pick<App, "db" | "now" | "config">,
  name: PackageName,
): Promise<DatedPackument | null> {
  const stored = await findPackage(app.db, name);
  if (stored === null) return null;
  const facts = await packageFacts(app, name);

  const candidates = stored.versions.map((v) => ({
    version: v.version,
    manifest: v.manifest,
    file: tarballFileName(name, v.version),
    hasInstallScript: v.hasInstallScript,
    integrity: v.integrity,
  }));
  const { versions, tags, withheld } = withhold(
    candidates,
    stored.tags,
    facts,
    app.config.quarantine.on_hold,
  );
  const latest = stored.versions.find((v) => v.version === tags.get("latest"));
  return {
    freshUntil: facts.until,
    packument: {
      name,
      rev: revOf(stored),
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
    },
  };
}

function revOf(stored: StoredPackage): string {
  return `${stored.rev}-${Bun.hash(stored.createdAt).toString(16)}`;
}

function topOf(latest: StoredVersion | undefined, stored: StoredPackage): JsonObject {
  const first = stored.versions[0];
  const maintainers: Json = first ? [publisherOf(first)] : [];
  if (latest === undefined) return { maintainers };
  const kept = hoisted.flatMap((key): [string, Json][] => {
    const value = latest.manifest[key];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...Object.fromEntries(kept), maintainers, readme: latest.readme };
}

/** How npm shows a publisher; addresses of people are not kept, so a placeholder stands for them. */
export function publisherOf(version: Pick<StoredVersion, "publishedBy">): JsonObject {
  const name = version.publishedBy;
  return { name, email: `${name}@agentregistry.invalid` };
}
