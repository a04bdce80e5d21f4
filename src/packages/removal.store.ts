import type { Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import { deleteExpert } from "./experts.store.ts";
import { countChange, type StoredVersion } from "./packages.store.ts";
import { insertTombstone } from "./tombstones.store.ts";

export interface Removal {
  readonly name: PackageName;
  readonly versions: readonly StoredVersion[];
  /** What `latest` names from now on, when it named one of them and something is left. */
  readonly latest: string | null;
  readonly by: string;
  readonly at: string;
}

/**
 * Takes versions away and leaves tombstones, inside the caller's transaction. The package's own row
 * stays when nothing is left, so that its name is never asked of the upstream (dependency confusion).
 * Holds, reports and rulings stay for the record.
 */
export async function removeVersions(tx: Sql, removal: Removal): Promise<void> {
  const { name, versions, latest, by, at } = removal;
  for (const version of versions) {
    await insertTombstone(tx, name, version, by, at);
    await tx`delete from tags where name = ${name} and version = ${version.version}`;
    await tx`delete from dependencies where name = ${name} and version = ${version.version}`;
    await deleteExpert(tx, name, version.version);
    await tx`delete from versions where name = ${name} and version = ${version.version}`;
  }
  if (latest !== null) {
    await tx`insert into tags (name, tag, version) values (${name}, 'latest', ${latest})`;
  }
  await countChange(tx, name, at);
}
