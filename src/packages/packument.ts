import { baseNameOf, type PackageName } from "../names/package-name.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";

/**
 * One package as it may be shown: only versions that the decision lets through, from whichever origin.
 * Rendering adds what depends on the request: the form and the base URL.
 */
export interface Packument {
  readonly name: PackageName;
  /** Changes with every write, so that clients can name the state that they saw. */
  readonly rev: string;
  readonly versions: readonly PackumentVersion[];
  readonly tags: ReadonlyMap<string, string>;
  /** `created`, `modified` and each version, ISO 8601 UTC. */
  readonly time: ReadonlyMap<string, string>;
  /** Description, keywords, readme and the like, as the full form shows them at the top. */
  readonly top: JsonObject;
  /** Only those who were let in may see it: its answers are for nobody else. */
  readonly isRestricted: boolean;
  /** Versions that are held, with the sentence that says why. */
  readonly withheld: ReadonlyMap<string, string>;
}

export interface PackumentVersion {
  readonly version: string;
  /** As the full form shows it; `dist.tarball` is set on rendering. */
  readonly manifest: JsonObject;
  /** Name of the tarball file in URLs. */
  readonly file: string;
  readonly hasInstallScript: boolean;
}

/** `lib-1.0.0.tgz`: file names carry the name without its scope (npm-wire-protocol §1.1). */
export function tarballFileName(name: PackageName, version: string): string {
  return `${baseNameOf(name)}-${version}.tgz`;
}

/** Where clients fetch a tarball; the scope stays unescaped, as every lock file has it. */
function tarballUrl(base: string, name: PackageName, file: string): string {
  return `${base}/${name}/-/${encodeURIComponent(file)}`;
}

/** The full form (npm-wire-protocol §7.2). */
export function renderFull(p: Packument, base: string): JsonObject {
  return {
    _id: p.name,
    _rev: p.rev,
    name: p.name,
    "dist-tags": Object.fromEntries(p.tags),
    versions: Object.fromEntries(
      p.versions.map((v) => [v.version, renderVersion(p.name, v, base)]),
    ),
    time: Object.fromEntries(p.time),
    ...p.top,
    ...withheldPart(p),
  };
}

/** One version as the full form and `GET /name/version` show it. */
export function renderVersion(name: PackageName, v: PackumentVersion, base: string): JsonObject {
  const dist = isObject(v.manifest["dist"]) ? v.manifest["dist"] : {};
  const tarball = tarballUrl(base, name, v.file);
  const { attestations } = dist;
  if (!isObject(attestations)) return { ...v.manifest, dist: { ...dist, tarball } };
  // Clients ask for them below this path whatever the host is, and we have them there (§15.4).
  const url = `${base}/-/npm/v1/attestations/${name}@${encodeURIComponent(v.version)}`;
  return { ...v.manifest, dist: { ...dist, tarball, attestations: { ...attestations, url } } };
}

/** What the abbreviated form keeps of a version, in this order (npm-wire-protocol §7.3). */
const abbreviatedKeys = [
  "name",
  "version",
  "deprecated",
  "dependencies",
  "optionalDependencies",
  "devDependencies",
  "bundleDependencies",
  "bundledDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "acceptDependencies",
  "dependenciesMeta",
  "bin",
  "directories",
  "dist",
  "engines",
  "os",
  "cpu",
  "libc",
  "funding",
  "_hasShrinkwrap",
  "_npmUser",
] as const;

const objectKeys = new Set<string>([
  "dependencies",
  "optionalDependencies",
  "devDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "acceptDependencies",
  "dependenciesMeta",
  "directories",
  "engines",
]);

/** The abbreviated form that installing clients ask for (npm-wire-protocol §7.3). */
export function renderAbbreviated(p: Packument, base: string): JsonObject {
  const isComplete = p.versions.every((v) => p.time.has(v.version));
  return {
    _id: p.name,
    _rev: p.rev,
    name: p.name,
    modified: p.time.get("modified") ?? null,
    "dist-tags": Object.fromEntries(p.tags),
    versions: Object.fromEntries(
      p.versions.map((v) => [v.version, abbreviateVersion(p.name, v, base)]),
    ),
    // Some clients drop a time map that lacks a version, so it is whole or absent.
    ...(isComplete ? { time: Object.fromEntries(p.time) } : {}),
    ...(p.top["maintainers"] === undefined ? {} : { maintainers: p.top["maintainers"] }),
    ...withheldPart(p),
  };
}

function abbreviateVersion(name: PackageName, v: PackumentVersion, base: string): JsonObject {
  const full = renderVersion(name, v, base);
  const kept: [string, Json][] = [];
  for (const key of abbreviatedKeys) {
    const value = full[key];
    if (value === undefined || value === null) continue;
    if (key === "bin") {
      const bin = binObject(name, value);
      if (bin !== null) kept.push([key, bin]);
    } else if (!objectKeys.has(key) || isObject(value)) {
      // Very old packages have arrays or strings where an object belongs; clients would choke.
      kept.push([key, value]);
    }
  }
  if (v.hasInstallScript) kept.push(["hasInstallScript", true]);
  return Object.fromEntries(kept);
}

function binObject(name: PackageName, bin: Json): JsonObject | null {
  if (typeof bin === "string") return { [baseNameOf(name)]: bin };
  return isObject(bin) ? bin : null;
}

/** A frozen registry may withhold hundreds of versions of one package. */
const maxSentences = 5;

/**
 * npm says why a version is missing when it finds it under policyRestrictions; clients that do not
 * know the key ignore it (npm-wire-protocol §7.5).
 */
function withheldPart(p: Packument): JsonObject {
  if (p.withheld.size === 0) return {};
  const versions = [...p.withheld.keys()].map((version) => [version, { name: p.name, version }]);
  const sentences = [...p.withheld.values()].slice(0, maxSentences);
  const more = p.withheld.size - sentences.length;
  if (more > 0) sentences.push(`${more} more are withheld: \`agentregistry why ${p.name}\``);
  return {
    policyRestrictions: {
      message: sentences.join("\n"),
      versions: Object.fromEntries(versions),
    },
  };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
