import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import type { SignedVersion } from "./registry-key.ts";
import type { Signature } from "./signing-key.ts";
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
  await app.db.write(async (tx) => {
    // The key beside what it signed: whoever replaces the key file one day can still have this checked.
    await putKeys(tx, ownSource, [key], at);
    for (const [signed, signature] of missing) await insertSignature(tx, signed, signature, at);
  });
  return signatures;
}
