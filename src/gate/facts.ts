import type { App } from "../context.ts";
import { knownBadOf } from "../known-bad/known-bad.ts";
import { neverFetched } from "../known-bad/record.ts";
import type { PackageName } from "../names/package-name.ts";
import { findDisabled } from "../packages/experts.store.ts";
import { findVersionTimes, isHosted } from "../packages/packages.store.ts";
import { type Decision, decide, type Facts, type Question } from "../policy/decide.ts";
import { type Hold, holdsOf } from "../quarantine/quarantine.store.ts";
import type { Report } from "../scanner/report.ts";
import { findReleases, findRewritten } from "../upstream/upstream.store.ts";
import { findReport, type Role } from "./reports.store.ts";
import { noSubjects, subjectsOf } from "./subjects.ts";
import { weighReports } from "./weigh-reports.ts";

export type FactNeeds = Pick<
  App,
  "db" | "cacheDb" | "now" | "policy" | "settings" | "trustedKeys" | "upstreams"
>;

/** What is known about the versions of one package, ready to be decided on. */
export interface PackageFacts {
  readonly name: PackageName;
  /** What the owner wrote beside the ban of a version, or null. */
  banReason(version: string): string | null;
  /** Whether a version may be listed; `integrity` is null while its bytes are unknown. */
  listed(version: string, integrity: string | null): Decision;
  holdOf(version: string, integrity: string | null): Hold | null;
  /** Milliseconds since the epoch from when on an expiring ruling or an age changes an answer. */
  readonly until: number;
}

/** Loads what decides whether the versions of a package are listed. */
export async function packageFacts(app: FactNeeds, name: PackageName): Promise<PackageFacts> {
  const known = await knownOf(app, name);
  const { holdOf } = known;
  return {
    name,
    banReason: (version) => app.policy.current.banReason(name, version),
    holdOf,
    until: known.until(),
    listed(version, integrity) {
      return known.decide(version, integrity, holdOf(version, integrity), null, "metadata");
    },
  };
}

/** Whether these bytes may leave, with the hold that keeps them if they may not. */
export async function decideBytes(
  app: FactNeeds,
  role: Role,
  origin: "hosted" | "upstream",
): Promise<{ decision: Decision; hold: Hold | null; until: number }> {
  const report = await findReport(origin === "hosted" ? app.db : app.cacheDb, role);
  const known = await knownOf(app, role.name, origin);
  const hold = known.holdOf(role.version, role.integrity);
  const weighed = report === null ? null : await known.weigh(report, role.version, role.integrity);
  const decision = known.decide(role.version, role.integrity, hold, weighed, "bytes");
  return { decision, hold, until: known.until() };
}

/** What is stored about a name, and the one way from it to a decision. */
async function knownOf(app: FactNeeds, name: PackageName, given?: "hosted" | "upstream") {
  const { policy } = app;
  const origin = given ?? ((await isHosted(app.db, name)) ? "hosted" : "upstream");
  const weighed = await weighReports(app, name);
  const holds: Hold[] = [];
  for (const hold of await holdsOf(app.db, name)) {
    holds.push({ ...hold, report: await weighed.of(hold.report, hold.version, hold.integrity) });
  }
  const knownBad = await knownBadOf(app, name, origin);
  const times: ReadonlyMap<string, Date> = policy.current.needsTimes
    ? await timesOf(app, name, origin)
    : new Map();
  const source = app.upstreams.of(name)?.source ?? null;
  const rewritten =
    origin === "hosted" || source === null
      ? new Map<string, string>()
      : await findRewritten(app.cacheDb, source, name);
  const disabled = origin === "hosted" ? await findDisabled(app.db, name) : new Set<string>();
  const subjects = policy.current.needsSubjects ? await subjectsOf(app, name, origin) : noSubjects;
  const now = app.now();
  const rulesFor = (version: string) =>
    policy.current.rulesFor(name, version, origin, subjects.kindOf(version));

  return {
    weigh: weighed.of,
    // A version without a sha512 of its own is known by the hold that its bytes once earned.
    holdOf: (version: string, integrity: string | null): Hold | null =>
      holds.find((h) => h.version === version && (integrity ?? h.integrity) === h.integrity) ??
      null,

    decide(
      version: string,
      integrity: string | null,
      hold: Hold | null,
      report: Report | null,
      question: Question,
    ): Decision {
      const facts = {
        ...scanned(hold, report),
        knownBad: knownBad(version, integrity ?? hold?.integrity ?? null),
        publishedAt: times.get(version) ?? null,
        isRewritten: rewritten.has(version),
        isDisabled: disabled.has(version),
        subject: subjects.of(version, integrity, report ?? reportOf(hold)),
        rules: rulesFor(version),
      };
      return decide(facts, question, now);
    },

    until(): number {
      const expiries = [
        ...holds.flatMap((hold) => hold.ruling?.expiresAt?.getTime() ?? []),
        ...weighed.expiries,
      ];
      const ages = [...times].map(
        ([version, publishedAt]) => publishedAt.getTime() + rulesFor(version).minimumAgeMs,
      );
      let first = Number.POSITIVE_INFINITY;
      for (const at of [...expiries, ...ages]) {
        if (at > now.getTime() && at < first) first = at;
      }
      return first;
    },
  };
}

/** When each version was published, by its origin's word. */
async function timesOf(
  app: FactNeeds,
  name: PackageName,
  origin: "hosted" | "upstream",
): Promise<Map<string, Date>> {
  if (origin === "hosted") {
    const versions = await findVersionTimes(app.db, name);
    return new Map(versions.map((v) => [v.version, new Date(v.publishedAt)]));
  }
  const releases = (await findReleases(app.cacheDb, name))?.releases ?? [];
  return new Map(
    releases.flatMap(({ version, publishedAt }): [string, Date][] =>
      publishedAt === undefined ? [] : [[version, new Date(publishedAt)]],
    ),
  );
}

/** The report of a hold; what was held before anybody fetched it says nothing about the bytes. */
function reportOf(hold: Hold | null): Report | null {
  return hold === null || hold.report.ruleset === neverFetched ? null : hold.report;
}

/** A hold that was not released is a block, whatever became of the stored report. */
function scanned(hold: Hold | null, report: Report | null): Pick<Facts, "scan" | "ruling"> {
  const decisive = (hold?.releasedAt === null ? reportOf(hold) : null) ?? report;
  return {
    scan:
      decisive === null
        ? null
        : { verdict: decisive.verdict, ruleIds: decisive.findings.map((f) => f.ruleId) },
    ruling: hold?.ruling ?? null,
  };
}
