import type { Command } from "commander";
import { hashPassword } from "../access/password.ts";
import { RegistryError } from "../errors.ts";
import {
  addCommand,
  type CommandContext,
  type Flags,
  outputOf,
  settingsOf,
  show,
} from "./command.ts";
import { lineOfInput } from "./line-of-input.ts";
import { askSecret } from "./wizard.ts";

/** `agentregistry admin passphrase`: makes the line of the settings file that approvals then ask for. */
export function addAdminPassphraseCommand(admin: Command, context: CommandContext): void {
  addCommand(admin, "passphrase", "make the hash of a phrase that approvals ask for").action(
    async (flags: Flags) => {
      const { file } = settingsOf(context, flags);
      const phrase = await phraseOf(context);
      const hash = await hashPassword(phrase);
      const output = outputOf(context, flags);
      if (!output.json) {
        output.terminal.error(`put this into ${file}, and restart the registry:`);
      }
      show(output, { hash, file }, () => `[approval]\npassphrase = '${hash}'`);
    },
  );
}

/** Asked for twice at a terminal, where nobody sees what was typed. */
async function phraseOf({ terminal }: CommandContext): Promise<string> {
  if (!terminal.isInteractive) return await lineOfInput("passphrase");
  const phrase = await askSecret("Passphrase");
  const again = phrase === null ? null : await askSecret("The same again");
  if (phrase === null || again === null) throw new RegistryError("invalid", "nothing was given");
  if (phrase !== again) throw new RegistryError("invalid", "these were two different phrases");
  return phrase;
}
