import { crc32, inflateRawSync } from "node:zlib";

/**
 * A strict reader of ZIP archives. Readers disagree about odd ones, which is how a file hides from one
 * of them; so everything that a plain packer does not write is refused: gaps, overlaps, repeated names,
 * comments, encryption, links, names that lead elsewhere, and headers that contradict each other.
 * Convenience readers accept most of that, which is why this one is ours.
 */

export interface ZipLimits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Unpacked bytes for each packed byte, looked at above 1 MiB. */
  readonly ratio: number;
}

const MiB = 1024 * 1024;
const zipLimits: ZipLimits = {
  entries: 5_000,
  fileBytes: 16 * MiB,
  totalBytes: 64 * MiB,
  ratio: 200,
};

/** What is wrong with an archive, without any of its text. */
export class ZipError extends Error {}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
const endBytes = 22;
const encrypted = 0x1;
const streamed = 0x8;
const utf8Name = 0x800;
/** Beside those, only how hard the packer tried (bits 1 and 2) means nothing to a reader. */
const knownFlags = 0x6 | encrypted | streamed | utf8Name;

/**
 * The files of an archive by path, in its order.
 *
 * @throws ZipError
 */
export function readZip(bytes: Uint8Array, limits = zipLimits): ReadonlyMap<string, Uint8Array> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start, size } = readEnd(data, limits);
  const files = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let at = start;
  let expected = 0;
  let total = 0;
  for (let index = 0; index < count; index++) {
    const entry = readCentral(data, at, start + size);
    at = entry.next;
    const name = checkedName(entry.name, entry.flags);
    const key = name.normalize("NFC").toLowerCase();
    if (names.has(key)) throw new ZipError("holds a name twice, or two that differ only in case");
    names.add(key);
    if (entry.offset !== expected) throw new ZipError("has a gap or an overlap between its files");
    total += entry.size;
    if (entry.size > limits.fileBytes) throw new ZipError("holds a file that is too large");
    if (total > limits.totalBytes) throw new ZipError("unpacks to too many bytes");
    if (total > MiB && total > limits.ratio * data.length) {
      throw new ZipError("unpacks to far more than it is");
    }
    const { content, end } = readLocal(data, entry, start);
    expected = end;
    if (name.endsWith("/")) {
      if (content.length > 0) throw new ZipError("holds a folder with content");
    } else files.set(name, content);
  }
  if (expected !== start || at !== start + size) {
    throw new ZipError("holds bytes that belong to no file");
  }
  return files;
}

interface End {
  readonly count: number;
  readonly start: number;
  readonly size: number;
}

function readEnd(data: Buffer, limits: ZipLimits): End {
  const at = data.length - endBytes;
  if (at < 0 || data.readUInt32LE(at) !== endSignature || data.readUInt16LE(at + 20) !== 0) {
    throw new ZipError("is no ZIP archive, or has something behind its end");
  }
  const count = data.readUInt16LE(at + 10);
  const size = data.readUInt32LE(at + 12);
  const start = data.readUInt32LE(at + 16);
  const isWhole = data.readUInt32LE(at + 4) === 0 && data.readUInt16LE(at + 8) === count;
  if (!isWhole || start + size !== at) throw new ZipError("has a directory that is not whole");
  if (count > limits.entries) throw new ZipError("holds too many files");
  return { count, start, size };
}

interface Central {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly next: number;
}

function readCentral(data: Buffer, at: number, end: number): Central {
  if (at + 46 > end || data.readUInt32LE(at) !== centralSignature) {
    throw new ZipError("has a directory that cannot be read");
  }
  const flags = data.readUInt16LE(at + 8);
  const method = data.readUInt16LE(at + 10);
  const nameLength = data.readUInt16LE(at + 28);
  const extraLength = data.readUInt16LE(at + 30);
  const commentLength = data.readUInt16LE(at + 32);
  const mode = data.readUInt32LE(at + 38) >>> 16;
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > end) throw new ZipError("has a directory that cannot be read");
  if ((flags & encrypted) !== 0) throw new ZipError("holds an encrypted file");
  if ((flags & ~knownFlags) !== 0) throw new ZipError("holds a file with an unknown flag");
  if (method !== 0 && method !== 8) throw new ZipError("uses a compression other than deflate");
  const kind = mode & 0o170000;
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) {
    throw new ZipError("holds a link or a special file");
  }
  if (extraLength > 0 && hasWideSizes(data.subarray(at + 46 + nameLength, next - commentLength))) {
    throw new ZipError("uses sizes of 64 bits");
  }
  return {
    name: data.subarray(at + 46, at + 46 + nameLength),
    flags,
    method,
    crc: data.readUInt32LE(at + 16),
    packed: data.readUInt32LE(at + 20),
    size: data.readUInt32LE(at + 24),
    offset: data.readUInt32LE(at + 42),
    next,
  };
}

/** The extra field that gives sizes in another place (APPNOTE 4.5.3), or another name (4.6.9). */
function hasWideSizes(extra: Buffer): boolean {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const id = extra.readUInt16LE(at);
    if (id === 0x0001 || id === 0x7075) return true;
  }
  return false;
}

function readLocal(data: Buffer, entry: Central, limit: number): { content: Buffer; end: number } {
  const { offset, name, flags, method, packed, size, crc } = entry;
  if (offset + 30 > limit || data.readUInt32LE(offset) !== localSignature) {
    throw new ZipError("has a file header that cannot be read");
  }
  const nameLength = data.readUInt16LE(offset + 26);
  const extra = offset + 30 + nameLength;
  const start = extra + data.readUInt16LE(offset + 28);
  const end = start + packed;
  const isSame =
    data.subarray(offset + 30, offset + 30 + nameLength).equals(name) &&
    data.readUInt16LE(offset + 6) === flags &&
    data.readUInt16LE(offset + 8) === method;
  const isStreamed = (flags & streamed) !== 0;
  const sizes = [crc, packed, size].every((value, index) => {
    const local = data.readUInt32LE(offset + 14 + 4 * index);
    return local === value || (isStreamed && local === 0);
  });
  if (end > limit || !isSame || !sizes || hasWideSizes(data.subarray(extra, start))) {
    throw new ZipError("has a file header that contradicts its directory");
  }
  const content = unpacked(data.subarray(start, end), method, size);
  if (content.length !== size || crc32(content) !== crc) {
    throw new ZipError("holds a file whose checksum is wrong");
  }
  return { content, end: isStreamed ? afterDescriptor(data, end, limit, entry) : end };
}

function unpacked(packed: Buffer, method: number, size: number): Buffer {
  if (method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch {
    throw new ZipError("holds a file that cannot be unpacked");
  }
}

/** The values behind a file that was packed as it came, with or without a signature before them. */
function afterDescriptor(data: Buffer, at: number, limit: number, entry: Central): number {
  for (const start of [at + 4, at]) {
    const isThere =
      start + 12 <= limit &&
      (start === at || data.readUInt32LE(at) === descriptorSignature) &&
      [entry.crc, entry.packed, entry.size].every(
        (value, index) => data.readUInt32LE(start + 4 * index) === value,
      );
    if (isThere) return start + 12;
  }
  throw new ZipError("has a file header that contradicts its directory");
}

const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A path below the root, as every system reads it. */
function checkedName(bytes: Buffer, flags: number): string {
  if ((flags & utf8Name) === 0 && bytes.some((byte) => byte > 0x7e)) {
    throw new ZipError("holds a name in an encoding that is not UTF-8");
  }
  let name: string;
  try {
    name = text.decode(bytes);
  } catch {
    throw new ZipError("holds a name that is not UTF-8");
  }
  const segments = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  const isSafe =
    name.length <= 512 &&
    !/[\\:<>"|?*\p{Cc}\p{Cf}]/u.test(name) &&
    segments.every((part) => part !== "" && part !== "." && part !== ".." && !/[. ]$/.test(part));
  if (!isSafe) throw new ZipError("holds a name that leads elsewhere or is read differently");
  return name;
}
