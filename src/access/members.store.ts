import type { Db, Sql } from "../db/db.ts";
import type { OrgName, TeamName } from "../names/org-name.ts";
import type { PackageName } from "../names/package-name.ts";
import type { UserName } from "../names/user-name.ts";

export type Role = "owner" | "admin" | "developer";
export type Permission = "read-only" | "read-write";

/** What else belongs into the transaction of a change. */
export type Also = (tx: Sql) => Promise<void>;

export async function roleOf(db: Db, org: string, user: string): Promise<Role | null> {
  const [row] = await db.read<{ role: Role }>`
    select role from members where org = ${org} and user_name = ${user}`;
  return row?.role ?? null;
}

export async function listMembers(db: Db, org: OrgName): Promise<{ user: UserName; role: Role }[]> {
  const rows = await db.read<{ user_name: UserName; role: Role }>`
    select user_name, role from members where org = ${org} order by user_name`;
  return rows.map((row) => ({ user: row.user_name, role: row.role }));
}

/** The organizations of a user, with the role in each. */
export async function orgsOf(db: Db, user: string): Promise<{ org: OrgName; role: Role }[]> {
  return await db.read<{ org: OrgName; role: Role }>`
    select org, role from members where user_name = ${user} order by org`;
}

export async function putMember(
  db: Db,
  org: OrgName,
  user: UserName,
  role: Role,
  at: string,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    await also(tx);
    await tx`
      insert into members (org, user_name, role, added_at) values (${org}, ${user}, ${role}, ${at})
      on conflict (org, user_name) do update set role = excluded.role`;
  });
}

/** Takes a user out of an organization and all its teams. */
export async function deleteMember(
  db: Db,
  org: OrgName,
  user: UserName,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    await also(tx);
    await tx`delete from team_members where org = ${org} and user_name = ${user}`;
    await tx`delete from members where org = ${org} and user_name = ${user}`;
  });
}

/** Adds a team or changes what is said about it. */
export async function putTeam(
  db: Db,
  team: { readonly org: OrgName; readonly name: TeamName; readonly description: string },
  at: string,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    await also(tx);
    await tx`
      insert into teams (org, name, description, created_at)
      values (${team.org}, ${team.name}, ${team.description}, ${at})
      on conflict (org, name) do update set description = excluded.description`;
  });
}

/** Removes a team with its members and grants; false when there was none. */
export async function deleteTeam(
  db: Db,
  org: OrgName,
  team: TeamName,
  also: Also,
): Promise<boolean> {
  return await db.write(async (tx) => {
    await tx`delete from team_grants where org = ${org} and team = ${team}`;
    await tx`delete from team_members where org = ${org} and team = ${team}`;
    const removed = await tx`
      delete from teams where org = ${org} and name = ${team} returning name`;
    if (removed.length > 0) await also(tx);
    return removed.length > 0;
  });
}

export async function listTeams(db: Db, org: OrgName): Promise<TeamName[]> {
  const rows = await db.read<{ name: TeamName }>`
    select name from teams where org = ${org} order by name`;
  return rows.map((row) => row.name);
}

export async function teamExists(db: Db, org: OrgName, team: TeamName): Promise<boolean> {
  const rows = await db.read`select 1 from teams where org = ${org} and name = ${team}`;
  return rows.length > 0;
}

export async function listTeamMembers(db: Db, org: OrgName, team: TeamName): Promise<UserName[]> {
  const rows = await db.read<{ user_name: UserName }>`
    select user_name from team_members where org = ${org} and team = ${team} order by user_name`;
  return rows.map((row) => row.user_name);
}

export async function putTeamMember(
  db: Db,
  org: OrgName,
  team: TeamName,
  user: UserName,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    const added = await tx`
      insert into team_members (org, team, user_name) values (${org}, ${team}, ${user})
      on conflict (org, team, user_name) do nothing returning user_name`;
    if (added.length > 0) await also(tx);
  });
}

export async function deleteTeamMember(
  db: Db,
  org: OrgName,
  team: TeamName,
  user: string,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    const removed = await tx`
      delete from team_members where org = ${org} and team = ${team} and user_name = ${user}
      returning user_name`;
    if (removed.length > 0) await also(tx);
  });
}

export interface Grant {
  readonly name: PackageName;
  readonly permission: Permission;
}

export async function listGrants(db: Db, org: OrgName, team: TeamName): Promise<Grant[]> {
  const rows = await db.read<{ package: PackageName; permission: Permission }>`
    select package, permission from team_grants
    where org = ${org} and team = ${team} order by package`;
  return rows.map((row) => ({ name: row.package, permission: row.permission }));
}

export async function putGrant(
  db: Db,
  org: OrgName,
  team: TeamName,
  { name, permission }: Grant,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    await also(tx);
    await tx`
      insert into team_grants (org, team, package, permission)
      values (${org}, ${team}, ${name}, ${permission})
      on conflict (org, team, package) do update set permission = excluded.permission`;
  });
}

export async function deleteGrant(
  db: Db,
  org: OrgName,
  team: TeamName,
  name: string,
  also: Also,
): Promise<void> {
  await db.write(async (tx) => {
    const removed = await tx`
      delete from team_grants where org = ${org} and team = ${team} and package = ${name}
      returning package`;
    if (removed.length > 0) await also(tx);
  });
}

/** What the teams of a user were granted, the most for each package. */
export async function grantsOf(db: Db, user: string): Promise<Grant[]> {
  return await db.read<{ name: PackageName; permission: Permission }>`
    select g.package as name, max(g.permission) as permission
    from team_grants g
    join team_members m on m.org = g.org and m.team = g.team
    where m.user_name = ${user}
    group by g.package order by g.package`;
}

/** Users whom teams let at a package, with the most that each was granted. */
export async function grantedUsers(
  db: Pick<Db, "read">,
  name: PackageName,
): Promise<{ member: UserName; permission: Permission }[]> {
  return await db.read<{ member: UserName; permission: Permission }>`
    select m.user_name as member, max(g.permission) as permission
    from team_grants g
    join team_members m on m.org = g.org and m.team = g.team
    where g.package = ${name}
    group by m.user_name order by m.user_name`;
}
