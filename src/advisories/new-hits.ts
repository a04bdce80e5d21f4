import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { storedVersionsAmong } from "../overview/overview.store.ts";
import { type Affected, isAffected, type NewAdvisory } from "./osv.ts";

/** So many versions are told of after one import; the others are in the list of all. */
const maxTold = 200;

interface Said {
  readonly osvId: string;
  readonly said: Affected;
}

/**
 * Tells which stored versions advisories are about that said nothing about them before.
 *
 * @param fresh what is new in them, by the id of each
 */
export async function tellNewHits(
  app: Pick<App, "db" | "cacheDb" | "events">,
  fresh: readonly NewAdvisory[],
): Promise<void> {
  const about = new Map<PackageName, Said[]>();
  for (const { osvId, affected } of fresh) {
    for (const [name, said] of affected) {
      const known = about.get(name);
      if (known === undefined) about.set(name, [{ osvId, said }]);
      else known.push({ osvId, said });
    }
  }
  const names = [...about.keys()];
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
    for (const version of versions) {
      const hits = about.get(name)?.filter(({ said }) => isAffected(version, said)) ?? [];
      if (hits.length === 0) continue;
      if (told === maxTold) return;
      told += 1;
      app.events.emit("cveFound", { name, version, ids: hits.map(({ osvId }) => osvId) });
    }
  }
}
