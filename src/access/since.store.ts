import type { Db } from "../db/db.ts";
import { principalFromText } from "./permit.ts";

/**
 * Since when there is an organization, an account, or the local owner, who is there since the first
 * token; null for one that is gone.
 *
 * @param principal as `principalToText` writes it
 */
export async function findSince(db: Pick<Db, "read">, principal: string): Promise<string | null> {
  const who = principalFromText(principal);
  const rows =
    who.kind === "owner"
      ? await db.read<{ since: string | null }>`
          select min(created_at) as since from tokens where principal = 'owner'`
      : who.kind === "org"
        ? await db.read<{ since: string | null }>`
            select created_at as since from orgs where name = ${who.name}`
        : await db.read<{ since: string | null }>`
            select created_at as since from users where name = ${who.name}`;
  return rows[0]?.since ?? null;
}
