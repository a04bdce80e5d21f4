import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { type BadListContents, parseBadList } from "../known-bad/list-file.ts";
import { callAsApprover, takesPassphrase } from "./approval.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
  text,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

const Added = z.object({ blocked: z.array(z.string()) });
const Removed = z.looseObject({ subject: z.string(), alreadyGone: z.boolean() });
const Listed = z.object({
  blocks: z.array(
    z.looseObject({
      subject: z.string(),
      source: z.string(),
      reason: z.string(),
      addedBy: z.string(),
      addedAt: z.string(),
    }),
  ),
});

/** `agentregistry block …`: what is held before anybody fetches it. */
export function addBlockCommands(program: Command, context: CommandContext): void {
  const block = addGroup(program, "block", "packages, versions and bytes that are listed as bad");

  addCommand(block, "add <what...>", "hold name, name@range, or a digest, without fetching it")
    .requiredOption("--reason <text>", "why; who is refused reads it")
    .action(async (subjects: string[], flags: Flags) => {
      const reason = text(flags["reason"]) ?? "";
      const body = { blocks: subjects.map((subject) => ({ subject, reason })) };
      const call = { method: "POST", path: "/-/admin/blocks", body } as const;
      const { blocked } = Added.parse(await callRegistry(configOf(context, flags), call));
      show(outputOf(context, flags), { blocked }, () =>
        blocked.map((subject) => printable(`blocked ${subject}`)).join("\n"),
      );
    });

  addCommand(block, "import <file>", "hold what a file lists: a line each, a reason behind #")
    .requiredOption("--reason <text>", "why, where the file gives no reason of its own")
    .action(async (file: string, flags: Flags) => {
      const reason = text(flags["reason"]) ?? "";
      const config = configOf(context, flags);
      const { blocks, refused, advisories } = await readList(resolve(file));
      for (let at = 0; at < blocks.length; at += batchSize) {
        const some = blocks.slice(at, at + batchSize);
        const body = {
          blocks: some.map((one) => ({
            subject: one.subject.text,
            reason: one.reason === "" ? reason : one.reason,
          })),
        };
        await callRegistry(config, { method: "POST", path: "/-/admin/blocks", body });
      }
      const notRead = refused.length + advisories.length;
      context.exit(notRead === 0 ? 0 : 1);
      show(outputOf(context, flags), { blocked: blocks.length, refused, notRead }, () =>
        [
          `blocked ${blocks.length} entries`,
          ...refused.slice(0, maxShown).map(({ id, why }) => printable(`not read: ${id}: ${why}`)),
          ...(advisories.length === 0
            ? []
            : [`${advisories.length} are no entries; see \`agentregistry advisories import\``]),
        ].join("\n"),
      );
    });

  takesPassphrase(addCommand(block, "remove <what>", "take an entry off the list again")).action(
    async (subject: string, flags: Flags) => {
      const path = `/-/admin/blocks?${new URLSearchParams({ subject })}`;
      const call = { method: "DELETE", path } as const;
      const answer = await callAsApprover(context, flags, configOf(context, flags), call);
      const removed = Removed.parse(answer);
      show(outputOf(context, flags), removed, () =>
        printable(
          removed.alreadyGone
            ? `${removed.subject} is not on the list`
            : `took ${removed.subject} off the list`,
        ),
      );
    },
  );

  addCommand(block, "list", "what is listed, newest first").action(async (flags: Flags) => {
    const blocks = await listed(configOf(context, flags));
    show(outputOf(context, flags), blocks, () =>
      blocks.length === 0
        ? "nothing is listed"
        : table([
            ["WHAT", "REASON", "SOURCE", "BY", "SINCE"],
            ...blocks.map((b) => [b.subject, b.reason, b.source, b.addedBy, b.addedAt]),
          ]),
    );
  });
}

const maxFileBytes = 64 * 1024 * 1024;
const batchSize = 5000;
const maxShown = 20;

async function readList(path: string): Promise<BadListContents> {
  if ((await stat(path)).size > maxFileBytes) {
    throw new RegistryError("too_large", `${path} is too large for a list`);
  }
  return parseBadList(await readFile(path, "utf8"));
}

async function listed(config: Config) {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/blocks" });
  return Listed.parse(answer).blocks;
}
