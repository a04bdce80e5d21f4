import type { Db, Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { packIdOf } from "./expert-pack.ts";

/** Who has an id. */
export interface IntentId {
  readonly id: string;
  /** The package of an Expert; null for packs. */
  readonly name: PackageName | null;
  /** Who brought the first of it, as `principalToText` writes it. */
  readonly takenBy: string;
}

export async function findIntentId(sql: Sql, id: string): Promise<IntentId | null> {
  const [row] = await sql<{ id: string; name: PackageName | null; taken_by: string }>`
    select id, name, taken_by from intent_ids where id = ${id}`;
  return row === undefined ? null : { id: row.id, name: row.name, takenBy: row.taken_by };
}

/**
 * Refuses an Expert whose id belongs to something else: clients of packs could not tell them apart.
 *
 * @throws RegistryError `conflict`
 */
export async function refuseTakenId(sql: Sql, name: PackageName): Promise<void> {
  const id = packIdOf(name);
  const taken = await findIntentId(sql, id);
  if (taken !== null && taken.name !== name) throw idTaken(id);
}

/**
 * Gives an Expert its id, inside the transaction that publishes it; whoever comes second is refused and
 * nothing of it is kept.
 *
 * @throws RegistryError `conflict`
 */
export async function takeIdForExpert(
  tx: Sql,
  name: PackageName,
  by: string,
  at: string,
): Promise<void> {
  await insertId(tx, packIdOf(name), name, by, at);
  await refuseTakenId(tx, name);
}

/** The same for a pack; another pack with the id is a version of it. @throws RegistryError `conflict` */
export async function takeIdForPack(tx: Sql, id: string, by: string, at: string): Promise<void> {
  await insertId(tx, id, null, by, at);
  const taken = await findIntentId(tx, id);
  if (taken?.name !== null) throw idTaken(id);
}

async function insertId(tx: Sql, id: string, name: PackageName | null, by: string, at: string) {
  await tx`
    insert into intent_ids (id, name, taken_by, taken_at) values (${id}, ${name}, ${by}, ${at})
    on conflict do nothing`;
}

function idTaken(id: string): RegistryError {
  return new RegistryError(
    "conflict",
    `the id ${id}, by which clients of packs know it, belongs to another Expert or pack of this ` +
      "registry; choose another name",
    { fields: { code: "id_taken" } },
  );
}

/** Gives ids to Experts that were published before there were any; the first published is first. */
export async function takeMissingIds(db: Db, at: string): Promise<void> {
  const rows = await db.read<{ name: PackageName }>`
    select e.name as name, min(v.published_at) as first
    from experts e join versions v on v.name = e.name and v.version = e.version
    where not exists (select 1 from intent_ids i where i.name = e.name)
    group by e.name order by first, e.name`;
  if (rows.length === 0) return;
  await db.write(async (tx) => {
    for (const { name } of rows) await insertId(tx, packIdOf(name), name, "owner", at);
  });
}
