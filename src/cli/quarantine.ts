import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { callRegistry } from "./registry-call.ts";
import { printable, type Terminal, table } from "./terminal.ts";

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
});

const Record = z.looseObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  integrity: z.string(),
  size: z.number(),
  source: z.string(),
  state: z.string(),
  verdict: z.string(),
  total: z.number(),
  issues: z.array(Finding),
  quarantinedAt: z.string(),
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

type Record = z.infer<typeof Record>;

export interface Output {
  readonly json: boolean;
  readonly terminal: Terminal;
}

const pathOf = (selector: string) => `/-/admin/quarantine/${encodeURIComponent(selector)}`;

export async function listQuarantine(
  config: Config,
  state: string,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "GET",
    path: `/-/admin/quarantine?state=${encodeURIComponent(state)}`,
  });
  const { files } = z.object({ files: z.array(Record) }).parse(answer);
  if (json) {
    terminal.out(JSON.stringify(files, null, 2));
    return;
  }
  if (files.length === 0) {
    terminal.out(state === "held" ? "nothing waits for a decision" : "nothing found");
    return;
  }
  terminal.out(
    table([
      ["PACKAGE", "STATE", "POINTS", "RULES", "SOURCE", "SINCE"],
      ...files.map((record) => [
        `${record.name}@${record.version}`,
        record.state,
        String(record.total),
        [...new Set(record.issues.map((issue) => issue.ruleId))].slice(0, 4).join(" "),
        record.source,
        record.quarantinedAt,
      ]),
    ]),
  );
}

export async function showQuarantine(
  config: Config,
  selector: string,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: pathOf(selector) });
  const record = Record.parse(answer);
  terminal.out(json ? JSON.stringify(record, null, 2) : describe(record));
}

export interface RulingOptions {
  readonly decision: "approve" | "reject";
  readonly reason: string;
  readonly expires: string | undefined;
  readonly integrity: string | undefined;
}

export async function ruleOnQuarantine(
  config: Config,
  selector: string,
  { decision, reason, expires, integrity }: RulingOptions,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: `${pathOf(selector)}/${decision}`,
    body: { reason, expires_at: expires, integrity },
  });
  const record = Record.parse(answer);
  if (json) terminal.out(JSON.stringify(record, null, 2));
  else terminal.out(`${record.state} ${record.name}@${record.version} (${record.integrity})`);
}

export async function rescanQuarantine(
  config: Config,
  selector: string,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, { method: "POST", path: `${pathOf(selector)}/rescan` });
  const record = Record.parse(answer);
  terminal.out(json ? JSON.stringify(record, null, 2) : describe(record));
}

function describe(record: Record): string {
  const { ruling } = record;
  const head = [
    `${record.name}@${record.version}  ${record.state}`,
    `  ${record.verdict}, ${record.total} points; ${record.source}; ${record.size} bytes`,
    `  ${record.integrity}`,
    `  held since ${record.quarantinedAt}, id ${record.id}`,
    ...(ruling === null
      ? []
      : [
          `  ${ruling.decision} by ${ruling.person} at ${ruling.decidedAt}: ${ruling.reason}` +
            (ruling.expiresAt === null ? "" : ` (until ${ruling.expiresAt})`),
        ]),
  ];
  const findings = record.issues.flatMap((issue) => [
    "",
    `  ${issue.ruleId}  ${issue.severity}, ${issue.points} points, ${issue.surface}` +
      (issue.explainedBy === null ? "" : `, explained by ${issue.explainedBy}`),
    `    ${issue.message}`,
    ...(issue.file === null
      ? []
      : [`    in ${issue.file}${issue.line === null ? "" : `:${issue.line}`}`]),
    ...(issue.excerpt === null ? [] : [`    > ${issue.excerpt}`]),
    `    check: ${issue.advice}`,
  ]);
  const next =
    record.state === "held"
      ? [
          "",
          `  approve:  agentregistry quarantine approve ${record.id} --reason "…"`,
          `  reject:   agentregistry quarantine reject ${record.id} --reason "…"`,
        ]
      : [];
  return [...head, ...findings, ...next].map(printable).join("\n");
}
