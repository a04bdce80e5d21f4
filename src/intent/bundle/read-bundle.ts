import { createHash } from "node:crypto";
import { RegistryError } from "../../errors.ts";
import { type EntryCapabilities, type EntryGuarantees, noCapabilities } from "../entry.ts";
import { GrammarError } from "../line-grammar.ts";
import { parsePackVersion } from "../pack-version.ts";
import { combined, parseCapabilities } from "./declared-capabilities.ts";
import { intentHeadings, readIntent } from "./intent-file.ts";
import { type Binding, type PackManifest, parsePackManifest } from "./pack-manifest.ts";
import { signingDigest } from "./pack-signature.ts";
import { parseToolBindings } from "./tool-bindings.ts";
import { readZip, ZipError } from "./zip.ts";

/** A pack bundle that was read to the end and holds nothing that a reader could take differently. */
export interface Bundle {
  readonly manifest: PackManifest;
  /** `sha256:` and the hex digest of the archive's bytes: what identifies it. */
  readonly digest: string;
  readonly signingDigest: string;
  /** The text of signature.txt, or null. */
  readonly signature: string | null;
  readonly intent: string;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly capabilities: EntryCapabilities;
  /** Null when nothing is declared. */
  readonly guarantees: EntryGuarantees | null;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const maxBundleBytes = 32 * 1024 * 1024;
const KiB = 1024;
const maxTextBytes = {
  "pack.yaml": 512 * KiB,
  "intent.md": 256 * KiB,
  "tools.yaml": 512 * KiB,
  "capabilities.yaml": 512 * KiB,
  "signature.txt": 4 * KiB,
} as const;
const known = Object.keys(maxTextBytes) as (keyof typeof maxTextBytes)[];
/** What clients write after they have checked something; inside a bundle it would vouch for itself. */
const forged = /(?:^|\/)(?:verification\.json|\.n3pack_source\.json)$/i;
const packId = /^[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)*$/;
const maxIdLength = 214;

/**
 * Reads an uploaded bundle and refuses whatever namel3ss-registry §16 lists: what is accepted here is
 * read in the same way by every client.
 *
 * @param versions `any` for what the registry packs itself: an Expert's version may be a prerelease
 * @throws RegistryError `invalid`, `too_large`
 */
export function readBundle(
  bytes: Uint8Array,
  versions: "comparable" | "any" = "comparable",
): Bundle {
  if (bytes.length > maxBundleBytes) {
    throw new RegistryError("too_large", `a bundle may have ${maxBundleBytes} bytes at most`);
  }
  try {
    return read(bytes, versions);
  } catch (error) {
    if (error instanceof ZipError) throw invalid(`the archive ${error.message}`);
    if (error instanceof GrammarError) throw invalid(error.message);
    throw error;
  }
}

function read(bytes: Uint8Array, versions: "comparable" | "any"): Bundle {
  const files = readZip(bytes);
  for (const path of files.keys()) {
    if (forged.test(path)) {
      throw invalid("the bundle holds a file by which clients note what they verified themselves");
    }
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    if (known.some((one) => one === name) && !known.some((one) => one === path)) {
      throw invalid(`${name} belongs at the top of the bundle and nowhere else`);
    }
  }
  const manifestText = textOf(files, "pack.yaml");
  if (manifestText === null) throw invalid("pack.yaml is missing at the top of the bundle");
  const manifest = parsePackManifest(manifestText);
  checkId(manifest.id);
  if (versions === "comparable") checkVersion(manifest.version);

  const intent = textOf(files, "intent.md");
  const missing = intent === null ? intentHeadings : readIntent(intent).missing;
  if (intent === null || missing.length > 0) {
    throw invalid(`intent.md needs these headings: ${missing.join("; ")}`);
  }
  const toolsText = textOf(files, "tools.yaml");
  const capabilitiesText = textOf(files, "capabilities.yaml");
  const declared = capabilitiesText === null ? null : parseCapabilities(capabilitiesText);
  const signature = textOf(files, "signature.txt");
  if (signature !== null && signature.trim() !== "" && manifest.signerId === null) {
    throw invalid("signature.txt has a signature, but pack.yaml names no signer_id: sign it again");
  }
  return {
    manifest,
    digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    signingDigest: signingDigest(manifestText, toolsText),
    signature,
    intent,
    bindings: toolsText === null ? manifest.entrypoints : parseToolBindings(toolsText),
    capabilities: declared === null ? noCapabilities : combined(declared.values()),
    guarantees: declared === null ? null : guaranteesOf(combined(declared.values())),
    files,
  };
}

function checkId(id: string): void {
  if (!isPackId(id)) {
    throw invalid(
      "the id of a pack is lower-case letters, digits, - and _, in parts joined by dots",
    );
  }
}

/** Whether a text can be the id of a pack; it is safe in a path and a file name then. */
export function isPackId(text: string): boolean {
  return text.length <= maxIdLength && packId.test(text);
}

function checkVersion(version: string): void {
  if (parsePackVersion(version).kind === "other") {
    throw invalid("the version of a pack is one to three numbers joined by dots, or stable");
  }
}

/** True where it holds for every tool, that is, for the highest level over all of them. */
function guaranteesOf(highest: EntryCapabilities): EntryGuarantees {
  return {
    no_filesystem_write: highest.filesystem !== "write",
    no_filesystem_read: highest.filesystem === "none",
    no_network: highest.network === "none",
    no_subprocess: highest.subprocess === "none",
    no_env_read: highest.env === "none",
    no_env_write: true,
    secrets_allowed: highest.secrets,
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(
  files: ReadonlyMap<string, Uint8Array>,
  path: keyof typeof maxTextBytes,
): string | null {
  const bytes = files.get(path);
  if (bytes === undefined) return null;
  const limit = maxTextBytes[path];
  if (bytes.length > limit) throw invalid(`${path} is larger than ${limit} bytes`);
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid(`${path} is not UTF-8`);
  }
}

function invalid(message: string): RegistryError {
  return new RegistryError("invalid", message);
}
