import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import { documentLayout, type SearchDocument, type StoredHit } from "./document.ts";
import type { Label, LabelKind, SearchQuery } from "./query.ts";

/**
 * Puts packages into the index in place of what it held of them, in one transaction. They get new and
 * higher ids, so that a higher id means a later change.
 */
export async function writeDocuments(db: Db, documents: readonly SearchDocument[]): Promise<void> {
  await db.write(async (tx) => {
    for (const document of documents) {
      await removeRow(tx, document.name);
      const { shown } = document;
      const hit = shown === null ? null : JSON.stringify(shown.hit);
      const [row] = await tx<{ id: number }>`
        insert into search_packages (id, name, rev, layout, access, hit, published_at, recheck_at)
        select coalesce(max(id), 0) + 1, ${document.name}, ${document.rev}, ${documentLayout},
               ${document.access}, ${hit}, ${shown?.publishedAt ?? null}, ${document.recheckAt}
        from search_packages
        returning id`;
      if (row !== undefined && shown !== null) await insertText(tx, row.id, document);
    }
  });
}

/** Takes a package out of the index. Most that are asked for are the upstream's and were never in it. */
export async function removeDocument(db: Db, name: PackageName): Promise<void> {
  const rows = await db.read`select 1 from search_packages where name = ${name}`;
  if (rows.length > 0) await db.write((tx) => removeRow(tx, name));
}

async function removeRow(tx: Sql, name: PackageName): Promise<void> {
  const [row] = await tx<{ id: number; hit: string | null }>`
    delete from search_packages where name = ${name} returning id, hit`;
  if (row === undefined || row.hit === null) return;
  await tx`delete from search_text where rowid = ${row.id}`;
  await tx`delete from search_names where rowid = ${row.id}`;
}

async function insertText(tx: Sql, id: number, { name, access, shown }: SearchDocument) {
  if (shown === null) return;
  const { text } = shown;
  const labels = [
    anyToken,
    nameToken(name),
    ...(access === "restricted" ? [restrictedToken] : []),
    ...shown.labels.map(tokenOf),
  ].join(" ");
  await tx`
    insert into search_text (rowid, name, keywords, description, people, readme, labels)
    values (${id}, ${text.name}, ${text.keywords}, ${text.description}, ${text.people},
            ${text.readme}, ${labels})`;
  await tx`
    insert into search_names (rowid, name, keywords, labels)
    values (${id}, ${text.name}, ${text.keywords}, ${labels})`;
}

/**
 * Hosted names whose row in the index is missing, was made from an older state, or is of a name that
 * is gone. Rulings and policies do not count as a change of a package, so whatever was ever held or is
 * not shown is looked at too. Oldest change first.
 */
export async function namesBehind(db: Db): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select p.name as name, p.modified_at as at from packages p
    left join search_packages s on s.name = p.name
    where s.name is null or s.rev <> p.rev or s.access <> p.access or s.layout <> ${documentLayout}
    union
    select s.name as name, '' as at from search_packages s left join packages p on p.name = s.name
    where p.name is null
    union
    select p.name as name, p.modified_at as at from holds h join packages p on p.name = h.name
    union
    select s.name as name, p.modified_at as at from search_packages s join packages p on p.name = s.name
    where s.published_at is null
    order by at, name`;
  return rows.map((row) => row.name as PackageName);
}

/** Every name that is published here, oldest change first. */
export async function allNames(db: Db): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select name from packages order by modified_at, name`;
  return rows.map((row) => row.name as PackageName);
}

/** Names whose row has to be made anew because a ruling has expired. */
export async function namesDue(db: Db, now: Date): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select name from search_packages where recheck_at <= ${now.toISOString()}`;
  return rows.map((row) => row.name as PackageName);
}

export interface PackageState {
  readonly rev: number;
  readonly access: SearchDocument["access"];
}

/** The state that a row is made from; take it before reading the package. */
export async function packageState(db: Db, name: PackageName): Promise<PackageState | null> {
  const [row] = await db.read<PackageState>`
    select rev, access from packages where name = ${name}`;
  return row ?? null;
}

/**
 * What SQLite's FTS5 is asked. Words become quoted strings, in which nothing has a meaning, so no text
 * can be an error or an operator. The twin for PostgreSQL would build a tsquery here.
 *
 * @param readable restricted packages that the caller may see
 */
export function fts5Match(query: SearchQuery, readable: readonly PackageName[] | "all"): string {
  const wanted = [
    ...query.words.map(phrase),
    ...query.required.map((anyOf) => `(${anyOf.map(allOf).join(" OR ")})`),
  ];
  const unwanted = [
    ...query.excluded.map((label) => `"${tokenOf(label)}"`),
    ...(readable === "all" ? [] : [restrictedExcept(readable)]),
  ];
  const base = wanted.length === 0 ? `"${anyToken}"` : wanted.join(" AND ");
  return unwanted.length === 0 ? base : `(${base}) NOT (${unwanted.join(" OR ")})`;
}

/**
 * Labels are words of the index too. They begin with a character of private use, which no text that is
 * indexed or searched for keeps, so that none can be mistaken for one.
 */
const mark = "\u{e000}";
const prefixes: Record<LabelKind, string> = {
  author: "a",
  maintainer: "m",
  publisher: "p",
  scope: "s",
  keyword: "k",
  is: "f",
};
const anyToken = `${mark}any`;
const restrictedToken = `${mark}restricted`;

function tokenOf({ kind, value }: Label): string {
  return `${mark}${prefixes[kind]}x${Buffer.from(value).toString("hex")}`;
}

function nameToken(name: PackageName): string {
  return `${mark}nx${Buffer.from(name).toString("hex")}`;
}

function allOf(labels: readonly Label[]): string {
  return `(${labels.map((label) => `"${tokenOf(label)}"`).join(" AND ")})`;
}

function restrictedExcept(readable: readonly PackageName[]): string {
  if (readable.length === 0) return `"${restrictedToken}"`;
  const except = readable.map((name) => `"${nameToken(name)}"`).join(" OR ");
  return `("${restrictedToken}" NOT (${except}))`;
}

/** From two letters on, a word also finds what begins with it. */
function phrase(word: string): string {
  const quoted = `"${word.replaceAll('"', '""')}"`;
  return [...word].length < 2 ? quoted : `${quoted}*`;
}

export async function countMatches(db: Db, match: string): Promise<number> {
  const [row] = await db.read<{ n: number }>`
    select count(*) as n from search_text where search_text match ${match}`;
  return row?.n ?? 0;
}

/** Matches that have all words in name and keywords. */
export async function countNameMatches(db: Db, match: string): Promise<number> {
  const [row] = await db.read<{ n: number }>`
    select count(*) as n from search_names where search_names match ${match}`;
  return row?.n ?? 0;
}

export interface Found {
  readonly hit: StoredHit;
  /** Higher is better; 0 where nothing was ranked. */
  readonly score: number;
}

/** Which part of the matches is read; without the package that has exactly the wanted name. */
export interface Part {
  readonly match: string;
  /** The id of that package, or 0. */
  readonly except: number;
  readonly limit: number;
  readonly offset: number;
}

// In all of these only the rows of the page are joined: reading the others costs more than finding them.

/** The best matches first. Every match is weighed, so this is for searches with few. */
export async function findRanked(db: Db, part: Part): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select p.hit, m.score from (
      select rowid as id, bm25(search_text, 10, 5, 3, 2, 1, 0) as score from search_text
      where search_text match ${part.match} and rowid <> ${part.except}
      order by score, rowid desc limit ${part.limit} offset ${part.offset}
    ) m join search_packages p on p.id = m.id order by m.score, p.id desc`;
  return rows.map(toFound);
}

/** The newest version first. Every match is looked at, so this is for searches with few. */
export async function findByTime(db: Db, part: Part): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select p.hit, 0 as score from search_text t join search_packages p on p.id = t.rowid
    where t.search_text match ${part.match} and p.id <> ${part.except}
    order by p.published_at desc, p.name limit ${part.limit} offset ${part.offset}`;
  return rows.map(toFound);
}

/** What changed last first, of all matches. */
export async function findChanged(db: Db, part: Part): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select p.hit, 0 as score from (
      select rowid as id from search_text
      where search_text match ${part.match} and rowid <> ${part.except}
      order by rowid desc limit ${part.limit} offset ${part.offset}
    ) m join search_packages p on p.id = m.id order by p.id desc`;
  return rows.map(toFound);
}

/** What changed last first, of the matches in name and keywords. */
export async function findChangedByName(db: Db, part: Part): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select p.hit, 0 as score from (
      select rowid as id from search_names
      where search_names match ${part.match} and rowid <> ${part.except}
      order by rowid desc limit ${part.limit} offset ${part.offset}
    ) m join search_packages p on p.id = m.id order by p.id desc`;
  return rows.map(toFound);
}

/** What changed last first, of the matches that are not in name and keywords. */
export async function findChangedElsewhere(db: Db, part: Part): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select p.hit, 0 as score from (
      select rowid as id from search_text
      where search_text match ${part.match} and rowid <> ${part.except}
        and rowid not in (select rowid from search_names where search_names match ${part.match})
      order by rowid desc limit ${part.limit} offset ${part.offset}
    ) m join search_packages p on p.id = m.id order by p.id desc`;
  return rows.map(toFound);
}

/** The match of exactly this name, or null. */
export async function findExact(
  db: Db,
  match: string,
  name: string,
): Promise<{ readonly id: number; readonly found: Found } | null> {
  const [row] = await db.read<HitRow & { id: number }>`
    select p.id, p.hit, 0 as score from search_packages p
    where p.name = ${name} and p.hit is not null
      and exists (select 1 from search_text where search_text match ${match} and rowid = p.id)`;
  return row === undefined ? null : { id: row.id, found: toFound(row) };
}

export async function countShown(db: Db): Promise<number> {
  const [row] = await db.read<{ n: number }>`
    select count(*) as n from search_packages where published_at is not null`;
  return row?.n ?? 0;
}

/** Everything that may be seen, newest version first. */
export async function findNewest(db: Db, limit: number, offset: number): Promise<Found[]> {
  const rows = await db.read<HitRow>`
    select hit, 0 as score from search_packages where published_at is not null
    order by published_at desc, name limit ${limit} offset ${offset}`;
  return rows.map(toFound);
}

/** Restricted packages among the matches, at most so many. */
export async function restrictedMatches(
  db: Db,
  match: string,
  limit: number,
): Promise<PackageName[]> {
  const expression = `(${match}) AND "${restrictedToken}"`;
  const rows = await db.read<{ name: string }>`
    select p.name from search_text t join search_packages p on p.id = t.rowid
    where t.search_text match ${expression} order by t.rowid desc limit ${limit}`;
  return rows.map((row) => row.name as PackageName);
}

/** Whether anything in the index is not for everybody. */
export async function hasRestricted(db: Db): Promise<boolean> {
  const rows = await db.read`
    select 1 from search_packages where access = 'restricted' and hit is not null limit 1`;
  return rows.length > 0;
}

interface HitRow {
  hit: string;
  score: number;
}

/** bm25 counts downwards: the best match is the lowest. */
function toFound({ hit, score }: HitRow): Found {
  return { hit: JSON.parse(hit) as StoredHit, score: Math.max(0, -score) };
}

/** Names that may be seen, in order, after one of them. */
export async function namesAfter(
  db: Db,
  after: string,
  limit: number,
  withRestricted: boolean,
): Promise<PackageName[]> {
  const rows = await db.read<{ name: string }>`
    select name from search_packages
    where name > ${after} and hit is not null
      and (access = 'public' or ${withRestricted ? 1 : 0} = 1)
    order by name limit ${limit}`;
  return rows.map((row) => row.name as PackageName);
}
