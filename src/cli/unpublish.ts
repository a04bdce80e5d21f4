import type { Command } from "commander";
import { RegistryError } from "../errors.ts";
import { keyText, parseExpertKey } from "../expert/key.ts";
import { type CommandContext, type Flags, outputOf, show } from "./command.ts";
import { addExpertCommand, openExpertRegistry, removeAt } from "./expert-registry.ts";
import { chooseVersion, openWizard, sayCancelled } from "./wizard.ts";

/** `agentregistry unpublish KEY --force`, or without arguments as a dialogue. */
export function addUnpublishCommand(program: Command, context: CommandContext): void {
  addExpertCommand(program, "unpublish [key]", "remove one version of an Expert for good")
    .option("--force", "do it: there is no way back, and the number is spent")
    .action(async (given: string | undefined, flags: Flags, command: Command) => {
      const wizard = given === undefined ? await openWizard(context, flags, command, "key") : null;
      const wanted = given === undefined ? null : forcedKey(given, flags);
      await using registry = await openExpertRegistry(context, flags);
      const key = wizard === null ? wanted : await chooseVersion(wizard, registry, flags);
      const isWanted =
        wizard === null ||
        (key !== null && (await wizard.confirm(`Remove ${key} for good? Its number is spent.`)));
      if (key === null || !isWanted) return sayCancelled(context);
      await removeAt(registry, key);
      show(outputOf(context, flags), { key }, () => `removed ${key}`);
    });
}

function forcedKey(given: string, flags: Flags): string {
  const parsed = parseExpertKey(given);
  if (parsed.version === null) {
    throw new RegistryError("invalid", `name the version to remove: ${parsed.name}@1.2.3`);
  }
  const key = keyText(parsed);
  if (flags["force"] === true) return key;
  throw new RegistryError(
    "invalid",
    `${key} would be gone for good and its number spent; say --force to do it, or ` +
      `\`agentregistry status ${key} deprecated\` to warn those who use it`,
  );
}
