import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Begins what this reads, so that nothing written in another form is taken for it. */
const format = 2;
const headerBytes = 5;
const maxBytes = 64 * 1024 * 1024;
/** Higher ones take the scan more time than they save room. */
const params = { [constants.ZSTD_c_compressionLevel]: 3 };

const utf8 = new TextDecoder();

/** A text as few bytes: the form, the length of the text in bytes, and the compressed text. */
export function wrap(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(format);
  header.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([header, zstdCompressSync(bytes, { params })]);
}

/** Throws for what `wrap` did not make, and for more than anybody would keep. */
export function unwrap(parcel: Uint8Array): string {
  const header = Buffer.from(parcel.buffer, parcel.byteOffset, parcel.byteLength);
  const length = header.readUInt32LE(1);
  if (header[0] !== format || length > maxBytes) throw new Error("this is in another form");
  // All at once, because pieces would have to be put together; blanks let the end be noticed.
  const chunkSize = length + 64;
  const bytes = zstdDecompressSync(header.subarray(headerBytes), {
    maxOutputLength: length,
    chunkSize,
  });
  if (bytes.length !== length) throw new Error("this is not whole");
  return utf8.decode(bytes);
}
