import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** Bytes as one release. */
export interface FetchedRelease {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
}

/** Who asked. */
export interface Fetcher {
  /** As `principalTextOf` writes callers. */
  readonly principal: string;
  /** The id of the token, never its secret; empty without one. */
  readonly tokenId: string;
  /** Of the socket; empty without one. */
  readonly address: string;
  /** The program by its own word, such as npm; one of few. */
  readonly client: string;
}

export interface Fetch extends FetchedRelease, Fetcher {
  /** Whether the bytes were sent; else they were refused. */
  readonly wasServed: boolean;
  readonly count: number;
  readonly lastAt: string;
}

/** Adds fetches to the row of their day, in one transaction. */
export async function addFetches(db: Db, fetches: readonly Fetch[]): Promise<void> {
  await db.write(async (tx) => {
    for (const f of fetches) {
      await tx`
        insert into fetches (name, version, integrity, principal, token_id, address, client,
                             was_served, day, count, last_at)
        values (${f.name}, ${f.version}, ${f.integrity}, ${f.principal}, ${f.tokenId}, ${f.address},
                ${f.client}, ${f.wasServed ? 1 : 0}, ${f.lastAt.slice(0, 10)}, ${f.count},
                ${f.lastAt})
        on conflict (name, version, integrity, principal, token_id, address, client, was_served, day)
        do update set count = fetches.count + excluded.count, last_at = excluded.last_at`;
    }
  });
}

/** Forgets days before one, and the oldest days while there are more rows than so many. */
export async function trimFetches(db: Db, firstDay: string, maxRows: number): Promise<void> {
  await db.write(async (tx) => {
    await tx`delete from fetches where day < ${firstDay}`;
    for (;;) {
      const [row] = await tx<{ count: number; oldest: string | null }>`
        select count(*) as count, min(day) as oldest from fetches`;
      if (row === undefined || row.oldest === null || row.count <= maxRows) return;
      await tx`delete from fetches where day = ${row.oldest}`;
    }
  });
}

interface FetchRow {
  name: string;
  version: string;
  integrity: string;
  principal: string;
  token_id: string;
  address: string;
  client: string;
  was_served: number;
  count: number;
  last_at: string;
}

/** Who fetched a release, the last one first; days are added up. */
export async function fetchesOf(db: Db, release: FetchedRelease): Promise<Fetch[]> {
  const rows = await db.read<FetchRow>`
    select name, version, integrity, principal, token_id, address, client, was_served,
           sum(count) as count, max(last_at) as last_at
    from fetches
    where name = ${release.name} and version = ${release.version}
      and integrity = ${release.integrity}
    group by name, version, integrity, principal, token_id, address, client, was_served
    order by max(last_at) desc, principal, address, client limit 1000`;
  return rows.map((row) => ({
    name: row.name as PackageName,
    version: row.version,
    integrity: row.integrity as Integrity,
    principal: row.principal,
    tokenId: row.token_id,
    address: row.address,
    client: row.client,
    wasServed: row.was_served === 1,
    count: row.count,
    lastAt: row.last_at,
  }));
}

/** Names that anything was served of. */
export async function servedNames(db: Db): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select distinct name from fetches where was_served = 1`;
  return rows.map((row) => row.name as PackageName);
}

/** Releases of these names that were served to somebody. */
export async function servedReleases(
  db: Db,
  names: readonly PackageName[],
): Promise<FetchedRelease[]> {
  const found: FetchedRelease[] = [];
  for (const name of names) {
    found.push(
      ...(await db.read<FetchedRelease>`
        select distinct name, version, integrity from fetches
        where name = ${name} and was_served = 1`),
    );
  }
  return found;
}

/**
 * Names that were served and may be held by now: those with a hold or a rejection, and those on a list.
 * Whether they are is for `decide()` to say.
 */
export async function namesToRecheck(db: Db): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select distinct f.name from fetches f
    where f.was_served = 1 and (
      exists (select 1 from holds h where h.integrity = f.integrity)
      or exists (select 1 from blocks b where b.name = f.name or b.digest is not null)
      or exists (
        select 1 from advisory_packages p join advisories a on a.id = p.advisory_id
        where p.name = f.name and a.withdrawn_at is null and substr(a.osv_id, 1, 4) = 'MAL-'))
    order by f.name`;
  return rows.map((row) => row.name as PackageName);
}
