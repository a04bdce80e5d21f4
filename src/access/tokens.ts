import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import {
  findToken,
  insertToken,
  markRevoked,
  orgExists,
  listTokens as readTokens,
  type TokenRow,
} from "./access.store.ts";
import { isInside } from "./cidr.ts";
import {
  allScopes,
  anonymous,
  type Caller,
  type Principal,
  principalFromText,
  principalToText,
  requireScope,
  type Scope,
  sessionLimits,
  type TokenLimits,
  userNameOf,
} from "./permit.ts";

export interface TokenRequest {
  readonly org: string | null;
  readonly scopes: readonly Scope[];
  readonly label: string;
  readonly packages: readonly string[];
  readonly isAgent: boolean;
  readonly expiresAt: string | null;
}

/**
 * Makes a token and returns its secret, which is shown this once and stored only as a hash.
 *
 * @throws RegistryError `forbidden` unless an administrator asks, `not_found` for an unknown
 *   organization, `invalid` for a combination that cannot be
 */
export async function createToken(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  request: TokenRequest,
): Promise<NewSecret> {
  requireScope(caller, "admin");
  const { org, label, ...limits } = request;
  const beyondAgents = request.scopes.filter((scope) => scope === "review" || scope === "admin");
  if (request.isAgent && beyondAgents.length > 0) {
    throw new RegistryError(
      "invalid",
      `a token for an agent cannot have the scope "${beyondAgents[0]}": only a person decides`,
    );
  }
  if (org !== null && request.scopes.includes("admin")) {
    throw new RegistryError("invalid", 'an organization\'s token cannot have the scope "admin"');
  }
  if (org !== null && !(await orgExists(app.db, org))) {
    throw new RegistryError(
      "not_found",
      `there is no organization ${org}; create it with \`agentregistry org create ${org}\``,
    );
  }
  const principal: Principal = org === null ? { kind: "owner" } : { kind: "org", name: org };
  return await addToken(app, {
    ...sessionLimits,
    ...limits,
    principal,
    label,
    description: "",
    createdBy: userNameOf(caller),
  });
}

export interface NewToken extends TokenLimits {
  readonly principal: Principal;
  readonly label: string;
  readonly description: string;
  readonly createdBy: string;
}

export interface NewSecret {
  readonly secret: string;
  readonly token: TokenRow;
}

/** So many characters of a secret are kept readable; five of them are the same in all. */
const prefixLength = 8;

/** Adds a token; whoever calls this has checked that it may be. */
export async function addToken(
  app: Pick<App, "db" | "now">,
  { principal, ...request }: NewToken,
): Promise<NewSecret> {
  const secret = `areg_${randomBytes(32).toString("base64url")}`;
  const token: TokenRow = {
    ...request,
    id: randomUUID(),
    principal: principalToText(principal),
    prefix: secret.slice(0, prefixLength),
    createdAt: app.now().toISOString(),
    revokedAt: null,
  };
  await insertToken(app.db, hashOf(secret), token);
  return { secret, token };
}

/** Every token without its secret, for an administrator. */
export async function listTokens(app: Pick<App, "db">, caller: Caller): Promise<TokenRow[]> {
  requireScope(caller, "admin");
  return await readTokens(app.db);
}

/**
 * Revokes one token by its id or the beginning of it.
 *
 * @throws RegistryError `not_found`, `conflict` when the beginning fits several
 */
export async function revokeToken(
  app: Pick<App, "db" | "now">,
  caller: Caller,
  idPrefix: string,
): Promise<TokenRow> {
  requireScope(caller, "admin");
  const found = await markRevoked(app.db, idPrefix, app.now().toISOString());
  const [token, ...others] = found;
  if (token === undefined || idPrefix === "") {
    throw new RegistryError("not_found", "no token has an id that begins like this");
  }
  if (others.length > 0) {
    throw new RegistryError("conflict", "several tokens have an id that begins like this");
  }
  return token;
}

/** Revokes a token by its secret; one that is unknown or revoked already stays so. */
export async function revokeSecret(app: Pick<App, "db" | "now">, secret: string): Promise<void> {
  const token = await findToken(app.db, hashOf(secret));
  if (token !== null) await markRevoked(app.db, token.id, app.now().toISOString());
}

/**
 * Who a secret belongs to; unknown, revoked and expired ones are nobody's.
 *
 * @param address of the socket; null for none, which lies in no block of addresses
 * @throws RegistryError `unauthenticated` for a token that is used from an address it is not for
 */
export async function callerOf(
  app: Pick<App, "db" | "now">,
  secret: string,
  address: string | null,
): Promise<Caller> {
  if (!secret.startsWith("areg_")) return anonymous;
  // The look-up is by hash, so that its time tells nothing about stored secrets.
  const token = await findToken(app.db, hashOf(secret));
  if (token === null || token.revokedAt !== null) return anonymous;
  if (token.expiresAt !== null && new Date(token.expiresAt) <= app.now()) return anonymous;
  if (token.cidrs.length > 0 && !isInside(address, token.cidrs)) {
    throw new RegistryError(
      "unauthenticated",
      "this token cannot be used from your address; it is limited to other networks",
      { headers: { "www-authenticate": "ipaddress" }, fields: { code: "address_not_allowed" } },
    );
  }
  const { scopes, packages, packageScopes, orgPermission, orgs, cidrs } = token;
  return {
    kind: "known",
    principal: principalFromText(token.principal),
    tokenId: token.id,
    scopes,
    packages,
    packageScopes,
    orgPermission,
    orgs,
    cidrs,
    expiresAt: token.expiresAt,
    isAgent: token.isAgent,
    bypassesTfa: token.bypassesTfa,
  };
}

/**
 * Who an Authorization header names by a token: as Bearer, or as the password of Basic. A password of an
 * account counts as nobody's here; checking one costs too much to do it in the background.
 *
 * @throws RegistryError as `callerOf`
 */
export async function callerOfHeader(
  app: Pick<App, "db" | "now">,
  header: string,
  address: string | null,
): Promise<Caller> {
  const [, scheme, value = ""] = /^(bearer|basic) +(\S+) *$/i.exec(header) ?? [];
  if (scheme === undefined) return anonymous;
  if (scheme.toLowerCase() === "bearer") return await callerOf(app, value, address);
  const pair = Buffer.from(value, "base64").toString("utf8");
  return await callerOf(app, pair.slice(pair.indexOf(":") + 1), address);
}

/** The token with this secret, revoked or expired ones included, or null. */
export async function tokenOfSecret(
  app: Pick<App, "db">,
  secret: string,
): Promise<TokenRow | null> {
  return await findToken(app.db, hashOf(secret));
}

/** Makes the owner's token at the first start, and again when its file was deleted or it was revoked. */
export async function ensureOwnerToken(app: Pick<App, "db" | "now">, home: string): Promise<void> {
  const path = ownerTokenPath(home);
  if (existsSync(path)) {
    const secret = (await readFile(path, "utf8")).trim();
    const token = await findToken(app.db, hashOf(secret));
    if (token !== null && token.revokedAt === null) return;
  }
  const { secret } = await addToken(app, {
    ...sessionLimits,
    principal: { kind: "owner" },
    label: "owner",
    description: "",
    scopes: allScopes,
    createdBy: "owner",
  });
  await writeFile(path, `${secret}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
}

export function ownerTokenPath(home: string): string {
  return join(home, "owner-token");
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
