import { writeFileSync } from "node:fs";
import { type ArchiveFile, readArchive, writeArchive } from "../../src/upkeep/archive.ts";

/** The files of an archive with their bytes. */
export async function filesOf(path: string): Promise<[string, Buffer][]> {
  const files: [string, Buffer][] = [];
  for await (const file of readArchive(Bun.file(path).stream())) {
    files.push([file.path, await bytesOf(file)]);
  }
  return files;
}

async function bytesOf({ bytes }: ArchiveFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes an archive of these files. */
export async function rewrite(
  path: string,
  files: readonly (readonly [string, Buffer])[],
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeArchive(entries(files))) chunks.push(chunk);
  writeFileSync(path, Buffer.concat(chunks));
}

async function* entries(files: readonly (readonly [string, Buffer])[]) {
  for (const [path, bytes] of files) {
    yield { path, size: bytes.length, bytes: once(bytes) };
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
