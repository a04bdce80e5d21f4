import { declaredSha512, type Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { Db } from "../db/db.ts";
import { findReport } from "../gate/reports.store.ts";
import { type PackageName, packageNameOrNull } from "../names/package-name.ts";
import { bestMatch, isRange } from "../names/version.ts";
import { joinCapabilities, worstRisk } from "../scanner/join-capabilities.ts";
import type { Capabilities, Report, Risk } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { objectAt } from "../upstream/document.ts";
import { storedDocument } from "../upstream/read-through.ts";
import { findTarball } from "../upstream/upstream.store.ts";
import { type Dependency, dependenciesOf } from "./dependencies.ts";
import { findPackage, isHosted } from "./packages.store.ts";

/** What is installed along with a version can do, as far as scans that were made here tell. */
export interface ClosureReach {
  readonly risk: Risk;
  readonly capabilities: Omit<Capabilities, "evidence">;
  /** How many packages there are besides the version itself. */
  readonly packages: number;
  /** Names of those that nobody scanned here yet, sorted; for all that is known they can do anything. */
  readonly unscanned: readonly string[];
}

/** So many ranges are looked up, each in what is stored. */
const maxAsked = 400;

type Needs = Pick<App, "db" | "cacheDb">;

/**
 * Together with what a version needs, and what that needs (threat catalogue §14.2). Only what is stored is
 * asked, so that nobody waits for an upstream; what a client would get may be newer.
 *
 * @returns null while the version itself is not scanned, and for what not everybody may read
 */
export async function closureReach(
  app: Needs,
  name: PackageName,
  version: string,
): Promise<ClosureReach | null> {
  const root = await storedRelease(app, { name, wanted: version });
  if (root?.report == null) return null;
  const { manifest, report: own } = root;
  const reports = new Map<string, Report | null>();
  const unscanned = new Set<string>();
  const asked = new Set<string>();
  const waiting = [...dependenciesOf(manifest)];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const key = `${next.name} ${next.wanted}`;
    if (asked.has(key)) continue;
    if (asked.size >= maxAsked) {
      unscanned.add(next.name);
      continue;
    }
    asked.add(key);
    const found = await storedRelease(app, next);
    if (found?.report?.capabilities == null) unscanned.add(next.name);
    const id = found === null ? next.name : `${next.name}@${found.version}`;
    if (reports.has(id)) continue;
    reports.set(id, found?.report ?? null);
    if (found !== null) waiting.push(...dependenciesOf(found.manifest));
  }
  reports.delete(`${name}@${version}`);
  const all = [own, ...[...reports.values()].flatMap((report) => report ?? [])];
  return {
    risk: unscanned.size > 0 ? "high" : worstRisk(all.map(({ risk }) => risk)),
    capabilities: joinCapabilities(all.flatMap(({ capabilities }) => capabilities ?? [])),
    packages: reports.size,
    unscanned: [...unscanned].sort(),
  };
}

interface StoredRelease {
  readonly version: string;
  readonly manifest: JsonObject;
  readonly report: Report | null;
}

async function storedRelease(app: Needs, wanted: Dependency): Promise<StoredRelease | null> {
  const name = packageNameOrNull(wanted.name);
  if (name === null) return null;
  return (await isHosted(app.db, name))
    ? await ofOurs(app, name, wanted.wanted)
    : await ofUpstream(app, name, wanted.wanted);
}

async function ofOurs(
  app: Needs,
  name: PackageName,
  wanted: string,
): Promise<StoredRelease | null> {
  const stored = await findPackage(app.db, name);
  // Whoever asks may not know of it.
  if (stored === null || stored.access === "restricted") return null;
  const { versions, tags } = stored;
  const version = choose(
    versions.map((one) => one.version),
    tags.get(wanted),
    wanted,
  );
  const found = versions.find((one) => one.version === version);
  if (found === undefined) return null;
  const { manifest, integrity } = found;
  const report = await reportOf(app.db, name, found.version, integrity);
  return { version: found.version, manifest, report };
}

async function ofUpstream(
  app: Needs,
  name: PackageName,
  wanted: string,
): Promise<StoredRelease | null> {
  const document = await storedDocument(app, name);
  if (document === null) return null;
  const { releases, versions, json } = document;
  const tag = objectAt(json, "dist-tags")[wanted];
  const chosen = choose([...versions.keys()], typeof tag === "string" ? tag : undefined, wanted);
  const release = releases.find(({ version }) => version === chosen);
  const manifest = chosen === null ? undefined : versions.get(chosen);
  if (release === undefined || manifest === undefined) return null;
  const fetched = await findTarball(app.cacheDb, name, release.version);
  const integrity = declaredSha512(release) ?? fetched?.integrity ?? null;
  const report = await reportOf(app.cacheDb, name, release.version, integrity);
  return { version: release.version, manifest, report };
}

function choose(all: readonly string[], tagged: string | undefined, wanted: string): string | null {
  return isRange(wanted) ? bestMatch(all, wanted) : (tagged ?? null);
}

async function reportOf(db: Db, name: PackageName, version: string, integrity: Integrity | null) {
  return integrity === null ? null : await findReport(db, { name, version, integrity });
}
