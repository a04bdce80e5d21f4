import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { callRegistry } from "./registry-call.ts";
import { readServerState } from "./server-state.ts";

export interface LoginOptions {
  readonly registry: string | undefined;
  readonly token: string | undefined;
}

/**
 * Writes a token for a registry into the user's .npmrc, so that stock clients can publish. For the
 * registry of this machine it makes one that may read and publish, but decide nothing.
 *
 * @returns the address it is for and the file it wrote
 */
export async function login(config: Config, options: LoginOptions): Promise<LoginResult> {
  const registry = registryUrl(config, options.registry);
  const token = options.token ?? (await newToken(config, registry));
  const file = userNpmrc();
  const kept = linesOf(file).filter((line) => !isTokenLine(line, registry));
  writeLines(file, [...kept, `${tokenKey(registry)}=${token}`]);
  return { registry, file };
}

export interface LoginResult {
  readonly registry: string;
  readonly file: string;
}

/** Takes the token for a registry out of the user's .npmrc and revokes it. */
export async function logout(config: Config, options: LoginOptions): Promise<LoginResult> {
  const registry = registryUrl(config, options.registry);
  const file = userNpmrc();
  const lines = linesOf(file);
  const line = lines.find((candidate) => isTokenLine(candidate, registry));
  if (line === undefined) {
    throw new RegistryError("not_found", `${file} has no token for ${registry}`);
  }
  const token = line.slice(line.indexOf("=") + 1).trim();
  await revoke(config, registry, token);
  writeLines(
    file,
    lines.filter((candidate) => candidate !== line),
  );
  return { registry, file };
}

function registryUrl(config: Config, given: string | undefined): string {
  const running = readServerState(config.home)?.url;
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
  const running = readServerState(config.home)?.url;
  const port = running === undefined ? `${config.http.port}` : new URL(running).port;
  const own = config.http.public_url;
  if (own !== undefined && new URL(own).host === host) return true;
  return ["localhost", "127.0.0.1", "[::1]"].some((name) => host === `${name}:${port}`);
}

function userNpmrc(): string {
  const { NPM_CONFIG_USERCONFIG, npm_config_userconfig } = process.env;
  return NPM_CONFIG_USERCONFIG ?? npm_config_userconfig ?? join(homedir(), ".npmrc");
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function writeLines(file: string, lines: readonly string[]): void {
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""), { mode: 0o600 });
}

/** npm looks credentials up by address without its scheme. */
function tokenKey(registry: string): string {
  return `${registry.replace(/^https?:/, "")}:_authToken`;
}

function isTokenLine(line: string, registry: string): boolean {
  return line.split("=")[0]?.trim() === tokenKey(registry);
}
