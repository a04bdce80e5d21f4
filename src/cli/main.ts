import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { RegistryError } from "../errors.ts";
import { addAccessCommands } from "./access.ts";
import { addAdminCommand } from "./admin.ts";
import { addAdvisoryCommands } from "./advisories.ts";
import { addAuditCommands } from "./audit.ts";
import { addBackupCommands } from "./backup.ts";
import { addBlockCommands } from "./block.ts";
import { addCacheCommands } from "./cache.ts";
import type { CommandContext } from "./command.ts";
import { addConfigCommand } from "./config.ts";
import { addDaemonCommands } from "./daemon.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addExpertCommands } from "./expert.ts";
import { addImportCommands } from "./import.ts";
import { addIpCommands } from "./ip.ts";
import { addKeyCommands } from "./keys.ts";
import { addLoginCommands } from "./login.ts";
import { addLogsCommand } from "./logs.ts";
import { addMcpCommand } from "./mcp.ts";
import { addPublishCommand } from "./publish.ts";
import { addQuarantineCommands } from "./quarantine.ts";
import { addRegistryCommands } from "./registry.ts";
import { addResolveCommand } from "./resolve.ts";
import { addScanCommand } from "./scan.ts";
import { addServiceCommands } from "./service.ts";
import { addSignCommand } from "./sign.ts";
import { addStartCommand } from "./start.ts";
import { addStatusCommand } from "./status.ts";
import { addTagCommand } from "./tag.ts";
import type { Terminal } from "./terminal.ts";
import { addUnpublishCommand } from "./unpublish.ts";
import { addUserCommands } from "./users.ts";
import { addVerifyCommand } from "./verify.ts";
import { addWhyCommand } from "./why.ts";

/** Exit codes: done, refused or failed, wrong usage. */
const done = 0;
const failed = 1;
const wrongUsage = 2;

/**
 * Runs one command.
 *
 * @param args without the program's own name
 * @returns the exit code; the reason of a failure is on `terminal.error`
 */
export async function runCommand(
  args: readonly string[],
  env: CommandContext["env"],
  terminal: Terminal,
): Promise<number> {
  let code = done;
  const exit = (wanted: number) => {
    code = wanted;
  };
  try {
    await build({ env, terminal, exit }).parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? done : wrongUsage;
    if (!(error instanceof RegistryError) && !isSystemError(error)) throw error;
    terminal.error(`agentregistry: ${error.message}`);
    return failed;
  }
}

/** What the file system or the network says no to; its message names the path or the address. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}

function build(context: CommandContext): Command {
  const { terminal } = context;
  const program = new Command("agentregistry")
    .description("A registry for packages and agent definitions that scans what it serves.")
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })
    .showHelpAfterError("(see --help)");

  addStartCommand(program, context);
  addDaemonCommands(program, context);
  addStatusCommand(program, context);
  addLogsCommand(program, context);
  addAdminCommand(program, context);
  addBackupCommands(program, context);
  addDoctorCommand(program, context);
  addServiceCommands(program, context);
  addLoginCommands(program, context);
  addPublishCommand(program, context);
  addUnpublishCommand(program, context);
  addTagCommand(program, context);
  addExpertCommands(program, context);
  addResolveCommand(program, context);
  addRegistryCommands(program, context);
  addQuarantineCommands(program, context);
  addAccessCommands(program, context);
  addUserCommands(program, context);
  addWhyCommand(program, context);
  addKeyCommands(program, context);
  addSignCommand(program, context);
  addVerifyCommand(program, context);
  addCacheCommands(program, context);
  addAdvisoryCommands(program, context);
  addBlockCommands(program, context);
  addAuditCommands(program, context);
  addIpCommands(program, context);
  addScanCommand(program, context);
  addMcpCommand(program, context);
  addImportCommands(program, context);
  addConfigCommand(program, context);
  return program;
}
