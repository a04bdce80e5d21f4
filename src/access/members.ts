import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { OrgName } from "../names/org-name.ts";
import { orgExists } from "./access.store.ts";
import { deleteMember, listMembers, putMember, type Role, roleOf } from "./members.store.ts";
import { type Caller, type Known, requireKnown, requireScope } from "./permit.ts";
import { existingUser } from "./users.ts";

type Needs = Pick<App, "db" | "now">;

/** Who belongs to an organization, for its members. @throws RegistryError `not_found`, `forbidden` */
export async function membersOf(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
): Promise<ReadonlyMap<string, Role>> {
  await requireMember(app, caller, org);
  return new Map((await listMembers(app.db, org)).map(({ user, role }) => [user, role]));
}

/**
 * Adds a user to an organization, or changes the role of one. Only its owners make owners.
 *
 * @throws RegistryError `not_found`, `forbidden`
 */
export async function setMember(
  app: Needs,
  caller: Caller,
  org: OrgName,
  { user, role }: { readonly user: string; readonly role: Role },
): Promise<{ readonly size: number }> {
  const own = await requireOrgAdmin(app, caller, org);
  const { name } = await existingUser(app, user);
  if (role === "owner" || (await roleOf(app.db, org, name)) === "owner") requireOrgOwner(own, org);
  const at = app.now().toISOString();
  const details = { user: name, role };
  const note = { action: "member_changed", target: `@${org}`, details } as const;
  await putMember(app.db, org, name, role, at, (tx) => recordAudit(tx, caller, note, at));
  return { size: (await listMembers(app.db, org)).length };
}

/** Takes a user out of an organization and its teams. @throws RegistryError `not_found`, `forbidden` */
export async function removeMember(
  app: Needs,
  caller: Caller,
  org: OrgName,
  user: string,
): Promise<void> {
  const own = await requireOrgAdmin(app, caller, org);
  const { name } = await existingUser(app, user);
  const role = await roleOf(app.db, org, name);
  if (role === null) throw new RegistryError("not_found", `${name} is not a member of @${org}`);
  if (role === "owner") requireOrgOwner(own, org);
  const at = app.now().toISOString();
  const details = { user: name, role: null };
  const note = { action: "member_changed", target: `@${org}`, details } as const;
  await deleteMember(app.db, org, name, (tx) => recordAudit(tx, caller, note, at));
}

/**
 * Lets those pass who may see what an organization consists of.
 *
 * @throws RegistryError `unauthenticated`, `not_found`, `forbidden`
 */
export async function requireMember(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
): Promise<void> {
  requireKnown(caller);
  await requireOrg(app, org);
  const { principal } = caller;
  refuseByToken(caller, org, "read-only");
  if (principal.kind === "owner") return;
  if (principal.kind === "org" && principal.name === org) return;
  if (principal.kind === "user" && (await roleOf(app.db, org, principal.name)) !== null) return;
  throw new RegistryError("forbidden", `only members of @${org} can see this`);
}

/**
 * Lets those pass who may change what an organization consists of, and says as what: the local owner,
 * its owners and its administrators. A key of the organization is for publishing and cannot.
 *
 * @throws RegistryError `unauthenticated`, `not_found`, `forbidden`
 */
export async function requireOrgAdmin(
  app: Pick<App, "db">,
  caller: Caller,
  org: OrgName,
): Promise<Role> {
  requireKnown(caller);
  await requireOrg(app, org);
  const { principal } = caller;
  if (principal.kind === "owner") {
    requireScope(caller, "admin");
    return "owner";
  }
  requireScope(caller, "publish");
  refuseByToken(caller, org, "read-write");
  const role = principal.kind === "user" ? await roleOf(app.db, org, principal.name) : null;
  if (!caller.isAgent && (role === "owner" || role === "admin")) return role;
  throw new RegistryError(
    "forbidden",
    `only owners and administrators of @${org}, in person, can change this`,
  );
}

function requireOrgOwner(own: Role, org: OrgName): void {
  if (own === "owner") return;
  throw new RegistryError("forbidden", `only owners of @${org} can make or remove an owner`);
}

async function requireOrg(app: Pick<App, "db">, org: OrgName): Promise<void> {
  if (await orgExists(app.db, org)) return;
  throw new RegistryError(
    "not_found",
    `there is no organization ${org}; the owner of the registry creates it with ` +
      `\`agentregistry org create ${org}\``,
  );
}

function refuseByToken(caller: Known, org: OrgName, wanted: "read-only" | "read-write"): void {
  const { orgPermission, orgs } = caller;
  const isEnough = orgPermission === "read-write" || orgPermission === wanted;
  if (isEnough && (orgs.length === 0 || orgs.includes(org))) return;
  throw new RegistryError("forbidden", `this token cannot be used for the organization @${org}`);
}
