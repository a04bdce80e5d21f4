import { principalNamed } from "../access/accounts.ts";
import { type Caller, principalToText, requireKnown, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { countChange } from "./packages.store.ts";
import { packumentOf } from "./packument-of.ts";
import { isVisible } from "./rights.ts";
import { namesStarredBy, setStar } from "./stars.store.ts";

/**
 * Puts the caller's star on a package, or takes it away; the stars of others stay as they are.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` for a read-only token, `not_found`
 */
export async function star(
  app: App,
  caller: Caller,
  name: PackageName,
  on: boolean,
): Promise<void> {
  requireScope(caller, "publish");
  // A star that was put on what is gone by now can still be taken away.
  if (on) await packumentOf(app, name, async () => caller);
  const at = app.now().toISOString();
  const changed = await app.db.write(async (tx) => {
    if (!(await setStar(tx, name, principalToText(caller.principal), on, at))) return false;
    await countChange(tx, name, at);
    return true;
  });
  if (changed) app.events.emit("packageChanged", { name });
}

/** What the caller has starred. @throws RegistryError `unauthenticated` */
export async function ownStars(app: Pick<App, "db">, caller: Caller): Promise<PackageName[]> {
  requireKnown(caller);
  return await starsOfPrincipal(app, caller, principalToText(caller.principal));
}

/**
 * What somebody has starred, as far as the caller may know of it.
 *
 * @throws RegistryError `not_found`
 */
export async function starsOf(
  app: Pick<App, "db">,
  caller: Caller,
  user: string,
): Promise<PackageName[]> {
  const principal = await principalNamed(app, user);
  if (principal === null) throw new RegistryError("not_found", "there is no user of that name");
  return await starsOfPrincipal(app, caller, principal);
}

async function starsOfPrincipal(
  app: Pick<App, "db">,
  caller: Caller,
  principal: string,
): Promise<PackageName[]> {
  const names: PackageName[] = [];
  for (const name of await namesStarredBy(app.db, principal)) {
    if (await isVisible(app, caller, name)) names.push(name);
  }
  return names;
}
