import { type Caller, requireScope, reviews } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import { findReport } from "../gate/reports.store.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { isHosted } from "../packages/packages.store.ts";
import { ensureVersion } from "../upstream/tarball.ts";
import { holdsOf, insertReleasedHold } from "./quarantine.store.ts";

/**
 * Lets a person rule on a version that is not held but not served either, because the policy hides it:
 * fetches and scans it, and gives it a record that the ruling can be about. Does nothing for what has
 * a record already or is no such version.
 *
 * @throws RegistryError `conflict` when the scan holds it, so that nobody approves findings unseen;
 *   `forbidden`, `upstream_failed`
 */
export async function makeReviewable(app: App, caller: Caller, selector: string): Promise<void> {
  requireScope(caller, "review");
  const subject = readSubject(selector);
  if (subject === null || !reviews(caller, subject.name)) return;
  const { name, version } = subject;
  const isKnown = (await holdsOf(app.db, name)).some((hold) => hold.version === version);
  if (isKnown || (await isHosted(app.db, name))) return;
  const facts = await packageFacts(app, name);
  if (facts.listed(version, null).outcome === "serve") return;

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
  await app.db.write((tx) => insertReleasedHold(tx, hold, at));
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
