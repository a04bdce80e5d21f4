import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { type Backup, backUp, noteBackup } from "../upkeep/backup.ts";
import { restore } from "../upkeep/restore.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { runningServer } from "./server-state.ts";
import { inMebibytes } from "./sizes.ts";
import { printable } from "./terminal.ts";

/** `agentregistry backup` and `restore`: what the home holds, kept. */
export function addBackupCommands(program: Command, context: CommandContext): void {
  addCommand(
    program,
    "backup [file]",
    "write everything that cannot be fetched again into one file, also while it runs",
  ).action(async (given: string | undefined, flags: Flags) => {
    const config = configOf(context, flags);
    const { home } = config;
    const now = new Date();
    const stamp = now.toISOString().slice(0, 19).replaceAll(":", "-");
    const file = resolve(given ?? `agentregistry-${stamp}Z.tar`);
    // In there it would be moved aside with the rest, or end up in itself.
    if (["data", "trust", "cache", "run"].some((part) => isBelow(join(home, part), file))) {
      throw new RegistryError("invalid", "a backup belongs outside of the home that it is of");
    }
    const backup = await backUp(home, file, now);
    await tellOfBackup(config, backup, context);
    show(outputOf(context, flags), backup, () =>
      [
        `${file} (${inMebibytes(backup.bytes)}): ${backup.versions} versions, compared with its digests`,
        "it holds private keys and hashes of tokens, not the owner's token; keep it private",
      ].join("\n"),
    );
  });

  addCommand(program, "restore <file>", "put a backup in place, all of it or nothing")
    .option("--force", "also over a home that is not empty; what was there is moved aside")
    .action(async (given: string, flags: Flags) => {
      const { home } = configOf(context, flags);
      const restored = await restore(home, resolve(given), flags["force"] === true);
      show(outputOf(context, flags), restored, () =>
        [
          printable(`restored ${restored.versions} versions as of ${restored.createdAt}`),
          ...(restored.replaced === null ? [] : [`what was there is in ${restored.replaced}`]),
          "tokens and decisions are those of that time; `agentregistry start` makes an owner's token",
        ].join("\n"),
      );
    });
}

/** A backup is whole without this; one of a home that cannot be opened matters most. */
async function tellOfBackup(
  config: Config,
  backup: Backup,
  { terminal }: CommandContext,
): Promise<void> {
  const { createdAt, bytes, versions } = backup;
  const body = { createdAt, bytes, versions };
  try {
    if (runningServer(config.home) === null) await noteBackup(config.home, backup);
    else await callRegistry(config, { method: "POST", path: "/-/admin/backups", body });
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    terminal.error(printable(`the audit log does not tell of this backup: ${why}`));
  }
}

function isBelow(folder: string, path: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (at === folder) return true;
    if (at === dirname(at)) return false;
  }
}
