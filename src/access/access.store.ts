import type { Db } from "../db/db.ts";
import type { Scope } from "./permit.ts";

export interface TokenRow {
  readonly id: string;
  readonly label: string;
  readonly principal: string;
  readonly scopes: readonly Scope[];
  readonly packages: readonly string[];
  readonly isAgent: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

interface RawToken {
  id: string;
  label: string;
  principal: string;
  scopes: string;
  packages: string;
  is_agent: number;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

/** Adds a token by the SHA-256 of its secret; the secret itself is never stored. */
export async function insertToken(db: Db, hash: string, token: TokenRow): Promise<void> {
  await db.write(async (tx) => {
    await tx`
      insert into tokens (id, hash, label, principal, scopes, packages, is_agent, cidrs,
                          created_by, created_at, expires_at)
      values (${token.id}, ${hash}, ${token.label}, ${token.principal},
              ${JSON.stringify(token.scopes)}, ${JSON.stringify(token.packages)},
              ${token.isAgent ? 1 : 0}, '[]', ${token.createdBy}, ${token.createdAt},
              ${token.expiresAt})`;
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

/** Revokes the tokens whose id begins with the text; returns those that it found. */
export async function markRevoked(db: Db, idPrefix: string, at: string): Promise<TokenRow[]> {
  return await db.write(async (tx) => {
    const rows = await tx<RawToken>`
      select * from tokens where substr(id, 1, ${idPrefix.length}) = ${idPrefix}`;
    if (rows.length === 1) {
      await tx`
        update tokens set revoked_at = ${at}
        where id = ${rows[0]?.id ?? ""} and revoked_at is null`;
    }
    return rows.map(toToken);
  });
}

function toToken(row: RawToken): TokenRow {
  return {
    id: row.id,
    label: row.label,
    principal: row.principal,
    scopes: JSON.parse(row.scopes) as Scope[],
    packages: JSON.parse(row.packages) as string[],
    isAgent: row.is_agent === 1,
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
export async function insertOrg(db: Db, org: OrgRow): Promise<boolean> {
  return await db.write(async (tx) => {
    const added = await tx`
      insert into orgs (name, created_by, created_at)
      values (${org.name}, ${org.createdBy}, ${org.createdAt})
      on conflict (name) do nothing
      returning name`;
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
