import type { Db, Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import type { StoredVersion } from "./packages.store.ts";

/**
 * Refuses a version number that was used and removed: whoever has its old bytes in a lock file or a
 * cache must never meet others under it.
 *
 * @throws RegistryError `conflict`, also for the same bytes
 */
export async function refuseSpent(sql: Sql, name: PackageName, version: string): Promise<void> {
  const rows = await sql`
    select 1 from tombstones where name = ${name} and version = ${version}`;
  if (rows.length === 0) return;
  throw new RegistryError(
    "conflict",
    `${name}@${version} was published and removed, so its number is spent; publish a new version ` +
      "number",
    { fields: { code: "version_spent" } },
  );
}

export async function isSpent(db: Db, name: PackageName, version: string): Promise<boolean> {
  const rows = await db.read`
    select 1 from tombstones where name = ${name} and version = ${version}`;
  return rows.length > 0;
}

/** Marks a version's number as spent, inside the caller's transaction. */
export async function insertTombstone(
  tx: Sql,
  name: PackageName,
  version: StoredVersion,
  by: string,
  at: string,
): Promise<void> {
  await tx`
    insert into tombstones (name, version, integrity, published_by, published_at, removed_by,
                            removed_at)
    values (${name}, ${version.version}, ${version.integrity}, ${version.publishedBy},
            ${version.publishedAt}, ${by}, ${at})`;
}
