import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { create } from "tar";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/scanner/limits.ts";
import { unpack } from "../../src/scanner/unpack.ts";
import { manifestEntry, paxRecords, rawEntry, rawTar, rawTarball } from "../support/raw-tar.ts";
import { scanBytes, sourceOf } from "./scan-bytes.ts";

const honest = rawTarball(
  manifestEntry(),
  rawEntry({ name: "PaxHeader", type: "x" }, paxRecords({ path: `package/${"é".repeat(60)}` })),
  rawEntry({ name: "package/e" }, "some text"),
  rawEntry({ name: "package/lib/", type: "5" }),
  rawEntry({ name: "package/lib/index.js" }, "x".repeat(1500)),
);

async function readAll(tarball: Uint8Array, pieceBytes?: number): Promise<Record<string, string>> {
  const { entries, notes } = unpack(sourceOf(tarball, pieceBytes), defaultLimits);
  const files: Record<string, string> = {};
  for await (const { entry, read } of entries) {
    const pieces: Uint8Array[] = [];
    for (let piece = await read(); piece !== null; piece = await read()) pieces.push(piece.slice());
    if (entry.type === "file") files[entry.rawPath] = Buffer.concat(pieces).toString("base64");
  }
  expect(notes).toEqual([]);
  return files;
}

describe("unpack", () => {
  test("reads back any tree that the usual packer wrote", async () => {
    const segment = fc
      .string({ unit: fc.constantFrom("a", "b", "é", "漢", "-", "9"), minLength: 1, maxLength: 40 })
      .filter((text) => Buffer.byteLength(text) < 100);
    const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
    const body = fc.uint8Array({ maxLength: 2000 });
    const tree = fc.uniqueArray(fc.tuple(path, body), {
      minLength: 1,
      maxLength: 8,
      selector: ([name]) => name,
    });

    await fc.assert(
      fc.asyncProperty(tree, fc.integer({ min: 1, max: 5000 }), async (files, pieceBytes) => {
        // A name cannot be a file and a folder at once.
        const names = files.map(([name]) => name);
        fc.pre(!names.some((name) => names.some((other) => other.startsWith(`${name}/`))));
        const folder = await mkdtemp(join(tmpdir(), "tree-"));
        try {
          for (const [name, bytes] of files) {
            await mkdir(dirname(join(folder, "package", name)), { recursive: true });
            await writeFile(join(folder, "package", name), bytes);
          }
          const packed = await create({ cwd: folder, gzip: true, portable: true }, [
            "package",
          ]).concat();
          const expected = files.map(([name, bytes]): [string, string] => [
            `package/${name}`,
            Buffer.from(bytes).toString("base64"),
          ]);
          expect(await readAll(packed, pieceBytes)).toEqual(Object.fromEntries(expected));
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: 40 },
    );
  });

  test("skips bodies that nobody reads", async () => {
    const paths: string[] = [];
    for await (const { entry } of unpack(sourceOf(honest), defaultLimits).entries) {
      paths.push(entry.rawPath);
    }

    expect(paths).toEqual([
      "package/package.json",
      `package/${"é".repeat(60)}`,
      "package/lib/",
      "package/lib/index.js",
    ]);
  });

  test("closes its source when the reader stops early", async () => {
    let closed = false;
    const source = {
      bytes: honest.length,
      async *open() {
        try {
          for (let at = 0; at < honest.length; at += 10) yield honest.subarray(at, at + 10);
        } finally {
          closed = true;
        }
      },
    };
    for await (const _ of unpack(source, defaultLimits).entries) break;

    expect(closed).toBe(true);
  });
});

describe("hostile bytes", () => {
  test("random bytes never fail the scan and are never clean", async () => {
    const any = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(any, fc.boolean(), async (bytes, compressed) => {
        const report = await scanBytes(compressed ? gzipSync(bytes) : bytes);
        expect(report.verdict).toBe("block");
      }),
      { numRuns: 300 },
    );
  });

  test("cut off anywhere, a tarball is never clean", async () => {
    expect((await scanBytes(honest)).verdict).toBe("clean");
    for (let length = 0; length < honest.length; length++) {
      expect((await scanBytes(honest.subarray(0, length))).verdict).toBe("block");
    }
  });

  test("one changed byte of a tarball never goes unnoticed by its checksum", async () => {
    // Behind the header of gzip, whose time and system say nothing about the content.
    for (let at = 10; at < honest.length; at++) {
      const changed = Buffer.from(honest);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect((await scanBytes(changed)).verdict).toBe("block");
    }
  });

  test("any bytes in a header never fail the scan", async () => {
    const plain = gunzipSync(honest);
    const patches = fc.array(fc.tuple(fc.nat(plain.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(patches, async (changes) => {
        const changed = Buffer.from(plain);
        for (const [at, byte] of changes) changed[at] = byte;
        const report = await scanBytes(gzipSync(changed));
        expect(["block", "warn", "clean"]).toContain(report.verdict);
      }),
      { numRuns: 500 },
    );
  });

  test("any field of a header with a right checksum never fails the scan", async () => {
    const patch = fc.record({ at: fc.nat(500), bytes: fc.uint8Array({ maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { maxLength: 3 }), async (patches) => {
        const odd = rawEntry({ name: "package/odd", patch: patches }, "body");
        const report = await scanBytes(gzipSync(rawTar(manifestEntry(), odd)));
        expect(["block", "warn", "clean"]).toContain(report.verdict);
      }),
      { numRuns: 500 },
    );
  });
});
