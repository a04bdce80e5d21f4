import { createHash } from "node:crypto";
import { StopReading } from "../scanner/archive/stop-reading.ts";
import { defaultLimits, type ScanLimits } from "../scanner/limits.ts";
import { unpack } from "../scanner/unpack.ts";

const MiB = 1024 * 1024;

/** Less than the scanner reads: this happens beside everything else, for a person who waits. */
const limits: ScanLimits = {
  ...defaultLimits,
  compressedBytes: 64 * MiB,
  unpackedBytes: 256 * MiB,
  entries: 20_000,
};
const maxTextBytes = MiB / 2;
const maxAllTextBytes = 16 * MiB;

export interface ReleaseFile {
  /** SHA-256 in hex. */
  readonly digest: string;
  readonly bytes: number;
  /** Null for what is no text, or too long. */
  readonly text: string | null;
}

export interface ReleaseFiles {
  /** By path inside the package; of two with one path the last one, as clients install it. */
  readonly files: ReadonlyMap<string, ReleaseFile>;
  /** Whether the archive was read to its end. */
  readonly isWhole: boolean;
}

/** Reads what is in a tarball, within bounds. Nothing of it is written or executed. */
export async function readRelease(tarball: Blob, wantsText: boolean): Promise<ReleaseFiles> {
  const files = new Map<string, ReleaseFile>();
  let room = wantsText ? maxAllTextBytes : 0;
  const open = () => tarball.stream() as unknown as AsyncIterable<Uint8Array>;
  try {
    for await (const { entry, read } of unpack({ bytes: tarball.size, open }, limits).entries) {
      if (entry.type !== "file" || entry.path === null) continue;
      const keeps = entry.size <= maxTextBytes && entry.size <= room;
      const file = await readFile(read, keeps);
      if (file.text !== null) room -= file.bytes;
      files.set(entry.path, file);
    }
    return { files, isWhole: true };
  } catch (error) {
    if (!(error instanceof StopReading)) throw error;
    return { files, isWhole: false };
  }
}

async function readFile(
  read: () => Promise<Uint8Array | null>,
  keeps: boolean,
): Promise<ReleaseFile> {
  const hash = createHash("sha256");
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const piece = await read();
    if (piece === null) break;
    bytes += piece.byteLength;
    hash.update(piece);
    if (keeps) kept.push(Uint8Array.from(piece));
  }
  return { digest: hash.digest("hex"), bytes, text: keeps ? textOf(Buffer.concat(kept)) : null };
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
