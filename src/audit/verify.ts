import type { App } from "../context.ts";
import { type AuditGap, auditAfter, findAuditGaps } from "./audit.store.ts";
import { type AuditEntry, chainStart, hashOfEntry } from "./entry.ts";

export interface Verified {
  readonly isWhole: boolean;
  /** Entries that were read, and those that were removed when their time was over. */
  readonly entries: number;
  readonly removed: number;
  /** The hash of the last entry. Noted elsewhere, it proves later that nothing before it was changed. */
  readonly head: string;
  /** The first thing that is wrong. */
  readonly problem: { readonly id: number; readonly why: string } | null;
  /** Whether the head that was asked about is in the chain; null when none was. */
  readonly knowsHead: boolean | null;
}

const pageSize = 1000;

/**
 * Follows the chain from its first entry to its last. What was changed, taken out or put in shows at the
 * first entry whose hashes do not fit; that the end was cut off shows only to who noted an earlier head.
 */
export async function verifyAudit(
  { db }: Pick<App, "db">,
  askedHead: string | null = null,
): Promise<Verified> {
  const gaps = new Map((await findAuditGaps(db)).map((gap) => [gap.firstId, gap]));
  const attested = new Set<string>();
  const seenGaps: AuditGap[] = [];
  let head = chainStart;
  let entries = 0;
  let nextId = 1;
  let knowsHead = askedHead === null ? null : askedHead === chainStart;
  const broken = (id: number, why: string): Verified => ({
    isWhole: false,
    entries,
    removed: countIn(seenGaps),
    head,
    problem: { id, why },
    knowsHead,
  });
  for (;;) {
    const page = await auditAfter(db, nextId - 1, pageSize);
    for (const entry of page) {
      for (let gap = gaps.get(nextId); gap !== undefined && entry.id > nextId; ) {
        if (gap.prevHash !== head) return broken(nextId, "what was removed here does not fit");
        seenGaps.push(gap);
        head = gap.hash;
        nextId = gap.lastId + 1;
        gap = gaps.get(nextId);
      }
      if (entry.id !== nextId) return broken(nextId, "entries are missing from here on");
      if (entry.prevHash !== head) return broken(entry.id, "it does not follow the one before it");
      if (hashOfEntry(entry) !== entry.hash) return broken(entry.id, "it was changed");
      for (const gap of gapsNamedBy(entry)) attested.add(gap);
      head = entry.hash;
      nextId = entry.id + 1;
      entries += 1;
      if (askedHead === head) knowsHead = true;
    }
    if (page.length < pageSize) break;
  }
  const forged = seenGaps.find((gap) => !attested.has(keyOf(gap)));
  if (forged !== undefined) return broken(forged.firstId, "entries were removed that were to stay");
  return {
    isWhole: true,
    entries,
    removed: countIn(seenGaps),
    head,
    problem: null,
    knowsHead,
  };
}

function keyOf({ firstId, lastId, hash }: AuditGap): string {
  return `${firstId}-${lastId}-${hash}`;
}

/** The gaps that an entry says were made. */
function gapsNamedBy({ action, details }: AuditEntry): string[] {
  if (action !== "audit_pruned") return [];
  const { gaps } = JSON.parse(details) as { gaps: [number, number, string][] };
  return gaps.map(([firstId, lastId, hash]) => `${firstId}-${lastId}-${hash}`);
}

function countIn(gaps: readonly AuditGap[]): number {
  return gaps.reduce((sum, { firstId, lastId }) => sum + lastId + 1 - firstId, 0);
}
