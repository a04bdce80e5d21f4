import { homedir } from "node:os";
import type { Command } from "commander";
import type { Config } from "../config/schema.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { checkClients, checkNpmCache, checkNpmrc } from "./doctor/clients.ts";
import type { Finding } from "./doctor/finding.ts";
import { checkDatabases, checkDisk, checkHome, checkLock, checkSecrets } from "./doctor/home.ts";
import { checkPort, checkServer, checkUpstreamAndClock } from "./doctor/network.ts";
import { runningServer } from "./server-state.ts";
import { type Paint, paintFor, printable } from "./terminal.ts";

/** `agentregistry doctor`: what is wrong with this registry and with the clients here, and what helps. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  addCommand(program, "doctor", "look for what is wrong here, and say what helps").action(
    async (flags: Flags) => {
      const findings = await examine(configOf(context, flags), context.env);
      const isWell = findings.every(({ state }) => state !== "wrong");
      if (!isWell) context.exit(1);
      const paint = paintFor(context.terminal);
      show(outputOf(context, flags), { ok: isWell, findings }, () =>
        findings.flatMap((finding) => describe(finding, paint)).join("\n"),
      );
    },
  );
}

async function examine(config: Config, env: CommandContext["env"]): Promise<Finding[]> {
  const { home, http } = config;
  const server = runningServer(home);
  const userHome = env["HOME"] ?? homedir();
  const scheme = http.tls || http.tls_cert !== undefined ? "https" : "http";
  const registry = http.public_url ?? server?.url ?? `${scheme}://localhost:${http.port}`;
  return [
    await checkServer(server),
    checkHome(home),
    checkLock(home, server),
    ...checkDatabases(home),
    checkDisk(home),
    ...checkSecrets(home),
    checkPort(config, server),
    ...(await checkUpstreamAndClock(config)),
    ...checkClients({
      env,
      userHome,
      folder: process.cwd(),
      registry: registry.replace(/\/$/, ""),
    }),
    checkNpmrc(userHome, env),
    checkNpmCache(userHome, env),
  ];
}

function describe({ check, state, message, fix }: Finding, paint: Paint): string[] {
  const colour = { ok: paint.good, note: paint.strong, wrong: paint.bad }[state];
  const line = `${colour(state.padEnd(5))}  ${check.padEnd(9)}  ${printable(message)}`;
  return fix === null ? [line] : [line, `       ${" ".repeat(11)}${printable(fix)}`];
}
