/** Weights of the base metrics (CVSS v3.1 specification, §7.4); `PR` depends on the scope. */
const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const privileges = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
} as const;

/**
 * The base score, 0 to 10, of a CVSS v3 vector (specification of v3.1, §7.1), or null for text that
 * is none. Temporal and environmental metrics do not count.
 */
export function cvssBaseScore(vector: string): number | null {
  const [version, ...metrics] = vector.split("/");
  if (version !== "CVSS:3.0" && version !== "CVSS:3.1") return null;
  const values = new Map(metrics.map((metric) => metric.split(":") as [string, string]));
  const weigh = (metric: string): number => {
    const table = weights[metric] ?? {};
    const value = values.get(metric) ?? "";
    return Object.hasOwn(table, value) ? (table[value] ?? Number.NaN) : Number.NaN;
  };
  const scope = values.get("S");
  if (scope !== "U" && scope !== "C") return null;
  const required = values.get("PR");
  if (required !== "N" && required !== "L" && required !== "H") return null;

  const missed = (1 - weigh("C")) * (1 - weigh("I")) * (1 - weigh("A"));
  const base = 1 - missed;
  const impact = scope === "U" ? 6.42 * base : 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15;
  const exploitability =
    8.22 * weigh("AV") * weigh("AC") * privileges[scope][required] * weigh("UI");
  if (Number.isNaN(impact) || Number.isNaN(exploitability)) return null;
  if (impact <= 0) return 0;
  const sum = impact + exploitability;
  return roundUp(Math.min(scope === "U" ? sum : 1.08 * sum, 10));
}

/** To one decimal upwards, without the errors of binary fractions (specification of v3.1, appendix A). */
function roundUp(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}
