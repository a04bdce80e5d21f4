import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";

type Reader = Pick<Db, "read">;

/** Bytes that a row points at. */
export interface NeededBlob {
  readonly name: string;
  readonly version: string;
  readonly integrity: Integrity;
  readonly size: number;
  /** Whether it was scanned as this release; what waits to be published carries its report itself. */
  readonly hasReport: boolean;
}

/** What every published version, and every publish that waits for a person, points at. */
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
    select name, version, integrity, size, 1 from staged where state = 'waiting'`;
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
