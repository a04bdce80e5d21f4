import {
  deleteGrant,
  grantsOf,
  listGrants,
  orgsOf,
  type Permission,
  putGrant,
} from "../access/members.store.ts";
import { requireMember, requireOrgAdmin } from "../access/members.ts";
import { type Caller, type Known, requireKnown } from "../access/permit.ts";
import { noteOf, requireTeam } from "../access/teams.ts";
import { existingUser } from "../access/users.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { OrgName, TeamName } from "../names/org-name.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import { namesInScope, namesMaintainedBy } from "./owners.store.ts";
import { findAccess } from "./rights.store.ts";
import { absent, isVisible, requirePublish } from "./rights.ts";

/** What somebody may do with each of some packages, as npm names it. */
export type PackageList = ReadonlyMap<PackageName, "read" | "write">;

/** The packages of an organization, and what the caller may do with each. */
export async function packagesOfOrg(
  app: Pick<App, "db" | "config">,
  caller: Caller,
  org: OrgName,
): Promise<PackageList> {
  requireKnown(caller);
  await requireMember(app, caller, org);
  const list = new Map<PackageName, "read" | "write">();
  for (const name of await namesInScope(app.db, org)) {
    list.set(name, (await mayPublish(app, caller, name)) ? "write" : "read");
  }
  return await visibleOnly(app, caller, list);
}

/**
 * The packages that a user may change or was let at by a team, as far as the caller may know of them.
 *
 * @throws RegistryError `unauthenticated`, `not_found` for an unknown user
 */
export async function packagesOfUser(
  app: Pick<App, "db">,
  caller: Caller,
  user: string,
): Promise<PackageList> {
  requireKnown(caller);
  const list = new Map<PackageName, "read" | "write">();
  if (user === "owner") {
    for (const name of await namesMaintainedBy(app.db, "owner")) list.set(name, "write");
    return await visibleOnly(app, caller, list);
  }
  const { name: known } = await existingUser(app, user);
  for (const { org, role } of await orgsOf(app.db, known)) {
    for (const name of await namesInScope(app.db, org)) {
      list.set(name, role === "developer" ? "read" : "write");
    }
  }
  for (const { name, permission } of await grantsOf(app.db, known)) {
    if (permission === "read-write" || !list.has(name)) list.set(name, wordOf(permission));
  }
  for (const name of await namesMaintainedBy(app.db, `user:${known}`)) list.set(name, "write");
  return await visibleOnly(app, caller, list);
}

/** What a team was granted. @throws RegistryError `not_found`, `forbidden` */
export async function packagesOfTeam(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
  team: TeamName,
): Promise<PackageList> {
  await requireMember(app, caller, org);
  await requireTeam(app, org, team);
  const grants = await listGrants(app.db, org, team);
  return new Map(grants.map(({ name, permission }) => [name, wordOf(permission)]));
}

export interface TeamPackage {
  readonly org: OrgName;
  readonly team: TeamName;
  readonly name: PackageName;
}

/**
 * Lets a team at a package of its organization.
 *
 * @throws RegistryError `not_found`, `forbidden`, `invalid` for a package of another scope
 */
export async function grant(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  { org, team, name }: TeamPackage,
  permission: Permission,
): Promise<void> {
  await requireOrgAdmin(app, caller, org);
  await requireTeam(app, org, team);
  if (scopeOf(name) !== org) {
    throw new RegistryError("invalid", `a team of @${org} can be let at packages of @${org} only`);
  }
  if ((await findAccess(app.db, name)) === null) throw absent(name);
  const also = noteOf(app, caller, org, team, { package: name, permission });
  await putGrant(app.db, org, team, { name, permission }, also);
}

/** Takes back what a team was granted. @throws RegistryError `not_found`, `forbidden` */
export async function revokeGrant(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  { org, team, name }: TeamPackage,
): Promise<void> {
  await requireOrgAdmin(app, caller, org);
  await requireTeam(app, org, team);
  const also = noteOf(app, caller, org, team, { package: name, permission: null });
  await deleteGrant(app.db, org, team, name, also);
}

async function mayPublish(
  app: Pick<App, "db" | "config">,
  caller: Caller,
  name: PackageName,
): Promise<boolean> {
  try {
    await requirePublish(app, caller, name);
    return true;
  } catch (error) {
    if (error instanceof RegistryError) return false;
    throw error;
  }
}

async function visibleOnly(
  app: Pick<App, "db">,
  caller: Known,
  list: PackageList,
): Promise<PackageList> {
  const visible = new Map<PackageName, "read" | "write">();
  for (const [name, right] of list) {
    if (await isVisible(app, caller, name)) visible.set(name, right);
  }
  return visible;
}

function wordOf(permission: Permission): "read" | "write" {
  return permission === "read-write" ? "write" : "read";
}
