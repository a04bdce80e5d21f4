import { randomUUID } from "node:crypto";
import type { AuditNote } from "../audit/entry.ts";
import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Ruling } from "../policy/decide.ts";
import type { Report } from "../scanner/report.ts";

export type ReleaseOrigin = "hosted" | "upstream";

export interface NewHold {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
  readonly origin: ReleaseOrigin;
  readonly size: number;
  readonly report: Report;
}

export type HoldState = "held" | "approved" | "rejected" | "released";

export interface Hold extends NewHold {
  readonly id: string;
  /** A label for people, such as acme-tool-1.0.0.tgz; two packages can share one. */
  readonly file: string;
  readonly heldAt: string;
  readonly releasedAt: string | null;
  /** What released it when it was no person, such as `ruleset 2026.11.3`. */
  readonly releasedBy: string | null;
  readonly ruling: RecordedRuling | null;
}

export interface RecordedRuling extends Ruling {
  readonly reason: string;
  readonly person: string;
  readonly decidedAt: string;
}

interface HoldRow {
  id: string;
  name: string;
  version: string;
  integrity: string;
  origin: string;
  file: string;
  size: number;
  report: string;
  held_at: string;
  released_at: string | null;
  released_by: string | null;
  decision: string | null;
  reason: string | null;
  person: string | null;
  decided_at: string | null;
  expires_at: string | null;
}

/** What the audit log says of bytes that are held. */
export function heldNote({ name, version, integrity, origin, report }: NewHold): AuditNote {
  const rules = [...new Set(report.findings.map(({ ruleId }) => ruleId))].slice(0, 20);
  return {
    action: "package_blocked",
    target: `${name}@${version}`,
    details: { integrity, origin, rules, total: report.total },
    severity: "warn",
  };
}

/** Records a hold inside the caller's transaction; holding the same bytes again changes nothing. */
export async function insertHold(tx: Sql, hold: NewHold, at: string): Promise<void> {
  const file = `${hold.name.replace("@", "").replace("/", "-")}-${hold.version}.tgz`;
  await tx`
    insert into holds (id, name, version, integrity, origin, file, size, report, held_at)
    values (${randomUUID()}, ${hold.name}, ${hold.version}, ${hold.integrity}, ${hold.origin},
            ${file}, ${hold.size}, ${JSON.stringify(hold.report)}, ${at})
    on conflict (name, version, integrity)
    do update set report = excluded.report, released_at = null, released_by = null`;
}

/**
 * Records bytes that the scanner lets through, inside the caller's transaction, so that a person can
 * rule on them; nothing is held by it.
 */
export async function insertReleasedHold(tx: Sql, hold: NewHold, at: string): Promise<void> {
  await insertHold(tx, hold, at);
  await tx`
    update holds set released_at = ${at}
    where name = ${hold.name} and version = ${hold.version} and integrity = ${hold.integrity}`;
}

/**
 * Holds with the ruling that counts. An approval is about one release: the same bytes as another one, in
 * place of a good one perhaps, are another question. A rejection is about the bytes.
 */
const withRuling = `
  select h.*, r.decision, r.reason, r.person, r.decided_at, r.expires_at
  from holds h
  left join rulings r on r.id = (
    select max(id) from rulings
    where integrity = h.integrity
      and (decision = 'reject' or (name = h.name and version = h.version)))`;

/** @param rest what follows in the statement; values of others stand in it as $1, $2, … alone */
async function selectHolds(
  db: Pick<Db, "read">,
  rest: string,
  values: readonly string[] = [],
): Promise<Hold[]> {
  const rows: HoldRow[] = await db.read.unsafe(`${withRuling} ${rest}`, [...values]);
  return rows.map(toHold);
}

/** Every hold of a package. */
export async function holdsOf(db: Pick<Db, "read">, name: PackageName): Promise<Hold[]> {
  return await selectHolds(db, "where h.name = $1", [name]);
}

/** The record of exactly these bytes as one release, or null. */
export async function findHoldOf(
  db: Pick<Db, "read">,
  { name, version, integrity }: Pick<NewHold, "name" | "version" | "integrity">,
): Promise<Hold | null> {
  const holds = await holdsOf(db, name);
  return holds.find((h) => h.version === version && h.integrity === integrity) ?? null;
}

/** Every hold, newest first. */
export async function allHolds(db: Db): Promise<Hold[]> {
  return await selectHolds(db, "order by h.held_at desc, h.id");
}

/** Which holds there are, newest first, without what was found: a report can be long. */
export async function listHoldNames(
  db: Pick<Db, "read">,
): Promise<readonly { readonly id: string; readonly name: PackageName }[]> {
  return await db.read<{ id: string; name: PackageName }>`
    select id, name from holds order by held_at desc, id`;
}

/** Holds by their ids, in the order of those; as many as fit into one statement. */
export async function holdsById(db: Pick<Db, "read">, ids: readonly string[]): Promise<Hold[]> {
  const places = ids.map((_, index) => `$${index + 1}`).join(", ");
  const holds = await selectHolds(db, `where h.id in (${places})`, ids);
  const found = new Map(holds.map((hold) => [hold.id, hold]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The holds that a person may mean: by id, digest, label, or name@version. */
export async function holdsNamed(db: Db, selector: string): Promise<Hold[]> {
  const at = Math.max(selector.lastIndexOf("@"), 0);
  return await selectHolds(
    db,
    `where h.id = $1 or h.integrity = $1 or h.file = $1 or (h.name = $2 and h.version = $3)
     order by h.held_at desc, h.id`,
    [selector, selector.slice(0, at), selector.slice(at + 1)],
  );
}

/**
 * Records what a person decided about the bytes of a release, inside the caller's transaction; earlier
 * rulings stay for the record.
 */
export async function insertRuling(
  tx: Sql,
  { name, version, integrity }: Pick<NewHold, "name" | "version" | "integrity">,
  ruling: RecordedRuling,
): Promise<void> {
  await tx`
    insert into rulings (id, integrity, name, version, decision, reason, person, decided_at, expires_at)
    select coalesce(max(id), 0) + 1, ${integrity}, ${name}, ${version}, ${ruling.decision},
           ${ruling.reason}, ${ruling.person}, ${ruling.decidedAt},
           ${ruling.expiresAt?.toISOString() ?? null}
    from rulings`;
}

/** Takes back every ruling that counts for a release. @returns how many there were */
export async function deleteRulings(
  tx: Sql,
  { name, version, integrity }: Pick<NewHold, "name" | "version" | "integrity">,
): Promise<number> {
  const rows = await tx`
    delete from rulings
    where integrity = ${integrity}
      and (decision = 'reject' or (name = ${name} and version = ${version}))
    returning id`;
  return rows.length;
}

/**
 * Takes a hold whose version was removed out of what waits for a person, inside the caller's
 * transaction; the record stays. Nothing is served by it: the version is gone.
 */
export async function closeHold(
  tx: Sql,
  { name, version, integrity }: Pick<NewHold, "name" | "version" | "integrity">,
  at: string,
): Promise<void> {
  await tx`
    update holds set released_at = ${at}
    where name = ${name} and version = ${version} and integrity = ${integrity}
      and origin = 'hosted' and released_at is null`;
}

/** Replaces what the scanner says about a hold; a clean report releases it. */
export async function updateHold(tx: Sql, id: string, report: Report, at: string): Promise<void> {
  const isHeld = report.verdict === "block";
  await tx`
    update holds set report = ${JSON.stringify(report)}, released_at = ${isHeld ? null : at},
                     released_by = ${isHeld ? null : `ruleset ${report.ruleset}`}
    where id = ${id}`;
}

function toHold(row: HoldRow): Hold {
  return {
    id: row.id,
    name: row.name as PackageName,
    version: row.version,
    integrity: row.integrity as Integrity,
    origin: row.origin as ReleaseOrigin,
    file: row.file,
    size: row.size,
    report: JSON.parse(row.report) as Report,
    heldAt: row.held_at,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    ruling:
      row.decision === null
        ? null
        : {
            decision: row.decision as Ruling["decision"],
            reason: row.reason ?? "",
            person: row.person ?? "",
            decidedAt: row.decided_at ?? "",
            expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
          },
  };
}

/** How many records no scan has released and nobody has ruled on. */
export async function countHeld(db: Db): Promise<number> {
  const [row] = await db.read<{ n: number }>`
    select count(*) as n from holds h
    where h.released_at is null and not exists (
      select 1 from rulings r
      where r.integrity = h.integrity
        and (r.decision = 'reject' or (r.name = h.name and r.version = h.version)))`;
  return row?.n ?? 0;
}
