import { type Command, Option } from "commander";
import { z } from "zod";
import type { Config } from "../config/schema.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  type Output,
  outputOf,
  readTime,
  show,
  text,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

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

/** `agentregistry quarantine …`: see and decide what the scanner held. */
export function addQuarantineCommands(program: Command, context: CommandContext): void {
  const quarantine = addGroup(program, "quarantine", "see and decide what the scanner held");

  addCommand(quarantine, "list", "what waits for a decision")
    .addOption(
      new Option("--state <state>", "which records")
        .choices(["held", "approved", "rejected", "released", "all"])
        .default("held"),
    )
    .action(async (flags: Flags) => {
      const state = text(flags["state"]) ?? "held";
      await listQuarantine(configOf(context, flags), state, outputOf(context, flags));
    });

  addCommand(
    quarantine,
    "show <package>",
    "one record with its findings (name@version or id)",
  ).action(async (selector: string, flags: Flags) => {
    await showQuarantine(configOf(context, flags), selector, outputOf(context, flags));
  });

  for (const decision of ["approve", "reject"] as const) {
    const about = decision === "approve" ? "release held bytes" : "refuse held bytes for good";
    addCommand(quarantine, `${decision} <package>`, `${about} (name@version or id)`)
      .requiredOption("--reason <text>", "why; it is kept with your decision")
      .option("--expires <time>", "until when it counts (ISO 8601)", readTime)
      .option("--integrity <digest>", "refuse unless the bytes still have this digest")
      .action(async (selector: string, flags: Flags) => {
        const ruling = {
          decision,
          reason: text(flags["reason"]) ?? "",
          expires: text(flags["expires"]),
          integrity: text(flags["integrity"]),
        };
        const output = outputOf(context, flags);
        await ruleOnQuarantine(configOf(context, flags), selector, ruling, output);
      });
  }

  addCommand(quarantine, "rescan <package>", "scan held bytes again (name@version or id)").action(
    async (selector: string, flags: Flags) => {
      await rescanQuarantine(configOf(context, flags), selector, outputOf(context, flags));
    },
  );
}

const pathOf = (selector: string) => `/-/admin/quarantine/${encodeURIComponent(selector)}`;

async function listQuarantine(config: Config, state: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, {
    method: "GET",
    path: `/-/admin/quarantine?state=${encodeURIComponent(state)}`,
  });
  const { files } = z.object({ files: z.array(Record) }).parse(answer);
  const empty = state === "held" ? "nothing waits for a decision" : "nothing found";
  show(output, files, () => (files.length === 0 ? empty : describeList(files)));
}

function describeList(files: readonly Record[]): string {
  return table([
    ["PACKAGE", "STATE", "POINTS", "RULES", "SOURCE", "SINCE"],
    ...files.map((record) => [
      `${record.name}@${record.version}`,
      record.state,
      String(record.total),
      [...new Set(record.issues.map((issue) => issue.ruleId))].slice(0, 4).join(" "),
      record.source,
      record.quarantinedAt,
    ]),
  ]);
}

async function showQuarantine(config: Config, selector: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: pathOf(selector) });
  const record = Record.parse(answer);
  show(output, record, () => describe(record));
}

interface RulingOptions {
  readonly decision: "approve" | "reject";
  readonly reason: string;
  readonly expires: string | undefined;
  readonly integrity: string | undefined;
}

async function ruleOnQuarantine(
  config: Config,
  selector: string,
  { decision, reason, expires, integrity }: RulingOptions,
  output: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: `${pathOf(selector)}/${decision}`,
    body: { reason, expires_at: expires, integrity },
  });
  const record = Record.parse(answer);
  show(
    output,
    record,
    () => `${record.state} ${record.name}@${record.version} (${record.integrity})`,
  );
}

async function rescanQuarantine(config: Config, selector: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "POST", path: `${pathOf(selector)}/rescan` });
  const record = Record.parse(answer);
  show(output, record, () => describe(record));
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
