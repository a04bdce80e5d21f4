import type { Db } from "../db/db.ts";
import { principalFromText } from "./permit.ts";

/**
 * Since when there are organizations, accounts, or the local owner, who is there since the first token;
 * those that are gone are left out.
 *
 * @param principals as `principalToText` writes them
 */
export async function findSince(
  db: Pick<Db, "read">,
  principals: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(principals)].map(principalFromText);
  const orgs = asked.flatMap((who) => (who.kind === "org" ? [who.name] : []));
  const users = asked.flatMap((who) => (who.kind === "user" ? [who.name] : []));
  const since = new Map<string, string>();
  for (const [table, kind, names] of [
    ["orgs", "org", orgs],
    ["users", "user", users],
  ] as const) {
    if (names.length === 0) continue;
    const places = names.map((_, at) => `$${at + 1}`).join(", ");
    const rows: { name: string; since: string }[] = await db.read.unsafe(
      `select name, created_at as since from ${table} where name in (${places})`,
      [...names],
    );
    for (const row of rows) since.set(`${kind}:${row.name}`, row.since);
  }
  if (orgs.length + users.length < asked.length) {
    const [row] = await db.read<{ since: string | null }>`
      select min(created_at) as since from tokens where principal = 'owner'`;
    if (row?.since) since.set("owner", row.since);
  }
  return since;
}
