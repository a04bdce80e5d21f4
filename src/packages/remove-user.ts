import { type Caller, requireScope } from "../access/permit.ts";
import { deleteUser } from "../access/users.store.ts";
import { existingUser } from "../access/users.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { namesMaintainedBy } from "./owners.store.ts";
import { countChange } from "./packages.store.ts";
import { deleteWaitingStaged } from "./staged.store.ts";
import { namesStarredBy } from "./stars.store.ts";

/**
 * Removes an account with its tokens, memberships, stars, what it maintains and what it handed in for
 * approval, so that nobody who takes the name later gets any of it. What it published stays.
 *
 * @throws RegistryError `forbidden`, `not_found`
 */
export async function removeUser(
  app: Pick<App, "db" | "now" | "events">,
  caller: Caller,
  user: string,
): Promise<void> {
  requireScope(caller, "admin");
  const { name } = await existingUser(app, user);
  const principal = `user:${name}`;
  const at = app.now().toISOString();
  const changed = new Set([
    ...(await namesMaintainedBy(app.db, principal)),
    ...(await namesStarredBy(app.db, principal)),
  ]);
  await app.db.write(async (tx) => {
    await deleteUser(tx, name, at);
    await recordAudit(tx, caller, { action: "user_removed", target: name }, at);
    await deleteWaitingStaged(tx, principal);
    for (const changedName of changed) await countChange(tx, changedName, at);
  });
  app.events.emit("tokensChanged", {});
  for (const changedName of changed) app.events.emit("packageChanged", { name: changedName });
}
