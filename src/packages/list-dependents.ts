import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { type Dependent, dependentsOf } from "./dependents.store.ts";
import { absent, isVisible } from "./rights.ts";

export interface Dependents {
  readonly dependents: readonly Dependent[];
  /** Before the list was cut; only what the caller may see counts. */
  readonly total: number;
}

/**
 * The versions published here that need a package, as far as the caller may know of them.
 *
 * @throws RegistryError `not_found` for a package that the caller may not know of
 */
export async function listDependents(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
  limit: number,
): Promise<Dependents> {
  if (!(await isVisible(app, caller, name))) throw absent(name);
  const seen = new Map<PackageName, boolean>();
  const shown: Dependent[] = [];
  for (const dependent of await dependentsOf(app.db.read, name)) {
    const { name: by } = dependent;
    const mayKnow = seen.get(by) ?? (await isVisible(app, caller, by));
    seen.set(by, mayKnow);
    if (mayKnow) shown.push(dependent);
  }
  return { dependents: shown.slice(0, limit), total: shown.length };
}
