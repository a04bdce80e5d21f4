/** What clients sort and fail by. */
export const severities = ["info", "low", "moderate", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What an audit says about a package, as npm names the fields (npm-wire-protocol §15.1). */
export interface Advisory {
  /** Stable; clients count and ignore advisories by it. */
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly severity: Severity;
  /** A range. */
  readonly vulnerable_versions: string;
  readonly cwe: readonly string[];
  readonly cvss: { readonly score: number; readonly vectorString: string | null };
}

/** From a severity on the scale of CVSS v3.1 (§5). */
export function severityOfScore(score: number): Severity {
  if (score === 0) return "info";
  if (score < 4) return "low";
  if (score < 7) return "moderate";
  return score < 9 ? "high" : "critical";
}
