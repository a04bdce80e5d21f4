import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { storedVersionsAmong } from "../overview/overview.store.ts";
import { isAffected, type NewAdvisory } from "./osv.ts";

/** So many versions are told of after one import; the others are in the list of all. */
const maxTold = 200;

/**
 * Tells which stored versions advisories are about that said nothing about them before.
 *
 * @param fresh what is new in them, by the id of each
 */
export async function tellNewHits(
  app: Pick<App, "db" | "cacheDb" | "events">,
  fresh: readonly NewAdvisory[],
): Promise<void> {
  const names = [...new Set(fresh.flatMap(({ affected }) => [...affected.keys()]))];
  const stored = new Map<PackageName, Set<string>>();
  for (const [db, kind] of [
    [app.db, "hosted"],
    [app.cacheDb, "cache"],
  ] as const) {
    for (const { name, version } of await storedVersionsAmong(db, kind, names)) {
      stored.set(name, (stored.get(name) ?? new Set()).add(version));
    }
  }
  let told = 0;
  for (const [name, versions] of stored) {
    const about = fresh.flatMap(({ osvId, affected }) => {
      const said = affected.get(name);
      return said === undefined ? [] : [{ osvId, said }];
    });
    for (const version of versions) {
      const hits = about.filter(({ said }) => isAffected(version, said));
      if (hits.length === 0 || told >= maxTold) continue;
      told += 1;
      app.events.emit("cveFound", { name, version, ids: hits.map(({ osvId }) => osvId) });
    }
  }
}
