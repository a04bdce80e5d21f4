import type { Integrity } from "../blobs/integrity.ts";
import type { Db, Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { PackFacts } from "./bundle/facts-of-bundle.ts";
import type { RegistryEntry } from "./entry.ts";

/** A bundle that was uploaded. */
export interface StoredBundle {
  readonly packId: string;
  readonly version: string;
  /** `sha256:` and hex. */
  readonly digest: string;
  /** Where its bytes are. */
  readonly integrity: Integrity;
  readonly size: number;
  readonly publishedBy: string;
  readonly publishedAt: string;
  /** Without what depends on the keys that are trusted. */
  readonly entry: Omit<RegistryEntry, "source">;
  readonly facts: PackFacts;
}

interface Row {
  pack_id: string;
  version: string;
  digest: string;
  integrity: string;
  size: number;
  published_by: string;
  published_at: string;
  entry: string;
  facts: string;
}

/**
 * Adds a bundle inside the caller's transaction. The signature of a pack covers neither its code nor
 * its capabilities, so id and version are taken for good, also by a bundle with the same signature.
 *
 * @throws RegistryError `conflict` for other bytes under an id and version that are there
 */
export async function insertBundle(tx: Sql, bundle: StoredBundle): Promise<void> {
  const inserted = await tx`
    insert into bundles (pack_id, version, digest, integrity, size, published_by, published_at,
                         entry, facts)
    values (${bundle.packId}, ${bundle.version}, ${bundle.digest}, ${bundle.integrity},
            ${bundle.size}, ${bundle.publishedBy}, ${bundle.publishedAt},
            ${JSON.stringify(bundle.entry)}, ${JSON.stringify(bundle.facts)})
    on conflict do nothing returning version`;
  if (inserted.length > 0) return;
  throw new RegistryError(
    "conflict",
    `${bundle.packId}@${bundle.version} is already there with other bytes; raise its version`,
  );
}

export async function findBundle(
  { read }: Pick<Db, "read">,
  packId: string,
  version: string,
): Promise<StoredBundle | null> {
  const [row] = await read<Row>`
    select * from bundles where pack_id = ${packId} and version = ${version}`;
  return row === undefined ? null : toBundle(row);
}

/** Where the bytes of a bundle are, or null when none has the digest. */
export async function findBundleBytes(
  { read }: Pick<Db, "read">,
  digest: string,
): Promise<Integrity | null> {
  const [row] = await read<{ integrity: Integrity }>`
    select integrity from bundles where digest = ${digest}`;
  return row?.integrity ?? null;
}

/** Every version of a pack. */
export async function findBundles(
  { read }: Pick<Db, "read">,
  packId: string,
): Promise<StoredBundle[]> {
  const rows = await read<Row>`select * from bundles where pack_id = ${packId} order by version`;
  return rows.map(toBundle);
}

/** Every digest that a bundle points at. */
export async function bundleIntegrities({ read }: Pick<Db, "read">): Promise<Set<Integrity>> {
  const rows = await read<{ integrity: Integrity }>`select integrity from bundles`;
  return new Set(rows.map(({ integrity }) => integrity));
}

function toBundle(row: Row): StoredBundle {
  return {
    packId: row.pack_id,
    version: row.version,
    digest: row.digest,
    integrity: row.integrity as Integrity,
    size: row.size,
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    entry: JSON.parse(row.entry) as StoredBundle["entry"],
    facts: JSON.parse(row.facts) as PackFacts,
  };
}
