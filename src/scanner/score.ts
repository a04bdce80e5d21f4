import { isLoose } from "./chains/is-loose.ts";
import type { Family, Finding, Verdict } from "./report.ts";

export interface Score {
  readonly verdict: Verdict;
  readonly total: number;
}

/** How much it takes to block; the rules and their weights are the same for all. */
export type Strictness = "relaxed" | "standard" | "strict";

const blockAt: Readonly<Record<Strictness, number>> = { relaxed: 130, standard: 100, strict: 70 };
const warnAt = 40;
/** What a finding that would block by itself weighs, whatever the thresholds are. */
const grave = 100;

/**
 * A little of what somebody has to start or to call. A large program offers many such things, each for
 * itself: it is no worse for being large.
 */
function isWeakOffer({ surface, points }: Finding): boolean {
  return points < warnAt && (surface === "cli" || surface === "call" || surface === "dormant");
}

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
export function score(findings: readonly Finding[], strictness: Strictness = "standard"): Score {
  const all = sumOf(findings);
  // What only happens to be in one package may be worth a word, and never blocks (§1.3).
  const firm = sumOf(findings.filter((one) => !isLoose(one.proximity) && !isWeakOffer(one)));
  const { total } = all;

  // Suspicion without intent is served with a warning, unless the policy holds it (§13.4).
  const decides = firm.hasIntent || strictness === "strict";
  const isBlocked =
    findings.some((finding) => finding.solo) || (firm.total >= blockAt[strictness] && decides);
  if (isBlocked) return { verdict: "block", total };
  const isWarned = total >= warnAt || findings.some((finding) => finding.points >= warnAt);
  return { verdict: isWarned ? "warn" : "clean", total };
}

function sumOf(findings: readonly Finding[]): { total: number; hasIntent: boolean } {
  const families = Map.groupBy(findings, (finding) => finding.family);
  let sum = 0;
  let hasIntent = false;
  for (const [family, members] of families) {
    const points = gravestOfEach(members);
    const highest = points[0] ?? 0;
    const capped = Math.min(familyPoints(family, points), capOf(family, highest));
    sum += capped;
    hasIntent ||= intent.has(family) && capped >= warnAt;
    hasIntent ||= structural.has(family) && highest >= grave;
  }
  return { total: Math.round(sum * 100) / 100, hasIntent };
}

/** Of each rule the gravest finding, in descending order: the same code in three builds is one finding. */
function gravestOfEach(findings: readonly Finding[]): readonly number[] {
  const gravest = new Map<string, number>();
  for (const { ruleId, points } of findings) {
    gravest.set(ruleId, Math.max(points, gravest.get(ruleId) ?? 0));
  }
  return [...gravest.values()].sort((a, b) => b - a);
}

/**
 * The highest and a quarter of the next two: ten weak matches of one kind do not add up. What the
 * registry knows of a release is added up as it is, and capped (threat catalogue §10).
 */
function familyPoints(family: Family, descending: readonly number[]): number {
  if (family === "metadata") return descending.reduce((sum, points) => sum + points, 0);
  const [first = 0, second = 0, third = 0] = descending;
  return first + (second + third) / 4;
}

function capOf(family: Family, highest: number): number {
  if (family === "metadata") return 40;
  if (family === "difference") return 60;
  return family === "hiding" && highest < grave ? 70 : Number.POSITIVE_INFINITY;
}
