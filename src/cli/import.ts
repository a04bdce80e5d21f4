import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import pino from "pino";
import { callerOf, ownerTokenPath } from "../access/tokens.ts";
import { createApp } from "../app.ts";
import type { Config } from "../config/schema.ts";
import { lockHome } from "../db/home-lock.ts";
import { RegistryError } from "../errors.ts";
import { type TakeoverSummary, takeOverVerdaccio } from "../takeover/verdaccio.ts";
import {
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
  text,
} from "./command.ts";
import { printable } from "./terminal.ts";

/** `agentregistry import …`: take over what another registry holds. */
export function addImportCommands(program: Command, context: CommandContext): void {
  const group = addGroup(program, "import", "take over what another registry holds");
  group
    .command("verdaccio")
    .description("take over the storage folder, users and upstream of a Verdaccio")
    .requiredOption("--config <file>", "the Verdaccio configuration (config.yaml)")
    .option("--home <dir>", "folder that holds everything (default: ~/.agentregistry)")
    .option("--json", "answer in JSON")
    .exitOverride()
    .action(async (flags: Flags) => {
      const { config: file, ...others } = flags;
      const config = configOf(context, others);
      const summary = await importVerdaccio(config, resolve(text(file) ?? ""));
      const settings = writeSettings(config.home, summary);
      show(outputOf(context, flags), { ...summary, settings }, () => describe(summary, settings));
    });
}

/** Reads thousands of files of this machine, so it runs here, while no server has the home open. */
async function importVerdaccio(config: Config, file: string): Promise<TakeoverSummary> {
  if (!existsSync(file)) throw new RegistryError("not_found", `there is no file ${file}`);
  using _lock = lockHome(config.home);
  await using app = await createApp(config, { log: pino({ level: "silent" }) });
  const secret = readFileSync(ownerTokenPath(config.home), "utf8").trim();
  return await takeOverVerdaccio(app, await callerOf(app, secret, null), file);
}

interface WrittenSettings {
  readonly file: string;
  readonly lines: string;
  readonly isWritten: boolean;
}

/** A home without settings gets those that match; settings that are there are never touched. */
function writeSettings(home: string, summary: TakeoverSummary): WrittenSettings {
  const [uplink] = summary.uplinks;
  const lines = [
    ...(uplink === undefined ? [] : ["[upstream]", `url = ${JSON.stringify(uplink.url)}`]),
    ...(summary.isOpenPublish ? ["[auth]", "open_publish = true"] : []),
  ].join("\n");
  const file = join(home, "agentregistry.toml");
  const isWritten = lines !== "" && !existsSync(file);
  if (isWritten) writeFileSync(file, `${lines}\n`, { mode: 0o600 });
  return { file, lines, isWritten };
}

function describe(summary: TakeoverSummary, settings: WrittenSettings): string {
  const { packages, versions, present, users, held, skipped } = summary;
  return [
    `took over ${versions} versions of ${packages} packages and ${users} users` +
      (present > 0 ? `; ${present} versions were here already` : ""),
    ...held.map((subject) => `held: ${subject} (agentregistry quarantine show ${subject})`),
    ...skipped.map(({ what, why }) => `left out: ${what}: ${why}`),
    ...(settings.lines === "" || settings.isWritten
      ? []
      : [`add to ${settings.file}:`, settings.lines]),
    ...(settings.isWritten ? [`wrote ${settings.file}`] : []),
  ]
    .flatMap((line) => line.split("\n"))
    .map(printable)
    .join("\n");
}
