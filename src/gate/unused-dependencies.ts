import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { packageNameOrNull } from "../names/package-name.ts";
import { bestMatch } from "../names/version.ts";
import { isHosted } from "../packages/packages.store.ts";
import { severityOf } from "../scanner/findings/to-finding.ts";
import type { Finding } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { objectAt } from "../upstream/document.ts";
import { readThrough } from "../upstream/read-through.ts";
import { releaseHistory } from "./release-history.ts";

const ruleId = "MAN-06";
/** Each is one more packument to ask the upstream for. */
const maxAsked = 8;
const blocking = 100;
const youngMs = 30 * 24 * 3_600_000;

/**
 * A new dependency that nothing uses is only there to be installed. Where installing it starts a program,
 * or where nobody has had the time to look at it, that is how a taken-over package gets code of others
 * onto a machine without a line of its own (threat catalogue, MAN-06).
 *
 * @param manifest of the release, as the upstream shows it
 * @returns the findings, those of such dependencies weighing as much as what blocks
 */
export async function weighUnusedDependencies(
  app: App,
  findings: readonly Finding[],
  manifest: JsonObject,
): Promise<readonly Finding[]> {
  const asked = findings.filter((finding) => finding.ruleId === ruleId).slice(0, maxAsked);
  if (asked.length === 0) return findings;
  const reasons = new Map<Finding, string>();
  for (const finding of asked) {
    const reason = await reasonAgainst(app, finding.excerpt ?? "", manifest);
    if (reason !== null) reasons.set(finding, reason);
  }
  return findings.map((finding) => {
    const message = reasons.get(finding);
    return message === undefined
      ? finding
      : { ...finding, message, points: blocking, severity: severityOf(blocking) };
  });
}

async function reasonAgainst(
  app: App,
  dependency: string,
  manifest: JsonObject,
): Promise<string | null> {
  const range = objectAt(manifest, "dependencies")[dependency];
  if (typeof range !== "string") return null;
  const release = await releaseFor(app, dependency, range);
  if (release === null) return null;
  if (release.release.hasHook) {
    return "A dependency was added that no code of the package names, and installing it runs its hook.";
  }
  const { createdAt } = release;
  return createdAt !== null && app.now().getTime() - createdAt < youngMs
    ? "A dependency was added that no code of the package names, and it is younger than thirty days."
    : null;
}

/** The release that a client would install for the range; null where the upstream does not tell. */
async function releaseFor(app: App, dependency: string, range: string) {
  const name = packageNameOrNull(dependency);
  // What belongs here is never asked of the upstream.
  if (name === null || (await isHosted(app.db, name))) return null;
  try {
    const document = (await readThrough(app, name))?.document;
    if (document === undefined) return null;
    const version = bestMatch([...document.versions.keys()], range);
    return version === null ? null : releaseHistory(name, version, document);
  } catch (error) {
    // The finding stands as it is; the dependency meets its own scan when it is asked for.
    if (error instanceof RegistryError) return null;
    throw error;
  }
}
