import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { dependentNames } from "../packages/dependents.store.ts";
import { isVisible } from "../packages/rights.ts";
import { copiesThatNeed } from "../upstream/upstream.store.ts";

const maxNames = 20;

/**
 * Packages stored here that need one, so that a person sees what brings it in: those that are published here,
 * then copies of which a version was fetched.
 */
export async function pulledInBy(
  app: Pick<App, "db" | "cacheDb">,
  caller: Caller,
  name: PackageName,
): Promise<readonly PackageName[]> {
  const found: PackageName[] = [];
  for (const hosted of await dependentNames(app.db, name, maxNames)) {
    // Whoever decides about one package need not know of every restricted one.
    if (await isVisible(app, caller, hosted)) found.push(hosted);
  }
  const copies = await copiesThatNeed(app.cacheDb, name, maxNames - found.length);
  return [...new Set([...found, ...copies])];
}
