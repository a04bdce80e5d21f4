import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rootCertificates } from "node:tls";
import { parseEnv } from "node:util";
import type { Command } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import type { Defined } from "../expert/closure.ts";
import { parseDefinition } from "../expert/definition.ts";
import { type ExpertKey, parseExpertKey } from "../expert/key.ts";
import { definitionDigest } from "../expert/normal-form.ts";
import {
  type PerstackFile,
  PerstackFileError,
  parsePerstackFile,
} from "../expert/perstack-file.ts";
import { findLocalAuthority } from "../trust/tls-files.ts";
import { addCommand, type CommandContext, configOf, type Flags, text } from "./command.ts";
import { openRegistry, type RegistryCall, readAnswer } from "./registry-call.ts";

const root = "/api/registry/v1/experts";

export const expertStatuses = ["available", "deprecated", "disabled"] as const;

/** A registry that speaks the Perstack Registry API: the one of this home, or another. */
export interface ExpertRegistry extends AsyncDisposable {
  /** Of another registry; null for the one of this home, whose npm face can be asked too. */
  readonly address: string | null;
  /** @throws RegistryError with the registry's own sentence when it refuses */
  call(call: RegistryCall): Promise<unknown>;
}

/** An Expert as a registry answered with it, its definition checked and its digest computed here. */
export interface FoundExpert extends Defined {
  readonly status: (typeof expertStatuses)[number];
  readonly tags: readonly string[];
  readonly digest: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** What its signatures are worth to the registry; null for a registry that does not say. */
  readonly signature: string | null;
}

/** Adds a command for which `--config` is a perstack.toml, as it is in the command line of Perstack. */
export function addExpertCommand(parent: Command, usage: string, about: string): Command {
  const command = addCommand(parent, usage, about);
  for (const option of command.options) {
    if (option.long === "--config") {
      option.description = "definitions of Experts (default: perstack.toml in this folder)";
    }
  }
  return command;
}

/** The perstack.toml that a command is about, whether or not it is there. */
export function perstackPath(flags: Flags): string {
  return resolve(text(flags["config"]) ?? "perstack.toml");
}

/**
 * @throws RegistryError `not_found` without such a file, `invalid` with the place and the lines around
 *   what is wrong with it
 */
export function readPerstackFile(path: string): PerstackFile {
  if (!existsSync(path)) {
    throw new RegistryError("not_found", `there is no ${path}; name the file with --config`);
  }
  return withFrame(() => parsePerstackFile(readFileSync(path, "utf8")));
}

/** Adds the lines of the file to a fault in it: only its author sees this sentence. */
export function withFrame<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PerstackFileError) || error.frame === "") throw error;
    throw new RegistryError("invalid", `${error.message}\n${error.frame}`);
  }
}

/**
 * Opens the registry that the environment or the `.env` beside the perstack.toml names, or else the one
 * of this home, asked as its owner unless there is a key.
 *
 * @throws RegistryError `invalid` for an address that is none
 */
export async function openExpertRegistry(
  context: CommandContext,
  flags: Flags,
): Promise<ExpertRegistry> {
  const { url, key } = credentials(context.env, dirname(perstackPath(flags)));
  // Here --config is a perstack.toml; the settings of the registry are found through its home.
  const config = () => configOf(context, { ...flags, config: undefined });
  if (url !== null) {
    const address = addressOf(url);
    // The runtime trusts NODE_EXTRA_CA_CERTS by itself, and would forget it for another authority.
    const mayTrustOwn = isLocal(new URL(address)) && !context.env["NODE_EXTRA_CA_CERTS"];
    const authority = mayTrustOwn ? findLocalAuthority(config().home) : null;
    return {
      address,
      call: async (call) => await callElsewhere({ address, key, authority }, call),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }
  const registry = await openRegistry(config());
  const token = key === null ? {} : { token: key };
  return {
    address: null,
    call: async (call) => await registry.call({ ...token, ...call }),
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}

interface Credentials {
  readonly url: string | null;
  readonly key: string | null;
}

/**
 * A file in a folder that was fetched from somewhere must not lead the key of the environment to an
 * address of its choice: an address from `.env` goes with a key from `.env` only. Some runtimes copy
 * `.env` into the environment by themselves, so an address that stands in both counts as the file's.
 */
function credentials(env: CommandContext["env"], folder: string): Credentials {
  const file = join(folder, ".env");
  const given = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const [fileUrl, fileKey] = [given["PERSTACK_API_BASE_URL"], given["PERSTACK_API_KEY"]];
  const [envUrl, envKey] = [env["PERSTACK_API_BASE_URL"], env["PERSTACK_API_KEY"]];
  if (envUrl && envUrl !== fileUrl) return { url: envUrl, key: envKey || fileKey || null };
  if (fileUrl) return { url: fileUrl, key: fileKey || null };
  return { url: null, key: envKey || fileKey || null };
}

/** A key is a secret, so it travels over https, or not off this machine. */
function addressOf(given: string): string {
  const url = URL.parse(given);
  if (url === null || (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal(url)))) {
    throw new RegistryError(
      "invalid",
      "PERSTACK_API_BASE_URL must be an https address (http for localhost only)",
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function isLocal({ hostname }: URL): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

interface Elsewhere {
  readonly address: string;
  readonly key: string | null;
  /** PEM of an authority that is trusted beside those of the system, or null. */
  readonly authority: string | null;
}

/** As long as the Perstack client waits. */
const timeoutMs = 30_000;

async function callElsewhere(
  { address, key, authority }: Elsewhere,
  { method, path, body }: RegistryCall,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`${address}${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      ...(authority === null ? {} : { tls: { ca: [...rootCertificates, authority] } }),
      headers: {
        "content-type": "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : "no answer";
    const hint = /certificate|self[- ]signed|issuer/i.test(why)
      ? "; NODE_EXTRA_CA_CERTS names the file of an authority to trust"
      : "";
    throw new RegistryError("upstream_failed", `${address} cannot be asked: ${why}${hint}`);
  }
  return await readAnswer(response);
}

/** Publishes a definition as the body of the API. */
export async function publishTo(registry: ExpertRegistry, body: object): Promise<FoundExpert> {
  return readExpert(await write(registry, { method: "POST", path: `${root}/`, body }));
}

export async function updateAt(
  registry: ExpertRegistry,
  key: string,
  body: object,
): Promise<FoundExpert> {
  return readExpert(await write(registry, { method: "POST", path: pathOf(key), body }));
}

export async function removeAt(registry: ExpertRegistry, key: string): Promise<void> {
  await write(registry, { method: "DELETE", path: pathOf(key) });
}

async function write(registry: ExpertRegistry, call: RegistryCall): Promise<unknown> {
  try {
    return await registry.call(call);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== "unauthenticated") throw error;
    const where = registry.address ?? "the registry of this home";
    throw new RegistryError(
      "unauthenticated",
      `${where} does not accept the key; set PERSTACK_API_KEY beside PERSTACK_API_BASE_URL, in the ` +
        "environment or in .env, to one that may publish (agentregistry token create makes one)",
    );
  }
}

/**
 * What a key means in a registry.
 *
 * @throws RegistryError `not_found`; `upstream_failed` for an answer that is about another Expert
 */
export async function findAt(registry: ExpertRegistry, text: string): Promise<FoundExpert> {
  const key = parseExpertKey(text);
  const found = readExpert(await registry.call({ method: "GET", path: pathOf(text) }));
  if (!isWanted(key, found)) {
    throw noExpert(`${found.definition.name}@${found.definition.version} for ${text}`);
  }
  return found;
}

function isWanted({ name, version }: ExpertKey, { definition }: FoundExpert): boolean {
  return definition.name === name && (version === null || definition.version === version);
}

/** The same, null where there is none. */
export async function findOrNull(
  registry: ExpertRegistry,
  text: string,
): Promise<FoundExpert | null> {
  try {
    return await findAt(registry, text);
  } catch (error) {
    if (error instanceof RegistryError && error.code === "not_found") return null;
    throw error;
  }
}

const Versions = z.looseObject({
  data: z.looseObject({
    versions: z.array(
      z.looseObject({
        version: z.string(),
        tags: z.array(z.string()),
        createdAt: z.string(),
        digest: z.string().optional(),
      }),
    ),
    latest: z.string(),
  }),
});

/** The versions under a name, the highest first. */
export async function versionsAt(registry: ExpertRegistry, name: string) {
  const answer = await registry.call({ method: "GET", path: `${pathOf(name)}/versions` });
  const parsed = Versions.safeParse(answer);
  if (!parsed.success) throw noExpert("something else than versions");
  return parsed.data.data.versions;
}

export function pathOf(key: string): string {
  return `${root}/${encodeURIComponent(key)}`;
}

const ExpertAnswer = z.looseObject({
  data: z.looseObject({
    expert: z.looseObject({
      status: z.enum(expertStatuses),
      tags: z.array(z.string()),
      createdAt: z.string(),
      updatedAt: z.string(),
      digest: z.string().optional(),
      signature: z.string().max(100).optional(),
    }),
  }),
});

/** The digest is computed from what came, so that a stated one proves nothing by itself. */
function readExpert(answer: unknown): FoundExpert {
  const parsed = ExpertAnswer.safeParse(answer);
  if (!parsed.success) throw noExpert("something that is no Expert");
  const { expert } = parsed.data.data;
  const { status, tags, createdAt, updatedAt, digest: stated, signature = null } = expert;
  const definition = parseDefinition(expert);
  const digest = definitionDigest(definition);
  if (stated !== undefined && stated !== digest) {
    throw noExpert(`${definition.name}@${definition.version} with a digest that is not its own`);
  }
  return { definition, status, tags, digest, createdAt, updatedAt, signature };
}

function noExpert(what: string): RegistryError {
  return new RegistryError("upstream_failed", `the registry answered with ${what}`);
}
