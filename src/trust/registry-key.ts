import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Integrity } from "../blobs/integrity.ts";
import type { PackageName } from "../names/package-name.ts";
import { type Signature, type SigningKey, signedText } from "./signing-key.ts";

/** The key that this registry signs hosted versions with. It is made when it is first needed. */
export interface RegistryKey {
  publicKey(): Promise<SigningKey>;
  sign(version: SignedVersion): Promise<Signature>;
}

export interface SignedVersion {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
}

/** @param data folder of what must be backed up; the key is `registry-key.pem` in it */
export function openRegistryKey(data: string): RegistryKey {
  const path = join(data, "registry-key.pem");
  let opened: Promise<{ privateKey: KeyObject; publicKey: SigningKey }> | null = null;
  const keys = () => {
    opened ??= loadOrMake(path).then((privateKey) => ({
      privateKey,
      publicKey: describe(privateKey),
    }));
    return opened;
  };
  return {
    publicKey: async () => (await keys()).publicKey,
    async sign({ name, version, integrity }) {
      const { privateKey, publicKey } = await keys();
      const sig = sign("sha256", signedText(name, version, integrity), privateKey);
      return { keyid: publicKey.keyid, sig: sig.toString("base64") };
    },
  };
}

async function loadOrMake(path: string): Promise<KeyObject> {
  // A key that is there but unreadable must fail: a new one would orphan what the old one signed.
  if (existsSync(path)) return createPrivateKey(readFileSync(path, "utf8"));
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const temporary = `${path}.new`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  return privateKey;
}

function describe(privateKey: KeyObject): SigningKey {
  const der = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const digest = createHash("sha256").update(der).digest("base64").replace(/=+$/, "");
  return {
    expires: null,
    keyid: `SHA256:${digest}`,
    keytype: "ecdsa-sha2-nistp256",
    scheme: "ecdsa-sha2-nistp256",
    key: der.toString("base64"),
  };
}
