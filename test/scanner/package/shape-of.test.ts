import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FileShape } from "../../../src/scanner/facts.ts";
import { shapeOf } from "../../../src/scanner/package/shape-of.ts";
import {
  compiledCache,
  elf,
  followedBy,
  gif,
  gzip,
  jpeg,
  pe,
  png,
  wasm,
  wav,
  zip,
} from "../../support/media.ts";

function shape(bytes: Uint8Array | string, pieceBytes = 7): FileShape {
  const all = Buffer.from(bytes);
  const collector = shapeOf();
  for (let at = 0; at < all.length; at += pieceBytes) {
    collector.add(all.subarray(at, at + pieceBytes));
  }
  return collector.finish("digest");
}

describe("shapeOf", () => {
  test.each<[string, Uint8Array | string, string]>([
    ["a script", "#!/bin/sh\necho\n", "text"],
    ["UTF-8", "größe = 1;\n", "text"],
    ["an empty file", "", "text"],
    ["text that begins like a Windows program", "MZ is a code\n".repeat(20), "text"],
    ["text that begins like a bitmap", "BMI = weight / height\n".repeat(20), "text"],
    ["wide text", Buffer.from("\ufeffab", "utf16le"), "text"],
    ["a Linux program", elf(), "elf"],
    ["a Windows program", pe(), "pe"],
    ["a Mac program", Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1]), "macho"],
    ["a universal program", Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]), "macho"],
    ["a class", Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52]), "class"],
    ["a Python cache", Buffer.from([0xcb, 0x0d, 0x0d, 0x0a, ...Buffer.alloc(12)]), "pyc"],
    ["a compiled script", compiledCache(), "jsc"],
    ["WebAssembly", wasm(), "wasm"],
    ["an archive", zip(), "zip"],
    ["a compressed file", gzip(), "gzip"],
    ["a picture", png(), "png"],
    ["a photograph", jpeg(), "jpeg"],
    ["an animation", gif(), "gif"],
    ["a sound", wav(), "wav"],
    ["bytes of no format", Buffer.from([1, 2, 0, 9, 200, 4]), "unknown"],
  ])("%s", (_, bytes, magic) => {
    expect(shape(bytes).magic).toBe(magic);
  });

  test("measures lines and entropy of text only", () => {
    expect(shape("a\nbbbb\ncc")).toMatchObject({ longestLine: 4, bytes: 9 });
    expect(shape("a\nbb\ncccccc")).toMatchObject({ longestLine: 6 });
    expect(shape("aaaa").entropy).toBe(0);
    expect(shape("abab").entropy).toBe(1);
    expect(shape(png())).toMatchObject({ longestLine: 0, entropy: 0 });
  });

  const payload = "require('child_process').exec('id')";
  test.each([
    ["png", png()],
    ["jpeg", jpeg()],
    ["gif", gif()],
    ["wav", wav()],
    ["zip", zip()],
    ["wasm", wasm("env.abort")],
  ])("sees what was put behind the end of a %s", (magic, bytes) => {
    expect(shape(bytes)).toMatchObject({ magic, appendedBytes: 0 });
    expect(shape(followedBy(bytes, "\n\0\0\r\n")).appendedBytes).toBe(0);
    expect(shape(followedBy(bytes, payload))).toMatchObject({
      magic,
      appendedBytes: payload.length,
      appendedMagic: "text",
    });
    expect(shape(followedBy(bytes, elf())).appendedMagic).toBe("elf");
  });

  test("tells what WebAssembly imports and what a program names", () => {
    expect(shape(wasm("env.abort", "host.exec")).imports).toEqual(["env.abort", "host.exec"]);
    const words = shape(elf(`${"x".repeat(300)}/.ssh/id_rsa stratum+tcp://pool.example`)).words;
    expect(words).toEqual(["mining", "secrets"]);
    expect(shape(elf("libssl.so https://example.test/")).words).toBeUndefined();
    expect(shape(zip(1)).isEncrypted).toBe(true);
    expect(shape(zip()).isEncrypted).toBeUndefined();
  });

  test("gives the same whatever the pieces are, and never throws", () => {
    const beginnings = [
      png(),
      jpeg(),
      gif(),
      wav(),
      zip(),
      wasm("a.b"),
      elf(),
      pe(),
      Buffer.alloc(0),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 2000 }),
        fc.nat({ max: 40 }),
        fc.integer({ min: 1, max: 900 }),
        (start, rest, cut, pieceBytes) => {
          const bytes = Buffer.concat([start.subarray(0, Math.max(0, start.length - cut)), rest]);
          expect(shape(bytes, pieceBytes)).toEqual(shape(bytes, 100_000));
        },
      ),
    );
  });

  test.each([
    ["a photograph of nothing but marks", [0xff, 0xd8, 0xff, 0xda, 0, 2], 0xff],
    ["an animation of tiny blocks", [...Buffer.from("GIF89a"), 1, 0, 1, 0, 0, 0, 0, 0x21], 1],
    ["a module of empty sections", [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], 0],
    ["a film of empty boxes", [0, 0, 0, 8, ...Buffer.from("ftypisom")], 8],
  ])(
    "reads %s in linear time",
    (_, start, filling) => {
      const bytes = Buffer.alloc(8 * 1024 * 1024, filling);
      bytes.set(start);
      expect(shape(bytes, 65_536).bytes).toBe(bytes.length);
    },
    3000,
  );
});
