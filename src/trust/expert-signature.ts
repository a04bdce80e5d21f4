import { createPrivateKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import type { SignatureStatus } from "../intent/entry.ts";
import type { Publisher, TrustedSigners } from "./trusted-keys.ts";
import { SignerId } from "./trusted-keys.ts";

/** A detached signature over the definition of one version of an Expert. */
export const ExpertSignatureSchema = z.strictObject({
  signer: SignerId,
  algorithm: z.literal("ed25519"),
  /** `sha256:` and the hex digest of the definition in its normal form. */
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, "write sha256: and 64 hex digits"),
  /** 64 bytes in base64. */
  value: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, "write the 64 bytes of a signature in base64"),
});

export type DetachedSignature = z.infer<typeof ExpertSignatureSchema>;

/** What a signature is about. */
export interface SignedExpert {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the definition in its normal form, in hex. */
  readonly digest: string;
}

/** How the signatures of a version were checked, with the ids of the trusted keys that verified any. */
export interface CheckedExpert {
  readonly status: SignatureStatus;
  readonly algorithm: string | null;
  readonly signerId: string | null;
  readonly verifiedBy: readonly string[];
}

const unsigned: CheckedExpert = {
  status: "unsigned",
  algorithm: null,
  signerId: null,
  verifiedBy: [],
};

/**
 * The one text that is signed. It begins with what it is, so that no signature over anything else can
 * be taken for one; version and signer are in it, so that neither can be exchanged.
 */
function signedText({ name, version, digest }: SignedExpert, signer: string): Buffer {
  const lines = ["agentregistry expert signature v1", signer, `${name}@${version}`];
  return Buffer.from([...lines, `sha256:${digest}`].join("\n"), "utf8");
}

export function signExpert(
  privateKey: KeyObject,
  signer: string,
  expert: SignedExpert,
): DetachedSignature {
  return {
    signer,
    algorithm: "ed25519",
    digest: `sha256:${expert.digest}`,
    value: sign(null, signedText(expert, signer), privateKey).toString("base64"),
  };
}

/** Whether one signature holds: `unverified` when its signer is not trusted with this publisher. */
export function checkSignature(
  { signer, digest, value }: DetachedSignature,
  expert: SignedExpert & Publisher,
  signers: TrustedSigners,
): Exclude<SignatureStatus, "unsigned"> {
  if (digest !== `sha256:${expert.digest}`) return "invalid";
  const trusted = signers
    .for(expert)
    .find(({ id, algorithm }) => id === signer && algorithm === "ed25519");
  if (trusted?.algorithm !== "ed25519") return "unverified";
  const text = signedText(expert, signer);
  const isMatch = verify(null, text, trusted.publicKey, Buffer.from(value, "base64"));
  return isMatch ? "verified" : "invalid";
}

/**
 * What the signatures of a version are worth together: verified if any trusted key verifies one, else
 * invalid if one is wrong, else unverified.
 */
export function checkExpertSignatures(
  signatures: readonly DetachedSignature[],
  expert: SignedExpert & Publisher,
  signers: TrustedSigners,
): CheckedExpert {
  const checked = signatures.map((signature) => ({
    signature,
    status: checkSignature(signature, expert, signers),
  }));
  for (const status of ["verified", "invalid", "unverified"] as const) {
    const found = checked.filter((one) => one.status === status);
    const [first] = found;
    if (first === undefined) continue;
    const ids = found.map(({ signature }) => signature.signer).sort();
    return {
      status,
      algorithm: first.signature.algorithm,
      signerId: first.signature.signer,
      verifiedBy: status === "verified" ? ids : [],
    };
  }
  return unsigned;
}

/** Of several whose keys verified it, names one that the policy wants; null for any. */
export function preferSigner(
  checked: CheckedExpert,
  wanted: readonly string[] | null,
): CheckedExpert {
  const signerId = checked.verifiedBy.find((id) => wanted?.includes(id)) ?? checked.signerId;
  return { ...checked, signerId };
}

/** @throws RegistryError `invalid` for what is no Ed25519 private key in PEM */
export function readPrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // What is wrong with it is told below, without a word of the key.
  }
  throw new RegistryError(
    "invalid",
    "this is no Ed25519 private key in PEM, or it needs a password",
  );
}
