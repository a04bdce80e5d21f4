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
  const rows = await read<Row & { reports: number }>`
    select v.name, v.version, v.integrity, v.size, count(r.integrity) as reports
    from versions v
    left join reports r
      on r.integrity = v.integrity and r.name = v.name and r.version = v.version
    group by v.name, v.version, v.integrity, v.size`;
  const scanned = rows.map(({ reports, ...row }) => ({ ...row, hasReport: reports > 0 }));
  return [...scanned, ...(await alsoNeeded(read))].map((row) => ({
    ...row,
    integrity: row.integrity as Integrity,
  }));
}

/** What waits, and bundles. A home that no newer program has opened yet may have no tables for them. */
async function alsoNeeded(read: Db["read"]) {
  const found: Row[] = [];
  if (await hasTable({ read }, "staged")) {
    found.push(
      ...(await read<Row>`
        select name, version, integrity, size from staged where state = 'waiting'`),
    );
  }
  if (await hasTable({ read }, "bundles")) {
    found.push(...(await read<Row>`select pack_id as name, version, integrity, size from bundles`));
  }
  return found.map((row) => ({ ...row, hasReport: true }));
}

interface Row {
  name: string;
  version: string;
  integrity: string;
  size: number;
}

/** Whether a database has a table, in the words of SQLite. */
export async function hasTable({ read }: Reader, name: string): Promise<boolean> {
  const rows = await read`select 1 from sqlite_master where type = 'table' and name = ${name}`;
  return rows.length > 0;
}

/** The migrations that a database has been through. */
export async function appliedMigrations({ read }: Reader): Promise<string[]> {
  const rows = await read<{ file: string }>`select file from migrations order by file`;
  return rows.map((row) => row.file);
}
