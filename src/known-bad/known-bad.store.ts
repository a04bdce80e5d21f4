import type { Affected } from "../advisories/osv.ts";
import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { BlockSubject } from "./subject.ts";

/** So many values are bound in one statement. */
const maxBound = 500;

/** The source of what somebody entered here. */
export const localSource = "local";

export interface Block {
  readonly subject: string;
  readonly source: string;
  readonly name: PackageName | null;
  readonly versions: string | null;
  readonly digest: string | null;
  readonly reason: string;
  readonly addedBy: string;
  readonly addedAt: string;
}

export interface NewBlock {
  readonly subject: BlockSubject;
  readonly reason: string;
}

export interface Origin {
  readonly source: string;
  readonly by: string;
  readonly at: string;
}

/** Adds entries inside the caller's transaction; what is known keeps the time since when it is. */
export async function insertBlocks(
  tx: Sql,
  blocks: readonly NewBlock[],
  { source, by, at }: Origin,
): Promise<void> {
  for (const { subject, reason } of blocks) {
    await tx`
      insert into blocks (subject, source, name, versions, digest, reason, added_by, added_at)
      values (${subject.text}, ${source}, ${subject.name}, ${subject.versions}, ${subject.digest},
              ${reason}, ${by}, ${at})
      on conflict (subject, source) do update set reason = excluded.reason`;
  }
}

/** @returns whether there was such an entry */
export async function deleteBlock(tx: Sql, subject: string, source: string): Promise<boolean> {
  const rows = await tx`
    delete from blocks where subject = ${subject} and source = ${source} returning subject`;
  return rows.length > 0;
}

interface BlockRow {
  subject: string;
  source: string;
  name: string | null;
  versions: string | null;
  digest: string | null;
  reason: string;
  added_by: string;
  added_at: string;
}

/** Every entry, those of one source, or those that were entered first. */
export async function listBlocks(db: Db, source: string | null, limit: number): Promise<Block[]> {
  const rows = await db.read<BlockRow>`
    select * from blocks where source = ${source} or ${source === null ? 1 : 0} = 1
    order by added_at desc, subject limit ${limit}`;
  return rows.map(toBlock);
}

export async function blocksOfName(db: Pick<Db, "read">, name: PackageName): Promise<Block[]> {
  return (await db.read<BlockRow>`select * from blocks where name = ${name}`).map(toBlock);
}

export async function hasDigestBlocks(db: Db): Promise<boolean> {
  return (await db.read`select 1 from blocks where digest is not null limit 1`).length > 0;
}

/** Entries about any of these digests. */
export async function blocksOfDigests(db: Db, digests: readonly string[]): Promise<Block[]> {
  const found: Block[] = [];
  for (let at = 0; at < digests.length; at += maxBound) {
    const some = digests.slice(at, at + maxBound);
    const places = some.map((_, index) => `$${index + 1}`).join(", ");
    const rows: BlockRow[] = await db.read.unsafe(
      `select * from blocks where digest in (${places})`,
      some,
    );
    found.push(...rows.map(toBlock));
  }
  return found;
}

export interface Malware {
  readonly osvId: string;
  readonly title: string;
  readonly affected: Affected;
  readonly since: string;
}

/** What advisories about malware say about a name; withdrawn ones say nothing. */
export async function malwareOf(db: Db, name: PackageName): Promise<Malware[]> {
  const rows = await db.read<{ osv_id: string; title: string; affected: string; since: string }>`
    select a.osv_id, a.title, p.affected, p.known_since as since
    from advisory_packages p join advisories a on a.id = p.advisory_id
    where p.name = ${name} and a.withdrawn_at is null and substr(a.osv_id, 1, 4) = 'MAL-'`;
  return rows.map(({ osv_id, title, affected, since }) => ({
    osvId: osv_id,
    title,
    affected: JSON.parse(affected) as Affected,
    since,
  }));
}

export interface BytesOfVersion {
  readonly version: string;
  readonly integrity: Integrity;
  readonly sha1: string | null;
  readonly sha256: string | null;
}

/** Digests of the tarballs of a name that were fetched. */
export async function fetchedDigests(cacheDb: Db, name: PackageName): Promise<BytesOfVersion[]> {
  return [
    ...(await cacheDb.read<BytesOfVersion>`
      select version, integrity, sha1, sha256 from tarballs where name = ${name}`),
  ];
}

/** Names of which bytes with one of these digests were fetched. */
export async function namesOfDigests(
  cacheDb: Db,
  digests: readonly string[],
): Promise<PackageName[]> {
  const names = new Set<string>();
  for (const digest of digests) {
    const [algorithm, hex] = digest.startsWith("sha512-") ? ["sha512", ""] : digest.split(":");
    const rows =
      algorithm === "sha512"
        ? await cacheDb.read<{ name: string }>`
            select name from tarballs where integrity = ${digest}`
        : await cacheDb.read<{ name: string }>`
            select name from tarballs where sha1 = ${hex ?? ""} or sha256 = ${hex ?? ""}`;
    for (const { name } of rows) names.add(name);
  }
  return [...names] as PackageName[];
}

/** What is remembered of a list that is asked again and again. */
export interface BadList {
  readonly source: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of what it held. */
  readonly digest: string | null;
  readonly refreshedAt: string | null;
  readonly triedAt: string;
  /** Why the last attempt failed, in our words; null when it did not. */
  readonly failure: string | null;
}

export async function findBadLists(db: Db): Promise<BadList[]> {
  return [
    ...(await db.read<BadList>`
      select source, etag, last_modified as "lastModified", digest,
             refreshed_at as "refreshedAt", tried_at as "triedAt", failure
      from bad_lists order by source`),
  ];
}

export async function saveBadList(tx: Sql, list: BadList): Promise<void> {
  await tx`
    insert into bad_lists (source, etag, last_modified, digest, refreshed_at, tried_at, failure)
    values (${list.source}, ${list.etag}, ${list.lastModified}, ${list.digest},
            ${list.refreshedAt}, ${list.triedAt}, ${list.failure})
    on conflict (source) do update set
      etag = excluded.etag, last_modified = excluded.last_modified, digest = excluded.digest,
      refreshed_at = excluded.refreshed_at, tried_at = excluded.tried_at,
      failure = excluded.failure`;
}

/** Forgets lists that are no longer configured, with their entries. @returns the names concerned */
export async function dropOtherLists(tx: Sql, kept: readonly string[]): Promise<Block[]> {
  const rows = await tx<BlockRow>`select * from blocks where source <> ${localSource}`;
  const gone = rows.filter(({ source }) => !kept.includes(source));
  for (const source of new Set(gone.map((row) => row.source))) {
    await tx`delete from blocks where source = ${source}`;
    await tx`delete from bad_lists where source = ${source}`;
  }
  return gone.map(toBlock);
}

export async function blocksOfSource(tx: Sql, source: string): Promise<Block[]> {
  return (await tx<BlockRow>`select * from blocks where source = ${source}`).map(toBlock);
}

/** Names of `names` whose packuments are stored here. */
export async function copiedAmong(
  cacheDb: Db,
  names: readonly PackageName[],
): Promise<PackageName[]> {
  const found: PackageName[] = [];
  for (let at = 0; at < names.length; at += maxBound) {
    const some = names.slice(at, at + maxBound);
    const places = some.map((_, index) => `$${index + 1}`).join(", ");
    const rows: { name: string }[] = await cacheDb.read.unsafe(
      `select name from packuments where name in (${places})`,
      some,
    );
    found.push(...rows.map(({ name }) => name as PackageName));
  }
  return found;
}

function toBlock(row: BlockRow): Block {
  return {
    subject: row.subject,
    source: row.source,
    name: row.name as PackageName | null,
    versions: row.versions,
    digest: row.digest,
    reason: row.reason,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}
