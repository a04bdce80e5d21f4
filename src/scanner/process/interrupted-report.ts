import { type Interruption, limitMetas } from "../findings/limit-metas.ts";
import { toFinding } from "../findings/to-finding.ts";
import type { Report } from "../report.ts";
import { ruleset } from "../rules/all.ts";

/** The report about a package whose scan did not come to an end: always a block. */
export function interruptedReport(why: Interruption): Report {
  const meta = limitMetas[why];
  const finding = toFinding(meta, { surface: "structure", file: null, message: meta.title });
  return {
    verdict: "block",
    total: finding.points,
    findings: [finding],
    limitsHit: [why],
    ruleset,
    capabilities: null,
    risk: "high",
    stats: { files: 0, unpackedBytes: 0 },
    manifest: null,
  };
}
