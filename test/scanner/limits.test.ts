import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { defaultLimits, type ScanLimits } from "../../src/scanner/limits.ts";
import { scan } from "../../src/scanner/scan.ts";
import {
  binaryNumber,
  manifestEntry,
  rawEntry,
  rawTar,
  rawTarball,
  zeroBomb,
} from "../support/raw-tar.ts";
import { ruleIds, scanBytes, structureRules, subject } from "./scan-bytes.ts";

interface Case {
  readonly name: string;
  readonly hit: string;
  readonly limits: Partial<ScanLimits>;
  readonly tarball: Uint8Array;
}

const kilobyte = rawEntry({ name: "package/a" }, "x".repeat(1000));
const small = rawTarball(manifestEntry(), kilobyte);
const nested = `{"name":"demo","a":${"[".repeat(10_000)}${" ".repeat(1_000_000)}${"]".repeat(10_000)}}`;

const cases: readonly Case[] = [
  {
    name: "compressed bytes",
    hit: "compressed",
    limits: { compressedBytes: small.length - 1 },
    tarball: small,
  },
  { name: "unpacked bytes", hit: "unpacked", limits: { unpackedBytes: 2048 }, tarball: small },
  { name: "bytes of a file", hit: "file", limits: { fileBytes: 999 }, tarball: small },
  { name: "entries", hit: "entries", limits: { entries: 1 }, tarball: small },
  { name: "length of a path", hit: "path", limits: { pathLength: 19 }, tarball: small },
  {
    name: "depth of a path",
    hit: "depth",
    limits: { depth: 3 },
    tarball: rawTarball(manifestEntry(), rawEntry({ name: "package/a/b/c/d" })),
  },
  {
    name: "size of an extended header",
    hit: "extended-header",
    limits: { extendedHeaderBytes: 99 },
    tarball: rawTarball(rawEntry({ name: "L", type: "L" }, "x".repeat(100))),
  },
  { name: "ratio", hit: "ratio", limits: { ratioFromBytes: 1000, ratio: 5 }, tarball: small },
  { name: "size of the manifest", hit: "json", limits: { jsonBytes: 20 }, tarball: small },
  {
    name: "depth of the manifest",
    hit: "json",
    limits: {},
    tarball: rawTarball(rawEntry({ name: "package/package.json" }, nested)),
  },
];

describe("limits", () => {
  test.each(cases)("$name", async ({ hit, limits, tarball }) => {
    const report = await scanBytes(tarball, limits);

    expect(report).toMatchObject({ verdict: "block", limitsHit: [hit] });
    expect(ruleIds(report)).toEqual(["TAR-06"]);
  });

  test("a block does not depend on the rules that were passed", async () => {
    const report = await scanBytes(small, { entries: 1 }, []);

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["entries"] });
  });

  test("100,000 entries are read, and refused where fewer are allowed", async () => {
    const entries = Array.from({ length: 100_000 }, (_, at) => rawEntry({ name: `package/${at}` }));
    const tarball = rawTarball(manifestEntry(), ...entries);

    expect(await scanBytes(tarball)).toMatchObject({ verdict: "clean", stats: { files: 100_001 } });
    expect(await scanBytes(tarball, { entries: 20_000 })).toMatchObject({ limitsHit: ["entries"] });
  }, 30_000);
});

describe("a bomb of 10 GiB", () => {
  const mebibytes = 10 * 1024;
  const size = binaryNumber(mebibytes * 1024 * 1024, 12);
  const hugeFile = rawEntry({ name: "package/zeros", patch: [{ at: 124, bytes: size }] });

  test.each([
    { name: "in one file stops at its header", head: hugeFile, hit: "file", atMost: 100_000 },
    {
      name: "behind the end stops at the limit",
      head: rawTar(),
      hit: "unpacked",
      atMost: 1_200_000,
    },
  ])(
    "$name",
    async ({ head, hit, atMost }) => {
      let read = 0;
      const source = {
        bytes: 10 * 1024 * 1024,
        async *open() {
          for (const piece of zeroBomb(head, mebibytes)) {
            read += piece.length;
            yield piece;
          }
        },
      };
      const report = await scan(source, subject, defaultLimits, structureRules);

      expect(report).toMatchObject({ verdict: "block", limitsHit: [hit] });
      expect(read).toBeLessThan(atMost);
    },
    30_000,
  );

  test("in a small tarball stops at the ratio", async () => {
    const tarball = gzipSync(Buffer.alloc(100 * 1024 * 1024));

    expect(await scanBytes(tarball)).toMatchObject({ verdict: "block", limitsHit: ["ratio"] });
  });
});
