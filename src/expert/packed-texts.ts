import { crc32 } from "node:zlib";

/**
 * Texts as the tarball of a package, in the order given. The same texts give the same bytes on every
 * machine and with every release of the runtime.
 *
 * @param files path inside the package and text; a path has at most `maxPackedPath` ASCII characters
 */
export function packedTexts(
  files: readonly (readonly [path: string, text: string])[],
): Uint8Array<ArrayBuffer> {
  const entries = files.flatMap(([path, text]) => entry(path, text));
  // Two empty blocks end an archive.
  return stored(Buffer.concat([...entries, Buffer.alloc(2 * block)]));
}

const block = 512;

/** What the name of an entry has room for, beside the folder that every package is in. */
export const maxPackedPath = 92;

/** The moment that npm gives to every file of a package: 1985-10-26T08:15:00Z. */
const modifiedAt = 499_162_500;

/** A regular file as POSIX ustar has it: header, body, padding. */
function entry(path: string, text: string): Uint8Array[] {
  const body = Buffer.from(text, "utf8");
  const header = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length, "0");
  header.write(`package/${path}`, 0, "ascii");
  header.write(`${octal(0o644, 7)}\0`, 100, "ascii");
  header.write(`${octal(0, 7)}\0`, 108, "ascii");
  header.write(`${octal(0, 7)}\0`, 116, "ascii");
  header.write(`${octal(body.length, 11)}\0`, 124, "ascii");
  header.write(`${octal(modifiedAt, 11)}\0`, 136, "ascii");
  // The checksum is taken with blanks in its own place.
  header.write("        0", 148, "ascii");
  header.write("ustar\u000000", 257, "latin1");
  header.write(`${octal(0, 7)}\0`, 329, "ascii");
  header.write(`${octal(0, 7)}\0`, 337, "ascii");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, "ascii");
  return [header, body, Buffer.alloc((block - (body.length % block)) % block)];
}

/** Longest block that deflate can store as it is (RFC 1951 §3.2.4). */
const maxStored = 0xffff;

/** A gzip stream whose content is stored and not compressed (RFC 1952). */
function stored(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const pieces: Uint8Array[] = [header];
  for (let at = 0; at < content.length; at += maxStored) {
    const piece = content.subarray(at, at + maxStored);
    const head = Buffer.alloc(5);
    head.writeUInt8(at + maxStored >= content.length ? 1 : 0, 0);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(piece.length ^ 0xffff, 3);
    pieces.push(head, piece);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content) >>> 0, 0);
  trailer.writeUInt32LE(content.length >>> 0, 4);
  return new Uint8Array(Buffer.concat([...pieces, trailer]));
}
