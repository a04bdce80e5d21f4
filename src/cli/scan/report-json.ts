import type { ScanResult } from "../../scanner/pool.ts";
import type { Finding, Report } from "../../scanner/report.ts";

/** A report as programs read it (threat catalogue §16). Only `ms` differs between two scans. */
interface ReportJson extends Pick<Report, "verdict" | "total" | "risk" | "capabilities"> {
  readonly findings: readonly Finding[];
  readonly stats: {
    readonly files: number;
    readonly bytes: number;
    readonly ms: number;
    readonly parseFailures: number;
    /** How many more findings there were; left out when `findings` has all. */
    readonly omittedFindings?: number;
  };
  readonly ruleset: string;
  readonly limitsHit: readonly string[];
}

export function reportJson({ report, ms }: ScanResult): ReportJson {
  const { verdict, total, risk, capabilities, findings, stats, ruleset, limitsHit } = report;
  const { files, unpackedBytes, parseFailures = 0, omittedFindings } = stats;
  return {
    verdict,
    total,
    risk,
    capabilities,
    findings,
    stats: {
      files,
      bytes: unpackedBytes,
      ms: Math.round(ms),
      parseFailures,
      ...(omittedFindings === undefined ? {} : { omittedFindings }),
    },
    ruleset,
    limitsHit,
  };
}
