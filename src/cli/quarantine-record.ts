import { z } from "zod";
import { type Paint, printable } from "./terminal.ts";

const Finding = z.looseObject({
  ruleId: z.string(),
  severity: z.string(),
  points: z.number(),
  surface: z.string(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  excerpt: z.string().nullable(),
  message: z.string(),
  advice: z.string(),
  explainedBy: z.string().nullable(),
  chain: z.array(z.string()).default([]),
  isSuppressed: z.boolean().default(false),
});

const Requested = z.object({
  client: z.string(),
  principal: z.string(),
  token: z.string().nullable(),
  address: z.string().nullable(),
  count: z.number(),
  lastAt: z.string(),
});

const Summary = z.object({
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  same: z.number(),
});

/** A record of the quarantine as the registry answers with it. */
export const QuarantineRecord = z.looseObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  integrity: z.string(),
  size: z.number(),
  source: z.string(),
  state: z.string(),
  verdict: z.string(),
  total: z.number(),
  risk: z.string(),
  ruleset: z.string(),
  issuesCount: z.number(),
  issues: z.array(Finding),
  capabilityNames: z.array(z.string()).default([]),
  knownBad: z.looseObject({ id: z.string(), since: z.string() }).nullable(),
  quarantinedAt: z.string(),
  scannedAt: z.string().nullish(),
  releasedBy: z.string().nullable(),
  requestedBy: z.array(Requested).default([]),
  pulledInBy: z.array(z.string()).default([]),
  previousVersion: z.string().nullish(),
  diffSummary: Summary.nullish(),
  ruling: z
    .looseObject({
      decision: z.string(),
      reason: z.string(),
      person: z.string(),
      decidedAt: z.string(),
      expiresAt: z.string().nullable(),
    })
    .nullable(),
});

export type QuarantineRecord = z.infer<typeof QuarantineRecord>;

/** A record for people: what it is, what was found and why that counts, and what to do next. */
export function describeRecord(record: QuarantineRecord, paint: Paint): string {
  const subject = printable(`${record.name}@${record.version}`);
  return [
    `${paint.strong(subject)}  ${painted(record.state, paint)}`,
    ...headOf(record).map((line) => `  ${printable(line)}`),
    ...record.issues.flatMap((issue) => ["", ...describeFinding(issue, paint)]),
    ...nextSteps(record),
  ].join("\n");
}

function painted(state: string, paint: Paint): string {
  if (state === "held" || state === "rejected") return paint.bad(printable(state));
  return paint.good(printable(state));
}

function describeRequest(one: z.infer<typeof Requested>): string {
  const who = one.token === null ? one.principal : `${one.principal} (${one.token})`;
  const where = one.address === null ? "" : ` at ${one.address}`;
  return `${one.client} of ${who}${where}, ${one.count} times, last ${one.lastAt}`;
}

function headOf(record: QuarantineRecord): string[] {
  const { ruling, knownBad, pulledInBy, diffSummary, previousVersion } = record;
  const asked = record.requestedBy.map(describeRequest).join("; ");
  return [
    `${record.verdict}, ${record.total} points; risk ${record.risk}; ${record.source}; ${record.size} bytes`,
    record.integrity,
    `held since ${record.quarantinedAt}, id ${record.id}`,
    ...(record.scannedAt === undefined
      ? []
      : [
          record.scannedAt === null
            ? "never fetched, so nobody scanned it"
            : `scanned ${record.scannedAt} with the rules ${record.ruleset}`,
        ]),
    ...(knownBad === null ? [] : [`listed as bad by ${knownBad.id} since ${knownBad.since}`]),
    ...(record.capabilityNames.length === 0 ? [] : [`can: ${record.capabilityNames.join(", ")}`]),
    ...(asked === "" ? [] : [`asked for by ${asked}`]),
    ...(pulledInBy.length === 0 ? [] : [`needed by ${pulledInBy.join(", ")}`]),
    ...(diffSummary && previousVersion
      ? [
          `against ${previousVersion}: ${diffSummary.added} files added, ` +
            `${diffSummary.changed} changed, ${diffSummary.removed} removed`,
        ]
      : []),
    ...(record.releasedBy === null ? [] : [`released by ${record.releasedBy}`]),
    ...(ruling === null
      ? []
      : [
          `${ruling.decision} by ${ruling.person} at ${ruling.decidedAt}: ${ruling.reason}` +
            (ruling.expiresAt === null ? "" : ` (until ${ruling.expiresAt})`),
        ]),
  ];
}

function describeFinding(issue: z.infer<typeof Finding>, paint: Paint): string[] {
  const { severity, file, line, excerpt, chain, explainedBy } = issue;
  const isGrave = severity === "critical" || severity === "high";
  const head =
    `${issue.ruleId}  ${severity}, ${issue.points} points, ${issue.surface}` +
    (explainedBy === null ? "" : `, explained by ${explainedBy}`) +
    (issue.isSuppressed ? ", let pass" : "");
  const colour = issue.isSuppressed ? paint.faint : isGrave ? paint.bad : paint.doubtful;
  const where = file === null ? null : `in ${file}${line === null ? "" : `:${line}`}`;
  return [
    `  ${colour(printable(head))}`,
    `    ${printable(issue.message)}`,
    ...(where === null ? [] : [`    ${printable(where)}`]),
    ...chain.map((atom) => `      ${printable(atom)}`),
    ...(excerpt === null ? [] : [paint.faint(`    > ${printable(excerpt)}`)]),
    `    check: ${printable(issue.advice)}`,
  ];
}

function nextSteps({ id, state, previousVersion }: QuarantineRecord): string[] {
  if (state !== "held") return [];
  return [
    "",
    ...(previousVersion ? [`  compare:  agentregistry quarantine diff ${printable(id)}`] : []),
    `  approve:  agentregistry quarantine approve ${printable(id)} --reason "…"`,
    `  reject:   agentregistry quarantine reject ${printable(id)} --reason "…"`,
  ];
}
