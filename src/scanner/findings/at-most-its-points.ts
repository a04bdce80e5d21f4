import type { Rule } from "../rule.ts";

/** A rule for the record: what stands around its chains is weighed by the rule that judges them. */
export function atMostItsPoints(rule: Rule): Rule {
  const { points } = rule.meta;
  return {
    meta: rule.meta,
    *check(pkg) {
      for (const hit of rule.check(pkg)) {
        yield { ...hit, points: Math.min(points, hit.points ?? points) };
      }
    },
  };
}
