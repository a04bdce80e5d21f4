import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { OrgName, TeamName } from "../names/org-name.ts";
import type { UserName } from "../names/user-name.ts";
import {
  type Also,
  deleteTeam,
  deleteTeamMember,
  listTeamMembers,
  putTeam,
  putTeamMember,
  listTeams as readTeams,
  roleOf,
  teamExists,
} from "./members.store.ts";
import { requireMember, requireOrgAdmin } from "./members.ts";
import type { Caller } from "./permit.ts";
import { existingUser } from "./users.ts";

type Needs = Pick<App, "db" | "now">;

/** @throws RegistryError `not_found`, `forbidden` */
export async function teamsOf(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
): Promise<TeamName[]> {
  await requireMember(app, caller, org);
  return await readTeams(app.db, org);
}

/** Makes a team, or changes what is said about one. @throws RegistryError `not_found`, `forbidden` */
export async function createTeam(
  app: Needs,
  caller: Caller,
  team: { readonly org: OrgName; readonly name: TeamName; readonly description: string },
): Promise<void> {
  await requireOrgAdmin(app, caller, team.org);
  const { org, name, description } = team;
  const also = noteOf(app, caller, org, name, { made: true, description });
  await putTeam(app.db, team, app.now().toISOString(), also);
}

/** Removes a team and what it was granted. @throws RegistryError `not_found`, `forbidden` */
export async function destroyTeam(
  app: Needs,
  caller: Caller,
  org: OrgName,
  team: TeamName,
): Promise<void> {
  await requireOrgAdmin(app, caller, org);
  const also = noteOf(app, caller, org, team, { removed: true });
  if (!(await deleteTeam(app.db, org, team, also))) throw noTeam(org, team);
}

/** @throws RegistryError `not_found`, `forbidden` */
export async function teamMembersOf(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
  team: TeamName,
): Promise<UserName[]> {
  await requireMember(app, caller, org);
  await requireTeam(app, org, team);
  return await listTeamMembers(app.db, org, team);
}

/** Adds a member of the organization to a team. @throws RegistryError `not_found`, `forbidden`, `invalid` */
export async function addTeamMember(
  app: Needs,
  caller: Caller,
  { org, team, user }: { readonly org: OrgName; readonly team: TeamName; readonly user: string },
): Promise<void> {
  await requireOrgAdmin(app, caller, org);
  await requireTeam(app, org, team);
  const { name } = await existingUser(app, user);
  if ((await roleOf(app.db, org, name)) === null) {
    throw new RegistryError(
      "invalid",
      `${name} is not a member of @${org} yet; first \`npm org set ${org} ${name}\``,
    );
  }
  await putTeamMember(app.db, org, team, name, noteOf(app, caller, org, team, { added: name }));
}

/** @throws RegistryError `not_found`, `forbidden` */
export async function removeTeamMember(
  app: Needs,
  caller: Caller,
  { org, team, user }: { readonly org: OrgName; readonly team: TeamName; readonly user: string },
): Promise<void> {
  await requireOrgAdmin(app, caller, org);
  await requireTeam(app, org, team);
  await deleteTeamMember(app.db, org, team, user, noteOf(app, caller, org, team, { left: user }));
}

/** What the audit log says of a team, written in the transaction of what changes it. */
export function noteOf(
  { now }: Pick<App, "now">,
  caller: Caller,
  org: OrgName,
  team: TeamName,
  details: Readonly<Record<string, unknown>>,
): Also {
  const note = { action: "team_changed", target: `@${org}:${team}`, details } as const;
  return async (tx) => await recordAudit(tx, caller, note, now().toISOString());
}

/** @throws RegistryError `not_found` */
export async function requireTeam(
  app: Pick<App, "db">,
  org: OrgName,
  team: TeamName,
): Promise<void> {
  if (!(await teamExists(app.db, org, team))) throw noTeam(org, team);
}

function noTeam(org: OrgName, team: TeamName): RegistryError {
  return new RegistryError("not_found", `@${org} has no team ${team}`);
}
