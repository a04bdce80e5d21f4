import type { Finding, Report } from "../scanner/report.ts";
import { score } from "../scanner/score.ts";

/** The rule of releases that are listed as bad. It is decided from the lists, not from a report. */
export const knownBadRule = "META-01";

/** A rule that a person let pass for one package. */
export interface Suppression {
  readonly ruleId: string;
  readonly matches: readonly SuppressedCode[];
  readonly expiresAt: Date | null;
}

/** What was looked at: one file as it was, or a message where the file could not be told. */
export interface SuppressedCode {
  /** SHA-256 of the file in hex, or null. */
  readonly digest: string | null;
  readonly message: string;
}

/** A list, an archive that reads in two ways, and what nobody read to the end cannot be let pass. */
export function isSuppressible(ruleId: string): boolean {
  return ruleId !== knownBadRule && !/^(TAR|LIM)-/.test(ruleId);
}

/**
 * A report as it counts: without what a person let pass, and scored anew. A finding that blocks by itself
 * passes only while the file that it stands in is the one that was looked at.
 *
 * @param digestOf SHA-256 of a file of these bytes in hex, or null while it is not known
 */
export function effectiveReport(
  report: Report,
  suppressions: readonly Suppression[],
  digestOf: (file: string) => string | null,
): Report {
  // What is not in the report could not be weighed.
  const isWhole = (report.stats.omittedFindings ?? 0) === 0;
  const counts = (finding: Finding) =>
    finding.ruleId !== knownBadRule &&
    !(isWhole && suppressions.some((one) => isSuppressed(finding, one, digestOf)));
  const findings = report.findings.filter(counts);
  return findings.length === report.findings.length
    ? report
    : { ...report, ...score(findings), findings };
}

function isSuppressed(
  finding: Finding,
  { ruleId, matches }: Suppression,
  digestOf: (file: string) => string | null,
): boolean {
  if (finding.ruleId !== ruleId || !isSuppressible(ruleId)) return false;
  const digest = finding.file === null ? null : digestOf(finding.file);
  return matches.some((code) =>
    code.digest === null
      ? !finding.solo && code.message === finding.message
      : code.digest === digest,
  );
}
