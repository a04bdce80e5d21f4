import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { adminUrl } from "./admin-url.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { logPath } from "./log-file.ts";
import {
  answers,
  isRunning,
  removeServerState,
  runningServer,
  type ServerState,
} from "./server-state.ts";
import { printable } from "./terminal.ts";

/** So long a registry may take until it answers: migrations and lists of a large one are read first. */
const startMs = 60_000;
/** So long it may take to end by itself. */
const stopMs = 5000;
const killMs = 5000;
const lookEveryMs = 20;

/** `agentregistry stop` and `restart`. */
export function addDaemonCommands(program: Command, context: CommandContext): void {
  addCommand(program, "stop", "end the registry that runs on this home").action(
    async (flags: Flags) => {
      const { home } = configOf(context, flags);
      const state = runningServer(home);
      if (state === null) throw notRunning(home);
      const wasKilled = await stop(home, state);
      const how = wasKilled ? "killed: it did not end within five seconds" : "stopped";
      show(outputOf(context, flags), { pid: state.pid, killed: wasKilled }, () => how);
    },
  );

  addCommand(
    program,
    "restart",
    "end the registry that runs on this home, and start it again as it was, in the background",
  ).action(async (flags: Flags) => {
    const config = configOf(context, flags);
    const state = runningServer(config.home);
    if (state?.runAs === "service") {
      throw new RegistryError(
        "conflict",
        "this registry is run by a service of yours, which would not notice; restart that: " +
          "`systemctl --user restart agentregistry`, or " +
          "`launchctl kickstart -k gui/$UID/agentregistry`",
      );
    }
    if (state !== null) await stop(config.home, state);
    const wanted = state?.flags ?? startFlags(config.home, flags);
    showStarted(await startDaemon(config, wanted, context), config, flags, context);
  });
}

export function notRunning(home: string): RegistryError {
  return new RegistryError("unavailable", `no registry runs on the home ${home}`);
}

/** @returns whether it had to be killed */
async function stop(home: string, state: ServerState): Promise<boolean> {
  const { pid } = state;
  send(pid, "SIGTERM");
  if (await happens(() => !isRunning(state), stopMs)) return false;
  send(pid, "SIGKILL");
  if (!(await happens(() => !isRunning(state), killMs))) {
    throw new RegistryError("unavailable", `the process ${pid} does not end`);
  }
  removeServerState(home);
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It may have ended by itself just now.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Starts a registry that outlives this command, and waits until it answers.
 *
 * @param flags of `start`, as `startFlags` gives them
 * @throws RegistryError `unavailable` with what it said when it does not come up
 */
export async function startDaemon(
  { home }: Config,
  flags: readonly string[],
  { env }: CommandContext,
): Promise<ServerState> {
  const other = runningServer(home);
  if (other !== null) {
    throw new RegistryError(
      "unavailable",
      `another registry is running on the home ${home} (process ${other.pid}, ${other.url})`,
    );
  }
  mkdirSync(join(home, "run"), { recursive: true, mode: 0o700 });
  // What is said before there is a log, and what a runtime that crashes says.
  const saidPath = join(home, "run", "start.log");
  const said = openSync(saidPath, "w", 0o600);
  const child = Bun.spawn([...startCommand(), ...flags, "--run-as", "daemon"], {
    // A session of its own: closing the terminal does not reach it.
    detached: true,
    env: { ...env },
    stdio: ["ignore", said, said],
  });
  closeSync(said);
  const outcome = await untilUp(home, child);
  if (typeof outcome === "object") {
    child.unref();
    return outcome;
  }
  child.kill("SIGKILL");
  const reason = readFileSync(saidPath, "utf8")
    .replace(/^agentregistry: /, "")
    .trim();
  const sentence =
    outcome === "late" ? `it did not answer within ${startMs / 1000} seconds` : reason;
  throw new RegistryError("unavailable", printable(sentence) || "the registry ended at once");
}

async function untilUp(
  home: string,
  child: Bun.Subprocess,
): Promise<ServerState | "ended" | "late"> {
  const deadline = performance.now() + startMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) return "ended";
    const state = runningServer(home);
    if (state?.pid === child.pid && (await answers(state))) return state;
    await Bun.sleep(lookEveryMs);
  }
  return "late";
}

export function showStarted(
  state: ServerState,
  { home }: Config,
  flags: Flags,
  context: CommandContext,
): void {
  const { pid, url } = state;
  const started = { pid, url, admin: adminUrl(state), log: logPath(home) };
  show(outputOf(context, flags), started, () =>
    [
      `listening on ${url}`,
      `  process   ${pid}`,
      `  admin     ${started.admin}`,
      `  log       ${started.log}   (agentregistry logs -f)`,
      "  end it    agentregistry stop",
    ].join("\n"),
  );
}

/** The program and its first arguments, as another process starts it. */
export function startCommand(): string[] {
  const main = resolve(import.meta.dirname, "../main.ts");
  // A .env of the folder that somebody happens to stand in is not meant for the registry.
  return [process.execPath, "--no-env-file", main, "start"];
}

const passedOn = ["port", "upstream"] as const;
const files = { config: "--config", tlsCert: "--tls-cert", tlsKey: "--tls-key" } as const;

/** What was given to a `start`, in the form that says the same from any folder. */
export function startFlags(home: string, flags: Flags): string[] {
  const value = (name: string) => {
    const given = flags[name];
    return typeof given === "string" ? given : null;
  };
  const given = ["--home", home];
  for (const name of passedOn) {
    const found = value(name);
    if (found !== null) given.push(`--${name}`, found);
  }
  for (const [name, flag] of Object.entries(files)) {
    const found = value(name);
    if (found !== null) given.push(flag, resolve(found));
  }
  for (const name of ["offline", "tls"]) {
    if (flags[name] === true) given.push(`--${name}`);
  }
  return given;
}

async function happens(condition: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await Bun.sleep(lookEveryMs);
  }
  return true;
}
