import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A signing key of an upstream, with its entry for `/-/npm/v1/keys`. */
export interface TestKey {
  readonly listed: Readonly<Record<string, string | null>>;
  /** What goes into dist.signatures of a version. */
  sign(name: string, version: string, integrity: string): { keyid: string; sig: string };
}

export function testKey(expires: string | null = null): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const der = publicKey.export({ type: "spki", format: "der" });
  const keyid = `SHA256:${createHash("sha256").update(der).digest("base64").replace(/=+$/, "")}`;
  return {
    listed: {
      expires,
      keyid,
      keytype: "ecdsa-sha2-nistp256",
      scheme: "ecdsa-sha2-nistp256",
      key: der.toString("base64"),
    },
    sign(name, version, integrity) {
      const text = Buffer.from(`${name}@${version}:${integrity}`);
      return { keyid, sig: sign("sha256", text, privateKey).toString("base64") };
    },
  };
}

/** A sigstore bundle as far as a registry reads it. */
export function provenanceBundle(name: string, version: string, sha512Hex: string): string {
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      {
        name: `pkg:npm/${name.replace(/^@/, "%40")}@${version}`,
        digest: { sha512: sha512Hex },
      },
    ],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {},
  };
  return JSON.stringify({
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: {},
    dsseEnvelope: {
      payload: Buffer.from(JSON.stringify(statement)).toString("base64"),
      payloadType: "application/vnd.in-toto+json",
      signatures: [{ sig: "MEUC", keyid: "" }],
    },
  });
}
