import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { EntrySignature } from "../entry.ts";
import { lines, normalised, stripped } from "../python-text.ts";

/** Keys of the manifest that signing itself appends, and so cannot be signed. */
const unsignedKeys = new Set(["signer_id", "signed_at", "digest"]);

/**
 * What a pack's signature is about: the manifest without what signing appends, and the bindings
 * (namel3ss-registry §7). Neither code nor capabilities nor intent are covered; only the digest of the
 * bundle protects those.
 */
export function signingDigest(manifest: string, tools: string | null): string {
  const kept = lines(manifest).filter(
    (line) => /^\s/.test(line) || !unsignedKeys.has(line.split(":", 1)[0]?.trim() ?? ""),
  );
  const text = normalised(kept.join("\n")) + (tools === null ? "" : `\n${normalised(tools)}`);
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}

export interface PackSigner {
  readonly id: string;
  /** The shared secret that verifies, and could sign as well. */
  readonly secret: string;
}

export interface CheckedSignature extends EntrySignature {
  readonly verifiedBy: readonly string[];
}

/**
 * Whether a pack's signature holds, in the order of conditions of namel3ss-registry §7.
 *
 * @param file the text of signature.txt, or null when there is none
 */
export function checkPackSignature(
  file: string | null,
  signerId: string | null,
  digest: string,
  signers: readonly PackSigner[],
): CheckedSignature {
  const plain = (status: EntrySignature["status"]): CheckedSignature => ({
    status,
    algorithm: null,
    verifiedBy: [],
  });
  if (file === null || file === "") return plain("unsigned");
  if (signerId === null) return plain("unverified");
  const text = stripped(file);
  if (text === "") return plain("invalid");
  const colon = text.indexOf(":");
  const algorithm = colon < 0 ? "hmac-sha256" : text.slice(0, colon);
  const value = colon < 0 ? text : text.slice(colon + 1);
  const signer = signers.find(({ id }) => id === signerId);
  // The legacy algorithm is the digest itself: anybody could write it, so it proves nothing (§16).
  if (signer === undefined || algorithm === "sha256") {
    return { status: "unverified", algorithm, verifiedBy: [] };
  }
  const isMatch = algorithm === "hmac-sha256" && equals(value, hmacOf(digest, signer.secret));
  return isMatch
    ? { status: "verified", algorithm, verifiedBy: [signer.id] }
    : { status: "invalid", algorithm, verifiedBy: [] };
}

/** HMAC-SHA-256 over the signing digest as text, `sha256:` included, in lower-case hex. */
export function hmacOf(digest: string, secret: string): string {
  const plain = stripped(secret);
  const prefix = "hmac-sha256:";
  const key = plain.startsWith(prefix) ? stripped(plain.slice(prefix.length)) : plain;
  return createHmac("sha256", Buffer.from(key, "utf8")).update(digest, "ascii").digest("hex");
}

function equals(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
