import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { PackageName } from "../names/package-name.ts";

/** A public key as `GET /-/npm/v1/keys` shows it (npm-wire-protocol §15.3). */
export const SigningKeySchema = z.object({
  /** ISO 8601; what was published from then on is not accepted with this key. */
  expires: z
    .string()
    .max(64)
    .nullish()
    .transform((value) => value ?? null),
  keyid: z.string().min(1).max(256),
  keytype: z.string().max(64),
  scheme: z.string().max(64),
  /** SPKI DER in base64. */
  key: z.string().min(1).max(4096),
});

export type SigningKey = z.infer<typeof SigningKeySchema>;

export const SignatureSchema = z.object({
  keyid: z.string().min(1).max(256),
  /** DER in base64. */
  sig: z.string().min(1).max(1024),
});

export type Signature = z.infer<typeof SignatureSchema>;

/** The one text that is signed about a version; `integrity` exactly as its manifest declares it. */
export function signedText(name: PackageName, version: string, integrity: string): Buffer {
  return Buffer.from(`${name}@${version}:${integrity}`, "utf8");
}

/** The key for checking, or null for a kind that nobody here can check. */
export function toPublicKey(key: SigningKey): KeyObject | null {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key.key, "base64"),
      format: "der",
      type: "spki",
    });
    return publicKey.asymmetricKeyDetails?.namedCurve === "prime256v1" ? publicKey : null;
  } catch {
    return null;
  }
}
