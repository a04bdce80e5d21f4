import type { Config } from "../config/schema.ts";
import { adminUrl } from "./admin-url.ts";
import type { CommandContext, Output } from "./command.ts";
import { show } from "./command.ts";
import { logPath } from "./log-file.ts";
import { answers, runningServer, serverStatePath } from "./server-state.ts";
import { paintFor } from "./terminal.ts";

/** What runs on a home, and whether it is well; the exit code is 0 only when it is. */
export async function showServerStatus(
  { home }: Config,
  context: CommandContext,
  output: Output,
): Promise<void> {
  const state = runningServer(home);
  const paint = paintFor(context.terminal);
  if (state === null) {
    context.exit(1);
    const value = { running: false, home, log: logPath(home) };
    show(output, value, () => `${paint.bad("not running")} (home ${home}); agentregistry start`);
    return;
  }
  const health = await healthOf(state);
  if (health !== "healthy") context.exit(1);
  const uptimeSeconds = Math.max(0, Math.round((Date.now() - Date.parse(state.startedAt)) / 1000));
  const status = {
    running: true,
    health,
    pid: state.pid,
    pidFile: serverStatePath(home),
    url: state.url,
    admin: adminUrl(state),
    version: state.version,
    runAs: state.runAs,
    startedAt: state.startedAt,
    uptimeSeconds,
    home,
    log: logPath(home),
  };
  show(output, status, () =>
    [
      `${health === "healthy" ? paint.good("running") : paint.bad("running")}, ${health}`,
      `  url       ${state.url}`,
      `  process   ${state.pid} (${state.runAs}), in ${status.pidFile}`,
      `  since     ${state.startedAt} (${inWords(uptimeSeconds)})`,
      `  version   ${state.version}`,
      `  home      ${home}`,
      `  log       ${status.log}`,
    ].join("\n"),
  );
}

async function healthOf(state: Parameters<typeof answers>[0]) {
  if (await answers(state, "/-/health/ready")) return "healthy";
  return (await answers(state)) ? "degraded: its database does not answer" : "not responding";
}

function inWords(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  if (days) return `${days} d ${(hours ?? 0) % 24} h`;
  if (hours) return `${hours} h ${(minutes ?? 0) % 60} min`;
  return minutes ? `${minutes} min` : `${seconds} s`;
}
