import { describe, expect, test } from "vitest";
import { manifestEntry, paxRecords, rawEntry, rawTarball } from "../support/raw-tar.ts";
import { scanBytes } from "./scan-bytes.ts";

/** Inputs for which a careless pattern or loop takes the square of their length. */
const mebibyte = 1024 * 1024;
const longest = 1000;

describe("hostile lengths are read in linear time", () => {
  test.each([
    {
      name: "slashes in an entry point",
      tarball: rawTarball(manifestEntry({ main: `${"/".repeat(4 * mebibyte)}x` })),
    },
    {
      name: "words of a hook",
      tarball: rawTarball(manifestEntry({ scripts: { install: "a/ ".repeat(mebibyte) } })),
    },
    {
      name: "zeros in a long name",
      tarball: rawTarball(
        manifestEntry(),
        rawEntry({ name: "L", type: "L" }, `a${"\0".repeat(mebibyte - 2)}x`),
      ),
    },
    {
      name: "records of an extended header",
      tarball: rawTarball(
        rawEntry({ name: "x", type: "x" }, "5 a=\n".repeat(200_000)),
        manifestEntry(),
      ),
    },
    {
      name: "an extended header without a blank",
      tarball: rawTarball(
        rawEntry({ name: "x", type: "x" }, "\n1".repeat(500_000)),
        manifestEntry(),
      ),
    },
    {
      name: "dots at the end of names",
      tarball: rawTarball(
        manifestEntry(),
        ...Array.from({ length: 2000 }, (_, at) => [
          rawEntry(
            { name: "x", type: "x" },
            paxRecords({ path: `package/${". ".repeat(longest / 2)}${at}` }),
          ),
          rawEntry({ name: "package/x" }),
        ]).flat(),
      ),
    },
    {
      name: "open strings in the manifest",
      tarball: rawTarball(rawEntry({ name: "package/package.json" }, '"\\'.repeat(mebibyte))),
    },
  ])(
    "$name",
    async ({ tarball }) => {
      const report = await scanBytes(tarball);

      expect(["block", "warn", "clean"]).toContain(report.verdict);
    },
    2000,
  );
});
