import { type Caller, requireScope } from "../access/permit.ts";
import type { BlobStore } from "../blobs/blobs.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { judgeUpstream, saysReplaced } from "../gate/judge-upstream.ts";
import { findReport, insertReport, type Role } from "../gate/reports.store.ts";
import { type ReleaseToScan, rejudgeRelease, scanRelease } from "../gate/scan-release.ts";
import { tellIfHeld } from "../gate/tell-if-held.ts";
import { withKnownBad } from "../known-bad/record.ts";
import { findVersion } from "../packages/packages.store.ts";
import { knownBadRule } from "../policy/effective-report.ts";
import type { Report } from "../scanner/report.ts";
import type { UpstreamDocument } from "../upstream/document.ts";
import { readThrough, storedDocument } from "../upstream/read-through.ts";
import {
  findHoldOf,
  type Hold,
  insertHold,
  type ReleaseOrigin,
  updateHold,
} from "./quarantine.store.ts";
import { findHold } from "./quarantine.ts";
import { announceRecalls } from "./recalls.ts";
import { rememberSuppressed } from "./remember-suppressed.ts";
import { type StandingHold, withStanding } from "./standing.ts";

/**
 * Scans held bytes again with the rules in force. What comes out clean is released, unless a person
 * rejected it: rulings are not touched.
 *
 * @throws RegistryError `not_found` also when the cache no longer has the bytes
 */
export async function rescanHold(
  app: App,
  caller: Caller,
  selector: string,
): Promise<StandingHold> {
  requireScope(caller, "review");
  const hold = await findHold(app, caller, selector);
  const { name, version, origin } = hold;
  const document = origin === "hosted" ? null : ((await readThrough(app, name))?.document ?? null);
  const report = await scanAgain(app, hold, origin, document);
  if (report === null) {
    // What was rejected is not kept, and no rule brings it back.
    if (hold.state === "rejected") return hold;
    throw new RegistryError(
      "not_found",
      `the bytes of ${name}@${version} are no longer in the cache; ask for the tarball again`,
    );
  }
  await settle(app, hold, origin, report, hold);
  return await findHold(app, caller, hold.id);
}

/** What scanning a release again led to. */
export type Rescanned = "held" | "released" | "same" | "missing";

/**
 * Scans a release again that a scan let through or held before, because the rules are others by now. What
 * turns bad is held and recalled, what turns good is released; what a person ruled on stays as it is.
 */
export async function rescanRelease(
  app: App,
  role: Role,
  origin: ReleaseOrigin,
): Promise<Rescanned> {
  const document = origin === "hosted" ? null : await storedDocument(app, role.name);
  const report = await scanAgain(app, role, origin, document);
  if (report === null) return "missing";
  const hold = await findHoldOf(app.db, role);
  const [before] = hold === null ? [] : await withStanding(app, [hold]);
  const isRuled = before?.state === "approved" || before?.state === "rejected";
  const wasHeld = hold !== null && hold.releasedAt === null;
  await settle(app, role, origin, report, isRuled ? null : hold, isRuled);
  if (isRuled) return "same";
  const isHeld = report.verdict === "block";
  if (isHeld === wasHeld) return "same";
  return isHeld ? "held" : "released";
}

/** The report of the rules in force, or null when the bytes are not stored. */
async function scanAgain(
  app: App,
  role: Role,
  origin: ReleaseOrigin,
  document: UpstreamDocument | null,
): Promise<Report | null> {
  const { name, version } = role;
  const [db, blobs] = origin === "hosted" ? [app.db, app.blobs] : [app.cacheDb, app.cacheBlobs];
  const stored = await blobs.open(role.integrity);
  if (stored === null) return null;
  const manifest =
    origin === "hosted"
      ? ((await findVersion(app.db, name, version))?.manifest ?? null)
      : (document?.versions.get(version) ?? null);
  const release = { ...role, origin, manifest };
  const judged =
    (await rejudgeRelease(app, release)) ?? (await readAgain(app, release, blobs, stored));
  const { expert: _text, ...scanned } = judged;
  if (origin === "hosted") return scanned;
  const before = [(await findHoldOf(app.db, role))?.report, await findReport(db, role)];
  const wasReplaced = before.some((report) => report && saysReplaced(report));
  return await judgeUpstream(app, role, scanned, document, wasReplaced);
}

async function readAgain(
  app: App,
  release: ReleaseToScan,
  blobs: BlobStore,
  stored: Blob,
): Promise<Report> {
  // A copy, because a scanner reads local files and not every store has them.
  const bytes = stored.stream() as unknown as AsyncIterable<Uint8Array>;
  await using copy = await blobs.stage(bytes, stored.size);
  return (await scanRelease(app, copy.path, release)).report;
}

/** Writes down what came out, the hold first: wherever this dies, nothing held slips through. */
async function settle(
  app: App,
  role: Role,
  origin: ReleaseOrigin,
  report: Report,
  hold: Hold | null,
  isRuled = false,
): Promise<void> {
  const { name, version, integrity } = role;
  const at = app.now().toISOString();
  const isBlocked = report.verdict === "block";
  const wasHeld = hold !== null && hold.releasedAt === null;
  if (hold !== null) {
    const listed = hold.report.findings.find(({ ruleId }) => ruleId === knownBadRule);
    const said = listed === undefined ? report : withKnownBad(report, listed);
    await app.db.write((tx) => updateHold(tx, hold.id, said, at));
  } else if (isBlocked && !isRuled) {
    const stored = await (origin === "hosted" ? app.blobs : app.cacheBlobs).open(integrity);
    const added = { name, version, integrity, origin, size: stored?.size ?? 0, report };
    await app.db.write((tx) => insertHold(tx, added, at));
  }
  // Also now: what is written next is in another database and can fail by itself.
  app.events.emit("packageChanged", { name });
  const db = origin === "hosted" ? app.db : app.cacheDb;
  await db.write((tx) => insertReport(tx, role, report, at));
  await rememberSuppressed(app, { ...role, origin, report });
  app.events.emit("packageChanged", { name });
  if (isRuled || isBlocked === wasHeld) return;
  const { ruleset } = report;
  if (!isBlocked) {
    app.log.info({ package: name, version, ruleset }, "released by newer rules");
    return;
  }
  app.log.warn({ package: name, version, ruleset }, "held by newer rules");
  await tellIfHeld(app, role, report);
  await app.fetchLog.flush();
  await announceRecalls(app, [name]);
}
