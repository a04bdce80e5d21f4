import { type Command, type CommandOptions, InvalidArgumentError } from "commander";
import { type LoadedConfig, loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { Terminal } from "./terminal.ts";

/** What a flag may be, as the parser hands it over. */
export type Flags = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** What every command gets: the settings in force, where to write, and how to answer. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Sets the exit code of a command that neither succeeds nor fails with a sentence. */
  exit(code: number): void;
}

export interface Output {
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** Adds a command that knows its home and can answer in JSON, as every command does. */
export function addCommand(
  parent: Command,
  usage: string,
  about: string,
  options: CommandOptions = {},
): Command {
  return parent
    .command(usage, options)
    .description(about)
    .option("--home <dir>", "folder that holds everything (default: ~/.agentregistry)")
    .option("--config <file>", "settings file (default: agentregistry.toml in the home)")
    .option("--json", "answer in JSON")
    .exitOverride();
}

export function addGroup(program: Command, name: string, about: string): Command {
  return program.command(name).description(about).exitOverride();
}

/** @throws RegistryError `invalid` with one sentence about the setting that is wrong */
export function settingsOf({ env }: CommandContext, flags: Flags): LoadedConfig {
  return loadConfig({
    env,
    flags: {
      home: text(flags["home"]),
      config: text(flags["config"]),
      "http.port": text(flags["port"]),
      "http.tls": flags["tls"] === true ? "true" : undefined,
      "http.tls_cert": text(flags["tlsCert"]),
      "http.tls_key": text(flags["tlsKey"]),
      "upstream.url": text(flags["upstream"]),
      "upstream.offline": flags["offline"] === true ? "true" : undefined,
    },
  });
}

export function configOf(context: CommandContext, flags: Flags): Config {
  return settingsOf(context, flags).config;
}

export function outputOf({ terminal }: CommandContext, flags: Flags): Output {
  return { json: flags["json"] === true, terminal };
}

export function text(flag: Flags[string]): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}

/** Reads a point in time for an option. */
export function readTime(given: string): string {
  const date = new Date(given);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new InvalidArgumentError("give a time as 2027-01-01T00:00:00Z.");
}

/** Prints a value for programs, or the lines for people. */
export function show({ json, terminal }: Output, value: unknown, lines: () => string): void {
  terminal.out(json ? JSON.stringify(value, null, 2) : lines());
}
