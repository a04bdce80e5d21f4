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

/** What a scan said about these bytes in this role, or null when nobody looked yet. */
export async function findReport(db: Db, role: Role): Promise<Report | null> {
  const [row] = await db.read<{ report: string }>`
    select report from reports
    where integrity = ${role.integrity} and name = ${role.name} and version = ${role.version}`;
  return row ? (JSON.parse(row.report) as Report) : null;
}
