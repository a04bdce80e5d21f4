import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Report } from "../scanner/report.ts";

async function countOf(db: Db, sql: string): Promise<number> {
  const [row]: { n: number }[] = await db.read.unsafe(sql);
  return Number(row?.n ?? 0);
}

export interface HostedCounts {
  readonly packages: number;
  readonly versions: number;
  readonly bytes: number;
}

export async function hostedCounts(db: Db): Promise<HostedCounts> {
  return {
    packages: await countOf(db, "select count(distinct name) as n from versions"),
    versions: await countOf(db, "select count(*) as n from versions"),
    bytes: await countOf(db, "select coalesce(sum(size), 0) as n from versions"),
  };
}

/** How the reports of a database came out. */
export async function verdictCounts(db: Db): Promise<Readonly<Record<string, number>>> {
  const rows = await db.read<{ verdict: string; n: number }>`
    select verdict, count(*) as n from reports group by verdict`;
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, Number(n)]));
}

/** Size and number of tables: in the words of SQLite, and 0 where another engine is asked. */
export async function databaseSize(
  db: Db,
): Promise<{ readonly sizeBytes: number; readonly tableCount: number }> {
  const [pages]: { n: number }[] = await db.read.unsafe(
    "select page_count * page_size as n from pragma_page_count(), pragma_page_size()",
  );
  const tableCount = await countOf(
    db,
    "select count(*) as n from sqlite_master where type = 'table'",
  );
  return { sizeBytes: Number(pages?.n ?? 0), tableCount };
}

export interface PackageRow {
  readonly name: PackageName;
  readonly updatedAt: string;
}

/** `%` and `_` of what people look for mean themselves. */
function likePattern(query: string): string {
  return `%${query.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Packages published here by name, after one of them. */
export async function hostedPage(
  db: Db,
  query: string,
  after: string,
  limit: number,
): Promise<{ readonly rows: PackageRow[]; readonly total: number }> {
  const like = likePattern(query);
  const rows = await db.read<PackageRow>`
    select name, modified_at as "updatedAt" from packages
    where name > ${after} and name like ${like} escape '\\' order by name limit ${limit}`;
  const [count] = await db.read<{ n: number }>`
    select count(*) as n from packages where name like ${like} escape '\\'`;
  return { rows: [...rows], total: Number(count?.n ?? 0) };
}

/** Copies of upstreams by name, after one of them. */
export async function copiedPage(
  cacheDb: Db,
  query: string,
  after: string,
  limit: number,
): Promise<{ readonly rows: PackageRow[]; readonly total: number }> {
  const like = likePattern(query);
  const rows = await cacheDb.read<PackageRow>`
    select name, checked_at as "updatedAt" from packuments
    where name > ${after} and name like ${like} escape '\\' order by name limit ${limit}`;
  const [count] = await cacheDb.read<{ n: number }>`
    select count(*) as n from packuments where name like ${like} escape '\\'`;
  return { rows: [...rows], total: Number(count?.n ?? 0) };
}

export interface HostedDetails {
  readonly versions: number;
  readonly size: number;
  readonly latest: string | null;
  readonly description: string;
}

export async function hostedDetails(db: Db, name: PackageName): Promise<HostedDetails> {
  const [sums] = await db.read<{ n: number; size: number }>`
    select count(*) as n, coalesce(sum(size), 0) as size from versions where name = ${name}`;
  const [latest] = await db.read<{ version: string; manifest: string }>`
    select v.version, v.manifest from tags t join versions v on v.name = t.name and v.version = t.version
    where t.name = ${name} and t.tag = 'latest'`;
  const manifest = latest === undefined ? {} : (JSON.parse(latest.manifest) as object);
  const description = (manifest as { description?: unknown }).description;
  return {
    versions: Number(sums?.n ?? 0),
    size: Number(sums?.size ?? 0),
    latest: latest?.version ?? null,
    description: typeof description === "string" ? description.slice(0, 500) : "",
  };
}

/** The versions of a copied package that were fetched, and what they take up. */
export async function copiedDetails(
  cacheDb: Db,
  name: PackageName,
): Promise<{ readonly versions: number; readonly size: number }> {
  const [row] = await cacheDb.read<{ n: number; size: number }>`
    select count(*) as n, coalesce(sum(size), 0) as size from tarballs where name = ${name}`;
  return { versions: Number(row?.n ?? 0), size: Number(row?.size ?? 0) };
}

/** How often tarballs of a package were sent, as far as that is remembered. */
export async function downloadsOf(db: Db, name: PackageName): Promise<number> {
  const [row] = await db.read<{ n: number }>`
    select coalesce(sum(count), 0) as n from fetches where name = ${name} and was_served = 1`;
  return Number(row?.n ?? 0);
}

export interface ScanRow {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly sha256: string | null;
  readonly report: Report;
  readonly scannedAt: string;
}

interface StoredScan {
  name: string;
  version: string;
  integrity: string;
  report: string;
  scanned_at: string;
}

/** The newest scans of a database, those of one moment in the order of their names. */
export async function newestScans(
  db: Db,
  kind: "hosted" | "cache",
  limit: number,
): Promise<ScanRow[]> {
  const rows = await db.read<StoredScan>`
    select name, version, integrity, report, scanned_at from reports
    order by scanned_at desc, name, version limit ${limit}`;
  const scans: ScanRow[] = [];
  for (const row of rows) {
    const sha256 =
      kind === "hosted" ? null : await sha256Of(db, row.name, row.version, row.integrity);
    const { name, version, integrity } = row;
    const report = JSON.parse(row.report) as Report;
    scans.push({ name, version, integrity, sha256, report, scannedAt: row.scanned_at });
  }
  return scans;
}

async function sha256Of(
  cacheDb: Db,
  name: string,
  version: string,
  integrity: string,
): Promise<string | null> {
  const [row] = await cacheDb.read<{ sha256: string | null }>`
    select sha256 from tarballs
    where name = ${name} and version = ${version} and integrity = ${integrity}`;
  return row?.sha256 ?? null;
}

export interface Edge {
  readonly name: string;
  readonly wanted: string;
}

/** What a version published here needs. */
export async function dependenciesOfVersion(
  db: Db,
  name: PackageName,
  version: string,
): Promise<Edge[]> {
  return [
    ...(await db.read<Edge>`
      select dependency as name, wanted from dependencies
      where name = ${name} and version = ${version} order by dependency`),
  ];
}

/** Packages published here that nothing published here needs. */
export async function rootPackages(db: Db, limit: number): Promise<PackageName[]> {
  const rows = await db.read<{ name: PackageName }>`
    select p.name from packages p
    where exists (select 1 from versions v where v.name = p.name)
      and not exists (select 1 from dependencies d where d.dependency = p.name)
    order by p.name limit ${limit}`;
  return rows.map(({ name }) => name);
}

/** Every version whose bytes are stored, by name. */
export async function storedVersions(
  db: Db,
  kind: "hosted" | "cache",
  limit: number,
): Promise<{ readonly name: PackageName; readonly version: string }[]> {
  const table = kind === "hosted" ? "versions" : "tarballs";
  return await db.read.unsafe(
    `select name, version from ${table} order by name, version limit $1`,
    [limit],
  );
}

/** Forgets the document and the tarballs of one copied package. @returns the digests of its tarballs */
export async function forgetCopy(
  cacheDb: Db,
  name: PackageName,
): Promise<{ readonly integrity: string; readonly size: number }[]> {
  return await cacheDb.write(async (tx) => {
    const rows = await tx<{ integrity: string; size: number }>`
      delete from tarballs where name = ${name} returning integrity, size`;
    await tx`delete from packuments where name = ${name}`;
    await tx`delete from needs where name = ${name}`;
    return [...rows];
  });
}

/** Whether any version of any copied package still has these bytes. */
export async function isReferenced(cacheDb: Db, integrity: string): Promise<boolean> {
  const rows = await cacheDb.read`select 1 from tarballs where integrity = ${integrity} limit 1`;
  return rows.length > 0;
}

/** Takes the write lock for a moment and reads. */
export async function probeDatabase(db: Db): Promise<void> {
  await db.write(async (tx) => await tx`select 1`);
  await db.read`select 1`;
}
