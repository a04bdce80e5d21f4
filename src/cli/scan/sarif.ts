import packageJson from "../../../package.json" with { type: "json" };
import { limitMetas } from "../../scanner/findings/limit-metas.ts";
import type { Finding, Report, Severity } from "../../scanner/report.ts";
import type { RuleMeta } from "../../scanner/rule.ts";
import { allRules } from "../../scanner/rules/all.ts";
import { printable } from "../terminal.ts";

const levels = { critical: "error", high: "error", medium: "warning", low: "note" } as const;

export interface Scanned {
  /** As it was given on the command line. */
  readonly path: string;
  readonly report: Report;
}

/** Reports as one run of the Static Analysis Results Interchange Format 2.1.0. */
export function toSarif(scanned: readonly Scanned[], failures: readonly string[]): object {
  const rules = [...allRules.map(({ meta }) => meta), ...Object.values(limitMetas)];
  const indexOf = new Map(rules.map(({ id }, at) => [id, at]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: packageJson.name,
            version: packageJson.version,
            rules: rules.map(toRule),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((failure) => ({
              level: "error",
              message: { text: printable(failure) },
            })),
          },
        ],
        results: scanned.flatMap(({ path, report }) =>
          report.findings.map((finding) => toResult(path, finding, indexOf.get(finding.ruleId))),
        ),
      },
    ],
  };
}

function toRule({ id, title, advice, family, points }: RuleMeta) {
  return {
    id,
    shortDescription: { text: title },
    help: { text: advice },
    defaultConfiguration: { level: levels[severityOf(points)] },
    properties: { family },
  };
}

function severityOf(points: number): Severity {
  return points >= 100 ? "critical" : points >= 70 ? "high" : points >= 40 ? "medium" : "low";
}

function toResult(path: string, finding: Finding, ruleIndex: number | undefined) {
  const { ruleId, severity, message, points, surface, proximity, chain, isNew } = finding;
  const steps = chain.length === 0 ? "" : ` (${chain.join(" > ")})`;
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: printable(`${message}${steps}`) },
    locations: [{ physicalLocation: placeOf(path, finding) }],
    ...(finding.explainedBy === null
      ? {}
      : {
          suppressions: [
            { kind: "external", justification: printable(`explained by ${finding.explainedBy}`) },
          ],
        }),
    properties: { points, surface, proximity, isNew },
  };
}

function placeOf(path: string, { file, line, column, excerpt }: Finding) {
  const uri = addressOf(file === null ? path : `${path.replace(/[\\/]+$/, "")}/${file}`);
  if (file === null || line === null) return { artifactLocation: { uri } };
  return {
    artifactLocation: { uri },
    region: {
      startLine: Math.max(1, line),
      ...(column === null ? {} : { startColumn: Math.max(1, column) }),
      ...(excerpt === null ? {} : { snippet: { text: printable(excerpt) } }),
    },
  };
}

/** A path as a reference (RFC 3986): nothing in a name may end it, or begin another scheme or host. */
function addressOf(path: string): string {
  const escaped = path.split("/").map(encodeSegment).join("/");
  return escaped.startsWith("/") ? `file://${escaped.replace(/^\/+/, "/")}` : escaped;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}
