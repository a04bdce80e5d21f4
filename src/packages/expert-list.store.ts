import type { Db } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** The version of an Expert that carries `latest`, as lists are sorted by it. */
export interface ListedExpert {
  readonly name: PackageName;
  readonly version: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface IndexedExpert extends ListedExpert {
  /** As `principalToText` writes it; of a scoped name, that is its organization. */
  readonly owner: string;
  /** Public, and nothing of it is held: what is stored is what everybody sees. */
  readonly isOpen: boolean;
}

const columns = `
  select t.name as name, t.version as version, v.published_at as "createdAt",
         e.updated_at as "updatedAt", p.access as access,
         (select count(*) from holds h where h.name = t.name and h.origin = 'hosted') as holds,
         (select m.principal from maintainers m
          where m.name = t.name and m.principal <> 'anonymous'
          order by m.added_at, m.principal limit 1) as maintainer
  from tags t
  join experts e on e.name = t.name and e.version = t.version
  join versions v on v.name = t.name and v.version = t.version
  join packages p on p.name = t.name
  where t.tag = 'latest'`;

interface Row extends ListedExpert {
  readonly access: string;
  readonly holds: number;
  readonly maintainer: string | null;
}

/** Every Expert there is. */
export async function listAllExperts({ read }: Pick<Db, "read">): Promise<IndexedExpert[]> {
  const rows: Row[] = await read.unsafe(columns);
  return rows.map(toIndexed);
}

/** One of them, or null when the name has no Expert under `latest`. */
export async function findListedExpert(
  { read }: Pick<Db, "read">,
  name: PackageName,
): Promise<IndexedExpert | null> {
  const rows: Row[] = await read.unsafe(`${columns} and t.name = $1`, [name]);
  const [row] = rows;
  return row === undefined ? null : toIndexed(row);
}

function toIndexed({ access, holds, maintainer, ...listed }: Row): IndexedExpert {
  const [, scope] = /^@([^/]+)\//.exec(listed.name) ?? [];
  return {
    ...listed,
    owner: scope === undefined ? (maintainer ?? "owner") : `org:${scope}`,
    isOpen: access === "public" && Number(holds) === 0,
  };
}
