import type { ScanResult } from "../../scanner/pool.ts";
import type { Finding, Report, Verdict } from "../../scanner/report.ts";
import { capabilityLines } from "../capability-lines.ts";
import { type Paint, paintFor, printable, type Terminal } from "../terminal.ts";

export const verdictPaints = { block: "bad", warn: "doubtful", clean: "good" } as const;
const severityPaints = { critical: "bad", high: "bad", medium: "doubtful", low: "faint" } as const;

/** A report for a person at a terminal. */
export function describeReport(terminal: Terminal, path: string, scanned: ScanResult): string {
  const { report, ms } = scanned;
  const paint = paintFor(terminal);
  return [
    `${paint[verdictPaints[report.verdict]](report.verdict)}: ${printable(path)} ` +
      `(${report.total} points, risk ${report.risk}, ${report.stats.files} files, ` +
      `${report.stats.unpackedBytes} bytes, ${Math.round(ms)} ms, rules ${report.ruleset})`,
    ...capabilityLines(report.capabilities).map(printable),
    ...report.findings.flatMap((finding) => ["", ...findingLines(paint, finding)]),
    ...omittedLine(report),
  ].join("\n");
}

function omittedLine({ stats }: Report): string[] {
  return stats.omittedFindings === undefined ? [] : ["", `  and ${stats.omittedFindings} more`];
}

function findingLines(paint: Paint, finding: Finding): string[] {
  const { ruleId, severity, points, surface, proximity, isNew, explainedBy } = finding;
  const { file, line, column, chain, excerpt } = finding;
  const isExplained = explainedBy !== null;
  const marks = [
    `${points} points`,
    surface,
    ...(proximity === null ? [] : [`joined by ${proximity}`]),
    ...(isExplained ? [`explained by ${explainedBy}`] : []),
  ].join(", ");
  const place = `${file}:${line ?? 1}${column === null ? "" : `:${column}`}`;
  return [
    `  ${paint[isExplained ? "faint" : severityPaints[severity]](`${ruleId}  ${severity}`)}, ` +
      `${printable(marks)}${isNew ? `  ${paint.strong("NEW")}` : ""}`,
    `    ${printable(finding.message)}`,
    ...(file === null ? [] : [`    in ${printable(place)}`]),
    ...chain.map((atom, at) => `    ${at === 0 ? "from" : "  to"} ${printable(atom)}`),
    ...(excerpt === null ? [] : [paint.faint(printable(`    > ${excerpt}`))]),
    `    check: ${printable(finding.advice)}`,
  ];
}

/** One line of many: the verdict first, so that they line up. */
export function describeInLine(
  terminal: Terminal,
  path: string,
  { verdict, total, risk, rules }: VerdictLine,
): string {
  return [
    paintFor(terminal)[verdictPaints[verdict]](verdict.padEnd(5)),
    String(total).padStart(5),
    risk.padEnd(6),
    printable(path),
    rules.join(" "),
  ]
    .join("  ")
    .trimEnd();
}

interface VerdictLine {
  readonly verdict: Verdict;
  readonly total: number;
  readonly risk: string;
  readonly rules: readonly string[];
}

export function verdictLine({ verdict, total, risk, findings }: Report): VerdictLine {
  const counting = findings.filter(({ explainedBy }) => explainedBy === null);
  return { verdict, total, risk, rules: [...new Set(counting.map(({ ruleId }) => ruleId))] };
}
