import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { z } from "zod";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import { openTrustFile, type TrustFile } from "./trust-file.ts";

/** Somebody whose signatures count here. */
export type TrustedSigner = {
  readonly id: string;
  /** Scopes (`@acme`) and publishers (`ann`) that it may sign for; null for all. */
  readonly publishers: readonly string[] | null;
} & (
  | { readonly algorithm: "ed25519"; readonly publicKey: KeyObject }
  /** Whoever can verify with it could also sign. */
  | { readonly algorithm: "hmac-sha256"; readonly secret: string }
);

/** What trust/keys.toml says. */
export interface TrustedSigners {
  readonly all: readonly TrustedSigner[];
  /** Those that may sign what somebody publishes under a name. */
  for(publisher: Publisher): readonly TrustedSigner[];
}

export interface Publisher {
  /** The package; of a pack, the name that its id stands for. */
  readonly name: PackageName;
  /** Who published it, as clients are shown. */
  readonly publishedBy: string;
}

export type TrustedKeys = TrustFile<TrustedSigners>;

/** An id ends up in signed texts and on terminals, so it is one word. */
export const SignerId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$/, "use letters, digits and . _ - @ + for an id");

const PublicKey = z
  .string()
  .max(4096)
  .transform((text, context) => {
    const key = readPublicKey(text);
    if (key !== null) return key;
    context.addIssue("this is no Ed25519 public key, neither in PEM nor as base64 of its DER form");
    return z.NEVER;
  });

const common = {
  id: SignerId,
  publishers: z
    .array(z.string().regex(/^@?[a-z0-9][a-z0-9._-]{0,213}$/, "write @scope or a publisher's name"))
    .max(1000)
    .optional(),
};

export const KeysSchema = z.strictObject({
  signer: z
    .array(
      z.discriminatedUnion("algorithm", [
        z.strictObject({
          ...common,
          algorithm: z.literal("ed25519"),
          public_key: PublicKey,
        }),
        z.strictObject({
          ...common,
          algorithm: z.literal("hmac-sha256"),
          secret: z.string().min(1).max(4096),
        }),
      ]),
    )
    .max(1000)
    .default([])
    .superRefine((signers, context) => {
      const seen = new Set<string>();
      for (const [index, { id, algorithm }] of signers.entries()) {
        const key = `${algorithm} ${id}`;
        if (seen.has(key)) {
          context.addIssue({
            code: "custom",
            path: [index, "id"],
            message: "this id is there twice",
          });
        }
        seen.add(key);
      }
    }),
});

export function keysPath(home: string): string {
  return join(home, "trust", "keys.toml");
}

/**
 * @param onChange called when other keys are in force: what they verified before no longer counts
 * @throws RegistryError `invalid` for a file that cannot be read, with the line
 */
export function openTrustedKeys(
  home: string,
  { now, log }: { readonly now: () => Date; readonly log: Logger },
  onChange: () => void,
): TrustedKeys {
  const path = keysPath(home);
  const warn = (signers: TrustedSigners) => {
    if (!holdsSecret(signers.all) || !othersMayRead(path)) return;
    log.error(
      { file: path },
      "trust/keys.toml holds secrets and others on this machine can read it: chmod 600 it, and " +
        "replace the secrets",
    );
  };
  const keys: TrustedKeys = openTrustFile({
    path,
    name: "trust/keys.toml",
    schema: KeysSchema,
    compile,
    now,
    log,
    onChange() {
      warn(keys.current);
      onChange();
    },
  });
  warn(keys.current);
  return keys;
}

export function compile({ signer }: z.output<typeof KeysSchema>): TrustedSigners {
  const all = signer.map((one): TrustedSigner => {
    const { id, publishers = null } = one;
    return one.algorithm === "ed25519"
      ? { id, publishers, algorithm: one.algorithm, publicKey: one.public_key }
      : { id, publishers, algorithm: one.algorithm, secret: one.secret };
  });
  return { all, for: (publisher) => all.filter((signer) => maySignFor(signer, publisher)) };
}

function maySignFor({ publishers }: TrustedSigner, { name, publishedBy }: Publisher): boolean {
  if (publishers === null) return true;
  const scope = scopeOf(name);
  return publishers.includes(publishedBy) || (scope !== null && publishers.includes(`@${scope}`));
}

export function holdsSecret(signers: readonly TrustedSigner[]): boolean {
  return signers.some(({ algorithm }) => algorithm === "hmac-sha256");
}

export function othersMayRead(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (stat.mode & 0o077) !== 0;
}

/** An Ed25519 public key in PEM, or as base64 of its DER form; null for anything else. */
export function readPublicKey(text: string): KeyObject | null {
  const isPem = text.includes("-----BEGIN PUBLIC KEY-----");
  try {
    const key = isPem
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text.trim(), "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

/** The DER form of a public key in base64. */
export function publicKeyText(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/** What people compare to tell whether two keys are the same. */
export function fingerprintOf(key: KeyObject): string {
  const digest = createHash("sha256").update(key.export({ type: "spki", format: "der" }));
  return `SHA256:${digest.digest("base64").replace(/=+$/, "")}`;
}
