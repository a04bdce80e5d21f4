import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { findPackage } from "./packages.store.ts";
import { packumentOf } from "./packument-of.ts";
import { requirePublish } from "./rights.ts";

/**
 * Lets a caller change what is published here under a name: whoever may publish it. The right is
 * looked at first, because a client takes a 404 of an unpublish for success (npm-wire-protocol §11.2).
 *
 * @throws RegistryError `unauthenticated`, `forbidden` also for a package of the upstream,
 *   `not_found` when there is no such package anywhere
 */
export async function requireWritable(app: App, caller: Caller, name: PackageName): Promise<void> {
  await requirePublish(app, caller, name);
  if ((await findPackage(app.db, name)) !== null) return;
  if (!(await mayExist(app, caller, name))) {
    throw new RegistryError("not_found", `there is no package ${name} in this registry`);
  }
  throw new RegistryError(
    "forbidden",
    `${name} comes from the upstream registry; only its publisher can change it, and only there`,
  );
}

/** An upstream that fails says nothing about a package; then it is not for us to say that it is absent. */
async function mayExist(app: App, caller: Caller, name: PackageName): Promise<boolean> {
  try {
    await packumentOf(app, name, async () => caller);
    return true;
  } catch (error) {
    return !(error instanceof RegistryError && error.code === "not_found");
  }
}
