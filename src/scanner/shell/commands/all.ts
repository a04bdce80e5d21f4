import type { Command, CommandFamily } from "../shell.ts";
import { decoders } from "./decoders.ts";
import { downloaders } from "./downloaders.ts";
import { fileCommands } from "./files.ts";
import { interpreters } from "./interpreters.ts";
import { outputCommands } from "./output.ts";
import { packageClients } from "./package-clients.ts";
import { powershells } from "./powershells.ts";
import { scriptRunners } from "./script-runners.ts";
import { settings } from "./settings.ts";
import { shells } from "./shells.ts";
import { starters } from "./starters.ts";
import { systemTools } from "./system-tools.ts";

/** Of a name in two families the first counts: `bun` is an interpreter before it is a client. */
const families: readonly CommandFamily[] = [
  shells,
  powershells,
  interpreters,
  downloaders,
  packageClients,
  scriptRunners,
  starters,
  outputCommands,
  fileCommands,
  settings,
  decoders,
  systemTools,
];

/** Everything that is known about programs, by base name in lower case. */
export const commands: ReadonlyMap<string, Command> = new Map(
  families
    .flat()
    .flatMap(([names, command]) => [...names].map((name) => [name, command] as const))
    .reverse(),
);
