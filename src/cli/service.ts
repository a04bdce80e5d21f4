import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { RegistryError } from "../errors.ts";
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
import { startCommand, startFlags } from "./daemon.ts";
import { launchdPlist, marker, systemdUnit } from "./service/unit.ts";

const managers = ["systemd", "launchd"] as const;
type Manager = (typeof managers)[number];
const label = "agentregistry";

/** `agentregistry service …`: the registry as a service of this user, without privileged commands. */
export function addServiceCommands(program: Command, context: CommandContext): void {
  const service = addGroup(program, "service", "have the registry run whenever you are logged in");

  withManager(addCommand(service, "install", "write the file that your service manager reads"))
    .option("--port <n>", "port to listen on", readPort)
    .option("--print", "only show the file")
    .action(async (flags: Flags) => {
      const { home } = configOf(context, flags);
      const argv = [...startCommand(), ...startFlags(home, flags), "--run-as", "service"];
      const target = targetOf(context, flags);
      const content =
        target.manager === "systemd" ? systemdUnit({ argv }) : launchdPlist({ argv }, label);
      if (flags["print"] === true) return context.terminal.out(content.trimEnd());
      const isNew = await install(target.path, content);
      await finish(context, flags, target, {
        changed: isNew,
        said: isNew ? `wrote ${target.path}` : `${target.path} is as it should be`,
        next: target.activate,
      });
    });

  withManager(addCommand(service, "uninstall", "remove that file")).action(async (flags: Flags) => {
    const target = targetOf(context, flags);
    const wasThere = existsSync(target.path);
    if (wasThere) refuseForeign(target.path);
    // While the file is there the manager still knows what to stop.
    if (wasThere && flags["now"] === true) await run(context, target.deactivate);
    if (wasThere) rmSync(target.path);
    if (target.enabled !== null) rmSync(target.enabled, { force: true });
    await finish(context, { ...flags, now: undefined }, target, {
      changed: wasThere,
      said: wasThere ? `removed ${target.path}` : "no service was installed",
      next: flags["now"] === true || !wasThere ? [] : target.afterRemoval,
    });
  });
}

function readPort(given: string): string {
  if (/^\d{1,5}$/.test(given) && Number(given) > 0 && Number(given) <= 65_535) return given;
  throw new InvalidArgumentError("a port is a number from 1 to 65535.");
}

function withManager(command: Command): Command {
  const usual: Manager = process.platform === "darwin" ? "launchd" : "systemd";
  return command
    .addOption(
      new Option("--manager <name>", "which service manager").choices(managers).default(usual),
    )
    .option("--now", "also run the commands that put it into effect");
}

interface Target {
  readonly manager: Manager;
  readonly path: string;
  /** The link by which systemd starts it at login; we made it by `enable`. */
  readonly enabled: string | null;
  readonly activate: readonly (readonly string[])[];
  readonly deactivate: readonly (readonly string[])[];
  readonly afterRemoval: readonly (readonly string[])[];
}

function targetOf({ env }: CommandContext, flags: Flags): Target {
  const userHome = env["HOME"] ?? homedir();
  if (text(flags["manager"]) === "launchd") {
    const path = join(userHome, "Library", "LaunchAgents", `${label}.plist`);
    const domain = `gui/${process.getuid?.() ?? 0}`;
    const bootout = ["launchctl", "bootout", `${domain}/${label}`];
    return {
      manager: "launchd",
      path,
      enabled: null,
      activate: [["launchctl", "bootstrap", domain, path]],
      deactivate: [bootout],
      afterRemoval: [bootout],
    };
  }
  const units = join(env["XDG_CONFIG_HOME"] || join(userHome, ".config"), "systemd", "user");
  const systemctl = (...args: string[]) => ["systemctl", "--user", ...args];
  const unit = `${label}.service`;
  return {
    manager: "systemd",
    path: join(units, unit),
    enabled: join(units, "default.target.wants", unit),
    activate: [systemctl("daemon-reload"), systemctl("enable", "--now", unit)],
    deactivate: [systemctl("disable", "--now", unit)],
    afterRemoval: [systemctl("stop", unit), systemctl("daemon-reload")],
  };
}

/** @returns whether anything changed */
async function install(path: string, content: string): Promise<boolean> {
  if (existsSync(path)) {
    if (readFileSync(path, "utf8") === content) return false;
    refuseForeign(path);
  }
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content, { mode: 0o644 });
  renameSync(temporary, path);
  return true;
}

function refuseForeign(path: string): void {
  if (readFileSync(path, "utf8").includes(marker)) return;
  throw new RegistryError("conflict", `${path} was not written by this command; it stays as it is`);
}

interface Outcome {
  readonly changed: boolean;
  readonly said: string;
  readonly next: readonly (readonly string[])[];
}

async function finish(
  context: CommandContext,
  flags: Flags,
  { manager, path }: Target,
  { changed, said, next }: Outcome,
): Promise<void> {
  const runs = flags["now"] === true;
  if (runs) await run(context, next);
  const commands = runs ? [] : next.map((command) => command.join(" "));
  show(outputOf(context, flags), { manager, path, changed, commands }, () =>
    [
      said,
      ...(commands.length === 0 ? [] : ["to put it into effect:"]),
      ...commands.map((c) => `  ${c}`),
    ].join("\n"),
  );
}

/** @throws RegistryError `unavailable` with what the service manager said */
async function run({ env }: CommandContext, commands: readonly (readonly string[])[]) {
  for (const command of commands) {
    const [program = ""] = command;
    if (Bun.which(program, { PATH: env["PATH"] ?? "" }) === null) {
      throw new RegistryError(
        "unavailable",
        `there is no ${program} here; without --now nothing is run`,
      );
    }
    const child = Bun.spawn([...command], { env: { ...env }, stdio: ["ignore", "ignore", "pipe"] });
    const said = await new Response(child.stderr).text();
    if ((await child.exited) !== 0) {
      throw new RegistryError("unavailable", `\`${command.join(" ")}\` failed: ${said.trim()}`);
    }
  }
}
