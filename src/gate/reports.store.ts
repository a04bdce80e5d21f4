import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Report } from "../scanner/report.ts";

/** Bytes in the role of a release: the same tarball under another name is another question. */
export interface Role {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
}

/** Stores what a scan said, inside the caller's transaction; the newest rule-set replaces older ones. */
export async function insertReport(tx: Sql, role: Role, report: Report, at: string): Promise<void> {
  await tx`
    insert into reports (integrity, name, version, ruleset, verdict, report, scanned_at)
    values (${role.integrity}, ${role.name}, ${role.version}, ${report.ruleset}, ${report.verdict},
            ${JSON.stringify(report)}, ${at})
    on conflict (integrity, name, version)
    do update set ruleset = excluded.ruleset, verdict = excluded.verdict,
                  report = excluded.report, scanned_at = excluded.scanned_at`;
}

/** What scans said about the versions of a package, of each version and its bytes. */
export async function findReports(
  db: Db,
  name: PackageName,
): Promise<{ version: string; integrity: string; report: Report }[]> {
  const rows = await db.read<{ version: string; integrity: string; report: string }>`
    select version, integrity, report from reports where name = ${name}`;
  return rows.map((row) => ({ ...row, report: JSON.parse(row.report) as Report }));
}

/** When these bytes were scanned last in this role, ISO 8601, or null. */
export async function findScanTime(db: Db, role: Role): Promise<string | null> {
  const [row] = await db.read<{ scanned_at: string }>`
    select scanned_at from reports
    where integrity = ${role.integrity} and name = ${role.name} and version = ${role.version}`;
  return row?.scanned_at ?? null;
}

/** What a scan said about these bytes in this role, or null when nobody looked yet. */
export async function findReport(db: Db, role: Role): Promise<Report | null> {
  const [row] = await db.read<{ report: string }>`
    select report from reports
    where integrity = ${role.integrity} and name = ${role.name} and version = ${role.version}`;
  return row ? (JSON.parse(row.report) as Report) : null;
}

/** How many reports are by other rules. */
export async function countOutdated(db: Db, ruleset: string): Promise<number> {
  const [row] = await db.read<{ count: number }>`
    select count(*) as count from reports where ruleset <> ${ruleset}`;
  return row?.count ?? 0;
}

/** Releases published here that other rules judged, the newest first. */
export async function outdatedHosted(db: Db, ruleset: string, limit: number): Promise<Role[]> {
  return [
    ...(await db.read<Role>`
      select r.name, r.version, r.integrity from reports r
      join versions v on v.name = r.name and v.version = r.version and v.integrity = r.integrity
      where r.ruleset <> ${ruleset}
      order by v.published_at desc, r.name, r.version limit ${limit}`),
  ];
}

/** Stored releases of upstreams that other rules judged, the last used first. */
export async function outdatedUpstream(
  cacheDb: Db,
  ruleset: string,
  limit: number,
): Promise<Role[]> {
  return [
    ...(await cacheDb.read<Role>`
      select r.name, r.version, r.integrity from reports r
      join tarballs t on t.name = r.name and t.version = r.version and t.integrity = r.integrity
      where r.ruleset <> ${ruleset}
      order by t.used_at desc, t.fetched_at desc, r.name, r.version limit ${limit}`),
  ];
}
