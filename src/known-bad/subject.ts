import { RegistryError } from "../errors.ts";
import { type PackageName, parsePackageName, quoteForMessage } from "../names/package-name.ts";
import { isRange } from "../names/version.ts";

/** What an entry of a block list names: a package, some versions of one, or bytes. */
export interface BlockSubject {
  /** The one spelling of it. */
  readonly text: string;
  readonly name: PackageName | null;
  /** A range; null for every version, and for bytes. */
  readonly versions: string | null;
  /** `sha512-<base64>` as tarballs are stored by, `sha256:<hex>` or `sha1:<hex>`. */
  readonly digest: string | null;
}

const maxLength = 512;
/** Bytes of each digest. */
const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;
type Algorithm = keyof typeof digestBytes;

/**
 * Reads an entry of a block list: `name`, `name@range`, or a digest in one of its usual spellings.
 *
 * @throws RegistryError `invalid`
 */
export function parseBlockSubject(given: string): BlockSubject {
  const text = given.trim();
  if (text.length > maxLength) throw new RegistryError("invalid", "an entry is too long");
  const digest = digestOf(text);
  if (digest !== null) return { text: digest, name: null, versions: null, digest };
  const at = text.lastIndexOf("@");
  const name = parsePackageName(at < 1 ? text : text.slice(0, at));
  const versions = at < 1 ? null : text.slice(at + 1).trim();
  if (versions === null || versions === "" || versions === "*") {
    return { text: name, name, versions: null, digest: null };
  }
  if (!isRange(versions)) {
    throw new RegistryError(
      "invalid",
      `${quoteForMessage(text)} names no versions: write a range as npm does, such as <2 or 1.2.3`,
    );
  }
  return { text: `${name}@${versions}`, name, versions, digest: null };
}

/** The spelling that digests are compared in, or null for what is none. */
function digestOf(text: string): string | null {
  const [, prefix, hex] = /^(?:(sha1|sha256|sha512)[:-])?([0-9a-f]{40,128})$/i.exec(text) ?? [];
  if (hex !== undefined) {
    const algorithm = algorithmOf(hex.length / 2);
    if (algorithm === null || (prefix !== undefined && prefix.toLowerCase() !== algorithm)) {
      return null;
    }
    return spelled(algorithm, Buffer.from(hex, "hex"));
  }
  const [, name, base64] = /^(sha1|sha256|sha512)-([A-Za-z0-9+/]{27,86}={0,2})$/.exec(text) ?? [];
  if (name === undefined || base64 === undefined) return null;
  const bytes = Buffer.from(base64, "base64");
  return algorithmOf(bytes.length) === name ? spelled(name as Algorithm, bytes) : null;
}

function algorithmOf(bytes: number): Algorithm | null {
  const names = Object.keys(digestBytes) as Algorithm[];
  return names.find((name) => digestBytes[name] === bytes) ?? null;
}

function spelled(algorithm: Algorithm, bytes: Buffer): string {
  return algorithm === "sha512"
    ? `sha512-${bytes.toString("base64")}`
    : `${algorithm}:${bytes.toString("hex")}`;
}
