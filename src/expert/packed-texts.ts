import { crc32 } from "node:zlib";
import { endOfTar, tarFile } from "./tar-file.ts";

/**
 * Texts as the tarball of a package, in the order given. The same texts give the same bytes on every
 * machine and with every release of the runtime.
 *
 * @param files path inside the package and text; a path has at most `maxPackedPath` ASCII characters
 */
export function packedTexts(
  files: readonly (readonly [path: string, text: string])[],
): Uint8Array<ArrayBuffer> {
  const entries = files.flatMap(([path, text]) =>
    tarFile(`package/${path}`, Buffer.from(text, "utf8")),
  );
  return stored(Buffer.concat([...entries, ...endOfTar()]));
}

/** What the name of an entry has room for, beside the folder that every package is in. */
export const maxPackedPath = 92;

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
