import { recordAudit } from "../audit/audit.store.ts";
import type { Db, Sql } from "../db/db.ts";
import type { Caller, OrgPermission, Scope, TokenLimits } from "./permit.ts";

export interface TokenRow extends TokenLimits {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** As `principalToText` writes it. */
  readonly principal: string;
  /** The first characters of the secret, for people to recognise it. */
  readonly prefix: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

interface RawToken {
  id: string;
  label: string;
  description: string;
  principal: string;
  prefix: string;
  scopes: string;
  packages: string;
  package_scopes: string;
  org_permission: string;
  orgs: string;
  cidrs: string;
  is_agent: number;
  bypasses_tfa: number;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

/** Adds a token by the SHA-256 of its secret; the secret itself is never stored. */
export async function insertToken(
  db: Db,
  hash: string,
  token: TokenRow,
  by: Caller | "system",
): Promise<void> {
  await db.write(async (tx) => {
    const { id, principal, label, scopes, isAgent, expiresAt } = token;
    const details = { id, principal, label, scopes, isAgent, expiresAt };
    await recordAudit(tx, by, { action: "token_created", target: id, details }, token.createdAt);
    await tx`
      insert into tokens (id, hash, label, description, principal, prefix, scopes, packages,
                          package_scopes, org_permission, orgs, cidrs, is_agent, bypasses_tfa,
                          created_by, created_at, expires_at)
      values (${token.id}, ${hash}, ${token.label}, ${token.description}, ${token.principal},
              ${token.prefix}, ${JSON.stringify(token.scopes)}, ${JSON.stringify(token.packages)},
              ${JSON.stringify(token.packageScopes)}, ${token.orgPermission},
              ${JSON.stringify(token.orgs)}, ${JSON.stringify(token.cidrs)},
              ${token.isAgent ? 1 : 0}, ${token.bypassesTfa ? 1 : 0}, ${token.createdBy},
              ${token.createdAt}, ${token.expiresAt})`;
  });
}

/** The token with this hash, revoked or expired ones included. */
export async function findToken(db: Db, hash: string): Promise<TokenRow | null> {
  const [row] = await db.read<RawToken>`select * from tokens where hash = ${hash}`;
  return row ? toToken(row) : null;
}

export async function listTokens(db: Db): Promise<TokenRow[]> {
  const rows = await db.read<RawToken>`select * from tokens order by created_at, id`;
  return rows.map(toToken);
}

/** One page of the tokens of a principal that work at a time, and how many there are. */
export async function pageOfTokens(
  db: Db,
  principal: string,
  now: string,
  page: { readonly size: number; readonly index: number },
): Promise<{ tokens: TokenRow[]; total: number }> {
  const [count] = await db.read<{ total: number }>`
    select count(*) as total from tokens
    where principal = ${principal} and revoked_at is null
      and (expires_at is null or expires_at > ${now})`;
  const rows = await db.read<RawToken>`
    select * from tokens
    where principal = ${principal} and revoked_at is null
      and (expires_at is null or expires_at > ${now})
    order by created_at, id limit ${page.size} offset ${page.size * page.index}`;
  return { tokens: rows.map(toToken), total: Number(count?.total ?? 0) };
}

/** The token of a principal with this id, revoked or expired ones included. */
export async function findTokenById(
  db: Db,
  principal: string,
  id: string,
): Promise<TokenRow | null> {
  const [row] = await db.read<RawToken>`
    select * from tokens where id = ${id} and principal = ${principal}`;
  return row ? toToken(row) : null;
}

/** What a handful of tokens are called, by their ids; revoked ones included. */
export async function labelsOfTokens(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const places = ids.map((_, index) => `$${index + 1}`).join(", ");
  const rows: { id: string; label: string }[] = await db.read.unsafe(
    `select id, label from tokens where id in (${places})`,
    [...ids],
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}

/** Revokes every token of a principal inside the caller's transaction. */
export async function revokeAllTokens(tx: Sql, principal: string, at: string): Promise<void> {
  await tx`
    update tokens set revoked_at = ${at} where principal = ${principal} and revoked_at is null`;
}

/** Revokes the tokens whose id begins with the text; returns those that it found. */
export async function markRevoked(
  db: Db,
  idPrefix: string,
  at: string,
  by: Caller | "system",
): Promise<TokenRow[]> {
  return await db.write(async (tx) => {
    const rows = await tx<RawToken>`
      select * from tokens where substr(id, 1, ${idPrefix.length}) = ${idPrefix}`;
    if (rows.length === 1) {
      await tx`
        update tokens set revoked_at = ${at}
        where id = ${rows[0]?.id ?? ""} and revoked_at is null`;
      const [{ id, principal, label }] = rows as [RawToken];
      const note = { action: "token_revoked", target: id, details: { principal, label } } as const;
      if (rows[0]?.revoked_at === null) await recordAudit(tx, by, note, at);
    }
    return rows.map(toToken);
  });
}

function toToken(row: RawToken): TokenRow {
  return {
    id: row.id,
    label: row.label,
    description: row.description,
    principal: row.principal,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    packages: JSON.parse(row.packages) as string[],
    packageScopes: JSON.parse(row.package_scopes) as string[],
    orgPermission: row.org_permission as OrgPermission,
    orgs: JSON.parse(row.orgs) as string[],
    cidrs: JSON.parse(row.cidrs) as string[],
    isAgent: row.is_agent === 1,
    bypassesTfa: row.bypasses_tfa === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}

export interface OrgRow {
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

/** Adds an organization; false when it was there. */
export async function insertOrg(db: Db, org: OrgRow, by: Caller | "system"): Promise<boolean> {
  return await db.write(async (tx) => {
    const added = await tx`
      insert into orgs (name, created_by, created_at)
      values (${org.name}, ${org.createdBy}, ${org.createdAt})
      on conflict (name) do nothing
      returning name`;
    const note = { action: "org_created", target: org.name } as const;
    if (added.length > 0) await recordAudit(tx, by, note, org.createdAt);
    return added.length > 0;
  });
}

export async function listOrgs(db: Db): Promise<OrgRow[]> {
  const rows = await db.read<{ name: string; created_by: string; created_at: string }>`
    select name, created_by, created_at from orgs order by name`;
  return rows.map((row) => ({
    name: row.name,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
}

export async function orgExists(db: Db, name: string): Promise<boolean> {
  const rows = await db.read`select 1 from orgs where name = ${name}`;
  return rows.length > 0;
}
