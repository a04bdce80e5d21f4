import { grantedUsers, listMembers } from "../access/members.store.ts";
import { type Caller, shownName } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { OrgName } from "../names/org-name.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import { findMaintainers } from "./owners.store.ts";
import { countChange, isHosted } from "./packages.store.ts";
import { type Access, findAccess, updateAccess } from "./rights.store.ts";
import { absent, requireManage, requireRead } from "./rights.ts";

/**
 * Who may read a package. What comes from the upstream is public without asking there.
 *
 * @throws RegistryError `not_found`
 */
export async function accessOf(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<Access> {
  const access = await findAccess(app.db, name);
  if (access === "restricted") await requireRead(app, caller, name);
  if (access === null && (await isHosted(app.db, name))) throw absent(name);
  return access ?? "public";
}

/**
 * Sets who may read a package.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`, `invalid` for a restricted package
 *   without a scope: there would be no organization whose members may read it
 */
export async function setAccess(
  app: Pick<App, "db" | "now" | "events">,
  caller: Caller,
  name: PackageName,
  access: Access,
): Promise<void> {
  await requireManage(app, caller, name);
  const before = await findAccess(app.db, name);
  if (before === null) throw absent(name);
  if (access === "restricted" && scopeOf(name) === null) {
    throw new RegistryError("invalid", "an unscoped package cannot be restricted");
  }
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    await updateAccess(tx, name, access);
    await countChange(tx, name, at);
    const details = { access: { before, after: access } };
    const note = { action: "package_changed", target: name, details } as const;
    await recordAudit(tx, caller, note, at);
  });
  app.events.emit("packageChanged", { name });
}

/** Who may do what with a package, as npm names it. @throws RegistryError `not_found` */
export async function collaboratorsOf(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<ReadonlyMap<string, "read" | "write">> {
  const access = await findAccess(app.db, name);
  if (access === null) throw absent(name);
  if (access === "restricted") await requireRead(app, caller, name);
  const found = new Map<string, "read" | "write">();
  for (const { user } of await listMembers(app.db, (scopeOf(name) ?? "") as OrgName)) {
    found.set(user, "read");
  }
  for (const { member, permission } of await grantedUsers(app.db, name)) {
    if (permission === "read-write" || !found.has(member)) {
      found.set(member, permission === "read-write" ? "write" : "read");
    }
  }
  for (const { user, role } of await listMembers(app.db, (scopeOf(name) ?? "") as OrgName)) {
    if (role !== "developer") found.set(user, "write");
  }
  for (const principal of await findMaintainers(app.db, name)) {
    found.set(shownName(principal), "write");
  }
  return found;
}
