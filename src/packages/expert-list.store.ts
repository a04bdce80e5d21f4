import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Access } from "./rights.store.ts";

/** The version of an Expert that carries `latest`, as it is stored and lists are sorted by it. */
export interface LatestExpert {
  readonly name: PackageName;
  readonly version: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** As `principalToText` writes it; of a scoped name, that is its organization. */
  readonly owner: string;
  readonly access: Access;
  /** Whether anything is known that could hide a version of it, whatever became of that. */
  readonly isSuspect: boolean;
}

const columns = `
  select e.name as name, e.version as version, v.published_at as "createdAt",
         e.updated_at as "updatedAt", p.access as access,
         exists (select 1 from holds h where h.name = e.name and h.origin = 'hosted')
         or exists (select 1 from blocks b where b.name = e.name)
         or exists (select 1 from blocks b where b.digest = v.integrity) as suspect,
         case when e.name like '@%' then null else
           (select m.principal from maintainers m
            where m.name = e.name and m.principal <> 'anonymous'
            order by m.added_at, m.principal limit 1) end as maintainer
  from experts e
  join tags t on t.name = e.name and t.version = e.version and t.tag = 'latest'
  join versions v on v.name = e.name and v.version = e.version
  join packages p on p.name = e.name`;

interface Row extends Omit<LatestExpert, "owner" | "isSuspect"> {
  readonly suspect: number;
  readonly maintainer: string | null;
}

/** So many Experts in the order of names, beginning after one; fewer when there are no more. */
export async function listLatestExperts(
  { read }: Pick<Db, "read">,
  after: string,
  limit: number,
): Promise<LatestExpert[]> {
  const rows: Row[] = await read.unsafe(
    `${columns} where e.name > $1 order by e.name, e.version limit $2`,
    [after, limit],
  );
  return rows.map(toLatest);
}

/** One of them, or null when the name has no Expert under `latest`. */
export async function findLatestExpert(
  { read }: Pick<Db, "read">,
  name: PackageName,
): Promise<LatestExpert | null> {
  const rows: Row[] = await read.unsafe(`${columns} where e.name = $1`, [name]);
  const [row] = rows;
  return row === undefined ? null : toLatest(row);
}

function toLatest({ suspect, maintainer, ...listed }: Row): LatestExpert {
  const slash = listed.name.indexOf("/");
  return {
    ...listed,
    owner: slash < 0 ? (maintainer ?? "owner") : `org:${listed.name.slice(1, slash)}`,
    isSuspect: Number(suspect) !== 0,
  };
}

/** All dist-tags of some names. */
export async function findTagsOf(
  { read }: Pick<Db, "read">,
  names: readonly PackageName[],
): Promise<readonly { readonly name: string; readonly tag: string; readonly version: string }[]> {
  if (names.length === 0) return [];
  const places = names.map((_, at) => `$${at + 1}`).join(", ");
  return await read.unsafe(`select name, tag, version from tags where name in (${places})`, [
    ...names,
  ]);
}
