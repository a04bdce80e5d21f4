import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** Adds or takes away a star inside the caller's transaction; false when there was nothing to do. */
export async function setStar(
  tx: Sql,
  name: PackageName,
  principal: string,
  on: boolean,
  at: string,
): Promise<boolean> {
  const changed = on
    ? await tx`
        insert into stars (name, principal, starred_at) values (${name}, ${principal}, ${at})
        on conflict (name, principal) do nothing
        returning name`
    : await tx`delete from stars where name = ${name} and principal = ${principal} returning name`;
  return changed.length > 0;
}

/** Who starred a package: principals as `principalToText` writes them. */
export async function findStarrers(
  db: Pick<Db, "read">,
  name: PackageName,
): Promise<readonly string[]> {
  const rows = await db.read<{ principal: string }>`
    select principal from stars where name = ${name} order by starred_at, principal`;
  return rows.map((row) => row.principal);
}

export async function namesStarredBy(db: Db, principal: string): Promise<PackageName[]> {
  const rows = await db.read<{ name: PackageName }>`
    select name from stars where principal = ${principal} order by starred_at, name`;
  return rows.map((row) => row.name);
}
