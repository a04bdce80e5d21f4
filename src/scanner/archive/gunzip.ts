import { crc32, createInflateRaw } from "node:zlib";
import { type ByteReader, byteReader } from "./byte-reader.ts";
import { isZero } from "./is-zero.ts";
import { StopReading } from "./stop-reading.ts";

/** What only the decompressor sees. Complete once its chunks have been read to the end. */
export interface GzipFacts {
  /** Where the members end, counted in decompressed bytes; only the first few are kept. */
  readonly memberEnds: readonly number[];
  readonly members: number;
  /** Bytes other than zero follow the last member. */
  readonly trailingData: boolean;
}

export interface Gunzipped {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly facts: GzipFacts;
}

const flags = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };
const pieceBytes = 64 * 1024;
const keptMemberEnds = 16;

/**
 * Decompresses gzip member by member (RFC 1952). One-call helpers stop after the first member or
 * skip what follows the last one without a word, and tools disagree about both, so an attacker can
 * show each of them another archive; here every byte is accounted for.
 *
 * Reading the chunks throws StopReading when the bytes are not intact gzip.
 */
export function gunzip(compressed: AsyncIterable<Uint8Array>): Gunzipped {
  const facts = { memberEnds: [] as number[], members: 0, trailingData: false };
  return { chunks: readMembers(byteReader(compressed), facts), facts };
}

async function* readMembers(
  reader: ByteReader,
  facts: { memberEnds: number[]; members: number; trailingData: boolean },
): AsyncGenerator<Uint8Array> {
  let total = 0;
  try {
    await readHeader(reader, await reader.take(2));
    for (;;) {
      let crc = 0;
      let size = 0;
      for await (const chunk of inflate(reader)) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        yield chunk;
      }
      await checkTrailer(reader, crc, size);
      total += size;
      facts.members += 1;
      if (facts.memberEnds.length < keptMemberEnds) facts.memberEnds.push(total);

      const next = await reader.take(2);
      if (next[0] !== 0x1f || next[1] !== 0x8b) {
        facts.trailingData = !isZero(next) || (await holdsData(reader));
        return;
      }
      await readHeader(reader, next);
    }
  } finally {
    await reader.close();
  }
}

async function readHeader(reader: ByteReader, magic: Uint8Array): Promise<void> {
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) throw unreadable("the tarball is not gzip");
  const [method, flag = 0, ...rest] = await reader.take(8);
  if (rest.length < 6) throw unreadable("the tarball ends inside a gzip header");
  if (method !== 8 || (flag & flags.reserved) !== 0) {
    throw unreadable("the tarball has a gzip header of an unknown kind");
  }
  if (flag & flags.extra) {
    const [low = 0, high = 0] = await reader.take(2);
    await reader.take(low + high * 256);
  }
  if (flag & flags.name) await skipText(reader);
  if (flag & flags.comment) await skipText(reader);
  if (flag & flags.headerCrc) await reader.take(2);
}

async function skipText(reader: ByteReader): Promise<void> {
  for (;;) {
    const piece = await reader.some(pieceBytes);
    if (piece === null) throw unreadable("the tarball ends inside a gzip header");
    const end = piece.indexOf(0);
    if (end === -1) continue;
    reader.giveBack(piece.length - end - 1);
    return;
  }
}

/** Inflates one member and leaves the reader at the first byte behind it. */
async function* inflate(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: pieceBytes });
  let ended = false;
  let failed = false;
  let wake = () => {};
  inflater.on("readable", () => wake());
  inflater.on("end", () => {
    ended = true;
    wake();
  });
  inflater.on("error", () => {
    failed = true;
    wake();
  });

  try {
    let fed = 0;
    while (!ended) {
      const piece = await reader.some(pieceBytes);
      if (piece === null) throw unreadable("the tarball is cut off");
      fed += piece.length;
      let taken = false;
      inflater.write(piece, () => {
        taken = true;
        wake();
      });
      for (;;) {
        if (failed) throw unreadable("the compressed data is damaged");
        const chunk: Buffer | null = inflater.read();
        if (chunk !== null) {
          yield chunk;
          continue;
        }
        if (ended || (taken && inflater.bytesWritten === fed)) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (failed || ended || inflater.readableLength > 0) resolve();
        });
      }
      // A member that ends exactly with the piece says so one turn later.
      if (!ended) await new Promise((resolve) => setImmediate(resolve));
      const last: Buffer | null = inflater.read();
      if (last !== null) yield last;
      if (failed) throw unreadable("the compressed data is damaged");
    }
    reader.giveBack(fed - inflater.bytesWritten);
  } finally {
    inflater.destroy();
  }
}

async function checkTrailer(reader: ByteReader, crc: number, size: number): Promise<void> {
  const trailer = await reader.take(8);
  if (trailer.length < 8) throw unreadable("the tarball is cut off");
  const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
  if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== size % 2 ** 32) {
    throw unreadable("the tarball does not match its own checksum");
  }
}

async function holdsData(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const piece = await reader.some(pieceBytes);
    if (piece === null) return false;
    if (!isZero(piece)) return true;
  }
}

function unreadable(message: string): StopReading {
  return new StopReading(null, message);
}
