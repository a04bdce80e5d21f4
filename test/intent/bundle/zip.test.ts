import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeZip } from "../../../src/intent/bundle/write-zip.ts";
import { readZip, ZipError } from "../../../src/intent/bundle/zip.ts";

const bytes = (text: string) => Buffer.from(text);
const plain = () =>
  writeZip(
    new Map([
      ["a.txt", bytes("hello")],
      ["dir/b.txt", bytes("world")],
    ]),
  );

describe("readZip", () => {
  test("reads what writeZip wrote, and nothing else of it", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.tuple(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/), fc.uint8Array()),
          {
            selector: ([path]) => path,
          },
        ),
        (files) => {
          const archive = writeZip(new Map(files));
          const read = [...readZip(archive)].map(([path, content]) => [path, [...content]]);
          expect(read).toEqual(files.map(([path, content]) => [path, [...content]]));
        },
      ),
    );
  });

  test("never answers anything but files or a ZipError, whatever byte is turned", () => {
    const archive = plain();
    for (let at = 0; at < archive.length; at++) {
      for (const bit of [1, 128]) {
        const turned = Buffer.from(archive);
        turned.writeUInt8(turned.readUInt8(at) ^ bit, at);
        try {
          for (const content of readZip(turned).values())
            expect(content).toBeInstanceOf(Uint8Array);
        } catch (error) {
          expect(error).toBeInstanceOf(ZipError);
        }
      }
    }
  });

  test.each([
    ["bytes behind its end", () => Buffer.concat([plain(), bytes("x")])],
    ["bytes before its first file", () => Buffer.concat([bytes("x"), plain()])],
    ["nothing", () => Buffer.alloc(0)],
    ["a parent folder", () => writeZip(new Map([["../a", bytes("")]]))],
    ["an absolute path", () => writeZip(new Map([["/a", bytes("")]]))],
    ["a backslash", () => writeZip(new Map([["a\\b", bytes("")]]))],
    ["a drive", () => writeZip(new Map([["C:a", bytes("")]]))],
    ["a control character", () => writeZip(new Map([["a\nb", bytes("")]]))],
    ["an empty segment", () => writeZip(new Map([["a//b", bytes("")]]))],
    ["a segment that ends in a dot", () => writeZip(new Map([["a./b", bytes("")]]))],
    [
      "two names that differ in case",
      () =>
        writeZip(
          new Map([
            ["A", bytes("")],
            ["a", bytes("")],
          ]),
        ),
    ],
    ["a folder with content", () => writeZip(new Map([["a/", bytes("x")]]))],
    ["a link", () => patched(plain(), 0x02014b50, 40, 0o120777)],
    ["an encrypted file", () => patched(plain(), 0x02014b50, 8, 1)],
    ["a flag that only some readers know", () => patched(plain(), 0x02014b50, 8, 0x2800)],
    ["a name in another encoding", () => withoutFlag(writeZip(new Map([["\u00e9", bytes("")]])))],
    ["values behind a file that differ", () => streamed(1)],
    ["another compression", () => patched(plain(), 0x02014b50, 10, 12)],
    ["a wrong checksum", () => patched(plain(), 0x02014b50, 16, 1)],
    ["a header that names another file", () => patched(plain(), 0x04034b50, 30, 0x6262)],
  ])("refuses %s", (_, archive) => {
    expect(() => readZip(archive())).toThrow(ZipError);
  });

  test("reads what was packed as it came, and names in UTF-8", () => {
    expect([...readZip(streamed(0)).keys()]).toEqual(["a"]);
    expect([...readZip(writeZip(new Map([["\u00e9", bytes("")]]))).keys()]).toEqual(["\u00e9"]);
  });

  test("refuses what unpacks to far more than it is", () => {
    const limits = { entries: 10, fileBytes: 1_000, totalBytes: 1_500, ratio: 200 };
    const zeros = (size: number) => writeZip(new Map([["a", Buffer.alloc(size)]]));
    expect(readZip(zeros(1_000), limits).size).toBe(1);
    expect(() => readZip(zeros(1_001), limits)).toThrow(ZipError);
    const many = new Map(Array.from({ length: 11 }, (_, n) => [`f${n}`, bytes("")] as const));
    expect(() => readZip(writeZip(many), limits)).toThrow(ZipError);
    expect(() => readZip(bomb())).toThrow(/far more/);
  });
});

/** Overwrites two bytes at an offset of the first header with a signature. */
function patched(archive: Buffer, signature: number, offset: number, value: number): Buffer {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  const copy = Buffer.from(archive);
  copy.writeUInt16LE(value, copy.indexOf(mark) + offset);
  return copy;
}

/** The same without the mark that its names are UTF-8. */
function withoutFlag(archive: Buffer): Buffer {
  return patched(patched(archive, 0x04034b50, 6, 0), 0x02014b50, 8, 0);
}

/** One file whose sizes stand behind it, the last of them off by `error`. */
function streamed(error: number): Buffer {
  const archive = writeZip(new Map([["a", bytes("hello")]]));
  const end = archive.length - 22;
  const central = archive.indexOf(Buffer.from(Uint32Array.of(0x02014b50).buffer));
  const values = Buffer.from(archive.subarray(14, 26));
  values.writeUInt32LE(values.readUInt32LE(8) + error, 8);
  archive.writeUInt16LE(0x808, 6);
  archive.fill(0, 14, 26);
  archive.writeUInt16LE(0x808, central + 8);
  archive.writeUInt32LE(central + 16, end + 16);
  const mark = Buffer.from(Uint32Array.of(0x08074b50).buffer);
  return Buffer.concat([archive.subarray(0, central), mark, values, archive.subarray(central)]);
}

/** One deflated file of eight megabytes of zeros. */
function bomb(): Buffer {
  const size = 8 * 1024 * 1024;
  const packed = deflateRawSync(Buffer.alloc(size));
  const archive = writeZip(new Map([["a", packed]]));
  for (const mark of [0x04034b50, 0x02014b50]) {
    const at = archive.indexOf(Buffer.from(Uint32Array.of(mark).buffer));
    const shift = mark === 0x02014b50 ? 2 : 0;
    archive.writeUInt16LE(8, at + 8 + shift);
    archive.writeUInt32LE(size, at + 22 + shift);
  }
  return archive;
}
