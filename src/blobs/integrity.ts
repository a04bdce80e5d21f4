import { createHash } from "node:crypto";
import ssri from "ssri";
import { RegistryError } from "../errors.ts";

declare const brand: unique symbol;

/** `sha512-<base64>`: the one digest that bytes are stored, ruled on and served by. */
export type Integrity = string & { readonly [brand]: "Integrity" };

/**
 * Reads one sha512 in the form of Subresource Integrity.
 *
 * @throws RegistryError `invalid`
 */
export function parseIntegrity(text: string): Integrity {
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(text)) {
    throw new RegistryError("invalid", "an integrity has the form sha512-<base64 of 64 bytes>");
  }
  return text as Integrity;
}

/** The digests of a byte stream, taken as it passes. */
export class Digester {
  readonly #sha512 = createHash("sha512");
  readonly #sha1 = createHash("sha1");
  readonly #sha256 = createHash("sha256");
  size = 0;

  update(chunk: Uint8Array): void {
    this.#sha512.update(chunk);
    this.#sha1.update(chunk);
    this.#sha256.update(chunk);
    this.size += chunk.byteLength;
  }

  digest(): Digests & { readonly sha256: string } {
    return {
      integrity: `sha512-${this.#sha512.digest("base64")}` as Integrity,
      shasum: this.#sha1.digest("hex"),
      sha256: this.#sha256.digest("hex"),
      size: this.size,
    };
  }
}

export interface Digests {
  readonly integrity: Integrity;
  /** SHA-1 in hex, for old clients. */
  readonly shasum: string;
  readonly size: number;
}

/** What a registry or a publisher says that the bytes are; versions from before 2017 have only a shasum. */
export interface DeclaredDigests {
  readonly integrity?: string | undefined;
  readonly shasum?: string | undefined;
}

/** The sha512 of a declaration, when it names exactly one. */
export function declaredSha512(declared: DeclaredDigests): Integrity | null {
  const hashes = ssri.parse(declared.integrity ?? "")?.["sha512"] ?? [];
  const [only, ...others] = hashes.map((hash) => `sha512-${hash.digest}`);
  if (only === undefined || others.some((other) => other !== only)) return null;
  return /^sha512-[A-Za-z0-9+/]{86}==$/.test(only) ? (only as Integrity) : null;
}

/**
 * Why the bytes are not what was declared, or null when they are. Every digest that is there must
 * match: checking the strongest alone would let a document carry two truths.
 */
export function mismatch(declared: DeclaredDigests, actual: Digests): string | null {
  if (declared.integrity === undefined && declared.shasum === undefined) {
    return "no digest was declared";
  }
  if (declared.shasum !== undefined && declared.shasum.toLowerCase() !== actual.shasum) {
    return "the sha1 differs from the declared shasum";
  }
  if (declared.integrity === undefined) return null;
  const parsed = ssri.parse(declared.integrity);
  const known = parsed === null ? [] : [...(parsed["sha512"] ?? []), ...(parsed["sha1"] ?? [])];
  if (known.length === 0) return "the declared integrity has no digest that can be checked";
  const sha1 = Buffer.from(actual.shasum, "hex").toString("base64");
  for (const hash of known) {
    const found = hash.algorithm === "sha512" ? actual.integrity.slice("sha512-".length) : sha1;
    if (hash.digest !== found) return `the ${hash.algorithm} differs from the declared integrity`;
  }
  return null;
}

/** The digest as a file name: hex, because base64 has slashes and meets case-blind file systems. */
export function integrityToHex(integrity: Integrity): string {
  return Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex");
}

export function integrityFromHex(hex: string): Integrity {
  return parseIntegrity(`sha512-${Buffer.from(hex, "hex").toString("base64")}`);
}
