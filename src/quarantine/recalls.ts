import { type Caller, requireScope, reviews } from "../access/permit.ts";
import type { App } from "../context.ts";
import {
  type Fetch,
  type FetchedRelease,
  fetchesOf,
  namesToRecheck,
  servedReleases,
} from "../fetch-log/fetch-log.store.ts";
import { type Held, whyNot } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { recordKnownBad } from "../known-bad/record.ts";
import type { PackageName } from "../names/package-name.ts";
import { isHosted } from "../packages/packages.store.ts";

/** A release that was served to somebody and would not be any more. */
export interface Recall extends FetchedRelease {
  readonly because: Held["because"];
  readonly sentence: string | null;
  /** Who was sent it, the last one first. */
  readonly fetches: readonly Fetch[];
}

/**
 * What was served and is held by now, with who fetched it: the list of machines to look at.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless a reviewer asks
 */
export async function listRecalls(app: App, caller: Caller): Promise<Recall[]> {
  requireScope(caller, "review");
  await app.fetchLog.flush();
  const recalls: Recall[] = [];
  for (const name of await namesToRecheck(app.db)) {
    if (!reviews(caller, name)) continue;
    for (const { decision: _, ...recall } of await recallsOf(app, name)) recalls.push(recall);
  }
  return recalls.sort((a, b) => lastFetch(b).localeCompare(lastFetch(a)));
}

/** Tells of what was served of these names and is held since just now; listed ones get their record. */
export async function announceRecalls(app: App, names: readonly PackageName[]): Promise<void> {
  for (const name of names) {
    const origin = (await isHosted(app.db, name)) ? "hosted" : "upstream";
    for (const recall of await recallsOf(app, name)) {
      const { version, integrity, because, fetches } = recall;
      if (recall.decision.because === "known_bad") {
        await recordKnownBad(app, { name, version, integrity, origin }, recall.decision.bad);
      }
      app.log.warn(
        { package: name, version, integrity, because, clients: fetches.length },
        "recalled: it was served before",
      );
      app.events.emit("recalled", { name, version, clients: fetches.length });
    }
  }
}

/** Reasons that are about the bytes that were served; replaced ones were other bytes. */
const reasons: readonly Held["because"][] = ["scan", "known_bad", "rejected"];

async function recallsOf(app: App, name: PackageName) {
  const facts = await packageFacts(app, name);
  const recalls: (Recall & { readonly decision: Held })[] = [];
  for (const release of await servedReleases(app.db, [name])) {
    const { version, integrity } = release;
    const decision = facts.listed(version, integrity);
    if (decision.outcome !== "hold" || !reasons.includes(decision.because)) continue;
    const hold = facts.holdOf(version, integrity);
    recalls.push({
      ...release,
      decision,
      because: decision.because,
      sentence: whyNot(`${name}@${version}`, decision, hold, null),
      fetches: (await fetchesOf(app.db, release)).filter(({ wasServed }) => wasServed),
    });
  }
  return recalls;
}

function lastFetch({ fetches }: Recall): string {
  return fetches[0]?.lastAt ?? "";
}
