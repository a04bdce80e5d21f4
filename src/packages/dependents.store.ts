import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { type Dependency, dependenciesOf } from "./dependencies.ts";

/** Records what a version needs, inside the transaction that adds it. */
export async function insertDependencies(
  tx: Sql,
  name: string,
  version: string,
  dependencies: readonly Dependency[],
): Promise<void> {
  for (const dependency of dependencies) {
    await tx`
      insert into dependencies (name, version, dependency, wanted)
      values (${name}, ${version}, ${dependency.name}, ${dependency.wanted})`;
  }
  await tx`
    update versions set dependencies_listed = 1 where name = ${name} and version = ${version}`;
}

export interface Dependent {
  readonly name: PackageName;
  readonly version: string;
  readonly wanted: string;
}

/** The versions published here that need something of a package. */
export async function dependentsOf(sql: Sql, name: string): Promise<Dependent[]> {
  return await sql<Dependent>`
    select name, version, wanted from dependencies where dependency = ${name}
    order by name, version`;
}

/** Names of packages published here of which some version needs something of a package. */
export async function dependentNames(
  { read }: Pick<Db, "read">,
  name: string,
  limit: number,
): Promise<PackageName[]> {
  const rows = await read<{ name: PackageName }>`
    select distinct name from dependencies where dependency = ${name} order by name limit ${limit}`;
  return rows.map((row) => row.name);
}

/** So many versions are completed in one transaction. */
const batch = 100;

/** Completes the list for versions that were published before there was one. */
export async function listMissingDependencies(db: Db): Promise<void> {
  for (;;) {
    const rows = await db.read<{ name: string; version: string; manifest: string }>`
      select name, version, manifest from versions where dependencies_listed = 0 limit ${batch}`;
    if (rows.length === 0) return;
    await db.write(async (tx) => {
      for (const { name, version, manifest } of rows) {
        const dependencies = dependenciesOf(JSON.parse(manifest) as JsonObject);
        await insertDependencies(tx, name, version, dependencies);
      }
    });
  }
}
