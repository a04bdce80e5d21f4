import type { Command } from "commander";
import { z } from "zod";
import { addAdminPassphraseCommand } from "./admin-passphrase.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { notRunning } from "./daemon.ts";
import { callRegistry } from "./registry-call.ts";
import { runningServer } from "./server-state.ts";

const Link = z.object({ url: z.url({ protocol: /^https?$/ }) });

/**
 * `agentregistry admin`: prints a link that signs a browser in, once, and opens it at a terminal;
 * `admin passphrase` makes what approvals can be made to ask for.
 */
export function addAdminCommand(program: Command, context: CommandContext): void {
  const admin = addGroup(program, "admin", "open the page where everything is seen and decided");
  admin.alias("open");
  addCommand(admin, "page", "a link to it that works once", { isDefault: true })
    .option("--no-open", "only print the link")
    .action(async (flags: Flags) => {
      const config = configOf(context, flags);
      // One that nobody can reach would be a link to nowhere.
      if (runningServer(config.home) === null) throw notRunning(config.home);
      const call = { method: "POST", path: "/-/admin/codes" } as const;
      const { url } = Link.parse(await callRegistry(config, call));
      show(outputOf(context, flags), { url }, () => url);
      const { isInteractive } = context.terminal;
      if (isInteractive && flags["open"] !== false && flags["json"] !== true) open(url);
    });
  addAdminPassphraseCommand(admin, context);
}

/** Hands a link to the browser where the system has a way to; the link is printed anyway. */
function open(url: string): void {
  const program = Bun.which(process.platform === "darwin" ? "open" : "xdg-open");
  if (program === null) return;
  Bun.spawn([program, url], { detached: true, stdio: ["ignore", "ignore", "ignore"] }).unref();
}
