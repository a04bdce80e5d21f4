import type { Finding, Severity } from "../report.ts";
import type { Hit, RuleMeta } from "../rule.ts";
import { excerptOf } from "./excerpt.ts";

/**
 * Completes a hit from its rule's meta. A rule that blocks by itself keeps at least 100 points
 * (threat catalogue §13.1); a hit that a recogniser explains away weighs nothing unless it says so.
 */
export function toFinding(meta: RuleMeta, hit: Hit): Finding {
  const isExplained = hit.explainedBy !== undefined;
  const solo = hit.solo ?? (meta.solo && !isExplained);
  const stated = hit.points ?? (isExplained ? 0 : meta.points);
  const points = solo ? Math.max(stated, 100) : stated;
  return {
    ruleId: meta.id,
    family: hit.family ?? meta.family,
    severity: severityOf(points),
    points,
    solo,
    surface: hit.surface,
    file: hit.file,
    line: hit.line ?? null,
    column: hit.column ?? null,
    excerpt: hit.excerpt === undefined ? null : excerptOf(hit.excerpt),
    message: hit.message,
    advice: meta.advice,
    explainedBy: hit.explainedBy ?? null,
    proximity: hit.proximity ?? null,
    chain: hit.chain ?? [],
    isNew: false,
  };
}

export function severityOf(points: number): Severity {
  if (points >= 100) return "critical";
  if (points >= 70) return "high";
  return points >= 40 ? "medium" : "low";
}
