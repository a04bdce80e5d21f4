import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Version } from "../names/version.ts";
import type { Report } from "../scanner/report.ts";
import type { Release } from "./publish.ts";

export type StagedState = "waiting" | "approved" | "rejected";

/** A publish that waits for a person, or waited for one. */
export interface Staged {
  readonly id: string;
  readonly release: Release;
  readonly report: Report;
  /** Principal as `principalTextOf` writes it. */
  readonly stagedBy: string;
  readonly stagedAt: string;
  readonly state: StagedState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

export interface StagedDecision {
  readonly state: Exclude<StagedState, "waiting">;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

interface StagedRow {
  id: string;
  name: string;
  version: string;
  integrity: string;
  shasum: string;
  size: number;
  release: string;
  report: string;
  staged_by: string;
  staged_at: string;
  state: string;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
}

/**
 * Adds a publish that waits. The same bytes staged again by the same principal are the same publish:
 * then the id that it has is returned.
 */
export async function insertStaged(
  db: Db,
  staged: Pick<Staged, "id" | "release" | "report" | "stagedBy" | "stagedAt">,
): Promise<string> {
  const { id, release, report, stagedBy, stagedAt } = staged;
  const { name, version, tarball, manifest, readme, tags, access, provenance, expert } = release;
  return await db.write(async (tx) => {
    const [same] = await tx<{ id: string }>`
      select id from staged
      where name = ${name} and version = ${version} and integrity = ${tarball.integrity}
        and staged_by = ${stagedBy} and state = 'waiting'`;
    if (same !== undefined) return same.id;
    await tx`
      insert into staged (id, name, version, integrity, shasum, size, release, report, staged_by,
                          staged_at, state)
      values (${id}, ${name}, ${version}, ${tarball.integrity}, ${tarball.shasum}, ${tarball.size},
              ${JSON.stringify({ manifest, readme, tags, access, provenance, expert })},
              ${JSON.stringify(report)}, ${stagedBy}, ${stagedAt}, 'waiting')`;
    return id;
  });
}

/** What waits for a person, the newest first. */
export async function waitingStaged(db: Db): Promise<Staged[]> {
  const rows = await db.read<StagedRow>`
    select * from staged where state = 'waiting' order by staged_at desc, id`;
  return rows.map(toStaged);
}

export async function findStaged(db: Pick<Db, "read">, id: string): Promise<Staged | null> {
  const [row] = await db.read<StagedRow>`select * from staged where id = ${id}`;
  return row ? toStaged(row) : null;
}

/** Records the decision inside the caller's transaction; false when there was one before. */
export async function decideStaged(
  tx: Sql,
  id: string,
  decision: StagedDecision,
): Promise<boolean> {
  const decided = await tx`
    update staged
    set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at},
        reason = ${decision.reason}
    where id = ${id} and state = 'waiting'
    returning id`;
  return decided.length > 0;
}

/** Forgets what somebody handed in and nobody decided, inside the caller's transaction. */
export async function deleteWaitingStaged(tx: Sql, stagedBy: string): Promise<void> {
  await tx`delete from staged where staged_by = ${stagedBy} and state = 'waiting'`;
}

/** The digests of what waits: those bytes must stay. */
export async function stagedIntegrities(db: Db): Promise<Set<Integrity>> {
  const rows = await db.read<{ integrity: string }>`
    select distinct integrity from staged where state = 'waiting'`;
  return new Set(rows.map((row) => row.integrity as Integrity));
}

function toStaged(row: StagedRow): Staged {
  const stored = JSON.parse(row.release) as Omit<Release, "name" | "version" | "tarball">;
  return {
    id: row.id,
    release: {
      ...stored,
      // What was staged before there were Experts is none.
      expert: stored.expert ?? null,
      name: row.name as PackageName,
      version: row.version as Version,
      tarball: { integrity: row.integrity as Integrity, shasum: row.shasum, size: row.size },
    },
    report: JSON.parse(row.report) as Report,
    stagedBy: row.staged_by,
    stagedAt: row.staged_at,
    state: row.state as StagedState,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
  };
}
