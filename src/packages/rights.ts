import {
  anonymous,
  type Caller,
  type Known,
  principalFromText,
  reaches,
  requireReach,
} from "../access/permit.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import type { UserName } from "../names/user-name.ts";
import { findAccess, type Standing, standingOf } from "./rights.store.ts";

type Needs = Pick<App, "db" | "config">;

/**
 * Lets a caller publish a name: the local owner any, an organization those in its own scope; a user
 * what they maintain, what a team of theirs may write, what is in a scope that they administer, new
 * names in a scope where they are a member, and new names without a scope. A token may narrow that.
 *
 * @throws RegistryError `unauthenticated` or `forbidden`
 */
export async function requirePublish(app: Needs, caller: Caller, name: PackageName): Promise<void> {
  if (caller.kind === "anonymous" && app.config.auth.open_publish) return;
  requireReach(caller, name);
  if (caller.principal.kind !== "user") return;
  const standing = await standingOf(app.db.read, caller.principal.name, name);
  const isNew = standing.access === null;
  if (isNew ? mayCreate(standing, name) : mayWrite(standing)) return;
  throw mayNotPublish(caller.principal.name, name);
}

/**
 * The same question once more inside the transaction that publishes: of two users who publish a new
 * name at the same moment, the second finds that it is no longer new.
 *
 * @param principal as `principalToText` writes it
 * @throws RegistryError `forbidden`
 */
export async function requireStillPublish(
  tx: Sql,
  principal: string,
  name: PackageName,
): Promise<void> {
  if (!principal.startsWith("user:")) return;
  const parsed = principalFromText(principal);
  if (parsed.kind !== "user") return;
  if (!mayWrite(await standingOf(tx, parsed.name, name))) throw mayNotPublish(parsed.name, name);
}

/**
 * Lets a caller decide about a package: who maintains it and who may read it.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`
 */
export async function requireManage(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<void> {
  requireReach(caller, name);
  if (caller.principal.kind !== "user") return;
  const standing = await standingOf(app.db.read, caller.principal.name, name);
  if (mayManage(standing)) return;
  throw new RegistryError(
    "forbidden",
    `only those who maintain ${name} can change this; \`npm owner ls ${name}\` names them`,
  );
}

/**
 * Lets a caller see a restricted package. Whoever may not learns nothing, not even that it exists.
 *
 * @throws RegistryError `not_found`, with the words of a package that is not there
 */
export async function requireRead(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<void> {
  if (!(await maySee(app, caller, name))) throw absent(name);
}

/** Whether a caller may read a restricted package. */
export async function maySee(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<boolean> {
  if (caller.kind === "anonymous") return false;
  if (!caller.scopes.includes("read") || !reaches(caller, name)) return false;
  return await principalMayRead(app, caller, name);
}

/**
 * Whether a caller may know of a name at all: everybody of a public one. For lists, such as a search.
 */
export async function isVisible(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<boolean> {
  if ((await findAccess(app.db, name)) !== "restricted") return true;
  return await maySee(app, caller, name);
}

/** Whether a caller may see every restricted package, so that a list need not ask for each. */
export function seesEverything(caller: Caller): boolean {
  if (caller.kind === "anonymous" || caller.principal.kind !== "owner") return false;
  const isWhole = caller.packages.length === 0 && caller.packageScopes.length === 0;
  return isWhole && caller.scopes.includes("read");
}

/** Who asks, found out only for an answer that depends on it. */
export type WhoAsks = () => Promise<Caller>;

export const nobodyAsks: WhoAsks = async () => anonymous;

export function absent(name: PackageName): RegistryError {
  return new RegistryError("not_found", `there is no package ${name} in this registry`);
}

async function principalMayRead(app: Pick<App, "db">, { principal }: Known, name: PackageName) {
  if (principal.kind === "owner") return true;
  if (principal.kind === "org") return scopeOf(name) === principal.name;
  const { isMaintainer, role, granted } = await standingOf(app.db.read, principal.name, name);
  return isMaintainer || role !== null || granted !== null;
}

function mayCreate({ role }: Standing, name: PackageName): boolean {
  return scopeOf(name) === null || role !== null;
}

function mayWrite(standing: Standing): boolean {
  return mayManage(standing) || standing.granted === "read-write";
}

function mayManage({ isMaintainer, role }: Standing): boolean {
  return isMaintainer || role === "owner" || role === "admin";
}

/** The same words whether the name exists or not: it may be one that they must not know of. */
function mayNotPublish(user: UserName, name: PackageName): RegistryError {
  const scope = scopeOf(name);
  const remedy =
    scope === null
      ? `ask one of its owners for \`npm owner add ${user} ${name}\``
      : `ask an owner of ${name} for \`npm owner add ${user} ${name}\`, or an administrator of ` +
        `@${scope} for \`npm org set ${scope} ${user}\``;
  return new RegistryError("forbidden", `${user} may not publish ${name}; ${remedy}`);
}
