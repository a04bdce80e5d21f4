import { RegistryError } from "../errors.ts";

/**
 * Backups are plain tar archives (POSIX pax), so that the programs of a system can read them too. The
 * reader takes only what the writer makes: regular files in folders below, one after the other.
 */
export interface ArchiveFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const block = 512;
const maxHeaderBytes = 64 * 1024;
/** What twelve octal digits can say; above it and beyond short names a pax header speaks. */
const maxUstarSize = 0o77777777777;

/** @throws RegistryError `internal` when a file has another size than was said */
export async function* writeArchive(
  files: AsyncIterable<ArchiveFile>,
): AsyncGenerator<Uint8Array, void> {
  for await (const { path, size, bytes } of files) {
    if (!isShort(path) || size > maxUstarSize) {
      const records = Buffer.from(record("path", path) + record("size", String(size)));
      yield header("pax-header", records.length, "x");
      yield records;
      yield padding(records.length);
    }
    yield header(isShort(path) ? path : "long-name", Math.min(size, maxUstarSize), "0");
    let written = 0;
    for await (const chunk of bytes) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) {
      throw new RegistryError("conflict", `${path} changed while it was read; try again`);
    }
    yield padding(size);
  }
  yield Buffer.alloc(2 * block);
}

const isShort = (path: string) => /^[\x20-\x7e]{1,100}$/.test(path);

function padding(size: number): Uint8Array {
  return Buffer.alloc((block - (size % block)) % block);
}

/** A pax record says how long it is, its own digits included. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + 1;
  while (String(length).length + bytes !== length) length++;
  return `${length}${rest}`;
}

function header(path: string, size: number, type: "0" | "x"): Uint8Array {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length, "0");
  bytes.write(path, 0, "latin1");
  bytes.write(`${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, "latin1");
  bytes.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124, "latin1");
  // The checksum is taken with blanks in its own place.
  bytes.write(`        ${type}`, 148, "latin1");
  bytes.write("ustar\u000000", 257, "latin1");
  bytes.write(`${octal(checksum(bytes), 6)}\0 `, 148, "latin1");
  return bytes;
}

function checksum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0);
}

/**
 * The files of an archive. The bytes of one have to be read before the next is asked for.
 *
 * @throws RegistryError `invalid` for anything that `writeArchive` would not have written
 */
export async function* readArchive(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArchiveFile, void> {
  const reader = createReader(bytes);
  let long: { readonly path: string; readonly size: number } | null = null;
  for (;;) {
    const head = await reader.exactly(block);
    if (head.every((byte) => byte === 0)) return;
    const { path, size, type } = readHeader(head);
    if (type === "x" && long === null && size <= maxHeaderBytes) {
      long = readRecords((await reader.exactly(size)).toString("utf8"));
      await reader.exactly(padding(size).length);
      continue;
    }
    if (type !== "0") throw noBackup();
    const file = { path: long?.path ?? path, size: long?.size ?? size };
    long = null;
    let isRead = false;
    yield {
      ...file,
      bytes: (async function* () {
        yield* reader.upTo(file.size);
        isRead = true;
      })(),
    };
    if (!isRead) throw new Error("the bytes of a file were not read");
    await reader.exactly(padding(file.size).length);
  }
}

function readHeader(head: Buffer): { path: string; size: number; type: string } {
  const text = (from: number, length: number) =>
    head.toString("latin1", from, from + length).replace(/\0.*$/s, "");
  const declared = Number.parseInt(text(148, 8), 8);
  const plain = Buffer.from(head).fill(" ", 148, 156);
  const size = text(124, 12);
  if (declared !== checksum(plain) || !/^[0-7]{11}$/.test(size)) throw noBackup();
  return { path: text(0, 100), size: Number.parseInt(size, 8), type: text(156, 1) };
}

/** Only the two records that `writeArchive` makes, in its order. */
function readRecords(text: string): { path: string; size: number } {
  const [, path, size] = /^\d+ path=([^\n]+)\n\d+ size=(\d{1,15})\n$/.exec(text) ?? [];
  if (path === undefined || size === undefined) throw noBackup();
  return { path, size: Number(size) };
}

function noBackup(): RegistryError {
  return new RegistryError("invalid", "this file is no whole backup of a registry");
}

function createReader(bytes: AsyncIterable<Uint8Array>) {
  const chunks = bytes[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  /** The next bytes, at most so many. */
  async function some(most: number): Promise<Uint8Array> {
    while (rest.length === 0) {
      const { value, done } = await chunks.next();
      if (done) throw noBackup();
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }
  async function* upTo(size: number): AsyncGenerator<Uint8Array, void> {
    for (let left = size; left > 0; ) {
      const chunk = await some(left);
      left -= chunk.length;
      yield chunk;
    }
  }
  return {
    upTo,
    /** For small pieces. */
    async exactly(size: number): Promise<Buffer> {
      const pieces: Uint8Array[] = [];
      for await (const piece of upTo(size)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
  };
}
