import type { App } from "../context.ts";
import { weighReports } from "../gate/weigh-reports.ts";
import { type KnownBadOf, knownBadOf } from "../known-bad/known-bad.ts";
import { neverFetched } from "../known-bad/record.ts";
import type { PackageName } from "../names/package-name.ts";
import type { KnownBad } from "../policy/decide.ts";
import type { Report } from "../scanner/report.ts";
import type { Hold, HoldState, ReleaseOrigin } from "./quarantine.store.ts";

/** A record with where it stands by now. */
export interface StandingHold extends Hold {
  readonly state: HoldState;
  /** What lists the release as bad at this moment. */
  readonly knownBad: KnownBad | null;
  /** The report as it counts: without what a person let pass. */
  readonly effective: Report;
}

type Needs = Pick<App, "db" | "cacheDb" | "now">;

/**
 * Where records stand: what a person decided, unless that has expired or the release was listed as bad
 * since, else what lists and the scanner say. The same as `decide()` would find, for people to read.
 */
export async function withStanding(app: Needs, holds: readonly Hold[]): Promise<StandingHold[]> {
  const standings = new Map<PackageName, (hold: Hold) => Promise<StandingHold>>();
  const standing: StandingHold[] = [];
  for (const hold of holds) {
    const of = standings.get(hold.name) ?? (await standingsOf(app, hold.name));
    standings.set(hold.name, of);
    standing.push(await of(hold));
  }
  return standing;
}

async function standingsOf(app: Needs, name: PackageName) {
  const weighed = await weighReports(app, name);
  const lists = new Map<ReleaseOrigin, KnownBadOf>();
  return async (hold: Hold): Promise<StandingHold> => {
    const { origin, version, integrity } = hold;
    const list = lists.get(origin) ?? (await knownBadOf(app, name, origin));
    lists.set(origin, list);
    const knownBad = list(version, integrity);
    const effective = await weighed.of(hold.report, integrity);
    return { ...hold, knownBad, effective, state: stateOf(hold, effective, knownBad, app.now()) };
  };
}

function stateOf(hold: Hold, report: Report, knownBad: KnownBad | null, now: Date): HoldState {
  const { ruling, releasedAt } = hold;
  const isInForce = ruling !== null && (ruling.expiresAt === null || ruling.expiresAt > now);
  if (isInForce && ruling.decision === "reject") return "rejected";
  if (isInForce && (knownBad === null || ruling.decidedAt >= knownBad.since)) return "approved";
  if (knownBad !== null) return "held";
  const isBlocked = report.verdict === "block" && report.ruleset !== neverFetched;
  return releasedAt === null && isBlocked ? "held" : "released";
}
