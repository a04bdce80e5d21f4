import { type Command, Option } from "commander";
import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { approvingCall, takesPassphrase } from "./approval.ts";
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
import { showDiff } from "./quarantine-diff.ts";
import { addRecallsCommand } from "./quarantine-recalls.ts";
import { describeRecord, QuarantineRecord } from "./quarantine-record.ts";
import { rescanEverything } from "./quarantine-rescan.ts";
import { addSuppressionCommands } from "./quarantine-suppressions.ts";
import { callRegistry, openRegistry, type RegistryCall } from "./registry-call.ts";
import { paintFor, printable, table } from "./terminal.ts";

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
    const call = { method: "GET", path: pathOf(selector) } as const;
    const record = QuarantineRecord.parse(await callRegistry(configOf(context, flags), call));
    const paint = paintFor(context.terminal);
    show(outputOf(context, flags), record, () => describeRecord(record, paint));
  });

  addCommand(
    quarantine,
    "diff <package>",
    "what it changed against the last good version (name@version or id)",
  ).action(async (selector: string, flags: Flags) => {
    const paint = paintFor(context.terminal);
    await showDiff(configOf(context, flags), selector, paint, outputOf(context, flags));
  });

  for (const decision of ["approve", "reject"] as const) {
    const about = decision === "approve" ? "release held bytes" : "refuse held bytes for good";
    const command = takesPassphrase(
      addCommand(quarantine, `${decision} <package...>`, `${about} (name@version or id)`),
    )
      .requiredOption("--reason <text>", "why; it is kept with your decision")
      .option("--expires <time>", "until when it counts (ISO 8601)", readTime)
      .option("--integrity <digest>", "refuse unless the bytes still have this digest");
    if (decision === "approve") {
      command
        .addOption(
          new Option("--scope <what>", "let its findings pass in other versions too").choices([
            "digest",
            "range",
            "findings",
          ]),
        )
        .option("--range <range>", "the versions of --scope range");
    }
    command.action(async (selectors: string[], flags: Flags) => {
      const body = {
        reason: text(flags["reason"]) ?? "",
        expires_at: text(flags["expires"]),
        integrity: text(flags["integrity"]),
        scope: text(flags["scope"]),
        range: text(flags["range"]),
      };
      const calls = selectors.map((selector) => ({
        selector,
        call: { method: "POST", path: `${pathOf(selector)}/${decision}`, body } as const,
      }));
      await changeEach(context, flags, calls);
    });
  }

  takesPassphrase(
    addCommand(
      quarantine,
      "forget <package...>",
      "take back what was decided (name@version or id)",
    ),
  ).action(async (selectors: string[], flags: Flags) => {
    const calls = selectors.map((selector) => ({
      selector,
      call: { method: "POST", path: `${pathOf(selector)}/forget` } as const,
    }));
    await changeEach(context, flags, calls);
  });

  addCommand(quarantine, "rescan [package]", "scan held bytes again (name@version or id)")
    .option("--all", "everything that is stored and was judged by other rules")
    .action(async (selector: string | undefined, flags: Flags) => {
      const [config, output] = [configOf(context, flags), outputOf(context, flags)];
      if (flags["all"] === true) return await rescanEverything(config, output);
      if (selector === undefined) {
        throw new RegistryError("invalid", "name a package (name@version or id), or use --all");
      }
      const call = { method: "POST", path: `${pathOf(selector)}/rescan` } as const;
      const record = QuarantineRecord.parse(await callRegistry(config, call));
      show(output, record, () => describeRecord(record, paintFor(context.terminal)));
    });

  addSuppressionCommands(quarantine, context);
  addRecallsCommand(quarantine, context);
}

const pathOf = (selector: string) => `/-/admin/quarantine/${encodeURIComponent(selector)}`;

async function listQuarantine(config: Config, state: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, {
    method: "GET",
    path: `/-/admin/quarantine?state=${encodeURIComponent(state)}`,
  });
  const { files } = z.object({ files: z.array(QuarantineRecord) }).parse(answer);
  const empty = state === "held" ? "nothing waits for a decision" : "nothing found";
  show(output, files, () => (files.length === 0 ? empty : describeList(files)));
}

function describeList(files: readonly QuarantineRecord[]): string {
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

interface Change {
  readonly selector: string;
  readonly call: RegistryCall;
}

/** Makes one change after the other; one that is refused stops none of the others, and makes it exit with 1. */
async function changeEach(
  context: CommandContext,
  flags: Flags,
  changes: readonly Change[],
): Promise<void> {
  await using registry = await openRegistry(configOf(context, flags));
  const decide = await approvingCall(context, flags, registry);
  const output = outputOf(context, flags);
  const records: QuarantineRecord[] = [];
  for (const { selector, call } of changes) {
    try {
      records.push(QuarantineRecord.parse(await decide(call)));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      // One alone fails as every command does.
      if (changes.length === 1) throw error;
      output.terminal.error(`${printable(selector)}: ${error.message}`);
      context.exit(1);
    }
  }
  const [first] = records;
  const value = changes.length === 1 ? first : records;
  show(output, value, () =>
    records
      .map(({ state, name, version, integrity }) =>
        printable(`${state} ${name}@${version} (${integrity})`),
      )
      .join("\n"),
  );
}
