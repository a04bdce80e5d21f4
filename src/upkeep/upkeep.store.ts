import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";

type Reader = Pick<Db, "read">;

/** Bytes that a row points at. */
export interface NeededBlob {
  /** Of a bundle, the id of its pack. */
  readonly name: string;
  readonly version: string;
  readonly integrity: Integrity;
  readonly size: number;
  /** Whether it was scanned as this release; bundles and what waits never come in without a scan. */
  readonly hasReport: boolean;
}

/** What every published version, every bundle, and every publish that waits for a person points at. */
export async function neededBlobs({ read }: Reader): Promise<NeededBlob[]> {
  const rows = await read<{
    name: string;
    version: string;
    integrity: string;
    size: number;
    reports: number;
  }>`
    select v.name, v.version, v.integrity, v.size, count(r.integrity) as reports
    from versions v
    left join reports r
      on r.integrity = v.integrity and r.name = v.name and r.version = v.version
    group by v.name, v.version, v.integrity, v.size
    union all
    select name, version, integrity, size, 1 from staged where state = 'waiting'
    union all
    select pack_id, version, integrity, size, 1 from bundles`;
  return rows.map(({ reports, ...row }) => ({
    ...row,
    integrity: row.integrity as Integrity,
    hasReport: reports > 0,
  }));
}

/** The migrations that a database has been through. */
export async function appliedMigrations({ read }: Reader): Promise<string[]> {
  const rows = await read<{ file: string }>`select file from migrations order by file`;
  return rows.map((row) => row.file);
}
