import { publicRegistry } from "../../names/public-registry.ts";
import { readDependencySpec } from "../manifest/dependency-spec.ts";
import { highImpactNames } from "../manifest/high-impact-names.ts";
import type { Hit, Json, JsonObject, PackageView, Rule } from "../rule.ts";

const maxLength = 8 * 1024 * 1024;
const maxHits = 20;

/** A shrinkwrap inside a tarball decides where the consumer's dependencies come from. */
export const shrinkwrapRedirection: Rule = {
  meta: {
    id: "INS-14",
    family: "execution",
    points: 80,
    solo: false,
    title: "The shrinkwrap fetches dependencies from unexpected places.",
    advice: "Compare the resolved addresses with those that the registry gives for the same names.",
  },
  *check(pkg) {
    const file = "npm-shrinkwrap.json";
    const text = pkg.text(file);
    const lock = text === null || text.length > maxLength ? null : parseObject(text);
    if (lock === null) return;
    const entries = lockedEntries(lock);
    const expected = expectedHosts(pkg, entries);
    const isOld = entries.length > 0 && entries.every(isFromBefore);
    const seen = new Set<string>();
    for (const entry of entries) {
      const problem = isOld ? misnamed(entry) : problemOf(entry, expected);
      if (problem === null || seen.has(problem) || seen.size >= maxHits) continue;
      seen.add(problem);
      const isGrave =
        entry.hasHooks || highImpactNames.has(entry.name) || replacesDeclared(pkg, entry);
      yield hit(file, problem, isGrave);
    }
    if (isOld) {
      const message = "The shrinkwrap is from before clients wrote down which bytes they expect.";
      yield { surface: "install", file, message, points: 30 };
    }
  },
};

function hit(file: string, problem: string, isGrave: boolean): Hit {
  return {
    surface: "install",
    file,
    message: `The shrinkwrap fetches a dependency ${problem}.`,
    ...(isGrave ? { points: 100 } : {}),
  };
}

/** The manifest asks a registry for it, and the shrinkwrap fetches an archive from somewhere instead. */
function replacesDeclared(pkg: PackageView, { name, resolved }: LockedEntry): boolean {
  const declared = pkg.manifest?.json["dependencies"];
  const spec = isObject(declared) ? declared[name] : undefined;
  return (
    typeof spec === "string" &&
    readDependencySpec(spec).kind === "registry" &&
    !registryPath.test(resolved)
  );
}

/** How registries name archives. */
const registryPath = /^https:\/\/[^/]+\/[^\n]*(?:\/-\/|\/download\/)/;

/**
 * Clients of long ago wrote addresses of the public registry without a secure connection, and no digests.
 * Those of today ask their own registry instead of that one, and it answers for the bytes.
 */
function isFromBefore({ resolved, hasIntegrity }: LockedEntry): boolean {
  const secured = resolved.replace(/^http:/, "https:");
  return !hasIntegrity && secured.startsWith(`${publicRegistry}/`) && registryPath.test(secured);
}

interface LockedEntry {
  readonly name: string;
  readonly resolved: string;
  readonly hasIntegrity: boolean;
  readonly hasHooks: boolean;
  readonly isDevelopment: boolean;
}

function problemOf(entry: LockedEntry, expected: ReadonlySet<string>): string | null {
  if (entry.isDevelopment) return null;
  const { resolved } = entry;
  if (/^git[+:]|^(?:github|gitlab|bitbucket|gist):|^git@/.test(resolved))
    return "from a Git repository";
  if (resolved.startsWith("http:")) return "over a connection that anybody can change";
  const match = /^https:\/\/([^/]+)\//.exec(resolved);
  if (match === null)
    return resolved.startsWith("file:") ? null : "from an address of an unknown kind";
  if (!expected.has(match[1] ?? "")) return "from another host than the rest";
  const other = misnamed(entry);
  if (other !== null) return other;
  return entry.hasIntegrity ? null : "without saying which bytes it expects";
}

function misnamed({ name, resolved }: LockedEntry): string | null {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const decoded = resolved.replaceAll(/%2f/gi, "/").replaceAll("%40", "@");
  return decoded.includes("/-/") && !decoded.includes(`${base}/-/${base}-`)
    ? "under the name of another package"
    : null;
}

/**
 * The registry that the package itself came from, and when that is unknown the host of most entries:
 * an honest shrinkwrap has one.
 */
function expectedHosts(pkg: PackageView, entries: readonly LockedEntry[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { resolved } of entries) {
    const host = /^https?:\/\/([^/]+)\//.exec(resolved)?.[1];
    if (host !== undefined && registryPath.test(resolved))
      counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const dist = pkg.subject.manifest?.["dist"];
  const tarball = isObject(dist) ? dist["tarball"] : undefined;
  const own = typeof tarball === "string" ? /^https:\/\/([^/]+)\//.exec(tarball)?.[1] : undefined;
  if (own !== undefined && counts.has(own)) return new Set([own]);
  return new Set(most === undefined ? [] : [most[0]]);
}

function lockedEntries(lock: JsonObject): readonly LockedEntry[] {
  const entries: LockedEntry[] = [];
  const packages = lock["packages"];
  if (isObject(packages)) {
    for (const [key, value] of Object.entries(packages)) {
      const name = key.slice(key.lastIndexOf("node_modules/") + "node_modules/".length);
      if (key !== "" && isObject(value)) add(entries, name, value);
    }
    return entries;
  }
  const queue: Json[] = [lock["dependencies"] ?? null];
  for (let index = 0; index < queue.length && entries.length < 100_000; index++) {
    const level = queue[index] ?? null;
    if (!isObject(level)) continue;
    for (const [name, value] of Object.entries(level)) {
      if (!isObject(value)) continue;
      add(entries, name, value);
      queue.push(value["dependencies"] ?? null);
    }
  }
  return entries;
}

function add(entries: LockedEntry[], key: string, value: JsonObject): void {
  const { version, name, integrity } = value;
  // The old layout writes the address of what is from no registry in the place of its version.
  const isAddress = typeof version === "string" && /^(?:git|https?)\b[^\n]{0,20}:/.test(version);
  const resolved = value["resolved"] ?? (isAddress ? version : undefined);
  if (typeof resolved !== "string") return;
  entries.push({
    name: typeof name === "string" ? name : key,
    resolved,
    hasIntegrity: typeof integrity === "string",
    hasHooks: value["hasInstallScript"] === true,
    isDevelopment: value["dev"] === true,
  });
}

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
