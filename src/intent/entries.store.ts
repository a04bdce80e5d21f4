import type { Db, Sql } from "../db/db.ts";
import type { IntentRisk } from "./entry.ts";

/** What is shown of an entry beside itself. */
export interface EntryFacts {
  readonly kind: "expert" | "pack";
  /** The package of an Expert; null for a pack. */
  readonly name: string | null;
  readonly description: string;
  readonly author: string;
  readonly license: string | null;
  /** What cannot be known counts as high here, also where the entry's own rules call it low. */
  readonly risk: IntentRisk;
  /** Whether all that its tools may touch is known. */
  readonly isDeclared: boolean;
  readonly publishedAt: string;
}

export interface NewEntry {
  readonly packId: string;
  readonly version: string;
  readonly digest: string;
  readonly stamp: string;
  /** Canonical JSON, its source still to be filled in. */
  readonly line: string;
  readonly facts: EntryFacts;
}

export interface StoredEntry extends NewEntry {
  readonly seq: number;
  readonly subject: string;
}

/** What the entries of a subject were made from. */
export interface SubjectState {
  readonly subject: string;
  readonly rev: number;
  readonly access: string;
  readonly layout: number;
  readonly trust: string;
  readonly recheckAt: string | null;
}

interface Row {
  seq: number;
  subject: string;
  pack_id: string;
  version: string;
  digest: string;
  stamp: string;
  line: string;
  facts: string;
}

/** The stamps of a subject's entries by version. */
export async function stampsOf(
  { read }: Pick<Db, "read">,
  subject: string,
): Promise<Map<string, string>> {
  const rows = await read<{ version: string; stamp: string }>`
    select version, stamp from intent_entries where subject = ${subject}`;
  return new Map(rows.map(({ version, stamp }) => [version, stamp]));
}

/** What becomes of one subject. */
export interface SubjectChange {
  readonly subject: string;
  /** Null when it is no Expert and no pack any more; then all of it goes. */
  readonly state: SubjectState | null;
  /** Versions that are no longer shown. */
  readonly gone: readonly string[];
  /** What is new, or in place of what was. */
  readonly added: readonly NewEntry[];
}

/**
 * Changes some subjects in one transaction, with the states that their entries were made from. Every
 * added entry gets a higher number than all before it.
 */
export async function writeChanges(
  db: Db,
  changes: readonly SubjectChange[],
): Promise<StoredEntry[]> {
  return await db.write(async (tx) => {
    const stored: StoredEntry[] = [];
    let seq = await highest(tx);
    for (const { subject, state, gone, added } of changes) {
      for (const version of [...gone, ...added.map((entry) => entry.version)]) {
        await tx`delete from intent_entries where subject = ${subject} and version = ${version}`;
      }
      for (const entry of added) {
        seq++;
        await tx`
          insert into intent_entries (seq, subject, pack_id, version, digest, stamp, line, facts)
          values (${seq}, ${subject}, ${entry.packId}, ${entry.version}, ${entry.digest},
                  ${entry.stamp}, ${entry.line}, ${JSON.stringify(entry.facts)})`;
        stored.push({ ...entry, seq, subject });
      }
      if (state === null) await tx`delete from intent_states where subject = ${subject}`;
      else await writeState(tx, state);
    }
    return stored;
  });
}

async function writeState(tx: Sql, state: SubjectState): Promise<void> {
  await tx`
    insert into intent_states (subject, rev, access, layout, trust, recheck_at)
    values (${state.subject}, ${state.rev}, ${state.access}, ${state.layout}, ${state.trust},
            ${state.recheckAt})
    on conflict (subject) do update
    set rev = excluded.rev, access = excluded.access, layout = excluded.layout,
        trust = excluded.trust, recheck_at = excluded.recheck_at`;
}

async function highest(tx: Sql): Promise<number> {
  const [row] = await tx<{ seq: number }>`select coalesce(max(seq), 0) as seq from intent_entries`;
  return row?.seq ?? 0;
}

/** Whether the index has anything of a subject. */
export async function isIndexed({ read }: Pick<Db, "read">, subject: string): Promise<boolean> {
  const rows = await read`select 1 from intent_states where subject = ${subject}`;
  return rows.length > 0;
}

/** What a pack is called among the subjects; no package can have the name. */
export const packPrefix = "pack:";

/**
 * Subjects whose entries are missing, were made from something older, or are of what is gone. Rulings
 * do not count as a change of a package, so whatever was ever held is looked at too.
 */
export async function subjectsBehind(db: Db, layout: number, trust: string): Promise<string[]> {
  const rows = await db.read<{ subject: string }>`
    select p.name as subject from packages p
    join (select distinct name from experts) e on e.name = p.name
    left join intent_states s on s.subject = p.name
    where s.subject is null or s.rev <> p.rev or s.access <> p.access
       or s.layout <> ${layout} or s.trust <> ${trust}
    union
    select h.name as subject from holds h join experts e on e.name = h.name
    union
    select ${packPrefix} || b.pack_id as subject
    from (select pack_id, count(*) as versions from bundles group by pack_id) b
    left join intent_states s on s.subject = ${packPrefix} || b.pack_id
    where s.subject is null or s.rev <> b.versions or s.layout <> ${layout} or s.trust <> ${trust}
    union
    select s.subject as subject from intent_states s
    where not exists (select 1 from experts e where e.name = s.subject)
      and not exists (
        select 1 from bundles b
        where b.pack_id = substr(s.subject, ${packPrefix.length + 1})
          and substr(s.subject, 1, ${packPrefix.length}) = ${packPrefix})
    order by subject`;
  return rows.map(({ subject }) => subject);
}

/** Every subject there is. */
export async function allSubjects(db: Db): Promise<string[]> {
  const rows = await db.read<{ subject: string }>`
    select subject from intent_states order by subject`;
  return rows.map(({ subject }) => subject);
}

/** When time alone may change what is shown of a subject. */
export async function recheckTimes(db: Db): Promise<Map<string, string>> {
  const rows = await db.read<{ subject: string; at: string }>`
    select subject, recheck_at as at from intent_states where recheck_at is not null`;
  return new Map(rows.map(({ subject, at }) => [subject, at]));
}

/** Entries written after one, the oldest first. */
export async function entriesAfter(db: Db, seq: number, limit: number): Promise<StoredEntry[]> {
  const rows = await db.read<Row>`
    select * from intent_entries where seq > ${seq} order by seq limit ${limit}`;
  return rows.map(toEntry);
}

/** Lines in the order of the compact index, after an id and version. */
export async function sortedLinesAfter(
  db: Db,
  after: { readonly packId: string; readonly version: string },
  limit: number,
): Promise<{ readonly packId: string; readonly version: string; readonly line: string }[]> {
  return await db.read<{ packId: string; version: string; line: string }>`
    select pack_id as "packId", version, line from intent_entries
    where (pack_id, version) > (${after.packId}, ${after.version})
    order by pack_id, version limit ${limit}`;
}

/** Entries by their numbers, in that order; those that are gone by now are left out. */
export async function entriesAt(db: Db, seqs: readonly number[]): Promise<StoredEntry[]> {
  if (seqs.length === 0) return [];
  const places = seqs.map((_, at) => `$${at + 1}`).join(", ");
  const rows: Row[] = await db.read.unsafe(
    `select * from intent_entries where seq in (${places})`,
    [...seqs],
  );
  const found = new Map(rows.map((row) => [row.seq, row]));
  return seqs.flatMap((seq) => {
    const row = found.get(seq);
    return row === undefined ? [] : [toEntry(row)];
  });
}

export async function findEntryByDigest(db: Db, digest: string): Promise<StoredEntry | null> {
  const [row] = await db.read<Row>`select * from intent_entries where digest = ${digest}`;
  return row === undefined ? null : toEntry(row);
}

function toEntry(row: Row): StoredEntry {
  return {
    seq: row.seq,
    subject: row.subject,
    packId: row.pack_id,
    version: row.version,
    digest: row.digest,
    stamp: row.stamp,
    line: row.line,
    facts: JSON.parse(row.facts) as EntryFacts,
  };
}
