import type { Db, Sql } from "../db/db.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";

/** Packages of which findings that are no proof of harm alone do not hold a release. */
export interface Exemption {
  readonly id: string;
  /** In the one spelling that is stored: `name`, `@scope/*`, each with an optional `@range`. */
  readonly pattern: string;
  /** One of both is set. */
  readonly name: string | null;
  readonly scope: string | null;
  /** A range; null for every version. */
  readonly versions: string | null;
  readonly description: string;
  readonly category: string;
  /** Ids of rules; empty for all that can be exempted. */
  readonly rules: readonly string[];
  /** The one tarball that is meant, or null. */
  readonly integrity: string | null;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

interface ExemptionRow {
  id: string;
  pattern: string;
  name: string | null;
  scope: string | null;
  versions: string | null;
  description: string;
  category: string;
  rules: string;
  integrity: string | null;
  enabled: number;
  created_by: string;
  created_at: string;
  expires_at: string | null;
}

export async function allExemptions(db: Pick<Db, "read">): Promise<Exemption[]> {
  const rows = await db.read<ExemptionRow>`select * from exemptions order by created_at, id`;
  return rows.map(toExemption);
}

/** Those that are switched on and may be about a package. */
export async function exemptionsOf(db: Db, name: PackageName): Promise<Exemption[]> {
  const scope = scopeOf(name) ?? "";
  const rows = await db.read<ExemptionRow>`
    select * from exemptions where enabled = 1 and (name = ${name} or scope = ${scope})`;
  return rows.map(toExemption);
}

export async function insertExemption(tx: Sql, e: Exemption): Promise<void> {
  await tx`
    insert into exemptions (id, pattern, name, scope, versions, description, category, rules, integrity,
                            enabled, created_by, created_at, expires_at)
    values (${e.id}, ${e.pattern}, ${e.name}, ${e.scope}, ${e.versions}, ${e.description},
            ${e.category}, ${JSON.stringify(e.rules)}, ${e.integrity}, ${e.enabled ? 1 : 0},
            ${e.createdBy}, ${e.createdAt}, ${e.expiresAt})`;
}

export async function deleteExemption(tx: Sql, id: string): Promise<void> {
  await tx`delete from exemptions where id = ${id}`;
}

export async function enableExemption(tx: Sql, id: string, enabled: boolean): Promise<void> {
  await tx`update exemptions set enabled = ${enabled ? 1 : 0} where id = ${id}`;
}

function toExemption(row: ExemptionRow): Exemption {
  return {
    id: row.id,
    pattern: row.pattern,
    name: row.name,
    scope: row.scope,
    versions: row.versions,
    description: row.description,
    category: row.category,
    rules: JSON.parse(row.rules) as string[],
    integrity: row.integrity,
    enabled: row.enabled === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
