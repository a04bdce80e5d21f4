import type { Command } from "commander";
import { describeConfig } from "../config/load.ts";
import {
  addCommand,
  type CommandContext,
  type Flags,
  outputOf,
  settingsOf,
  show,
} from "./command.ts";
import { table } from "./terminal.ts";

/** `agentregistry config`: the settings in force and where each comes from. */
export function addConfigCommand(program: Command, context: CommandContext): void {
  addCommand(program, "config", "the settings in force and where each comes from")
    .alias("details")
    .action((flags: Flags) => {
      const loaded = settingsOf(context, flags);
      const settings = describeConfig(loaded);
      show(outputOf(context, flags), { file: loaded.file, settings }, () =>
        table([
          ["SETTING", "VALUE", "FROM", "MEANING"],
          ...settings.map((s) => [s.key, JSON.stringify(s.value), s.origin, s.about]),
        ]),
      );
    });
}
