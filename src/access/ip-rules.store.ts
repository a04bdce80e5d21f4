import type { Db, Sql } from "../db/db.ts";

export interface IpRule {
  readonly id: string;
  readonly pattern: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
}

interface IpRuleRow {
  id: string;
  pattern: string;
  description: string;
  enabled: number;
  created_by: string;
  created_at: string;
}

export async function findIpRules(db: Db): Promise<IpRule[]> {
  const rows = await db.read<IpRuleRow>`select * from ip_rules order by created_at, id`;
  return rows.map((row) => ({
    id: row.id,
    pattern: row.pattern,
    description: row.description,
    enabled: row.enabled === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
}

export async function insertIpRule(tx: Sql, rule: IpRule): Promise<void> {
  await tx`
    insert into ip_rules (id, pattern, description, enabled, created_by, created_at)
    values (${rule.id}, ${rule.pattern}, ${rule.description}, ${rule.enabled ? 1 : 0},
            ${rule.createdBy}, ${rule.createdAt})
    on conflict (pattern) do nothing`;
}

export async function deleteIpRule(tx: Sql, id: string): Promise<void> {
  await tx`delete from ip_rules where id = ${id}`;
}

export async function enableIpRule(tx: Sql, id: string, enabled: boolean): Promise<void> {
  await tx`update ip_rules set enabled = ${enabled ? 1 : 0} where id = ${id}`;
}
