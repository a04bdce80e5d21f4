import { constants, crc32, deflateRawSync, gzipSync } from "node:zlib";

/** A tar header written field by field, so that a test can lie in any of them. */
export interface RawHeader {
  readonly name: string | Uint8Array;
  readonly type?: string;
  readonly mode?: number;
  readonly link?: string;
  readonly prefix?: string;
  readonly magic?: string;
  /** What the header says; the length of the body when left out. */
  readonly size?: number;
  /** Raw bytes of fields, laid over everything else before the checksum is made. */
  readonly patch?: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly checksum?: number;
}

/** One header and its padded body. */
export function rawEntry(header: RawHeader, body: string | Uint8Array = ""): Uint8Array {
  const bytes = Buffer.from(body);
  const block = Buffer.alloc(512);
  const put = (text: string | Uint8Array, at: number) => Buffer.from(text).copy(block, at);
  put(header.name, 0);
  put(octal(header.mode ?? 0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(header.size ?? bytes.length, 11), 124);
  put(octal(0, 11), 136);
  put(header.type ?? "0", 156);
  put(header.link ?? "", 157);
  put(header.magic ?? "ustar\x0000", 257);
  put(header.prefix ?? "", 345);
  for (const { at, bytes: patch } of header.patch ?? []) put(patch, at);

  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(`${octal(header.checksum ?? sum, 6)}\0 `, 148);
  return Buffer.concat([block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

export const endBlocks: Uint8Array = new Uint8Array(1024);

/** An archive of these parts with its end, not compressed. */
export function rawTar(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([...parts, endBlocks]);
}

export function rawTarball(...parts: readonly Uint8Array[]): Uint8Array {
  return gzipSync(rawTar(...parts));
}

/** A package.json that makes an archive an honest package. */
export function manifestEntry(json: object = { name: "demo", version: "1.0.0" }): Uint8Array {
  return rawEntry({ name: "package/package.json" }, JSON.stringify(json));
}

/** Records of an extended header, with right lengths. */
export function paxRecords(records: Readonly<Record<string, string>>): Uint8Array {
  return Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
}

function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

/** The GNU form for large numbers: a marker bit and big-endian bytes. */
export function binaryNumber(value: number, bytes: number): Uint8Array {
  const field = Buffer.alloc(bytes);
  field.writeUIntBE(value, bytes - 6, 6);
  field[0] = 0x80;
  return field;
}

/**
 * A gzip stream of `head` and then so many MiB of zeros, made without ever holding them: compressed
 * blocks that end on a byte can be repeated. It has no trailer; nobody should get that far.
 */
export function* zeroBomb(head: Uint8Array, mebibytes: number): Generator<Uint8Array> {
  const block = (bytes: Uint8Array) =>
    deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  yield block(head);
  const zeros = block(Buffer.alloc(1024 * 1024));
  for (let i = 0; i < mebibytes; i++) yield zeros;
}

/** One gzip member with the given header flags and extra header bytes. */
export function gzipMember(content: Uint8Array, flag = 0, extra: Uint8Array = Buffer.alloc(0)) {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  const header = Buffer.from([0x1f, 0x8b, 8, flag, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([header, extra, deflateRawSync(content), trailer]);
}
