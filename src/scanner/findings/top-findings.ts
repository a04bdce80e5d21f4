import type { Finding } from "../report.ts";

/** Collects findings without growing with their number, which an attacker chooses. */
export interface TopFindings {
  add(finding: Finding): void;
  result(): {
    /** For the report, in report order. */
    readonly kept: readonly Finding[];
    /** For the score: more than it can count of each family, so the cut changes no verdict. */
    readonly weighed: readonly Finding[];
    readonly omitted: number;
  };
}

const keptFindings = 200;
const keptPerFamily = 200;

export function topFindings(): TopFindings {
  const families = new Map<string, Finding[]>();
  let count = 0;
  return {
    add(finding) {
      count += 1;
      const members = families.get(finding.family) ?? [];
      families.set(finding.family, members);
      members.push(finding);
      // Sorting once in a while keeps adding cheap.
      if (members.length >= 8 * keptPerFamily) cut(members);
    },
    result() {
      for (const members of families.values()) cut(members);
      const weighed = [...families.values()].flat().sort(reportOrder);
      const kept = weighed.slice(0, keptFindings);
      return { kept, weighed, omitted: count - kept.length };
    },
  };
}

function cut(members: Finding[]): void {
  members.sort(reportOrder);
  members.length = Math.min(members.length, keptPerFamily);
}

/** Those that block by themselves first, then by weight; the rest only makes the order certain. */
function reportOrder(a: Finding, b: Finding): number {
  return (
    Number(b.solo) - Number(a.solo) ||
    b.points - a.points ||
    byText(a.ruleId, b.ruleId) ||
    byText(a.file ?? "", b.file ?? "") ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    byText(a.message, b.message) ||
    byText(a.excerpt ?? "", b.excerpt ?? "")
  );
}

/** By code units, so that the order does not depend on a locale. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
