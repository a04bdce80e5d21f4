import type { PackageName } from "../names/package-name.ts";
import { compareVersions, isPrerelease, majorLine } from "../names/version.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import { objectAt, type UpstreamDocument } from "../upstream/document.ts";

/** One release as its packument tells of it; null is what it does not tell. */
export interface PastRelease {
  readonly version: string;
  readonly major: number | null;
  readonly isPrerelease: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number | null;
  /** The account that published it. */
  readonly publisher: string | null;
  /** Whether a build published it by itself, as an account that is nobody's. */
  readonly isAutomated: boolean;
  /** Accounts that could publish at that time. */
  readonly maintainers: readonly string[];
  /** 2 for trusted publishing with an attestation, 1 for an attestation, else 0. */
  readonly trust: 0 | 1 | 2;
  readonly hasHook: boolean;
  readonly dependencies: readonly string[];
  readonly manifest: JsonObject;
}

/** A release among those of its package, for rules about how it came to be. */
export interface ReleaseHistory {
  readonly name: PackageName;
  readonly release: PastRelease;
  /** Published before it, the oldest first; empty where no times are told. */
  readonly earlier: readonly PastRelease[];
  readonly all: readonly PastRelease[];
  /** Milliseconds since the epoch; null where no times are told. */
  readonly createdAt: number | null;
  readonly latest: string | null;
  readonly document: JsonObject;
}

/** What a packument tells of a release and its predecessors, or null when it does not know it. */
export function releaseHistory(
  name: PackageName,
  version: string,
  { json, versions, releases }: UpstreamDocument,
): ReleaseHistory | null {
  const times = new Map(releases.map((release) => [release.version, timeOf(release.publishedAt)]));
  const all = [...versions].map(([one, manifest]) =>
    pastRelease(one, manifest, times.get(one) ?? null),
  );
  const release = all.find((one) => one.version === version);
  if (release === undefined) return null;
  const { at } = release;
  const earlier = all
    .filter((one) => at !== null && one.at !== null && one.at < at)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || compareVersions(a.version, b.version));
  const latest = objectAt(json, "dist-tags")["latest"];
  return {
    name,
    release,
    earlier,
    all,
    createdAt: createdAt(json),
    latest: typeof latest === "string" ? latest : null,
    document: json,
  };
}

function pastRelease(version: string, manifest: JsonObject, at: number | null): PastRelease {
  const user = objectAt(manifest, "_npmUser");
  const attestations = objectAt(objectAt(manifest, "dist"), "attestations");
  const isAttested = Object.keys(attestations).length > 0;
  const isTrusted = Object.hasOwn(user, "trustedPublisher");
  const scripts = objectAt(manifest, "scripts");
  return {
    version,
    major: majorLine(version),
    isPrerelease: isPrerelease(version),
    at,
    publisher: textOf(user["name"]),
    isAutomated: isTrusted,
    maintainers: namesIn(manifest["maintainers"]),
    trust: isAttested ? (isTrusted ? 2 : 1) : 0,
    hasHook:
      manifest["hasInstallScript"] === true ||
      ["preinstall", "install", "postinstall"].some((hook) => Object.hasOwn(scripts, hook)),
    dependencies: Object.keys(objectAt(manifest, "dependencies")),
    manifest,
  };
}

function namesIn(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).slice(0, 1000).flatMap((one) => {
    const name =
      typeof one === "object" && one !== null && !Array.isArray(one)
        ? textOf((one as JsonObject)["name"])
        : null;
    return name === null ? [] : [name];
  });
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** The first of all times, since a version may be told of that is gone. */
function createdAt(json: JsonObject): number | null {
  const times = Object.values(objectAt(json, "time")).flatMap(
    (text) => timeOf(typeof text === "string" ? text : undefined) ?? [],
  );
  return times.length === 0 ? null : times.reduce((first, at) => Math.min(first, at));
}

function timeOf(text: string | undefined): number | null {
  const at = text === undefined ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
