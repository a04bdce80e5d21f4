import { z } from "zod";
import type { Config } from "../config/schema.ts";
import type { Output } from "./quarantine.ts";
import { callRegistry } from "./registry-call.ts";
import { table } from "./terminal.ts";

const Token = z.looseObject({
  id: z.string(),
  label: z.string(),
  principal: z.string(),
  scopes: z.array(z.string()),
  isAgent: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

export interface TokenOptions {
  readonly org?: string;
  readonly scope?: string[];
  readonly name?: string;
  readonly package?: string[];
  readonly agent?: boolean;
  readonly expires?: string;
}

/** Prints the new key alone, so that a script can take it as it is. */
export async function createToken(
  config: Config,
  options: TokenOptions,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: "/-/admin/tokens",
    body: {
      org: options.org,
      scopes: options.scope,
      label: options.name,
      packages: options.package,
      agent: options.agent,
      expires_at: options.expires,
    },
  });
  const { secret, token } = z.object({ secret: z.string(), token: Token }).parse(answer);
  terminal.out(json ? JSON.stringify({ ...token, secret }, null, 2) : secret);
}

export async function listTokens(config: Config, { json, terminal }: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/tokens" });
  const { tokens } = z.object({ tokens: z.array(Token) }).parse(answer);
  if (json) {
    terminal.out(JSON.stringify(tokens, null, 2));
    return;
  }
  terminal.out(
    table([
      ["ID", "NAME", "OWNER", "SCOPES", "CREATED", "STATE"],
      ...tokens.map((token) => [
        token.id.slice(0, 8),
        token.label,
        token.principal,
        token.scopes.join(",") + (token.isAgent ? " (agent)" : ""),
        token.createdAt,
        token.revokedAt !== null ? "revoked" : (token.expiresAt ?? "no expiry"),
      ]),
    ]),
  );
}

export async function revokeToken(
  config: Config,
  id: string,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "DELETE",
    path: `/-/admin/tokens/${encodeURIComponent(id)}`,
  });
  const token = Token.parse(answer);
  terminal.out(json ? JSON.stringify(token, null, 2) : `revoked ${token.id} (${token.label})`);
}

const Org = z.object({ name: z.string(), createdBy: z.string(), createdAt: z.string() });

export async function createOrg(
  config: Config,
  name: string,
  { json, terminal }: Output,
): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: "/-/admin/orgs",
    body: { name },
  });
  const org = Org.parse(answer);
  terminal.out(json ? JSON.stringify(org, null, 2) : `@${org.name} belongs to this registry`);
}

export async function listOrgs(config: Config, { json, terminal }: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/orgs" });
  const { orgs } = z.object({ orgs: z.array(Org) }).parse(answer);
  if (json) terminal.out(JSON.stringify(orgs, null, 2));
  else terminal.out(table([["SCOPE", "SINCE"], ...orgs.map((o) => [`@${o.name}`, o.createdAt])]));
}

export async function claimName(
  config: Config,
  name: string,
  { json, terminal }: Output,
): Promise<void> {
  const body = { name };
  const answer = await callRegistry(config, { method: "POST", path: "/-/admin/claims", body });
  terminal.out(
    json
      ? JSON.stringify(answer, null, 2)
      : `${name} belongs to this registry; the upstream is not asked for it any more`,
  );
}
