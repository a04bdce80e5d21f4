import type { PackageReasons, VersionReason } from "../packages/why.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";

/**
 * A package as a page shows it: little enough of each version that thousands of them are one answer. The
 * panel gets it from the server; the catalogue makes it in the browser, of what every client may read.
 */
export interface PackageCard {
  readonly name: string;
  readonly origin: "hosted" | "upstream";
  /** Which upstream it comes from, by its name in the settings. */
  readonly upstream: string | null;
  readonly isRestricted: boolean;
  readonly description: string;
  readonly readme: string;
  readonly license: string | null;
  readonly homepage: string | null;
  readonly repository: string | null;
  readonly bugs: string | null;
  readonly author: string | null;
  readonly keywords: readonly string[];
  readonly maintainers: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** The newest first. */
  readonly versions: readonly VersionRow[];
}

export interface VersionRow extends Pick<VersionReason, "state" | "because" | "sentence"> {
  readonly version: string;
  readonly publishedAt: string | null;
  readonly deprecated: string | null;
  /** Of its files together; null when its publisher did not say. */
  readonly size: number | null;
  readonly publisher: string | null;
}

/** What a version brings along. */
export interface VersionNeeds {
  readonly dependencies: readonly Need[];
  /** Dependencies beyond those. */
  readonly omitted: number;
  readonly license: string | null;
  readonly integrity: string | null;
  readonly size: number | null;
  readonly files: number | null;
  readonly commands: readonly string[];
  /** Whether npm would run something of it at installation. */
  readonly hasInstallScript: boolean;
  /** Whether it says of itself that it is an Expert; only of what is published here that is checked. */
  readonly isExpert: boolean;
  readonly engines: readonly (readonly [name: string, range: string])[];
}

export interface Need {
  readonly name: string;
  readonly range: string;
  readonly kind: (typeof kinds)[number];
}

const kinds = [
  "dependencies",
  "optionalDependencies",
  "peerDependencies",
  "devDependencies",
] as const;

const maxReadme = 256 * 1024;
const maxText = 2000;
const maxList = 100;
const maxNeeds = 1000;

/**
 * Reads a packument in its full form. It is a stranger's text in every part, so that nothing in it is
 * taken for what it should be. Pure.
 */
export function packageCard(
  json: JsonObject,
  reasons: Pick<PackageReasons, "name" | "origin" | "upstream" | "withheld">,
  isRestricted = false,
): PackageCard {
  const withheld = new Map(reasons.withheld.map((reason) => [reason.version, reason]));
  const times = objectIn(json, "time");
  const listed = Object.entries(objectIn(json, "versions")).map(([version, manifest]) =>
    versionRow(
      version,
      isObject(manifest) ? manifest : {},
      times[version] ?? withheld.get(version)?.publishedAt ?? undefined,
      withheld.get(version),
    ),
  );
  const shown = new Set(listed.map(({ version }) => version));
  const hidden = reasons.withheld
    .filter(({ version }) => !shown.has(version))
    .map((reason) => versionRow(reason.version, {}, reason.publishedAt ?? undefined, reason));
  const versions = [...listed, ...hidden]
    .reverse()
    .sort((a, b) => (b.publishedAt ?? "").localeCompare(a.publishedAt ?? ""));
  const tags = Object.entries(objectIn(json, "dist-tags")).slice(0, maxList);
  // Mirrors leave out what a document says of the package as a whole; its latest version says the same.
  const said = { ...latestIn(json), ...json };
  return {
    name: reasons.name,
    origin: reasons.origin,
    upstream: reasons.upstream,
    isRestricted,
    description: textIn(said, "description") ?? "",
    readme: textIn(said, "readme", maxReadme) ?? "",
    license: licenseOf(said["license"]),
    homepage: textIn(said, "homepage"),
    repository: addressOf(said["repository"]),
    bugs: addressOf(said["bugs"]),
    author: personOf(said["author"]),
    keywords: listOf(said["keywords"], (one) => (typeof one === "string" ? cut(one) : null)),
    maintainers: listOf(said["maintainers"], personOf),
    tags: Object.fromEntries(
      tags.flatMap(([tag, version]) => (typeof version === "string" ? [[tag, version]] : [])),
    ),
    versions,
  };
}

function latestIn(json: JsonObject): JsonObject {
  const version = textIn(objectIn(json, "dist-tags"), "latest") ?? "";
  const versions = objectIn(json, "versions");
  return Object.hasOwn(versions, version) ? objectIn(versions, version) : {};
}

function versionRow(
  version: string,
  manifest: JsonObject,
  publishedAt: Json | undefined,
  reason: VersionReason | undefined,
): VersionRow {
  return {
    version,
    publishedAt: typeof publishedAt === "string" ? publishedAt : null,
    deprecated: textIn(manifest, "deprecated"),
    size: numberIn(objectIn(manifest, "dist"), "unpackedSize"),
    publisher: personOf(manifest["_npmUser"]),
    state: reason?.state ?? "served",
    because: reason?.because ?? null,
    sentence: reason?.sentence ?? null,
  };
}

/** What one version's manifest says that it needs, with the same mistrust. Pure. */
export function versionNeeds(manifest: JsonObject): VersionNeeds {
  const optional = objectIn(manifest, "optionalDependencies");
  const all = kinds.flatMap((kind) =>
    Object.entries(objectIn(manifest, kind)).flatMap(([name, range]): Need[] => {
      // npm lists an optional dependency among the others as well.
      if (kind === "dependencies" && Object.hasOwn(optional, name)) return [];
      return typeof range === "string" ? [{ name: cut(name), range: cut(range), kind }] : [];
    }),
  );
  const dist = objectIn(manifest, "dist");
  const { bin } = manifest;
  const engines = Object.entries(objectIn(manifest, "engines")).slice(0, maxList);
  return {
    dependencies: all.slice(0, maxNeeds),
    omitted: Math.max(0, all.length - maxNeeds),
    license: licenseOf(manifest["license"]),
    integrity: textIn(dist, "integrity"),
    size: numberIn(dist, "unpackedSize"),
    files: numberIn(dist, "fileCount"),
    commands:
      typeof bin === "string"
        ? [cut(String(manifest["name"] ?? "").replace(/^@[^/]*\//, ""))]
        : Object.keys(isObject(bin) ? bin : {}).slice(0, maxList),
    hasInstallScript:
      manifest["hasInstallScript"] === true ||
      ["preinstall", "install", "postinstall"].some((name) =>
        Object.hasOwn(objectIn(manifest, "scripts"), name),
      ),
    isExpert: isObject(manifest["expert"]),
    engines: engines.flatMap(([name, range]) =>
      typeof range === "string" ? [[cut(name), cut(range)] as const] : [],
    ),
  };
}

function personOf(value: Json | undefined): string | null {
  if (typeof value === "string") return cut(value);
  return isObject(value) ? textIn(value, "name") : null;
}

function licenseOf(value: Json | undefined): string | null {
  if (typeof value === "string") return cut(value);
  return isObject(value) ? textIn(value, "type") : null;
}

function addressOf(value: Json | undefined): string | null {
  if (typeof value === "string") return cut(value);
  return isObject(value) ? textIn(value, "url") : null;
}

function listOf(value: Json | undefined, read: (one: Json) => string | null): string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxList).flatMap((one: Json) => read(one) ?? []);
}

function textIn(json: JsonObject, key: string, max = maxText): string | null {
  const value = json[key];
  return typeof value === "string" && value !== "" ? cut(value, max) : null;
}

function numberIn(json: JsonObject, key: string): number | null {
  const value = json[key];
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

function cut(text: string, max = maxText): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

function objectIn(json: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
