import { createReadStream } from "node:fs";
import { z } from "zod";
import { blobPath } from "../blobs/disk.ts";
import { Digester, type Integrity, parseIntegrity } from "../blobs/integrity.ts";
import { RegistryError } from "../errors.ts";
import { readArchive } from "./archive.ts";

const size = z.int().min(0);
const digest = z.string().transform((text) => parseIntegrity(text));

/** The first file of a backup says what must follow, so that one that was cut off or changed is noticed. */
const Manifest = z.strictObject({
  format: z.literal("agentregistry-backup"),
  version: z.literal(1),
  program: z.string(),
  createdAt: z.string(),
  /** Migrations that the database has been through. */
  migrations: z.array(z.string()),
  files: z.array(z.strictObject({ path: z.string(), size, integrity: digest })),
  blobs: z.array(z.strictObject({ integrity: digest, size })),
});

export type Manifest = z.infer<typeof Manifest>;

export const manifestPath = "manifest.json";
export const databasePath = "data/registry.db";
const blobsFolder = "data/blobs";
const maxManifestBytes = 256 * 1024 * 1024;

/** Where a blob is in a backup, which is where it is in a home. */
export const archivedBlobPath = (integrity: Integrity) =>
  blobPath(blobsFolder, integrity).replaceAll("\\", "/");

/** Takes the bytes of one file of a backup. */
export type Keep = (path: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>;

/**
 * Reads a whole backup and compares every file in it with its digest.
 *
 * @param keep is given each file before its digest is known: what it kept counts only when all are right
 * @throws RegistryError `invalid` with what is wrong with it
 */
export async function readBackup(file: string, keep: Keep): Promise<Manifest> {
  const files = readArchive(createReadStream(file, { highWaterMark: 1024 * 1024 }));
  const first = await files.next();
  if (first.done || first.value.path !== manifestPath || first.value.size > maxManifestBytes) {
    throw new RegistryError("invalid", "this file is no backup of a registry");
  }
  const manifest = parseManifest(await textOf(first.value.bytes));
  const expected = new Map([
    ...manifest.files.map(({ path, ...rest }) => [path, rest] as const),
    ...manifest.blobs.map((blob) => [archivedBlobPath(blob.integrity), blob] as const),
  ]);
  for await (const { path, size, bytes } of files) {
    const wanted = expected.get(path);
    if (wanted === undefined || wanted.size !== size || !isSafePath(path)) {
      throw new RegistryError("invalid", "the backup holds a file that its manifest does not name");
    }
    expected.delete(path);
    const digester = new Digester();
    await keep(path, digested(bytes, digester));
    if (digester.digest().integrity !== wanted.integrity) {
      throw new RegistryError("invalid", `${path} in the backup is damaged: its digest is another`);
    }
  }
  if (expected.size > 0) {
    throw new RegistryError(
      "invalid",
      `the backup lacks ${expected.size} files that it should hold`,
    );
  }
  return manifest;
}

/** Below the folders that a backup is about, and never anywhere else. */
function isSafePath(path: string): boolean {
  if (path === "agentregistry.toml") return true;
  const [top, ...rest] = path.split("/");
  const isPlain = (name: string) => name !== "" && name !== "." && name !== "..";
  return (
    (top === "data" || top === "trust") &&
    rest.length > 0 &&
    rest.every(isPlain) &&
    !/[\\\0:]/.test(path)
  );
}

function parseManifest(text: string): Manifest {
  const json = jsonOf(text);
  const head = z.looseObject({ format: z.literal("agentregistry-backup"), version: z.int() });
  const known = head.safeParse(json);
  if (!known.success) throw new RegistryError("invalid", "this file is no backup of a registry");
  if (known.data.version > 1) {
    throw new RegistryError("invalid", "the backup was made by a newer version of this program");
  }
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) throw new RegistryError("invalid", "the manifest of the backup is damaged");
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function* digested(
  bytes: AsyncIterable<Uint8Array>,
  digester: Digester,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of bytes) {
    digester.update(chunk);
    yield chunk;
  }
}
