import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Validators } from "./client.ts";

/** What a tarball request needs to know of one upstream version. */
export interface UpstreamRelease {
  readonly version: string;
  /** The last path segment of the upstream's own tarball URL; old packages differ from the convention. */
  readonly file: string;
  readonly url: string;
  readonly integrity?: string;
  readonly shasum?: string;
  /** ISO 8601, by the upstream's word. */
  readonly publishedAt?: string;
}

export interface StoredPackument {
  /** Address of the upstream that it came from. */
  readonly source: string;
  /** Gzipped, as the upstream sent it. */
  readonly document: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the document, to notice that nothing changed where the upstream has no validators. */
  readonly digest: string;
  readonly validators: Validators;
  readonly releases: readonly UpstreamRelease[];
  readonly fetchedAt: string;
  readonly checkedAt: string;
}

/**
 * Stores a packument with what it changed about earlier versions. What came from another upstream is
 * no older state of it, so that is forgotten.
 */
export async function savePackument(
  db: Db,
  name: PackageName,
  p: StoredPackument,
  rewritten: readonly Rewritten[] = [],
): Promise<void> {
  await db.write(async (tx) => {
    const others = await tx`
      delete from packuments where name = ${name} and source <> ${p.source} returning name`;
    if (others.length > 0) await tx`delete from tarballs where name = ${name}`;
    for (const { version, was, now } of rewritten) {
      await tx`
        insert into rewritten (source, name, version, was, now, noticed_at)
        values (${p.source}, ${name}, ${version}, ${was}, ${now}, ${p.checkedAt})
        on conflict (source, name, version) do update set
          now = excluded.now, noticed_at = excluded.noticed_at`;
      // Back to what it was: nobody was served anything else.
      await tx`
        delete from rewritten
        where source = ${p.source} and name = ${name} and version = ${version} and was = now`;
    }
    await tx`
      insert into packuments (name, document, digest, etag, last_modified, releases,
                              fetched_at, checked_at, source)
      values (${name}, ${p.document}, ${p.digest}, ${p.validators.etag},
              ${p.validators.lastModified}, ${JSON.stringify(p.releases)},
              ${p.fetchedAt}, ${p.checkedAt}, ${p.source})
      on conflict (name) do update set
        document = excluded.document, digest = excluded.digest, etag = excluded.etag,
        last_modified = excluded.last_modified, releases = excluded.releases,
        fetched_at = excluded.fetched_at, checked_at = excluded.checked_at`;
  });
}

export async function touchPackument(db: Db, name: PackageName, at: string): Promise<void> {
  await db.write(async (tx) => {
    await tx`update packuments set checked_at = ${at} where name = ${name}`;
  });
}

/** A version whose declared digest was another one before. */
export interface Rewritten {
  readonly version: string;
  readonly was: string;
  readonly now: string;
}

/** When each rewritten version of a name was noticed, in ISO form. */
export async function findRewritten(
  db: Db,
  source: string,
  name: PackageName,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.read<{ version: string; noticed_at: string }>`
    select version, noticed_at from rewritten where source = ${source} and name = ${name}`;
  return new Map(rows.map((row) => [row.version, row.noticed_at]));
}

interface PackumentRow {
  source: string;
  document: Uint8Array<ArrayBuffer>;
  digest: string;
  etag: string | null;
  last_modified: string | null;
  releases: string;
  fetched_at: string;
  checked_at: string;
}

export async function findPackument(db: Db, name: PackageName): Promise<StoredPackument | null> {
  const [row] = await db.read<PackumentRow>`select * from packuments where name = ${name}`;
  if (row === undefined) return null;
  return {
    source: row.source,
    document: row.document,
    digest: row.digest,
    validators: { etag: row.etag, lastModified: row.last_modified },
    releases: JSON.parse(row.releases) as UpstreamRelease[],
    fetchedAt: row.fetched_at,
    checkedAt: row.checked_at,
  };
}

/** The releases of a stored packument without its document, and which upstream it came from. */
export async function findReleases(
  db: Db,
  name: PackageName,
): Promise<{ source: string; releases: readonly UpstreamRelease[] } | null> {
  const [row] = await db.read<{ source: string; releases: string }>`
    select source, releases from packuments where name = ${name}`;
  if (row === undefined) return null;
  return { source: row.source, releases: JSON.parse(row.releases) as UpstreamRelease[] };
}

/** Whether anything of this scope came from the upstream before. */
export async function scopeIsCached(db: Db, scope: string): Promise<boolean> {
  const prefix = `@${scope}/`;
  const rows = await db.read`
    select 1 from packuments where substr(name, 1, ${prefix.length}) = ${prefix} limit 1`;
  return rows.length > 0;
}

export interface FetchedTarball {
  readonly integrity: Integrity;
  readonly size: number;
}

/**
 * Remembers which bytes a version turned out to be, after they matched what was declared.
 *
 * @param needs names of the packages that it depends on
 */
export async function saveTarball(
  db: Db,
  name: PackageName,
  version: string,
  tarball: FetchedTarball & { readonly shasum: string; readonly sha256: string },
  needs: readonly string[],
  at: string,
): Promise<void> {
  const { integrity, size, shasum, sha256 } = tarball;
  await db.write(async (tx) => {
    await tx`
      insert into tarballs (name, version, integrity, size, sha1, sha256, fetched_at, used_at)
      values (${name}, ${version}, ${integrity}, ${size}, ${shasum}, ${sha256}, ${at}, ${at})
      on conflict (name, version) do update set
        integrity = excluded.integrity, size = excluded.size, sha1 = excluded.sha1,
        sha256 = excluded.sha256, fetched_at = excluded.fetched_at, used_at = excluded.used_at`;
    if (needs.length === 0) return;
    // One statement, because a cold install does this for every package of it.
    const rows = needs.map((_, index) => `($1, $${index + 2})`).join(", ");
    await tx.unsafe(`insert into needs (name, dependency) values ${rows} on conflict do nothing`, [
      name,
      ...needs,
    ]);
  });
}

/** Copied packages of which a version that was fetched needs something of a package. */
export async function copiesThatNeed(
  db: Db,
  dependency: PackageName,
  limit: number,
): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select name from needs where dependency = ${dependency} order by name limit ${limit}`;
  return rows.map((row) => row.name as PackageName);
}

export async function findTarball(
  db: Db,
  name: PackageName,
  version: string,
): Promise<FetchedTarball | null> {
  const [row] = await db.read<{ integrity: string; size: number }>`
    select integrity, size from tarballs where name = ${name} and version = ${version}`;
  return row ? { integrity: row.integrity as Integrity, size: row.size } : null;
}

/** Names that came from an upstream, in order, after one of them. */
export async function copiedNamesAfter(
  db: Db,
  after: string,
  limit: number,
): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select name from packuments where name > ${after} order by name limit ${limit}`;
  return rows.map((row) => row.name as PackageName);
}
