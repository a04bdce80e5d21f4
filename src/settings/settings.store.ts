import type { Db, Sql } from "../db/db.ts";

/** Every setting that was changed while the registry ran, as it was written. */
export async function readSettings(db: Db): Promise<ReadonlyMap<string, unknown>> {
  const rows = await db.read<{ key: string; value: string }>`select key, value from settings`;
  return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
}

export async function writeSetting(
  tx: Sql,
  key: string,
  value: unknown,
  by: string,
  at: string,
): Promise<void> {
  await tx`
    insert into settings (key, value, changed_by, changed_at)
    values (${key}, ${JSON.stringify(value)}, ${by}, ${at})
    on conflict (key) do update set
      value = excluded.value, changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
}
