import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { findDisabled } from "../packages/experts.store.ts";
import { findVersionTimes, isHosted } from "../packages/packages.store.ts";
import { type Decision, decide, type Facts, type Question } from "../policy/decide.ts";
import { type Hold, holdsOf } from "../quarantine/quarantine.store.ts";
import type { Report } from "../scanner/report.ts";
import { findReleases, findRewritten } from "../upstream/upstream.store.ts";
import { findReport, type Role } from "./reports.store.ts";
import { noSubjects, subjectsOf } from "./subjects.ts";

export type FactNeeds = Pick<
  App,
  "db" | "cacheDb" | "now" | "policy" | "trustedKeys" | "upstreams"
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
  const { holdOf, now } = known;
  return {
    name,
    banReason: (version) => app.policy.current.banReason(name, version),
    holdOf,
    until: known.until(),
    listed(version, integrity) {
      const hold = holdOf(version, integrity);
      return known.decide({
        version,
        integrity,
        hold,
        report: null,
        question: "metadata",
        at: now,
      });
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
  const { version, integrity } = role;
  const at = known.now;
  const decision = known.decide({ version, integrity, hold, report, question: "bytes", at });
  return { decision, hold, until: known.until() };
}

interface Asked {
  readonly version: string;
  readonly integrity: string | null;
  readonly hold: Hold | null;
  readonly report: Report | null;
  readonly question: Question;
  readonly at: Date;
}

/** What is stored about a name, and the one way from it to a decision. */
async function knownOf(app: FactNeeds, name: PackageName, given?: "hosted" | "upstream") {
  const { policy } = app;
  const origin = given ?? ((await isHosted(app.db, name)) ? "hosted" : "upstream");
  const holds = await holdsOf(app.db, name);
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
    now,
    // A version without a sha512 of its own is known by the hold that its bytes once earned.
    holdOf: (version: string, integrity: string | null): Hold | null =>
      holds.find((h) => h.version === version && (integrity ?? h.integrity) === h.integrity) ??
      null,

    decide({ version, integrity, hold, report, question, at }: Asked): Decision {
      const facts = {
        ...scanned(hold, report),
        publishedAt: times.get(version) ?? null,
        isRewritten: rewritten.has(version),
        isDisabled: disabled.has(version),
        subject: subjects.of(version, integrity, report ?? hold?.report ?? null),
        rules: rulesFor(version),
      };
      return decide(facts, question, at);
    },

    until(): number {
      const expiries = holds.flatMap((hold) => hold.ruling?.expiresAt?.getTime() ?? []);
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

/** A hold that was not released is a block, whatever became of the stored report. */
function scanned(hold: Hold | null, report: Report | null): Pick<Facts, "scan" | "ruling"> {
  const isHeld = hold !== null && hold.releasedAt === null;
  const decisive = isHeld ? hold.report : report;
  return {
    scan:
      decisive === null
        ? null
        : { verdict: decisive.verdict, ruleIds: decisive.findings.map((f) => f.ruleId) },
    ruling: hold?.ruling ?? null,
  };
}
