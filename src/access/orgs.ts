import type { App } from "../context.ts";
import { parseOrgName } from "../names/org-name.ts";
import { insertOrg, type OrgRow, listOrgs as readOrgs } from "./access.store.ts";
import { type Caller, requireScope, userNameOf } from "./permit.ts";

/**
 * Takes a scope for this registry: from now on its names are never asked of the upstream.
 *
 * @throws RegistryError `invalid` for a bad name, `forbidden` unless an administrator asks
 */
export async function createOrg(app: Needs, caller: Caller, name: string): Promise<OrgRow> {
  requireScope(caller, "admin");
  return await addOrg(app, parseOrgName(name), userNameOf(caller), caller);
}

type Needs = Pick<App, "db" | "now" | "events">;

/** Adds an organization; its right to be there was checked. */
export async function addOrg(
  app: Needs,
  scope: string,
  createdBy: string,
  by: Caller | "system",
): Promise<OrgRow> {
  const org = { name: scope, createdBy, createdAt: app.now().toISOString() };
  await insertOrg(app.db, org, by);
  app.events.emit("scopeTaken", { scope });
  return org;
}

export async function listOrgs(app: Pick<App, "db">, caller: Caller): Promise<OrgRow[]> {
  requireScope(caller, "admin");
  return await readOrgs(app.db);
}
