import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import {
  type AdvisoryStats,
  advisoryStats,
  type ListedAdvisory,
  listAdvisories,
} from "./advisories.store.ts";

/**
 * What was imported, newest first, about one package or all.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function listStored(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName | null,
  limit: number,
): Promise<ListedAdvisory[]> {
  requireScope(caller, "admin");
  return await listAdvisories(app.db, name, limit);
}

/** @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks */
export async function countStored(app: Pick<App, "db">, caller: Caller): Promise<AdvisoryStats> {
  requireScope(caller, "admin");
  return await advisoryStats(app.db);
}
