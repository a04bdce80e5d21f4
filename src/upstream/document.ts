import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { isObject } from "../packages/packument.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import type { UpstreamRelease } from "./upstream.store.ts";

/** A packument of the upstream that has the shape of one. Its contents are still a stranger's. */
export interface UpstreamDocument {
  readonly json: JsonObject;
  readonly versions: ReadonlyMap<string, JsonObject>;
  readonly releases: readonly UpstreamRelease[];
}

/**
 * Reads a packument of the upstream. One odd version does not cost the whole package: it is left out.
 *
 * @throws RegistryError `upstream_failed` when it is no packument of that name
 */
export function parseUpstreamDocument(
  bytes: Uint8Array<ArrayBuffer>,
  name: PackageName,
): UpstreamDocument {
  const json = parseJson(bytes);
  if (!isObject(json) || json["name"] !== name) {
    throw new RegistryError(
      "upstream_failed",
      `the upstream registry sent something else than the packument of ${name}`,
    );
  }
  const versions = new Map<string, JsonObject>();
  const releases: UpstreamRelease[] = [];
  const files = new Set<string>();
  for (const [version, manifest] of Object.entries(objectAt(json, "versions"))) {
    if (!isObject(manifest) || !isUsableVersion(version)) continue;
    const release = releaseOf(version, manifest, publishTimeOf(json, version));
    // Two versions behind one file name could not be told apart in a tarball URL.
    if (release === null || files.has(release.file)) continue;
    files.add(release.file);
    versions.set(version, manifest);
    releases.push(release);
  }
  return { json, versions, releases };
}

function parseJson(bytes: Uint8Array<ArrayBuffer>): Json {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    throw new RegistryError("upstream_failed", "the upstream registry sent no readable JSON");
  }
}

/** Old versions are not semver; they pass if they can stand in a key, a message and a row. */
function isUsableVersion(version: string): boolean {
  return version.length <= 256 && /^[A-Za-z0-9][A-Za-z0-9.+_-]*$/.test(version);
}

function releaseOf(
  version: string,
  manifest: JsonObject,
  publishedAt: Date | null,
): UpstreamRelease | null {
  const dist = objectAt(manifest, "dist");
  const url = dist["tarball"];
  if (typeof url !== "string") return null;
  const file = fileOf(url);
  const { integrity, shasum } = dist;
  if (file === null || (typeof integrity !== "string" && typeof shasum !== "string")) return null;
  return {
    version,
    file,
    url,
    ...(typeof integrity === "string" ? { integrity } : {}),
    ...(typeof shasum === "string" ? { shasum } : {}),
    ...(publishedAt === null ? {} : { publishedAt: publishedAt.toISOString() }),
  };
}

/** The last path segment of a tarball URL, which is what lock files ask for. */
function fileOf(url: string): string | null {
  const segment = URL.parse(url)?.pathname.split("/").at(-1) ?? "";
  try {
    const file = decodeURIComponent(segment);
    return /^[A-Za-z0-9~'!()*@._+-]+$/.test(file) && file.length <= 512 ? file : null;
  } catch {
    return null;
  }
}

/** When a version was published by the upstream's own word, or null when it does not say so readably. */
function publishTimeOf(json: JsonObject, version: string): Date | null {
  const time = objectAt(json, "time");
  const text = Object.hasOwn(time, version) ? time[version] : undefined;
  const date = typeof text === "string" ? new Date(text) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

/** A member that should be an object; anything else counts as empty. */
export function objectAt(json: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return isObject(value) ? value : {};
}
