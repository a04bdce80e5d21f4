import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDiskBlobs } from "../../src/blobs/disk.ts";
import {
  declaredSha512,
  integrityFromHex,
  integrityToHex,
  mismatch,
  parseIntegrity,
} from "../../src/blobs/integrity.ts";
import { digestsOf } from "../support/tarball.ts";
import { describeBlobs } from "./blobs.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "blobs-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const fresh = () => join(folder, String(count++));

describeBlobs("a folder", async () => await openDiskBlobs(fresh(), false));
describeBlobs(
  "a folder that survives a power loss",
  async () => await openDiskBlobs(fresh(), true),
);

describe("the folder of a disk store", () => {
  test("loses temporary files of a crash when it is opened, and nothing else", async () => {
    const path = fresh();
    const first = await openDiskBlobs(path, true);
    await using staged = await first.stage(one("kept"), 10);
    await first.put(staged);
    await mkdir(join(path, "tmp"), { recursive: true });
    await writeFile(join(path, "tmp", "left-over"), "x");
    const again = await openDiskBlobs(path, true);

    expect(await readdir(join(path, "tmp"))).toEqual([]);
    expect(await again.has(staged.integrity)).toBe(true);
  });

  test("is for its owner alone, and files are named by digest", async () => {
    const path = fresh();
    const blobs = await openDiskBlobs(path, true);
    await using staged = await blobs.stage(one("x"), 10);
    await blobs.put(staged);
    const hex = integrityToHex(staged.integrity);
    const file = await stat(join(path, "sha512", hex.slice(0, 2), hex.slice(2)));

    expect([file.size, file.mode & 0o777]).toEqual([1, 0o600]);
    expect((await stat(join(path, "sha512"))).mode & 0o777).toBe(0o700);
  });

  test("never replaces bytes that are stored", async () => {
    const path = fresh();
    const blobs = await openDiskBlobs(path, true);
    await using staged = await blobs.stage(one("true"), 10);
    await blobs.put(staged);
    await writeFile(staged.path, "lies");
    await using again = await blobs.stage(one("true"), 10);
    await writeFile(again.path, "lies");
    const hex = integrityToHex(staged.integrity);
    const stored = join(path, "sha512", hex.slice(0, 2), hex.slice(2));
    const before = await stat(stored);
    await blobs.put(again);

    expect((await stat(stored)).ino).toBe(before.ino);
  });
});

describe("integrities", () => {
  const bytes = Buffer.from("abc");
  const digests = digestsOf(bytes);
  const actual = { ...digests, integrity: parseIntegrity(digests.integrity), size: 3 };
  const sha1 = `sha1-${Buffer.from(digests.shasum, "hex").toString("base64")}`;
  const other = `sha512-${"A".repeat(86)}==`;

  test.each([
    "",
    "sha1-abc",
    "sha512-short",
    `${other} ${other}`,
    `sha512-${"A".repeat(87)}=`,
    "SHA512-x",
    `sha512-${"../".repeat(28)}AA==`,
  ])("%j is none", (text) => {
    expect(() => parseIntegrity(text)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("go to hex and back", () => {
    expect(integrityFromHex(integrityToHex(actual.integrity))).toBe(actual.integrity);
    expect(integrityToHex(actual.integrity)).toMatch(/^[0-9a-f]{128}$/);
  });

  test.each([
    [{ integrity: digests.integrity }, null],
    [{ shasum: digests.shasum }, null],
    [{ integrity: `${sha1} ${digests.integrity}` }, null],
    [{ integrity: sha1, shasum: digests.shasum.toUpperCase() }, null],
    [{ integrity: `sha384-xyz ${digests.integrity}` }, null],
    [{}, "no digest was declared"],
    [{ integrity: other }, "the sha512 differs from the declared integrity"],
    [
      { integrity: `${digests.integrity} ${other}` },
      "the sha512 differs from the declared integrity",
    ],
    [
      { integrity: `${digests.integrity} sha1-AAAA` },
      "the sha1 differs from the declared integrity",
    ],
    [
      { integrity: digests.integrity, shasum: "0".repeat(40) },
      "the sha1 differs from the declared shasum",
    ],
    [{ integrity: "md5-abc" }, "the declared integrity has no digest that can be checked"],
    [
      { integrity: "", shasum: undefined },
      "the declared integrity has no digest that can be checked",
    ],
  ])("compare %j with the bytes", (declared, difference) => {
    expect(mismatch(declared, actual)).toBe(difference);
  });

  test.each([
    [{ integrity: digests.integrity }, digests.integrity],
    [{ integrity: `${sha1} ${digests.integrity}` }, digests.integrity],
    [{ integrity: `${digests.integrity} ${digests.integrity}` }, digests.integrity],
    [{ integrity: `${digests.integrity} ${other}` }, null],
    [{ integrity: sha1 }, null],
    [{ integrity: "junk" }, null],
    [{ shasum: digests.shasum }, null],
  ])("name one sha512 or none: %j", (declared, expected) => {
    expect(declaredSha512(declared)).toBe(expected);
  });
});

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
