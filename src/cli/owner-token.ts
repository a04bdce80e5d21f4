import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { ownerTokenPath } from "../access/tokens.ts";
import { RegistryError } from "../errors.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";

/** `agentregistry token`, alone: the owner's own, for whoever can read it in the home. */
export function addOwnerTokenCommand(token: Command, context: CommandContext): void {
  addCommand(token, "show", "print the owner's token alone", { isDefault: true }).action(
    (flags: Flags) => {
      const path = ownerTokenPath(configOf(context, flags).home);
      if (!existsSync(path)) {
        throw new RegistryError(
          "not_found",
          `there is no owner's token at ${path} yet; the first \`agentregistry start\` makes it`,
        );
      }
      const secret = readFileSync(path, "utf8").trim();
      show(outputOf(context, flags), { token: secret }, () => secret);
    },
  );
}
