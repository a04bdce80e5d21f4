import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";

/** Points a tag at a version, inside the caller's transaction. */
export async function putTag(
  tx: Sql,
  name: PackageName,
  tag: string,
  version: string,
): Promise<void> {
  await tx`
    insert into tags (name, tag, version) values (${name}, ${tag}, ${version})
    on conflict (name, tag) do update set version = excluded.version`;
}

/** Takes a tag away, inside the caller's transaction. */
export async function deleteTag(tx: Sql, name: PackageName, tag: string): Promise<void> {
  await tx`delete from tags where name = ${name} and tag = ${tag}`;
}

/** The dist-tags of a package as they are assigned, by name. */
export async function findTags(
  { read }: Pick<Db, "read">,
  name: PackageName,
): Promise<ReadonlyMap<string, string>> {
  const rows = await read<{ tag: string; version: string }>`
    select tag, version from tags where name = ${name} order by tag`;
  return new Map(rows.map(({ tag, version }) => [tag, version]));
}
