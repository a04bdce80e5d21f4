import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parse as parseToml, TomlError } from "smol-toml";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { type Config, ConfigSchema, environment } from "./schema.ts";

export type Origin = "default" | "file" | "environment" | "flag";

export interface LoadedConfig {
  readonly config: Config;
  /** Where each setting that is in force came from, by its dotted name. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The settings file that was read, or would have been. */
  readonly file: string;
}

export interface ConfigSources {
  /** Dotted setting names as given on the command line; `config` names the file. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Settles every setting: defaults < file < environment < flags.
 *
 * @throws RegistryError `invalid` with one sentence that names the setting and where it was set
 */
export function loadConfig({ flags, env }: ConfigSources): LoadedConfig {
  const home = resolve(
    flags["home"] ?? env["AGENTREGISTRY_HOME"] ?? join(homedir(), ".agentregistry"),
  );
  const named = flags["config"] ?? env["AGENTREGISTRY_CONFIG"];
  const file = resolve(named ?? join(home, "agentregistry.toml"));

  const origins = new Map<string, Origin>();
  const values: Record<string, unknown> = {};
  const set = (key: string, value: unknown, origin: Origin) => {
    setPath(values, key, value);
    origins.set(key, origin);
  };

  for (const [key, value] of readSettings(file, named !== undefined)) set(key, value, "file");
  for (const [variable, key] of Object.entries(environment)) {
    const text = env[variable];
    if (text !== undefined && text !== "") set(key, fromText(key, text), "environment");
  }
  for (const [key, text] of Object.entries(flags)) {
    if (text !== undefined && key !== "config") set(key, fromText(key, text), "flag");
  }
  setPath(values, "home", home);

  const parsed = ConfigSchema.safeParse(values);
  if (!parsed.success) throw new RegistryError("invalid", explain(parsed.error, origins, file));
  refuseContradictions(parsed.data);
  return { config: parsed.data, origins, file };
}

/** Settings of the file by dotted name. A file that was asked for by name must exist. */
function readSettings(file: string, required: boolean): [string, unknown][] {
  if (!existsSync(file)) {
    if (required) throw new RegistryError("invalid", `the settings file ${file} does not exist`);
    return [];
  }
  try {
    return flatten(parseToml(readFileSync(file, "utf8")));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new RegistryError("invalid", `${file} is not readable as TOML: ${error.message.trim()}`);
  }
}

function flatten(table: Record<string, unknown>, prefix = ""): [string, unknown][] {
  return Object.entries(table).flatMap(([key, value]) =>
    isTable(value) ? flatten(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function setPath(target: Record<string, unknown>, key: string, value: unknown): void {
  const [head = "", ...rest] = key.split(".");
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = target[head];
  const table: Record<string, unknown> = isTable(inner) ? inner : {};
  target[head] = table;
  setPath(table, rest.join("."), value);
}

/** Text from outside becomes the type that the setting has. */
function fromText(key: string, text: string): unknown {
  if (key === "http.port") return /^\d+$/.test(text) ? Number(text) : text;
  if (key === "upstream.offline" || key === "http.tls")
    return ["1", "true", "yes"].includes(text.toLowerCase());
  return text;
}

function explain(error: z.ZodError, origins: ReadonlyMap<string, Origin>, file: string): string {
  return error.issues
    .map((issue) => {
      const unknown = issue.code === "unrecognized_keys" ? issue.keys : [];
      const key = [...issue.path, ...unknown].join(".");
      const origin = origins.get(key);
      const where = origin === "file" ? file : origin === "environment" ? variableOf(key) : origin;
      const what = unknown.length > 0 ? "there is no such setting" : issue.message;
      return `${key}${where ? ` (from ${where})` : ""}: ${what}`;
    })
    .join("; ");
}

function variableOf(key: string): string {
  const found = Object.entries(environment).find(([, setting]) => setting === key);
  return found?.[0] ?? "environment";
}

function refuseContradictions(config: Config): void {
  const { tls_cert: cert, tls_key: key } = config.http;
  if ((cert === undefined) !== (key === undefined)) {
    throw new RegistryError("invalid", "http.tls_cert and http.tls_key go together; set both");
  }
  const local = config.http.listen.every(isLoopback);
  if (config.auth.open_publish && !local) {
    throw new RegistryError(
      "invalid",
      "auth.open_publish and an http.listen address beyond loopback contradict each other: " +
        "anybody on the network could publish",
    );
  }
}

/** Whether an address can only be reached from this machine. */
export function isLoopback(address: string): boolean {
  return address === "localhost" || address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}

/** Every setting with its value, origin and meaning, in the order of the schema. */
export function describeConfig(
  loaded: Pick<LoadedConfig, "config" | "origins">,
): SettingDescription[] {
  return describeObject(ConfigSchema, loaded.config, "").map((setting) => ({
    ...setting,
    origin: loaded.origins.get(setting.key) ?? "default",
  }));
}

export interface SettingDescription {
  readonly key: string;
  readonly value: unknown;
  readonly about: string;
  readonly origin: Origin;
}

function describeObject(
  schema: z.ZodObject,
  values: Record<string, unknown>,
  prefix: string,
): Omit<SettingDescription, "origin">[] {
  return Object.entries(schema.shape).flatMap(([key, field]) => {
    const inner = field instanceof z.ZodPrefault ? field.unwrap() : field;
    const value = values[key];
    if (inner instanceof z.ZodObject && isTable(value)) {
      return describeObject(inner, value, `${prefix}${key}.`);
    }
    const about = (field as z.ZodType).description ?? "";
    return [{ key: `${prefix}${key}`, value: value ?? null, about }];
  });
}
