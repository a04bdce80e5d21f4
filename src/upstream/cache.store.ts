import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";

export interface CacheSizes {
  readonly packuments: number;
  readonly packumentBytes: number;
  readonly tarballs: number;
  readonly tarballBytes: number;
}

export async function cacheSizes(db: Db): Promise<CacheSizes> {
  const [packuments] = await db.read<{ count: number; bytes: number }>`
    select count(*) as count, coalesce(sum(length(document)), 0) as bytes from packuments`;
  const [tarballs] = await db.read<{ count: number; bytes: number }>`
    select count(*) as count, coalesce(sum(size), 0) as bytes
    from (select integrity, max(size) as size from tarballs group by integrity) as blobs`;
  return {
    packuments: Number(packuments?.count ?? 0),
    packumentBytes: Number(packuments?.bytes ?? 0),
    tarballs: Number(tarballs?.count ?? 0),
    tarballBytes: Number(tarballs?.bytes ?? 0),
  };
}

export interface CachedBlob {
  readonly integrity: Integrity;
  readonly size: number;
}

/** Every blob that a tarball's row points at, the one that was longest unused first. */
export async function blobsByUse(db: Db): Promise<CachedBlob[]> {
  const rows = await db.read<{ integrity: string; size: number }>`
    select integrity, max(size) as size from tarballs
    group by integrity order by max(used_at), integrity`;
  return rows.map((row) => ({ integrity: row.integrity as Integrity, size: Number(row.size) }));
}

/** Notes that blobs were used, in one transaction. */
export async function touchBlobs(
  db: Db,
  integrities: Iterable<Integrity>,
  at: string,
): Promise<void> {
  await db.write(async (tx) => {
    for (const integrity of integrities) {
      await tx`
        update tarballs set used_at = ${at} where integrity = ${integrity} and used_at < ${at}`;
    }
  });
}

/** Forgets which versions a blob belongs to; its reports stay, so fetching it again scans nothing. */
export async function forgetBlobs(db: Db, integrities: readonly Integrity[]): Promise<void> {
  await db.write(async (tx) => {
    for (const integrity of integrities) {
      await tx`delete from tarballs where integrity = ${integrity}`;
      await tx`delete from evidence where integrity = ${integrity}`;
    }
  });
}

/** Forgets every copy and what was found in them. */
export async function forgetEverything(db: Db): Promise<void> {
  await db.write(async (tx) => {
    await tx`delete from packuments`;
    await tx`delete from tarballs`;
    await tx`delete from reports`;
    await tx`delete from evidence`;
    await tx`delete from attestations`;
    await tx`delete from key_checks`;
    await tx`delete from rewritten`;
    await tx`delete from needs`;
  });
}
