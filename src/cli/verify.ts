import type { Command } from "commander";
import { type CommandContext, configOf, type Flags, outputOf } from "./command.ts";
import { addExpertCommand } from "./expert-registry.ts";
import { signedThing } from "./sign.ts";
import { showHomeVerified } from "./verify-home.ts";
import { showSignaturesVerified } from "./verify-signatures.ts";

/** `agentregistry verify` is about what the home holds; with an argument, about the signatures of that. */
export function addVerifyCommand(program: Command, context: CommandContext): void {
  const about =
    "whether everything that was published is there as it was; of one Expert or pack, what its " +
    "signatures are worth here";
  addExpertCommand(program, "verify", about)
    .argument("[what]", `${signedThing}, or a bundle .n3pack.zip`)
    .option("--deep", "without an argument: read every tarball and compare its digest")
    .option("--name <name>", "which Expert, where the file defines several")
    .action(async (what: string | undefined, flags: Flags, command: Command) => {
      const isDeep = flags["deep"] === true;
      if (what !== undefined) {
        if (isDeep) command.error("error: --deep is about the whole registry");
        return await showSignaturesVerified(what, context, flags);
      }
      if (flags["name"] !== undefined) command.error("error: --name is about one file");
      // The file that --config names here is one of Experts.
      const { home } = configOf(context, { ...flags, config: undefined });
      await showHomeVerified(home, isDeep, context, outputOf(context, flags));
    });
}
