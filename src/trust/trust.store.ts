import type { Db, Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { SignedVersion } from "./registry-key.ts";
import type { Signature, SigningKey } from "./signing-key.ts";

/** Keys of one source by what they came from, the oldest first. */
export async function findKeys(db: Db): Promise<{ source: string; key: SigningKey }[]> {
  const rows = await db.read<{ source: string; key: string }>`
    select source, key from signing_keys order by seen_at, keyid`;
  return rows.map((row) => ({ source: row.source, key: JSON.parse(row.key) as SigningKey }));
}

/** Adds keys or replaces what is stored under their ids, inside the caller's transaction. */
export async function putKeys(
  tx: Sql,
  source: string,
  keys: readonly SigningKey[],
  at: string,
): Promise<void> {
  for (const key of keys) {
    await tx`
      insert into signing_keys (source, keyid, key, seen_at)
      values (${source}, ${key.keyid}, ${JSON.stringify(key)}, ${at})
      on conflict (source, keyid) do update set key = excluded.key`;
  }
}

/** When the keys of a source are due to be asked for again, in ISO form, or null. */
export async function findKeyCheck(cacheDb: Db, source: string): Promise<string | null> {
  const [row] = await cacheDb.read<{ next_at: string }>`
    select next_at from key_checks where source = ${source}`;
  return row?.next_at ?? null;
}

export async function putKeyCheck(cacheDb: Db, source: string, nextAt: string): Promise<void> {
  await cacheDb.write(async (tx) => {
    await tx`
      insert into key_checks (source, next_at) values (${source}, ${nextAt})
      on conflict (source) do update set next_at = excluded.next_at`;
  });
}

/** The signatures of a package's versions, with the digest that each one is about. */
export async function findSignatures(
  db: Db,
  name: PackageName,
): Promise<Map<string, Signature & { integrity: string }>> {
  const rows = await db.read<{ version: string; integrity: string; keyid: string; sig: string }>`
    select version, integrity, keyid, sig from signatures where name = ${name}`;
  return new Map(
    rows.map(({ version, integrity, keyid, sig }) => [version, { integrity, keyid, sig }]),
  );
}

/** Stores a signature inside the caller's transaction; the one that is there for these bytes stays. */
export async function insertSignature(
  tx: Sql,
  { name, version, integrity }: SignedVersion,
  { keyid, sig }: Signature,
  at: string,
): Promise<void> {
  await tx`
    insert into signatures (name, version, integrity, keyid, sig, signed_at)
    values (${name}, ${version}, ${integrity}, ${keyid}, ${sig}, ${at})
    on conflict (name, version) do update set
      integrity = excluded.integrity, keyid = excluded.keyid, sig = excluded.sig,
      signed_at = excluded.signed_at
    where signatures.integrity <> excluded.integrity`;
}

export interface StoredAttestation {
  readonly predicateType: string;
  /** The sigstore bundle as JSON text. */
  readonly bundle: string;
}

export async function insertAttestation(
  tx: Sql,
  name: PackageName,
  version: string,
  attestation: StoredAttestation,
): Promise<void> {
  await tx`
    insert into attestations (name, version, predicate_type, bundle)
    values (${name}, ${version}, ${attestation.predicateType}, ${attestation.bundle})
    on conflict (name, version, predicate_type) do nothing`;
}

export async function findAttestations(
  db: Db,
  name: PackageName,
  version: string,
): Promise<StoredAttestation[]> {
  const rows = await db.read<{ predicate_type: string; bundle: string }>`
    select predicate_type, bundle from attestations
    where name = ${name} and version = ${version} order by predicate_type`;
  return rows.map((row) => ({ predicateType: row.predicate_type, bundle: row.bundle }));
}

/** An upstream's attestations of a version as they came, or null while there is no copy. */
export async function findCachedAttestations(
  cacheDb: Db,
  source: string,
  name: PackageName,
  version: string,
): Promise<string | null> {
  const [row] = await cacheDb.read<{ document: string }>`
    select document from attestations
    where source = ${source} and name = ${name} and version = ${version}`;
  return row?.document ?? null;
}

export async function cacheAttestations(
  cacheDb: Db,
  source: string,
  name: PackageName,
  version: string,
  document: string,
  at: string,
): Promise<void> {
  await cacheDb.write(async (tx) => {
    await tx`
      insert into attestations (source, name, version, document, fetched_at)
      values (${source}, ${name}, ${version}, ${document}, ${at})
      on conflict (source, name, version) do nothing`;
  });
}
