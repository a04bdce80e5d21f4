import type { Caller } from "../access/permit.ts";
import type { Db, Sql } from "../db/db.ts";
import {
  type AuditActor,
  type AuditEntry,
  type AuditNote,
  actorOf,
  chainStart,
  hashOfEntry,
  passingActions,
  systemActor,
} from "./entry.ts";

interface AuditRow {
  id: number;
  action: string;
  target: string | null;
  details: string;
  severity: string;
  created_at: string;
  principal: string;
  via: AuditActor["via"];
  ip: string | null;
  session: string | null;
  request_id: string | null;
  prev_hash: string;
  hash: string;
}

/**
 * Adds an entry inside the transaction of what it tells of, so that neither is there without the other.
 * Writes wait for each other, so the chain cannot fork.
 */
export async function recordAudit(
  tx: Sql,
  by: Caller | "system",
  note: AuditNote,
  at: string,
): Promise<void> {
  const [last] = await tx<{ id: number; hash: string }>`
    select id, hash from audit order by id desc limit 1`;
  const entry = {
    ...(by === "system" ? systemActor : actorOf(by)),
    id: (last?.id ?? 0) + 1,
    action: note.action,
    target: note.target?.slice(0, maxTarget) ?? null,
    details: detailsOf(note),
    severity: note.severity ?? "info",
    createdAt: at,
    prevHash: last?.hash ?? chainStart,
  };
  await tx`
    insert into audit (id, action, target, details, severity, created_at, principal, via, ip, session,
                       request_id, prev_hash, hash)
    values (${entry.id}, ${entry.action}, ${entry.target}, ${entry.details}, ${entry.severity}, ${at},
            ${entry.principal}, ${entry.via}, ${entry.ip}, ${entry.session}, ${entry.requestId},
            ${entry.prevHash}, ${hashOfEntry(entry)})`;
}

const maxTarget = 700;
const maxDetails = 8000;

function detailsOf({ details = {} }: AuditNote): string {
  const text = JSON.stringify(details);
  return text.length <= maxDetails ? text : JSON.stringify({ tooLong: text.length });
}

export interface AuditFilter {
  /** ISO 8601, both included. */
  readonly since: string | null;
  readonly until: string | null;
  /** Empty for all. */
  readonly actions: readonly string[];
  readonly severities: readonly string[];
  readonly limit: number;
}

/** Entries that fit, the newest first. */
export async function findAudit(db: Db, filter: AuditFilter): Promise<AuditEntry[]> {
  const values: (string | number)[] = [];
  const bound = (value: string | number) => `$${values.push(value)}`;
  const among = (column: string, list: readonly string[]) =>
    list.length === 0 ? [] : [`${column} in (${list.map(bound).join(", ")})`];
  const conditions = [
    ...(filter.since === null ? [] : [`created_at >= ${bound(filter.since)}`]),
    ...(filter.until === null ? [] : [`created_at <= ${bound(filter.until)}`]),
    ...among("action", filter.actions),
    ...among("severity", filter.severities),
  ];
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  const limit = bound(filter.limit);
  const rows: AuditRow[] = await db.read.unsafe(
    `select * from audit ${where} order by id desc limit ${limit}`,
    values,
  );
  return rows.map(toEntry);
}

/** A page of the chain in its order, after an id. */
export async function auditAfter(db: Db, id: number, limit: number): Promise<AuditEntry[]> {
  const rows = await db.read<AuditRow>`
    select * from audit where id > ${id} order by id limit ${limit}`;
  return rows.map(toEntry);
}

/** Entries that were removed, first and last included. */
export interface AuditGap {
  readonly firstId: number;
  readonly lastId: number;
  readonly prevHash: string;
  readonly hash: string;
}

export async function findAuditGaps(db: Db): Promise<AuditGap[]> {
  return [
    ...(await db.read<AuditGap>`
      select first_id as "firstId", last_id as "lastId", prev_hash as "prevHash", hash
      from audit_gaps order by first_id`),
  ];
}

export interface AuditCounts {
  readonly totalLogs: number;
  readonly recentBySeverity: Readonly<Record<string, number>>;
  readonly recentByAction: Readonly<Record<string, number>>;
}

export async function countAudit(db: Db, since: string): Promise<AuditCounts> {
  const [total] = await db.read<{ n: number }>`select count(*) as n from audit`;
  const severities = await db.read<{ word: string; n: number }>`
    select severity as word, count(*) as n from audit where created_at >= ${since} group by severity`;
  const actions = await db.read<{ word: string; n: number }>`
    select action as word, count(*) as n from audit where created_at >= ${since} group by action`;
  const counted = (rows: readonly { word: string; n: number }[]) =>
    Object.fromEntries(rows.map(({ word, n }) => [word, n]));
  return {
    totalLogs: total?.n ?? 0,
    recentBySeverity: counted(severities),
    recentByAction: counted(actions),
  };
}

/** So many entries are removed at a time; the rest goes with the next clean-up. */
const maxPruned = 10_000;

/**
 * Removes entries about how the registry ran that are older than a time. Each run of them leaves a gap
 * that says what the hashes at both its ends were, and an entry of the chain itself names the gaps, so
 * that nobody can pass off other removed entries for it.
 *
 * @returns how many were removed
 */
export async function pruneAudit(db: Db, before: string, at: string): Promise<number> {
  return await db.write(async (tx) => {
    const places = passingActions.map((_, index) => `$${index + 2}`).join(", ");
    const rows: AuditRow[] = await tx.unsafe(
      `select id, prev_hash, hash from audit
       where created_at < $1 and action in (${places}) order by id limit ${maxPruned}`,
      [before, ...passingActions],
    );
    const gaps = gapsOf(rows);
    if (gaps.length === 0) return 0;
    for (const { firstId, lastId, prevHash, hash } of gaps) {
      await tx`
        insert into audit_gaps (first_id, last_id, prev_hash, hash, removed_at)
        values (${firstId}, ${lastId}, ${prevHash}, ${hash}, ${at})`;
      await tx`delete from audit where id >= ${firstId} and id <= ${lastId}`;
    }
    // Several entries, so that each is of a length that an entry may have.
    for (let from = 0; from < gaps.length; from += gapsPerEntry) {
      const some = gaps.slice(from, from + gapsPerEntry);
      const named = some.map(({ firstId, lastId, hash }) => [firstId, lastId, hash]);
      const note = { action: "audit_pruned", target: null, details: { gaps: named } } as const;
      await recordAudit(tx, "system", note, at);
    }
    return rows.length;
  });
}

const gapsPerEntry = 64;

function gapsOf(rows: readonly Pick<AuditRow, "id" | "prev_hash" | "hash">[]): AuditGap[] {
  const gaps: AuditGap[] = [];
  for (const { id, prev_hash: prevHash, hash } of rows) {
    const last = gaps.at(-1);
    if (last?.lastId === id - 1) gaps[gaps.length - 1] = { ...last, lastId: id, hash };
    else gaps.push({ firstId: id, lastId: id, prevHash, hash });
  }
  return gaps;
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    action: row.action,
    target: row.target,
    details: row.details,
    severity: row.severity,
    createdAt: row.created_at,
    principal: row.principal,
    via: row.via,
    ip: row.ip,
    session: row.session,
    requestId: row.request_id,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
