import { decisiveRules } from "../../gate/blocked.ts";
import { capabilityNames } from "../../gate/capability-names.ts";
import type { ScanRow } from "../../overview/overview.store.ts";
import type { StandingHold } from "../../quarantine/standing.ts";
import type { Finding } from "../../scanner/report.ts";

export type ShownFields = ReturnType<typeof shownRecord>;

/** A record as the contract names its fields (agentregistry contract §7.3); the panel reads its type. */
export function shownRecord(hold: StandingHold) {
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

const severities = ["critical", "high", "medium", "low"] as const;

/** A record in few words, for lists of thousands. */
export function shownRow(hold: StandingHold) {
  const { id, file, name, version, size, state, report, effective, knownBad, ruling } = hold;
  const counting = effective.findings.length > 0 ? effective.findings : report.findings;
  const [decisive] = decisiveRules(counting);
  const severity = severities.find((one) => counting.some((finding) => finding.severity === one));
  return {
    id,
    file,
    name,
    version,
    size,
    source: hold.origin === "hosted" ? "local" : "upstream",
    state,
    risk: report.risk,
    severity: knownBad === null ? (severity ?? "low") : "critical",
    /** What weighs most, in our words. */
    reason: decisive?.message ?? null,
    rules: [...new Set(effective.findings.map(({ ruleId }) => ruleId))].slice(0, 8),
    findings: report.findings.length + (report.stats.omittedFindings ?? 0),
    isListed: knownBad !== null,
    decidedBy: ruling?.person ?? null,
    quarantinedAt: hold.heldAt,
  } as const;
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
