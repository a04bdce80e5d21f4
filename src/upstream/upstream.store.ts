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
}

export interface StoredPackument {
  /** Gzipped, as the upstream sent it. */
  readonly document: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the document, to notice that nothing changed where the upstream has no validators. */
  readonly digest: string;
  readonly validators: Validators;
  readonly releases: readonly UpstreamRelease[];
  readonly fetchedAt: string;
  readonly checkedAt: string;
}

export async function savePackument(db: Db, name: PackageName, p: StoredPackument): Promise<void> {
  await db.write(async (tx) => {
    await tx`
      insert into packuments (name, document, digest, etag, last_modified, releases,
                              fetched_at, checked_at)
      values (${name}, ${p.document}, ${p.digest}, ${p.validators.etag},
              ${p.validators.lastModified}, ${JSON.stringify(p.releases)},
              ${p.fetchedAt}, ${p.checkedAt})
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

interface PackumentRow {
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
    document: row.document,
    digest: row.digest,
    validators: { etag: row.etag, lastModified: row.last_modified },
    releases: JSON.parse(row.releases) as UpstreamRelease[],
    fetchedAt: row.fetched_at,
    checkedAt: row.checked_at,
  };
}

/** The releases of a stored packument without its document. */
export async function findReleases(
  db: Db,
  name: PackageName,
): Promise<readonly UpstreamRelease[] | null> {
  const [row] = await db.read<{ releases: string }>`
    select releases from packuments where name = ${name}`;
  return row ? (JSON.parse(row.releases) as UpstreamRelease[]) : null;
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

/** Remembers which bytes a version turned out to be, after they matched what was declared. */
export async function saveTarball(
  db: Db,
  name: PackageName,
  version: string,
  tarball: FetchedTarball,
  at: string,
): Promise<void> {
  await db.write(async (tx) => {
    await tx`
      insert into tarballs (name, version, integrity, size, fetched_at)
      values (${name}, ${version}, ${tarball.integrity}, ${tarball.size}, ${at})
      on conflict (name, version) do update set
        integrity = excluded.integrity, size = excluded.size, fetched_at = excluded.fetched_at`;
  });
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
