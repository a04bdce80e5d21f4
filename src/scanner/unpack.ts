import { type ByteReader, byteReader } from "./archive/byte-reader.ts";
import { type GzipFacts, gunzip } from "./archive/gunzip.ts";
import { isZero } from "./archive/is-zero.ts";
import { type Extensions, isExtension, readExtension } from "./archive/read-extension.ts";
import { note, type Reading } from "./archive/reading.ts";
import { StopReading } from "./archive/stop-reading.ts";
import { parseTarHeader } from "./archive/tar-header.ts";
import { toEntry } from "./archive/to-entry.ts";
import type { ScanLimits } from "./limits.ts";
import type { ArchiveNote, Entry } from "./rule.ts";

/** Bytes that can be read from the start as often as needed. */
export interface ScanSource {
  readonly bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** An entry whose bytes have not been read yet. */
export interface UnpackedEntry {
  readonly entry: Omit<Entry, "digest" | "shape">;
  /** The next piece of the body, null at its end. Only valid until the next entry is asked for. */
  read(): Promise<Uint8Array | null>;
}

export interface Unpacking {
  readonly entries: AsyncIterable<UnpackedEntry>;
  /** What was odd about the archive; complete once the entries have been read to the end. */
  readonly notes: readonly ArchiveNote[];
}

const blockBytes = 512;
const pieceBytes = 64 * 1024;

/**
 * Reads a gzipped tar archive strictly and from memory, never from or to disk. Installing clients
 * disagree about broken and unusual archives; where they could, this reader notes it (threat
 * catalogue TAR-01 and TAR-05) instead of choosing one reading in silence.
 *
 * Reading the entries throws StopReading as soon as a limit is passed or the bytes make no sense.
 */
export function unpack(source: ScanSource, limits: ScanLimits): Unpacking {
  const notes: ArchiveNote[] = [];
  const { chunks, facts } = gunzip(countCompressed(source, limits));
  const reader = byteReader(countUnpacked(chunks, source, limits));
  const reading: Reading = { limits, reader, notes, borders: [] };
  return { entries: readEntries(reading, facts), notes };
}

async function* countCompressed(
  source: ScanSource,
  limits: ScanLimits,
): AsyncGenerator<Uint8Array> {
  const tooMany = () =>
    new StopReading("compressed", `the tarball is larger than ${limits.compressedBytes} bytes`);
  if (source.bytes > limits.compressedBytes) throw tooMany();
  let read = 0;
  for await (const chunk of source.open()) {
    read += chunk.length;
    if (read > limits.compressedBytes) throw tooMany();
    yield chunk;
  }
}

async function* countUnpacked(
  chunks: AsyncIterable<Uint8Array>,
  source: ScanSource,
  limits: ScanLimits,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read > limits.unpackedBytes) {
      throw new StopReading(
        "unpacked",
        `the archive unpacks to more than ${limits.unpackedBytes} bytes`,
      );
    }
    if (read > limits.ratioFromBytes && read > limits.ratio * source.bytes) {
      throw new StopReading(
        "ratio",
        `the archive unpacks to more than ${limits.ratio} times its size`,
      );
    }
    yield chunk;
  }
}

async function* readEntries(reading: Reading, facts: GzipFacts): AsyncGenerator<UnpackedEntry> {
  const { reader, limits } = reading;
  let pending: Extensions = { pax: null, longName: null, longLink: null };
  let headers = 0;
  let bodyEnd = 0;
  try {
    for (;;) {
      const block = await nextHeaderBlock(reading);
      if (block === null) break;
      headers += 1;
      if (headers > limits.entries) {
        throw new StopReading("entries", `the archive has more than ${limits.entries} entries`);
      }
      reading.borders.push({ bodyEnd, header: reader.offset - blockBytes });

      const header = parseTarHeader(block);
      if (!header.checksumMatches) {
        if (headers === 1) throw new StopReading(null, "the tarball does not hold a tar archive");
        note(reading, "TAR-05", "an entry has a wrong header checksum", null);
        throw new StopReading(null, "the archive cannot be read behind a damaged header");
      }
      if (isExtension(header.typeFlag)) {
        await readExtension(reading, header, pending);
        bodyEnd = reader.offset;
        await skip(reader, paddingOf(header.size));
        continue;
      }

      const entry = toEntry(reading, header, pending);
      pending = { pax: null, longName: null, longLink: null };
      const bodyBytes = entry.type === "directory" ? 0 : entry.size;
      if (bodyBytes > limits.fileBytes) {
        throw new StopReading(
          "file",
          `the archive holds a file larger than ${limits.fileBytes} bytes`,
        );
      }
      let left = bodyBytes;
      const read = async (): Promise<Uint8Array | null> => {
        if (left === 0) return null;
        const piece = await reader.some(Math.min(left, pieceBytes));
        if (piece === null) throw new StopReading(null, "the archive ends inside a file");
        left -= piece.length;
        return piece;
      };
      yield { entry, read };
      while ((await read()) !== null);
      bodyEnd = reader.offset;
      await skip(reader, paddingOf(bodyBytes));
    }
    if (pending.pax !== null || pending.longName !== null || pending.longLink !== null) {
      note(reading, "TAR-05", "an extended header is followed by no entry", null);
    }
    noteMembers(reading, facts);
  } finally {
    await reader.close();
  }
}

/** The next block that is not zero, or null at the end; notes what stands behind the end. */
async function nextHeaderBlock(reading: Reading): Promise<Uint8Array | null> {
  const { reader } = reading;
  const block = await reader.take(blockBytes);
  if (!isZero(block)) {
    if (block.length < blockBytes) throw new StopReading(null, "the archive ends inside a header");
    return block;
  }
  // Some real tarballs lack one or both of the two zero blocks that end an archive.
  if (block.length < blockBytes) return null;

  const second = await reader.take(blockBytes);
  if (!isZero(second)) {
    if (second.length < blockBytes) throw new StopReading(null, "the archive ends inside a header");
    note(reading, "TAR-05", "entries follow a lone zero block, where some readers stop", null);
    return second;
  }
  for (;;) {
    const piece = await reader.some(pieceBytes);
    if (piece === null) return null;
    if (isZero(piece)) continue;
    note(reading, "TAR-05", "data follows the end of the archive", null);
    // To the end, so that limits and the checksum of the compressed data still count.
    while ((await reader.some(pieceBytes)) !== null);
    return null;
  }
}

/**
 * Several gzip members are one archive to most readers, and end after the first to others. A
 * parallel compressor cuts anywhere; only a cut between entries gives the others a whole archive.
 */
function noteMembers(reading: Reading, facts: GzipFacts): void {
  if (facts.trailingData) note(reading, "TAR-05", "data follows the compressed archive", null);
  if (facts.members < 2) return;
  const firstEnd = facts.memberEnds[0] ?? 0;
  const betweenEntries = reading.borders.some(
    ({ bodyEnd, header }) => bodyEnd <= firstEnd && firstEnd <= header,
  );
  if (betweenEntries) {
    note(reading, "TAR-05", "the first of several gzip members is an archive of its own", null);
  } else {
    reading.notes.push({
      ruleId: "TAR-05",
      message: "the archive is cut into several gzip members",
      file: null,
      points: 40,
    });
  }
}

function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

async function skip(reader: ByteReader, count: number): Promise<void> {
  const skipped = await reader.take(count);
  if (skipped.length < count) throw new StopReading(null, "the archive ends inside a file");
}
