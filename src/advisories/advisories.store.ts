import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Advisory, Severity } from "./advisory.ts";
import { type Affected, coversAll, isAffected, type NewAdvisory, rangeOf } from "./osv.ts";

/** Above the ids of public registries, so that one list can hold both. */
const firstId = 1_000_000_001;
/** So many values are bound in one statement. */
const maxBound = 500;

/**
 * Adds advisories or replaces those that are known, in one transaction. Their ids stay.
 *
 * @param also what else belongs into the transaction
 * @param mayEndListing asked before malware is said of less than before; it throws where that may not be
 * @returns what they say now about packages that they did not say before
 */
export async function saveAdvisories(
  db: Db,
  advisories: readonly NewAdvisory[],
  at: string,
  also: (tx: Sql) => Promise<void> = async () => {},
  mayEndListing: () => void = () => {},
): Promise<NewAdvisory[]> {
  return await db.write(async (tx) => {
    const fresh: NewAdvisory[] = [];
    await also(tx);
    for (const advisory of advisories) {
      const news = new Map<PackageName, Affected>();
      const before = await saidBefore(tx, advisory.osvId);
      if (advisory.osvId.startsWith("MAL-") && saysLess(advisory, before)) mayEndListing();
      const id = await saveOne(tx, advisory, at);
      await tx`delete from advisory_packages where advisory_id = ${id}`;
      for (const [name, affected] of advisory.affected) {
        const said = JSON.stringify(affected);
        const known = before.get(`${name} ${said}`);
        if (known === undefined && advisory.withdrawnAt === null) news.set(name, affected);
        const since = known ?? at;
        await tx`
          insert into advisory_packages
            (name, advisory_id, affected, vulnerable_versions, known_since)
          values (${name}, ${id}, ${said}, ${rangeOf(affected)}, ${since})`;
      }
      if (news.size > 0) fresh.push({ ...advisory, affected: news });
    }
    return fresh;
  });
}

function saysLess(
  { affected, withdrawnAt }: NewAdvisory,
  before: ReadonlyMap<string, string>,
): boolean {
  return [...before.keys()].some((key) => {
    const space = key.indexOf(" ");
    const now = withdrawnAt === null ? affected.get(key.slice(0, space) as PackageName) : undefined;
    return now === undefined || !coversAll(now, JSON.parse(key.slice(space + 1)) as Affected);
  });
}

/** Since when an advisory says the same about the same name; one that was withdrawn said nothing. */
async function saidBefore(tx: Sql, osvId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ name: string; affected: string; since: string }>`
    select p.name, p.affected, p.known_since as since
    from advisory_packages p join advisories a on a.id = p.advisory_id
    where a.osv_id = ${osvId} and a.withdrawn_at is null`;
  return new Map(rows.map(({ name, affected, since }) => [`${name} ${affected}`, since]));
}

async function saveOne(tx: Sql, a: NewAdvisory, at: string): Promise<number> {
  const [row] = await tx<{ id: number }>`
    insert into advisories (id, osv_id, title, severity, url, cwe, aliases, cvss_score, cvss_vector,
                            published_at, modified_at, withdrawn_at, imported_at)
    select coalesce(max(id) + 1, ${firstId}), ${a.osvId}, ${a.title}, ${a.severity}, ${a.url},
           ${JSON.stringify(a.cwe)}, ${JSON.stringify(a.aliases)}, ${a.cvss.score},
           ${a.cvss.vectorString}, ${a.publishedAt}, ${a.modifiedAt}, ${a.withdrawnAt}, ${at}
    from advisories where true
    on conflict (osv_id) do update set
      title = excluded.title, severity = excluded.severity, url = excluded.url,
      cwe = excluded.cwe, aliases = excluded.aliases, cvss_score = excluded.cvss_score,
      cvss_vector = excluded.cvss_vector, published_at = excluded.published_at,
      modified_at = excluded.modified_at, withdrawn_at = excluded.withdrawn_at,
      imported_at = excluded.imported_at
    returning id`;
  if (row === undefined) throw new Error("an advisory was neither added nor replaced");
  return row.id;
}

/** An advisory with the other names that it goes by. */
export interface StoredAdvisory extends Advisory {
  readonly osvId: string;
  readonly aliases: readonly string[];
}

interface AdvisoryRow {
  name: string;
  affected: string;
  vulnerable_versions: string;
  id: number;
  osv_id: string;
  title: string;
  severity: string;
  url: string;
  cwe: string;
  aliases: string;
  cvss_score: number;
  cvss_vector: string | null;
}

/** Advisories about any of the versions that are asked about, by name; withdrawn ones are none. */
export async function findAdvisories(
  db: Db,
  asked: ReadonlyMap<PackageName, readonly string[]>,
): Promise<Map<PackageName, StoredAdvisory[]>> {
  const found = new Map<PackageName, StoredAdvisory[]>();
  const names = [...asked.keys()];
  for (let at = 0; at < names.length; at += maxBound) {
    const some = names.slice(at, at + maxBound);
    const places = some.map((_, index) => `$${index + 1}`).join(", ");
    const rows: AdvisoryRow[] = await db.read.unsafe(
      `select p.name, p.affected, p.vulnerable_versions, a.id, a.osv_id, a.title, a.severity,
              a.url, a.cwe, a.aliases, a.cvss_score, a.cvss_vector
       from advisory_packages p join advisories a on a.id = p.advisory_id
       where p.name in (${places}) and a.withdrawn_at is null
       order by a.id`,
      some,
    );
    for (const row of rows) {
      const name = row.name as PackageName;
      const affected = JSON.parse(row.affected) as Affected;
      if (!asked.get(name)?.some((version) => isAffected(version, affected))) continue;
      found.set(name, [...(found.get(name) ?? []), toAdvisory(row)]);
    }
  }
  return found;
}

export interface ListedAdvisory {
  readonly osvId: string;
  readonly name: string;
  readonly severity: string;
  readonly vulnerableVersions: string;
  readonly title: string;
  readonly withdrawnAt: string | null;
}

/** What is stored, newest first, about one name or all. */
export async function listAdvisories(
  db: Db,
  name: string | null,
  limit: number,
): Promise<ListedAdvisory[]> {
  return [
    ...(await db.read<ListedAdvisory>`
      select a.osv_id as "osvId", p.name, a.severity,
             p.vulnerable_versions as "vulnerableVersions", a.title,
             a.withdrawn_at as "withdrawnAt"
      from advisory_packages p join advisories a on a.id = p.advisory_id
      where p.name = ${name} or ${name === null ? 1 : 0} = 1
      order by a.published_at desc, a.osv_id, p.name limit ${limit}`),
  ];
}

export interface AdvisoryStats {
  readonly advisories: number;
  readonly packages: number;
  readonly withdrawn: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly lastImportAt: string | null;
}

export async function advisoryStats(db: Db): Promise<AdvisoryStats> {
  const [counts] = await db.read<{ n: number; gone: number; at: string | null }>`
    select count(*) as n, count(withdrawn_at) as gone, max(imported_at) as at from advisories`;
  const [names] = await db.read<{ n: number }>`
    select count(distinct p.name) as n
    from advisory_packages p join advisories a on a.id = p.advisory_id
    where a.withdrawn_at is null`;
  const rows = await db.read<{ severity: string; n: number }>`
    select severity, count(*) as n from advisories where withdrawn_at is null group by severity`;
  return {
    advisories: (counts?.n ?? 0) - (counts?.gone ?? 0),
    packages: names?.n ?? 0,
    withdrawn: counts?.gone ?? 0,
    bySeverity: Object.fromEntries(rows.map(({ severity, n }) => [severity, n])),
    lastImportAt: counts?.at ?? null,
  };
}

/** Whether there is anything to answer from. */
export async function hasAdvisories(db: Db): Promise<boolean> {
  const rows = await db.read`select 1 from advisories where withdrawn_at is null limit 1`;
  return rows.length > 0;
}

function toAdvisory(row: AdvisoryRow): StoredAdvisory {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    severity: row.severity as Severity,
    vulnerable_versions: row.vulnerable_versions,
    cwe: JSON.parse(row.cwe) as string[],
    cvss: { score: row.cvss_score, vectorString: row.cvss_vector },
    osvId: row.osv_id,
    aliases: JSON.parse(row.aliases) as string[],
  };
}
