import { type Caller, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedAmong, isHosted } from "../packages/packages.store.ts";
import { unpublishPackage } from "../packages/unpublish.ts";
import { holdsOf } from "../quarantine/quarantine.store.ts";
import { withStanding } from "../quarantine/standing.ts";
import { readThrough } from "../upstream/read-through.ts";
import {
  copiedPage,
  copiedSums,
  downloadsAmong,
  forgetCopy,
  hostedDetails,
  hostedPage,
  hostedSums,
  isReferenced,
  type Latest,
  lastCopied,
  latestManifests,
  namesWithHolds,
  type PackageRow,
} from "./overview.store.ts";

export interface PackagesRequest {
  readonly source: "local" | "upstream" | null;
  /** Part of a name; empty for all. */
  readonly query: string;
  readonly limit: number;
  /** Of the page before, or null. */
  readonly cursor: string | null;
}

export interface PackageOverview {
  readonly name: PackageName;
  /** What is tagged as latest; of copies the one that was fetched last. */
  readonly version: string | null;
  readonly description: string;
  readonly versions: number;
  readonly source: "local" | "upstream";
  readonly size: number;
  readonly downloads: number;
  readonly updatedAt: string;
  /** How many of its versions wait for a person. */
  readonly quarantined: number;
}

export interface PackagesPage {
  readonly packages: readonly PackageOverview[];
  readonly total: number;
  /** Null on the last page. */
  readonly cursor: string | null;
}

/**
 * A page of all packages, those that are published here first, each sort by name.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function packagesPage(
  app: App,
  caller: Caller,
  { source, query, limit, cursor }: PackagesRequest,
): Promise<PackagesPage> {
  requireScope(caller, "admin");
  const [part, after] = readCursor(cursor, source);
  const local = source === "upstream" ? none : await hostedPage(app.db, query, after, limit);
  const wantsCopies = source !== "local";
  const isLocalPart = part === "local" && source !== "upstream";
  const shown = isLocalPart ? local.rows : [];
  const room = limit - shown.length;
  const copies = wantsCopies
    ? await copiedPage(app.cacheDb, query, isLocalPart ? "" : after, Math.max(room, 0))
    : none;
  const ours = await hostedAmong(
    app.db,
    copies.rows.map(({ name }) => name),
  );
  const copied = copies.rows.filter(({ name }) => !ours.has(name));
  const packages = [
    ...(await overviewsOf(app, "local", shown)),
    ...(await overviewsOf(app, "upstream", copied)),
  ];
  const total = local.total + copies.total;
  if (isLocalPart && local.rows.length === limit) {
    return { packages, total, cursor: `local:${local.rows.at(-1)?.name}` };
  }
  const isMore = wantsCopies && room > 0 && copies.rows.length === room;
  return { packages, total, cursor: isMore ? `upstream:${copies.rows.at(-1)?.name}` : null };
}

const none = { rows: [], total: 0 };

function readCursor(cursor: string | null, source: PackagesRequest["source"]): [string, string] {
  const [part = "", ...rest] = (cursor ?? "").split(":");
  if (part === "local" || part === "upstream") return [part, rest.join(":")];
  return [source ?? "local", ""];
}

/** What is shown of a page of packages, in a handful of statements. */
async function overviewsOf(
  app: App,
  source: "local" | "upstream",
  rows: readonly PackageRow[],
): Promise<PackageOverview[]> {
  const names = rows.map(({ name }) => name);
  const isLocal = source === "local";
  const sums = isLocal ? await hostedSums(app.db, names) : await copiedSums(app.cacheDb, names);
  const latest: ReadonlyMap<PackageName, Partial<Latest>> = isLocal
    ? await latestManifests(app.db, names)
    : await lastCopied(app.cacheDb, names);
  const downloads = await downloadsAmong(app.db, names);
  const held = await heldVersions(app, names);
  return rows.map(({ name, updatedAt }) => {
    const { versions, size } = sums.get(name) ?? nothing;
    const { version = null, description = "" } = latest.get(name) ?? {};
    const counts = { downloads: downloads.get(name) ?? 0, quarantined: held.get(name) ?? 0 };
    return { name, version, description, versions, source, size, updatedAt, ...counts };
  });
}

const nothing = { versions: 0, size: 0 };

/** Few packages have any record at all; those are looked at one by one. */
async function heldVersions(
  app: App,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, number>> {
  const counts = new Map<PackageName, number>();
  for (const name of await namesWithHolds(app.db, names)) {
    const standing = await withStanding(app, await holdsOf(app.db, name));
    counts.set(name, standing.filter(({ state }) => state === "held").length);
  }
  return counts;
}

export interface CachedPackage {
  readonly name: PackageName;
  readonly versions: number;
  readonly size: number;
  readonly source: "upstream";
  readonly updatedAt: string;
}

/** Copies of upstreams by name. @throws RegistryError as `packagesPage` */
export async function cachedPackages(
  app: Pick<App, "cacheDb">,
  caller: Caller,
  after: string,
  limit: number,
): Promise<CachedPackage[]> {
  requireScope(caller, "admin");
  const { rows } = await copiedPage(app.cacheDb, "", after, limit);
  const names = rows.map(({ name }) => name);
  const sums = await copiedSums(app.cacheDb, names);
  return rows.map(({ name, updatedAt }) => {
    const { versions, size } = sums.get(name) ?? nothing;
    return { name, versions, size, source: "upstream", updatedAt };
  });
}

export interface Deleted {
  readonly name: PackageName;
  readonly versions: number;
  readonly bytes: number;
}

/**
 * Removes a package: the copies of an upstream's, or with `force` what is published here, for good.
 *
 * @throws RegistryError `conflict` for a local one without `force`, `not_found`, and as `unpublishPackage`
 */
export async function deletePackage(
  app: App,
  caller: Caller,
  name: PackageName,
  force: boolean,
): Promise<Deleted> {
  requireScope(caller, "admin");
  if (await isHosted(app.db, name)) {
    const { size } = await hostedDetails(app.db, name);
    if (!force) {
      throw new RegistryError(
        "conflict",
        `${name} is published here, and its version numbers would be spent for good; if that is ` +
          "meant, ask for it with force",
        { fields: { code: "needs_force" } },
      );
    }
    const { removed } = await unpublishPackage(app, caller, name, "");
    return { name, versions: removed.length, bytes: removed.length === 0 ? 0 : size };
  }
  const note = { action: "cache_cleared", target: name } as const;
  await app.db.write((tx) => recordAudit(tx, caller, note, app.now().toISOString()));
  const gone = await removeCopies(app, name);
  return { name, versions: gone.length, bytes: gone.reduce((sum, { size }) => sum + size, 0) };
}

/** Forgets all that was copied of a package. @returns what its tarballs were */
export async function removeCopies(
  app: Pick<App, "cacheBlobs" | "cacheDb" | "cacheUses" | "events">,
  name: PackageName,
): Promise<readonly { readonly integrity: string; readonly size: number }[]> {
  const gone = await forgetCopy(app.cacheDb, name);
  app.events.emit("packageChanged", { name });
  for (const { integrity } of gone) {
    const bytes = integrity as Integrity;
    if (app.cacheUses.isInUse(bytes) || (await isReferenced(app.cacheDb, integrity))) continue;
    await app.cacheBlobs.remove(bytes);
  }
  return gone;
}

/** Asks the upstream for a package now. @throws RegistryError as `packagesPage`, `not_found`, `upstream_failed` */
export async function refreshPackage(app: App, caller: Caller, name: PackageName): Promise<void> {
  requireScope(caller, "admin");
  const found = await readThrough(app, name, app.now().getTime());
  if (found === null) throw new RegistryError("not_found", `${name} comes from no upstream`);
  if (found.isNew) app.events.emit("packageChanged", { name });
}
