import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
  text,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { runningServer } from "./server-state.ts";

/** `agentregistry login` and `logout`. */
export function addLoginCommands(program: Command, context: CommandContext): void {
  addCommand(program, "login", "write a token for this registry into your .npmrc")
    .option("--registry <url>", "address of the registry (default: the one of this home)")
    .option("--token <token>", "a token that you were given, for a registry elsewhere")
    .action(async (flags: Flags) => {
      const result = await login(configOf(context, flags), context, flags);
      show(outputOf(context, flags), result, () =>
        [
          `wrote a token for ${result.registry} to ${result.file}`,
          `publish with: npm publish --registry ${result.registry}`,
        ].join("\n"),
      );
    });

  addCommand(program, "logout", "take the token out of your .npmrc and revoke it")
    .option("--registry <url>", "address of the registry (default: the one of this home)")
    .action(async (flags: Flags) => {
      const result = await logout(configOf(context, flags), context, flags);
      show(
        outputOf(context, flags),
        result,
        () => `revoked the token for ${result.registry} and took it out of ${result.file}`,
      );
    });
}

/**
 * Writes a token for a registry into the user's .npmrc, so that stock clients can publish. For the
 * registry of this machine it makes one that may read and publish, but decide nothing.
 *
 * @returns the address it is for and the file it wrote
 */
async function login(config: Config, { env }: CommandContext, flags: Flags): Promise<LoginResult> {
  const registry = registryUrl(config, text(flags["registry"]));
  const file = userNpmrc(env);
  const lines = linesOf(file);
  const token = text(flags["token"]) ?? (await newToken(config, registry));
  const replaced = lines.find((line) => isTokenLine(line, registry));
  const kept = lines.filter((line) => !isTokenLine(line, registry));
  writeLines(file, [...kept, `${tokenKey(registry)}=${token}`]);
  // Only once the new one is in place; an old one of another registry is not ours to end.
  if (replaced !== undefined && isOwn(config, registry)) {
    await revoke(config, registry, tokenOf(replaced));
  }
  return { registry, file };
}

interface LoginResult {
  readonly registry: string;
  readonly file: string;
}

/** Takes the token for a registry out of the user's .npmrc and revokes it. */
async function logout(config: Config, { env }: CommandContext, flags: Flags): Promise<LoginResult> {
  const registry = registryUrl(config, text(flags["registry"]));
  const file = userNpmrc(env);
  const lines = linesOf(file);
  const line = lines.find((candidate) => isTokenLine(candidate, registry));
  if (line === undefined) {
    throw new RegistryError("not_found", `${file} has no token for ${registry}`);
  }
  await revoke(config, registry, tokenOf(line));
  writeLines(
    file,
    lines.filter((candidate) => candidate !== line),
  );
  return { registry, file };
}

function registryUrl(config: Config, given: string | undefined): string {
  const running = runningServer(config.home)?.url;
  const text = given ?? config.http.public_url ?? running ?? `http://localhost:${config.http.port}`;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new RegistryError("invalid", `${text} is not the address of a registry`);
  }
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

async function newToken(config: Config, registry: string): Promise<string> {
  if (!isOwn(config, registry)) {
    throw new RegistryError(
      "invalid",
      `${registry} is not the registry of this machine; give a token of it with --token`,
    );
  }
  const answer = (await callRegistry(config, {
    method: "POST",
    path: "/-/admin/tokens",
    body: { label: `login on ${hostname()}`, scopes: ["read", "publish"] },
  })) as { secret: string };
  return answer.secret;
}

async function revoke(config: Config, registry: string, token: string): Promise<void> {
  const path = `/-/user/token/${encodeURIComponent(token)}`;
  if (isOwn(config, registry)) {
    await callRegistry(config, { method: "DELETE", path, token });
    return;
  }
  const response = await fetch(new URL(path.slice(1), registry), {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) {
    throw new RegistryError(
      "upstream_failed",
      `${registry} did not revoke it (${response.status})`,
    );
  }
}

/** Whether an address is that of the registry whose home this is. */
function isOwn(config: Config, registry: string): boolean {
  const { host } = new URL(registry);
  const running = runningServer(config.home)?.url;
  const port = running === undefined ? `${config.http.port}` : new URL(running).port;
  const own = config.http.public_url;
  if (own !== undefined && new URL(own).host === host) return true;
  return ["localhost", "127.0.0.1", "[::1]"].some((name) => host === `${name}:${port}`);
}

function userNpmrc(env: CommandContext["env"]): string {
  const named = env["NPM_CONFIG_USERCONFIG"] ?? env["npm_config_userconfig"];
  return named ?? join(env["HOME"] ?? homedir(), ".npmrc");
}

function linesOf(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function writeLines(file: string, lines: readonly string[]): void {
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""), { mode: 0o600 });
  // A file that was there keeps its mode, and others could read the token.
  chmodSync(file, 0o600);
}

/** npm looks credentials up by address without its scheme. */
function tokenKey(registry: string): string {
  return `${registry.replace(/^https?:/, "")}:_authToken`;
}

function tokenOf(line: string): string {
  return line.slice(line.indexOf("=") + 1).trim();
}

function isTokenLine(line: string, registry: string): boolean {
  return line.split("=")[0]?.trim() === tokenKey(registry);
}
