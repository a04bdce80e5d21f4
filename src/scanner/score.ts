import type { Family, Finding, Verdict } from "./report.ts";

export interface Score {
  readonly verdict: Verdict;
  readonly total: number;
}

const blockAt = 100;
const warnAt = 40;

/** Families whose findings say that harm is intended (threat catalogue §13.4). */
const intent: ReadonlySet<Family> = new Set([
  "theft",
  "execution",
  "destruction",
  "persistence",
  "propagation",
  "agent",
  "web",
  "text",
]);
/** Families that are ground to block only through a finding that would block by its own points. */
const structural: ReadonlySet<Family> = new Set(["hiding", "structure", "binary"]);

/** Adds findings up to a verdict (threat catalogue §13); a function of the findings alone. */
export function score(findings: readonly Finding[]): Score {
  const families = Map.groupBy(findings, (finding) => finding.family);
  let sum = 0;
  let hasIntent = false;
  for (const [family, members] of families) {
    const points = members.map((finding) => finding.points).sort((a, b) => b - a);
    const highest = points[0] ?? 0;
    const capped = Math.min(familyPoints(points), capOf(family, highest));
    sum += capped;
    hasIntent ||= intent.has(family) && capped >= warnAt;
    hasIntent ||= structural.has(family) && highest >= blockAt;
  }
  const total = Math.round(sum * 100) / 100;

  const isBlocked = findings.some((finding) => finding.solo) || (total >= blockAt && hasIntent);
  if (isBlocked) return { verdict: "block", total };
  const isWarned = total >= warnAt || findings.some((finding) => finding.points >= warnAt);
  return { verdict: isWarned ? "warn" : "clean", total };
}

/** The highest and a quarter of the next two: ten weak matches of one kind do not add up. */
function familyPoints(descending: readonly number[]): number {
  const [first = 0, second = 0, third = 0] = descending;
  return first + (second + third) / 4;
}

function capOf(family: Family, highest: number): number {
  if (family === "metadata") return 40;
  if (family === "difference") return 60;
  return family === "hiding" && highest < blockAt ? 70 : Number.POSITIVE_INFINITY;
}
