import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** Keeps what a scan saw of some bytes; newer readers replace what older ones saw. */
export async function saveEvidence(
  cacheDb: Db,
  integrity: Integrity,
  packed: Uint8Array,
): Promise<void> {
  await cacheDb.write(
    (tx) => tx`
      insert into evidence (integrity, packed) values (${integrity}, ${packed})
      on conflict (integrity) do update set packed = excluded.packed`,
  );
}

export async function findEvidence(cacheDb: Db, integrity: Integrity): Promise<Uint8Array | null> {
  const [row] = await cacheDb.read<{ packed: Uint8Array }>`
    select packed from evidence where integrity = ${integrity}`;
  return row?.packed ?? null;
}

/** The scanned versions of a package that no scan held, with their bytes. */
export async function findPassed(
  db: Db,
  name: PackageName,
): Promise<{ version: string; integrity: Integrity }[]> {
  return [
    ...(await db.read<{ version: string; integrity: Integrity }>`
      select version, integrity from reports where name = ${name} and verdict <> 'block'`),
  ];
}
