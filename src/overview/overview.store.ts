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
  if (isWhole(rows, after, limit)) return { rows: [...rows], total: rows.length };
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
  if (isWhole(rows, after, limit)) return { rows: [...rows], total: rows.length };
  const [count] = await cacheDb.read<{ n: number }>`
    select count(*) as n from packuments where name like ${like} escape '\\'`;
  return { rows: [...rows], total: Number(count?.n ?? 0) };
}

/** Whether a page holds all that there is, so that nobody need count. */
function isWhole(rows: readonly PackageRow[], after: string, limit: number): boolean {
  return after === "" && rows.length < limit;
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
  return {
    versions: Number(sums?.n ?? 0),
    size: Number(sums?.size ?? 0),
    latest: latest?.version ?? null,
    description: latest === undefined ? "" : descriptionIn(latest.manifest),
  };
}

export interface Sums {
  readonly versions: number;
  readonly size: number;
}

/** How many versions some packages that are published here have, and what they take up. */
export async function hostedSums(
  db: Db,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, Sums>> {
  return await sumsOf(db, "versions", names);
}

/** The versions of copied packages that were fetched, and what they take up. */
export async function copiedSums(
  cacheDb: Db,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, Sums>> {
  return await sumsOf(cacheDb, "tarballs", names);
}

/** Which version of some copied packages was fetched last. */
export async function lastCopied(
  cacheDb: Db,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, Pick<Latest, "version">>> {
  const rows = await among<{ name: PackageName; version: string }>(
    cacheDb,
    names,
    (places) => `select name, version from tarballs where name in (${places}) order by fetched_at`,
  );
  // The last of each name stays.
  return new Map(rows.map(({ name, version }) => [name, { version }]));
}

async function sumsOf(
  db: Db,
  table: "versions" | "tarballs",
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, Sums>> {
  const rows = await among<{ name: PackageName; n: number; size: number }>(
    db,
    names,
    (places) =>
      `select name, count(*) as n, coalesce(sum(size), 0) as size from ${table}
       where name in (${places}) group by name`,
  );
  return new Map(
    rows.map(({ name, n, size }) => [name, { versions: Number(n), size: Number(size) }]),
  );
}

export interface Latest {
  readonly version: string;
  readonly description: string;
}

/** What the latest versions of packages published here say of themselves. */
export async function latestManifests(
  db: Db,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, Latest>> {
  const rows = await among<{ name: PackageName; version: string; manifest: string }>(
    db,
    names,
    (places) =>
      `select t.name, t.version, v.manifest from tags t
       join versions v on v.name = t.name and v.version = t.version
       where t.tag = 'latest' and t.name in (${places})`,
  );
  return new Map(
    rows.map(({ name, version, manifest }) => [
      name,
      { version, description: descriptionIn(manifest) },
    ]),
  );
}

const maxDescription = 500;

function descriptionIn(manifest: string): string {
  const { description } = JSON.parse(manifest) as { readonly description?: unknown };
  return typeof description === "string" ? description.slice(0, maxDescription) : "";
}

/** How often tarballs of some packages were sent, as far as that is remembered. */
export async function downloadsAmong(
  db: Db,
  names: readonly PackageName[],
): Promise<ReadonlyMap<PackageName, number>> {
  const rows = await among<{ name: PackageName; n: number }>(
    db,
    names,
    (places) =>
      `select name, sum(count) as n from fetches
       where was_served = 1 and name in (${places}) group by name`,
  );
  return new Map(rows.map(({ name, n }) => [name, Number(n)]));
}

/** Those of some packages that have a record in the quarantine, whatever became of it. */
export async function namesWithHolds(
  db: Db,
  names: readonly PackageName[],
): Promise<readonly PackageName[]> {
  const rows = await among<{ name: PackageName }>(
    db,
    names,
    (places) => `select distinct name from holds where name in (${places})`,
  );
  return rows.map(({ name }) => name);
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

export interface Link {
  readonly source: string;
  readonly target: string;
}

/** The latest versions of packages published here. */
export async function hostedVersions(
  db: Db,
  limit: number,
): Promise<{ readonly name: PackageName; readonly version: string }[]> {
  return [
    ...(await db.read<{ name: PackageName; version: string }>`
      select name, version from tags where tag = 'latest' order by name limit ${limit}`),
  ];
}

/** The version of each copied package that was fetched last. */
export async function copiedVersions(
  cacheDb: Db,
  limit: number,
): Promise<{ readonly name: PackageName; readonly version: string }[]> {
  return [
    ...(await cacheDb.read<{ name: PackageName; version: string }>`
      select t.name, max(t.version) as version from tarballs t
      where t.fetched_at = (select max(o.fetched_at) from tarballs o where o.name = t.name)
      group by t.name order by t.name limit ${limit}`),
  ];
}

/** What the latest versions published here need. */
export async function hostedEdges(db: Db, limit: number): Promise<Link[]> {
  return [
    ...(await db.read<Link>`
      select distinct d.name as source, d.dependency as target
      from dependencies d join tags t on t.name = d.name and t.version = d.version
      where t.tag = 'latest' order by d.name, d.dependency limit ${limit}`),
  ];
}

/** What copied packages need, by the versions that were fetched. */
export async function copiedEdges(cacheDb: Db, limit: number): Promise<Link[]> {
  return [
    ...(await cacheDb.read<Link>`
      select name as source, dependency as target from needs
      order by name, dependency limit ${limit}`),
  ];
}

/** Names that any version published here needs. */
export async function neededByHosted(db: Db): Promise<string[]> {
  const rows = await db.read<{ name: string }>`
    select distinct dependency as name from dependencies order by dependency`;
  return rows.map(({ name }) => name);
}

/** Every package of which anything was copied. */
export async function copiedNames(cacheDb: Db): Promise<PackageName[]> {
  const rows = await cacheDb.read<{ name: PackageName }>`
    select name from packuments union select name from tarballs order by name`;
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

/** So many values are bound in one statement. */
const maxBound = 500;

/** Stored versions of some packages. */
export async function storedVersionsAmong(
  db: Db,
  kind: "hosted" | "cache",
  names: readonly PackageName[],
): Promise<{ readonly name: PackageName; readonly version: string }[]> {
  const table = kind === "hosted" ? "versions" : "tarballs";
  return await among(
    db,
    names,
    (places) => `select name, version from ${table} where name in (${places})`,
  );
}

/** The rows of a statement about some names, of which it is given as many places as fit into one. */
async function among<Row>(
  db: Db,
  names: readonly PackageName[],
  statement: (places: string) => string,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < names.length; at += maxBound) {
    const some = names.slice(at, at + maxBound);
    const places = some.map((_, index) => `$${index + 1}`).join(", ");
    const rows: Row[] = await db.read.unsafe(statement(places), some);
    found.push(...rows);
  }
  return found;
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
