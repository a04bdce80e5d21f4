import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** Makes the first publisher the maintainer of a package, inside the caller's transaction. */
export async function insertFirstMaintainer(
  tx: Sql,
  name: PackageName,
  principal: string,
  at: string,
): Promise<void> {
  const known = await tx`select 1 from maintainers where name = ${name}`;
  if (known.length > 0) return;
  await tx`
    insert into maintainers (name, principal, added_at) values (${name}, ${principal}, ${at})`;
}

/** Principals as `principalToText` writes them, the longest-standing first. */
export async function findMaintainers(
  db: Pick<Db, "read">,
  name: PackageName,
): Promise<readonly string[]> {
  const rows = await db.read<{ principal: string }>`
    select principal from maintainers where name = ${name} order by added_at, principal`;
  return rows.map((row) => row.principal);
}

/** Replaces the maintainers of a package inside the caller's transaction; those who stay keep their place. */
export async function updateMaintainers(
  tx: Sql,
  name: PackageName,
  principals: readonly string[],
  at: string,
): Promise<void> {
  for (const principal of await findMaintainers({ read: tx }, name)) {
    if (principals.includes(principal)) continue;
    await tx`delete from maintainers where name = ${name} and principal = ${principal}`;
  }
  for (const principal of principals) {
    await tx`
      insert into maintainers (name, principal, added_at) values (${name}, ${principal}, ${at})
      on conflict (name, principal) do nothing`;
  }
}

/** Names that a principal maintains. */
export async function namesMaintainedBy(db: Db, principal: string): Promise<PackageName[]> {
  const rows = await db.read<{ name: PackageName }>`
    select name from maintainers where principal = ${principal} order by name`;
  return rows.map((row) => row.name);
}

/** Names published here in a scope. */
export async function namesInScope(db: Db, scope: string): Promise<PackageName[]> {
  const prefix = `@${scope}/`;
  const rows = await db.read<{ name: PackageName }>`
    select name from packages where substr(name, 1, ${prefix.length}) = ${prefix} order by name`;
  return rows.map((row) => row.name);
}
