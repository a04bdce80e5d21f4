import type { Command } from "commander";
import { adminUrl } from "./admin-url.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { notRunning } from "./daemon.ts";
import { runningServer } from "./server-state.ts";

/** `agentregistry admin`: prints the link of the admin page, and opens it at a terminal. */
export function addAdminCommand(program: Command, context: CommandContext): void {
  addCommand(program, "admin", "open the page where everything is seen and decided")
    .alias("open")
    .option("--no-open", "only print the link")
    .action((flags: Flags) => {
      const { home } = configOf(context, flags);
      const state = runningServer(home);
      if (state === null) throw notRunning(home);
      const url = adminUrl(state);
      show(outputOf(context, flags), { url }, () => url);
      const { isInteractive } = context.terminal;
      if (isInteractive && flags["open"] !== false && flags["json"] !== true) open(url);
    });
}

/** Hands a link to the browser where the system has a way to; the link is printed anyway. */
function open(url: string): void {
  const program = Bun.which(process.platform === "darwin" ? "open" : "xdg-open");
  if (program === null) return;
  Bun.spawn([program, url], { detached: true, stdio: ["ignore", "ignore", "ignore"] }).unref();
}
