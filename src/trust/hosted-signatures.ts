import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import type { PackageName } from "../names/package-name.ts";
import type { SignedVersion } from "./registry-key.ts";
import type { Signature, SigningKey } from "./signing-key.ts";
import { findSignatures, insertSignature, putKeys } from "./trust.store.ts";

/** The keys of this registry are stored under this source; no upstream's address reads like it. */
export const ownSource = "self";

/**
 * Our signature of each of these versions of a package. What has none yet is signed and stored: a
 * version from before there was a key, or one whose publish died before it was signed.
 */
export async function signaturesOf(
  app: Pick<App, "db" | "now" | "registryKey">,
  name: PackageName,
  versions: readonly Omit<SignedVersion, "name">[],
): Promise<ReadonlyMap<string, Signature>> {
  const stored = await findSignatures(app.db, name);
  const signatures = new Map<string, Signature>();
  const missing: [SignedVersion, Signature][] = [];
  for (const { version, integrity } of versions) {
    const found = stored.get(version);
    if (found?.integrity === integrity) {
      signatures.set(version, { keyid: found.keyid, sig: found.sig });
      continue;
    }
    const signed = { name, version, integrity };
    const signature = await app.registryKey.sign(signed);
    signatures.set(version, signature);
    missing.push([signed, signature]);
  }
  if (missing.length === 0) return signatures;

  const key = await app.registryKey.publicKey();
  const at = app.now().toISOString();
  await app.db.write((tx) => storeSignatures(tx, key, missing, at));
  return signatures;
}

/**
 * Signs a version that is about to be published. What it returns stores the signature inside the
 * transaction that adds the version, which then needs no second one.
 */
export async function signAhead(
  app: Pick<App, "registryKey">,
  signed: SignedVersion,
): Promise<(tx: Sql, at: string) => Promise<void>> {
  const signature = await app.registryKey.sign(signed);
  const key = await app.registryKey.publicKey();
  return (tx, at) => storeSignatures(tx, key, [[signed, signature]], at);
}

async function storeSignatures(
  tx: Sql,
  key: SigningKey,
  signatures: readonly (readonly [SignedVersion, Signature])[],
  at: string,
): Promise<void> {
  // The key beside what it signed: whoever replaces the key file one day can still have this checked.
  await putKeys(tx, ownSource, [key], at);
  for (const [signed, signature] of signatures) await insertSignature(tx, signed, signature, at);
}
