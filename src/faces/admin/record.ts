import { capabilityNames } from "../../gate/capability-names.ts";
import type { ScanRow } from "../../overview/overview.store.ts";
import type { StandingHold } from "../../quarantine/standing.ts";
import type { Finding } from "../../scanner/report.ts";

export type ShownFields = { readonly id: string; readonly [field: string]: unknown };

/** A record as the contract names its fields (agentregistry contract §7.3). */
export function shownRecord(hold: StandingHold): ShownFields {
  const { report, effective, knownBad, ruling } = hold;
  const texts = report.findings.filter(({ family }) => family === "text");
  return {
    id: hold.id,
    file: hold.file,
    filename: hold.file,
    packageName: hold.name,
    name: hold.name,
    version: hold.version,
    integrity: hold.integrity,
    size: hold.size,
    source: hold.origin === "hosted" ? "local" : "upstream",
    state: hold.state,
    verdict: report.verdict,
    ruleset: report.ruleset,
    total: report.total,
    issuesCount: report.findings.length + (report.stats.omittedFindings ?? 0),
    issues: report.findings.map((finding) => ({
      ...finding,
      isSuppressed: finding.ruleId !== "META-01" && !effective.findings.includes(finding),
    })),
    piScore: piScore(texts),
    piCount: texts.length,
    piFindings: texts,
    capabilities: report.capabilities,
    capabilityNames: capabilityNames(report.capabilities),
    risk: report.risk,
    limitsHit: report.limitsHit,
    knownBad,
    quarantinedAt: hold.heldAt,
    releasedAt: hold.releasedAt,
    releasedBy: hold.releasedBy,
    ruling,
  };
}

/** A scan as the contract names its fields (agentregistry contract §8). */
export function shownScan({ name, version, integrity, sha256, report, scannedAt }: ScanRow) {
  const texts = report.findings.filter(({ family }) => family === "text");
  const isSafe = report.verdict !== "block";
  return {
    package_name: name,
    version,
    integrity,
    tarball_hash: sha256,
    safe: isSafe ? 1 : 0,
    is_safe: isSafe,
    verdict: report.verdict,
    ruleset: report.ruleset,
    issues_count: report.findings.length + (report.stats.omittedFindings ?? 0),
    issues: report.findings.slice(0, 20),
    files_scanned: report.stats.files,
    pi_score: piScore(texts),
    pi_count: texts.length,
    pi_findings: texts.slice(0, 20),
    deep_scan_count: report.findings.length,
    deep_scan_findings: report.findings.slice(0, 20),
    capabilities: report.capabilities,
    risk: report.risk,
    scanned_at: scannedAt,
  };
}

function piScore(texts: readonly Finding[]): number {
  return Math.min(100, Math.round(Math.max(0, ...texts.map(({ points }) => points))));
}
