import semver from "semver";
import { RegistryError } from "../errors.ts";
import { quoteForMessage } from "./package-name.ts";

declare const brand: unique symbol;

/** A strict semver version without build metadata, as it is stored and compared. */
export type Version = string & { readonly [brand]: "Version" };
/** A name for a moving target (`latest`, `beta`), never a version or a range. */
export type DistTag = string & { readonly [brand]: "DistTag" };

/**
 * Reads a version for a new publish: strict semver 2. Clients drop build metadata before they
 * publish, so `1.0.0+b5` and `1.0.0` are one version (npm-wire-protocol §8.2).
 *
 * @throws RegistryError `invalid`
 */
export function parseVersion(text: string): Version {
  const parsed = text.length <= 256 ? semver.parse(text) : null;
  if (parsed === null || /^[v=\s]/.test(text)) {
    throw new RegistryError("invalid", `${quoteForMessage(text)} is not a semver version`, {
      fields: { code: "bad_version" },
    });
  }
  return parsed.version as Version;
}

/** The version a manifest inside a tarball means, tolerating what clients clean (`v1.2.3`, blanks). */
export function cleanVersion(text: string): Version | null {
  return (semver.clean(text, { loose: true })?.replace(/\+.*$/, "") ?? null) as Version | null;
}

/**
 * Reads a dist-tag: any text that is not a semver range (npm-wire-protocol §8.3).
 *
 * @throws RegistryError `invalid`
 */
export function parseDistTag(text: string): DistTag {
  const shown = quoteForMessage(text);
  if (text.length > 128 || !/^[\x21-\x7e]+$/.test(text)) {
    throw new RegistryError(
      "invalid",
      `${shown} is not a dist-tag: use 1-128 printable characters`,
    );
  }
  if (text === "__proto__") throw new RegistryError("invalid", `${shown} is not a dist-tag`);
  if (semver.validRange(text) !== null) {
    throw new RegistryError("invalid", `${shown} is a version range, so it cannot be a dist-tag`);
  }
  return text as DistTag;
}

/** Whether a text is a version, with what old packages got away with. */
export function isVersion(text: string): boolean {
  return text.length <= 256 && semver.valid(text, { loose: true }) !== null;
}

export function isRange(text: string): boolean {
  return semver.validRange(text, { loose: true }) !== null;
}

/** Whether a version is in a range, prereleases included, as advisories mean it. */
export function isWithin(version: string, range: string): boolean {
  return semver.satisfies(version, range, { loose: true, includePrerelease: true });
}

export function isPrerelease(version: string): boolean {
  return (semver.parse(version, { loose: true })?.prerelease.length ?? 0) > 0;
}

/** The first number, below which versions replace each other; null for what is no version. */
export function majorLine(version: string): number | null {
  return semver.parse(version, { loose: true })?.major ?? null;
}

/** Orders versions as semver does; what is no version at all sorts first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [semver.parse(a, { loose: true }), semver.parse(b, { loose: true })];
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  return semver.compareBuild(left, right);
}

/** The newest of `versions` that satisfies `range`, or null. */
export function bestMatch(versions: readonly string[], range: string): string | null {
  return semver.maxSatisfying([...versions], range, { loose: true });
}

/**
 * Which version `latest` should name when the one that it named is not served: the newest stable
 * version below it, else the newest stable one, else the newest of all.
 */
export function latestAmong(served: readonly string[], wanted: string | undefined): string | null {
  const sorted = [...served].sort(compareVersions);
  const stable = sorted.filter((version) => !isPrerelease(version));
  const below = stable.filter((v) => wanted !== undefined && compareVersions(v, wanted) < 0);
  return below.at(-1) ?? stable.at(-1) ?? sorted.at(-1) ?? null;
}
