import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { SuppressedCode, Suppression } from "../policy/effective-report.ts";

export interface StoredSuppression extends Suppression {
  readonly id: string;
  readonly name: PackageName;
  readonly reason: string;
  readonly person: string;
  readonly createdAt: string;
}

interface SuppressionRow {
  id: string;
  name: string;
  rule_id: string;
  matches: string;
  reason: string;
  person: string;
  created_at: string;
  expires_at: string | null;
}

export async function insertSuppression(tx: Sql, s: StoredSuppression): Promise<void> {
  await tx`
    insert into suppressions (id, name, rule_id, matches, reason, person, created_at, expires_at)
    values (${s.id}, ${s.name}, ${s.ruleId}, ${JSON.stringify(s.matches)}, ${s.reason}, ${s.person},
            ${s.createdAt}, ${s.expiresAt?.toISOString() ?? null})`;
}

/** Takes one out of force; its record stays. @returns whether it was in force */
export async function endSuppression(
  tx: Sql,
  id: string,
  by: string,
  at: string,
): Promise<boolean> {
  const rows = await tx`
    update suppressions set removed_at = ${at}, removed_by = ${by}
    where id = ${id} and removed_at is null returning id`;
  return rows.length > 0;
}

/** Those of one package that nobody took out of force, expired ones included. */
export async function suppressionsOf(db: Db, name: PackageName): Promise<StoredSuppression[]> {
  const rows = await db.read<SuppressionRow>`
    select * from suppressions where name = ${name} and removed_at is null order by created_at, id`;
  return rows.map(toSuppression);
}

export async function allSuppressions(db: Db): Promise<StoredSuppression[]> {
  const rows = await db.read<SuppressionRow>`
    select * from suppressions where removed_at is null order by created_at desc, id`;
  return rows.map(toSuppression);
}

/** Remembers what the files are that the findings about some bytes stand in. */
export async function saveFindingFiles(
  tx: Sql,
  integrity: Integrity,
  digests: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [file, digest] of digests) {
    await tx`
      insert into finding_files (integrity, file, digest) values (${integrity}, ${file}, ${digest})
      on conflict (integrity, file) do nothing`;
  }
}

/** SHA-256 in hex of the files that findings stand in, by path. */
export async function findingFiles(
  db: Db,
  integrity: Integrity,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.read<{ file: string; digest: string }>`
    select file, digest from finding_files where integrity = ${integrity}`;
  return new Map(rows.map(({ file, digest }) => [file, digest]));
}

function toSuppression(row: SuppressionRow): StoredSuppression {
  return {
    id: row.id,
    name: row.name as PackageName,
    ruleId: row.rule_id,
    matches: JSON.parse(row.matches) as SuppressedCode[],
    reason: row.reason,
    person: row.person,
    createdAt: row.created_at,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  };
}
