import type { Db, Sql } from "../db/db.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import type { UserName } from "../names/user-name.ts";

export type Access = "public" | "restricted";

/** What is known of a user and a package; `access` is null for a name that is not published here. */
export interface Standing {
  readonly access: Access | null;
  readonly isMaintainer: boolean;
  /** In the organization that owns the scope. */
  readonly role: "owner" | "admin" | "developer" | null;
  /** The most that a team of the user was granted. */
  readonly granted: "read-only" | "read-write" | null;
}

export async function standingOf(sql: Sql, user: UserName, name: PackageName): Promise<Standing> {
  const scope = scopeOf(name) ?? "";
  const [row] = await sql<{
    access: Standing["access"];
    maintains: number | null;
    role: Standing["role"];
    granted: Standing["granted"];
  }>`
    select
      (select access from packages where name = ${name}) as access,
      (select 1 from maintainers
       where name = ${name} and principal = ${`user:${user}`}) as maintains,
      (select role from members where org = ${scope} and user_name = ${user}) as role,
      (select max(g.permission) from team_grants g
       join team_members m on m.org = g.org and m.team = g.team
       where g.package = ${name} and m.user_name = ${user}) as granted`;
  return {
    access: row?.access ?? null,
    isMaintainer: row?.maintains === 1,
    role: row?.role ?? null,
    granted: row?.granted ?? null,
  };
}

/** Whether a name that is published here may be read by everybody; null when it is not published here. */
export async function findAccess(db: Pick<Db, "read">, name: PackageName): Promise<Access | null> {
  const [row] = await db.read<{ access: Access }>`
    select access from packages where name = ${name}`;
  return row?.access ?? null;
}

/** Sets who may read a package, inside the caller's transaction. */
export async function updateAccess(tx: Sql, name: PackageName, access: Access): Promise<void> {
  await tx`update packages set access = ${access} where name = ${name}`;
}
