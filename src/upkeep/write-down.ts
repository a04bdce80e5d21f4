import { type Known, sessionLimits } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { AuditNote } from "../audit/entry.ts";
import { openSqlite } from "../db/sqlite.ts";
import { hasTable } from "./upkeep.store.ts";

/** Who runs a command on the home, without a server. */
const whoIsHere: Known = {
  ...sessionLimits,
  kind: "known",
  principal: { kind: "owner" },
  tokenId: "command",
  from: { via: "cli", ip: null, requestId: null, session: null },
};

/**
 * Adds an entry to the audit log of a database that nobody else writes to. One that no newer program has
 * opened yet may have no such log; it stays as it is.
 */
export async function writeDown(database: string, note: AuditNote, now: Date): Promise<void> {
  await using db = await openSqlite({ path: database, synchronous: "FULL" });
  if (!(await hasTable(db, "audit"))) return;
  await db.write((tx) => recordAudit(tx, whoIsHere, note, now.toISOString()));
}
