import type { Command } from "commander";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import type { CommandContext, Flags } from "./command.ts";
import { lineOfInput } from "./line-of-input.ts";
import { type OpenRegistry, openRegistry } from "./registry-call.ts";
import { askSecret } from "./wizard.ts";

const maxQuestions = 3;

/** The option of commands that decide something for which a passphrase may be set. */
export function takesPassphrase(command: Command): Command {
  return command.option(
    "--passphrase-stdin",
    "read the approval passphrase from standard input, where one is set",
  );
}

/**
 * Calls of somebody who decides: when the registry wants the approval passphrase, it is asked for, once for
 * all calls of the command.
 */
export async function approvingCall(
  context: CommandContext,
  flags: Flags,
  registry: OpenRegistry,
): Promise<OpenRegistry["call"]> {
  const isPiped = flags["passphraseStdin"] === true;
  let phrase = isPiped ? await lineOfInput("passphrase") : null;
  let questions = 0;
  const mayAsk = () => !isPiped && context.terminal.isInteractive && flags["json"] !== true;
  return async (call) => {
    for (;;) {
      const shown = phrase === null ? {} : { "x-approval-passphrase": encodeURIComponent(phrase) };
      try {
        return await registry.call({ ...call, headers: { ...call.headers, ...shown } });
      } catch (error) {
        if (!wantsPassphrase(error) || !mayAsk() || questions >= maxQuestions) throw error;
        questions += 1;
        phrase = await askSecret(
          phrase === null ? "Approval passphrase" : "That is not it. Approval passphrase",
        );
        if (phrase === null) throw error;
      }
    }
  };
}

/** The same for a command that decides one thing. */
export async function callAsApprover(
  context: CommandContext,
  flags: Flags,
  config: Config,
  call: Parameters<OpenRegistry["call"]>[0],
): Promise<unknown> {
  await using registry = await openRegistry(config);
  return await (await approvingCall(context, flags, registry))(call);
}

function wantsPassphrase(error: unknown): boolean {
  return error instanceof RegistryError && error.details.fields?.["code"] === "passphrase_required";
}
