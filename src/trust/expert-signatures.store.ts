import type { Db, Sql } from "../db/db.ts";
import type { DetachedSignature } from "./expert-signature.ts";

interface Row {
  name: string;
  version: string;
  signer: string;
  algorithm: "ed25519";
  digest: string;
  value: string;
}

/** Signatures by version, the first added first. */
export type SignaturesByVersion = ReadonlyMap<string, readonly DetachedSignature[]>;

/** The signatures of a name's Experts. */
export async function findExpertSignatures(
  db: Pick<Db, "read">,
  name: string,
): Promise<SignaturesByVersion> {
  return (await findSignaturesOf(db, [name])).get(name) ?? new Map();
}

/** The signatures of the Experts of some names, by name; names without any are not in it. */
export async function findSignaturesOf(
  { read }: Pick<Db, "read">,
  names: readonly string[],
): Promise<ReadonlyMap<string, SignaturesByVersion>> {
  if (names.length === 0) return new Map();
  const places = names.map((_, at) => `$${at + 1}`).join(", ");
  const rows: Row[] = await read.unsafe(
    `select name, version, signer, algorithm, digest, value from expert_signatures
     where name in (${places}) order by added_at, signer`,
    [...names],
  );
  const byName = new Map<string, Map<string, DetachedSignature[]>>();
  for (const { name, version, ...signature } of rows) {
    const byVersion = byName.get(name) ?? new Map<string, DetachedSignature[]>();
    byName.set(name, byVersion);
    byVersion.set(version, [...(byVersion.get(version) ?? []), signature]);
  }
  return byName;
}

/**
 * Adds a signature inside the caller's transaction; the one that a signer gave before stays.
 *
 * @returns whether it is the one that is stored now
 */
export async function insertExpertSignature(
  tx: Sql,
  { name, version }: { readonly name: string; readonly version: string },
  { signer, algorithm, digest, value }: DetachedSignature,
  by: string,
  at: string,
): Promise<boolean> {
  await tx`
    insert into expert_signatures (name, version, signer, algorithm, digest, value, added_by, added_at)
    values (${name}, ${version}, ${signer}, ${algorithm}, ${digest}, ${value}, ${by}, ${at})
    on conflict do nothing`;
  const [row] = await tx<{ value: string }>`
    select value from expert_signatures
    where name = ${name} and version = ${version} and signer = ${signer}`;
  return row?.value === value;
}
