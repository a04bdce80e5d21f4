import { declaredSha512 } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { isObject } from "../packages/packument.ts";
import type { DatedPackument } from "../packages/packument-of.ts";
import { withhold } from "../packages/withhold.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { objectAt, type UpstreamDocument } from "./document.ts";
import { readThrough } from "./read-through.ts";

/** What is made anew or would give away bookkeeping of another registry. */
const notPassedOn = new Set([
  "_id",
  "_rev",
  "_attachments",
  "name",
  "versions",
  "dist-tags",
  "time",
  "policyRestrictions",
]);

/**
 * The packument of an upstream package without the versions that are held, or null when the upstream
 * has none.
 *
 * @throws RegistryError `upstream_failed`, `upstream_timeout`
 */
export async function upstreamPackument(
  app: App,
  name: PackageName,
): Promise<DatedPackument | null> {
  const found = await readThrough(app, name);
  if (found === null) return null;
  const { document } = found;
  const facts = await packageFacts(app, name);

  const candidates = document.releases.map((release) => {
    const manifest = document.versions.get(release.version) ?? {};
    return {
      version: release.version,
      manifest: withoutReadme(manifest),
      file: release.file,
      hasInstallScript: hasInstallScript(manifest),
      integrity: declaredSha512(release),
    };
  });
  const { versions, tags, withheld } = withhold(
    candidates,
    tagsOf(document.json),
    facts,
    app.config.quarantine.on_hold,
  );
  const upstreamRev = document.json["_rev"];
  return {
    freshUntil: Math.min(found.freshUntil, facts.until),
    packument: {
      name,
      rev: typeof upstreamRev === "string" ? upstreamRev : "0-upstream",
      versions,
      tags,
      withheld,
      time: timeOf(
        document,
        versions.map((v) => v.version),
      ),
      top: Object.fromEntries(
        Object.entries(document.json).filter(([key]) => !notPassedOn.has(key)),
      ),
      isRestricted: false,
    },
  };
}

function withoutReadme(manifest: JsonObject): JsonObject {
  if (manifest["readme"] === undefined && manifest["deprecated"] === undefined) return manifest;
  const { readme: _, ...rest } = manifest;
  // Clients print an empty warning for anything that is there.
  if (typeof rest["deprecated"] === "string" && rest["deprecated"] !== "") return rest;
  const { deprecated: __, ...current } = rest;
  return current;
}

/** npm-wire-protocol §7.3; the registry's own flag counts where it has one. */
function hasInstallScript(manifest: JsonObject): boolean {
  if (manifest["hasInstallScript"] === true) return true;
  const scripts = objectAt(manifest, "scripts");
  return ["preinstall", "install", "postinstall"].some(
    (hook) => Object.hasOwn(scripts, hook) && typeof scripts[hook] === "string",
  );
}

function tagsOf(json: JsonObject): Map<string, string> {
  const tags = Object.entries(objectAt(json, "dist-tags"));
  return new Map(tags.filter((tag): tag is [string, string] => typeof tag[1] === "string"));
}

/**
 * Publish times in one format; those that cannot be read are left out, because some clients refuse a
 * whole document for one bad date. Never the time of our own fetch (npm-wire-protocol §7.4).
 */
function timeOf(document: UpstreamDocument, versions: readonly string[]): Map<string, string> {
  const stated = isObject(document.json["time"]) ? document.json["time"] : {};
  const read = (key: string) => {
    const text = Object.hasOwn(stated, key) ? stated[key] : undefined;
    const date = typeof text === "string" ? new Date(text) : null;
    return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
  };
  const dates = versions.flatMap((version): [string, string][] => {
    const date = read(version);
    return date === null ? [] : [[version, date]];
  });
  const all = dates.map(([, date]) => date).sort();
  const created = read("created") ?? all[0];
  const modified = read("modified") ?? all.at(-1);
  return new Map([
    ...(created === undefined ? [] : [["created", created] as const]),
    ...(modified === undefined ? [] : [["modified", modified] as const]),
    ...dates,
  ]);
}
