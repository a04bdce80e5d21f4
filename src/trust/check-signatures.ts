import { verify } from "node:crypto";
import { z } from "zod";
import type { PackageName } from "../names/package-name.ts";
import {
  type Signature,
  SignatureSchema,
  type SigningKey,
  signedText,
  toPublicKey,
} from "./signing-key.ts";

/**
 * What the signatures of a version are worth: `valid` needs one that a known key made; `wrong` is one
 * that a known key did not make, or made after it had expired. `unknown` has only keys that nobody
 * showed us, `missing` has none.
 */
export type SignatureStatus = "valid" | "wrong" | "unknown" | "missing";

export interface SignedRelease {
  readonly name: PackageName;
  readonly version: string;
  /** `dist.integrity` exactly as the manifest has it. */
  readonly integrity: string;
  /** `dist.signatures` as it came. */
  readonly signatures: unknown;
  readonly publishedAt: Date | null;
}

const maxSignatures = 20;
/** npm takes a version without a publish time for so old (npm-wire-protocol §15.3). */
const ancient = new Date("2015-01-01T00:00:00.000Z");

/** Checks every signature of a release; one wrong one outweighs the others. */
export function checkSignatures(
  release: SignedRelease,
  keys: readonly SigningKey[],
): SignatureStatus {
  const parsed = z.array(SignatureSchema).max(maxSignatures).safeParse(release.signatures);
  if (!parsed.success || parsed.data.length === 0) return "missing";
  const results = parsed.data.map((signature) => checkOne(release, signature, keys));
  if (results.includes("wrong")) return "wrong";
  return results.includes("valid") ? "valid" : "unknown";
}

function checkOne(
  { name, version, integrity, publishedAt }: SignedRelease,
  { keyid, sig }: Signature,
  keys: readonly SigningKey[],
): SignatureStatus {
  const key = keys.find((candidate) => candidate.keyid === keyid);
  const publicKey = key === undefined ? null : toPublicKey(key);
  if (key === undefined || publicKey === null) return "unknown";
  const expires = key.expires === null ? null : new Date(key.expires);
  if (expires !== null && (publishedAt ?? ancient) >= expires) return "wrong";
  const text = signedText(name, version, integrity);
  return verify("sha256", text, publicKey, Buffer.from(sig, "base64")) ? "valid" : "wrong";
}
