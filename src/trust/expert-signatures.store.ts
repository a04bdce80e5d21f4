import type { Db, Sql } from "../db/db.ts";
import type { DetachedSignature } from "./expert-signature.ts";

interface Row {
  version: string;
  signer: string;
  algorithm: "ed25519";
  digest: string;
  value: string;
}

/** The signatures of a name's Experts by version, the first added first. */
export async function findExpertSignatures(
  { read }: Pick<Db, "read">,
  name: string,
): Promise<ReadonlyMap<string, readonly DetachedSignature[]>> {
  const rows = await read<Row>`
    select version, signer, algorithm, digest, value from expert_signatures
    where name = ${name} order by added_at, signer`;
  const byVersion = new Map<string, DetachedSignature[]>();
  for (const { version, ...signature } of rows) {
    byVersion.set(version, [...(byVersion.get(version) ?? []), signature]);
  }
  return byVersion;
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
