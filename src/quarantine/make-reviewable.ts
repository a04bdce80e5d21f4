import { type Caller, requireScope, reviews } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import { findReport } from "../gate/reports.store.ts";
import { knownBadFinding, neverFetched, withKnownBad } from "../known-bad/record.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { isHosted } from "../packages/packages.store.ts";
import { ensureVersion } from "../upstream/tarball.ts";
import { holdsNamed, holdsOf, insertHold, insertReleasedHold } from "./quarantine.store.ts";

/**
 * Lets a person rule on a version that is not served although nobody saw its bytes, because the policy
 * hides it or a list names it: fetches and scans it, and gives it a record that the ruling can be about. Does nothing for what has
 * a record already or is no such version.
 *
 * @throws RegistryError `conflict` when the scan holds it, so that nobody approves findings unseen;
 *   `forbidden`, `upstream_failed`
 */
export async function makeReviewable(app: App, caller: Caller, selector: string): Promise<void> {
  requireScope(caller, "review");
  const subject = readSubject(selector) ?? (await subjectOfRecord(app, selector));
  if (subject === null || !reviews(caller, subject.name)) return;
  const { name, version } = subject;
  const known = (await holdsOf(app.db, name)).find((hold) => hold.version === version);
  const wasFetched = known !== undefined && known.report.ruleset !== neverFetched;
  if (wasFetched || (await isHosted(app.db, name))) return;
  const facts = await packageFacts(app, name);
  const decision = facts.listed(version, known?.integrity ?? null);
  if (known === undefined && decision.outcome === "serve") return;

  const { integrity, size } = await ensureVersion(app, name, version);
  const report = await findReport(app.cacheDb, { name, version, integrity });
  if (report === null || report.verdict === "block") {
    throw new RegistryError(
      "conflict",
      `the bytes of ${name}@${version} were fetched just now and the scan holds them; look at ` +
        `them first: \`agentregistry quarantine show ${name}@${version}\``,
      { fields: { code: "not_reviewed" } },
    );
  }
  const at = app.now().toISOString();
  const hold = { name, version, integrity, origin: "upstream", size, report } as const;
  const isBad = decision.outcome === "hold" && decision.because === "known_bad";
  await app.db.write((tx) =>
    isBad
      ? insertHold(tx, { ...hold, report: withKnownBad(report, knownBadFinding(decision.bad)) }, at)
      : insertReleasedHold(tx, hold, at),
  );
}

/** A record may also be named by its id, its label or its digest; those of several say nothing here. */
async function subjectOfRecord(app: Pick<App, "db">, selector: string) {
  const matches = await holdsNamed(app.db, selector);
  return matches.length === 1 ? (matches[0] ?? null) : null;
}

function readSubject(selector: string): { name: PackageName; version: string } | null {
  const at = selector.lastIndexOf("@");
  if (at < 1) return null;
  try {
    return { name: parsePackageName(selector.slice(0, at)), version: selector.slice(at + 1) };
  } catch (error) {
    // Any other text may still be the label of a record.
    if (error instanceof RegistryError) return null;
    throw error;
  }
}
