import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { type Decision, decide, type Facts } from "../policy/decide.ts";
import { type Hold, holdsOf } from "../quarantine/quarantine.store.ts";
import type { Report } from "../scanner/report.ts";
import { findReport, type Role } from "./reports.store.ts";

/** What is known about the versions of one package, ready to be decided on. */
export interface PackageFacts {
  /** Whether a version may be listed; `integrity` is null while its bytes are unknown. */
  listed(version: string, integrity: string | null): Decision;
  holdOf(version: string, integrity: string | null): Hold | null;
  /** Milliseconds since the epoch from when on an expiring ruling changes the answer. */
  readonly until: number;
}

/** Loads what decides whether the versions of a package are listed. */
export async function packageFacts(
  app: Pick<App, "db" | "now">,
  name: PackageName,
): Promise<PackageFacts> {
  const holds = await holdsOf(app.db, name);
  const now = app.now();
  // A version without a sha512 of its own is known by the hold that its bytes once earned.
  const holdOf = (version: string, integrity: string | null) =>
    holds.find((h) => h.version === version && (integrity ?? h.integrity) === h.integrity) ?? null;
  return {
    holdOf,
    until: untilOf(holds, now),
    listed(version, integrity) {
      const hold = holdOf(version, integrity);
      return hold === null ? { outcome: "serve" } : decide(factsOf(hold, null), "metadata", now);
    },
  };
}

/** When the next ruling expires, in milliseconds since the epoch. */
function untilOf(holds: readonly Hold[], now: Date): number {
  const expiries = holds.flatMap((hold) => hold.ruling?.expiresAt?.getTime() ?? []);
  return Math.min(Number.POSITIVE_INFINITY, ...expiries.filter((at) => at > now.getTime()));
}

/** Whether these bytes may leave, with the hold that keeps them if they may not. */
export async function decideBytes(
  app: Pick<App, "db" | "cacheDb" | "now">,
  role: Role,
  origin: "hosted" | "upstream",
): Promise<{ decision: Decision; hold: Hold | null; until: number }> {
  const report = await findReport(origin === "hosted" ? app.db : app.cacheDb, role);
  const holds = await holdsOf(app.db, role.name);
  const hold =
    holds.find((h) => h.version === role.version && h.integrity === role.integrity) ?? null;
  const now = app.now();
  const decision = decide(factsOf(hold, report), "bytes", now);
  return { decision, hold, until: untilOf(holds, now) };
}

/** A hold that was not released is a block, whatever became of the stored report. */
function factsOf(hold: Hold | null, report: Report | null): Facts {
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
