import type { ReleaseFacts } from "../facts.ts";
import type { Finding } from "../report.ts";
import type { PackageView } from "../rule.ts";
import { severityOf } from "./to-finding.ts";

const factor = 1.3;

/**
 * Marks findings that stand in what the version before did not have, and lets them weigh more: change
 * is evidence (threat catalogue §11). What compares versions by itself is about nothing else, and
 * stays as it is.
 */
export function newMarker(
  view: Pick<PackageView, "entries" | "previous">,
): (finding: Finding) => Finding {
  const { previous } = view;
  if (previous === null) return (finding) => finding;
  const known = new Set(Object.values(previous.files).map(({ digest }) => digest));
  const digests = new Map(view.entries.map(({ path, digest }) => [path, digest]));

  return (finding) => {
    if (finding.file === null || finding.family === "difference") return finding;
    const digest = digests.get(finding.file) ?? null;
    if (digest === null || known.has(digest)) return finding;
    // Every release changes its manifest; what it held before is not new for that.
    if (finding.file === "package.json" && hadFinding(previous, finding)) return finding;
    const points = Math.round(finding.points * factor * 100) / 100;
    return { ...finding, isNew: true, points, severity: severityOf(points) };
  };
}

function hadFinding(previous: ReleaseFacts, { ruleId, file }: Finding): boolean {
  const before = previous.files[file ?? ""]?.digest;
  return previous.findings.some(([id, digest]) => id === ruleId && digest === before);
}
