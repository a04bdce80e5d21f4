import { type Caller, userNameOf } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import type { PackageName } from "../../names/package-name.ts";
import { star } from "../../packages/stars.ts";

/**
 * What `npm star` writes: the whole list of who starred a package, of which only the caller's own entry
 * counts (npm-wire-protocol §11.5).
 */
export async function starAsWritten(
  app: App,
  caller: Caller,
  name: PackageName,
  users: Readonly<Record<string, unknown>>,
): Promise<void> {
  const own = userNameOf(caller);
  await star(app, caller, name, Object.hasOwn(users, own) && users[own] === true);
}
