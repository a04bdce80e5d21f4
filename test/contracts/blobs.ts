import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { BlobStore } from "../../src/blobs/blobs.ts";
import { parseIntegrity } from "../../src/blobs/integrity.ts";

/** What every blob store must do. `open` gives an empty one; each test gets its own. */
export function describeBlobs(name: string, open: () => Promise<BlobStore>): void {
  describe(`blobs in ${name}`, () => {
    let blobs: BlobStore;
    beforeEach(async () => {
      blobs = await open();
    });

    test("gives back the bytes under their digest, as a blob of known size", async () => {
      const bytes = Buffer.from("some bytes");
      const { integrity, shasum, size } = await store(blobs, bytes);
      const opened = await blobs.open(integrity);

      expect(integrity).toBe(`sha512-${createHash("sha512").update(bytes).digest("base64")}`);
      expect(shasum).toBe(createHash("sha1").update(bytes).digest("hex"));
      expect([size, opened?.size, await blobs.has(integrity)]).toEqual([10, 10, true]);
      expect(await opened?.text()).toBe("some bytes");
      expect(await opened?.slice(5, 8).text()).toBe("byt");
    });

    test("shows nothing that is only staged, and forgets it when it is disposed", async () => {
      const staged = await blobs.stage(chunks("staged"), 100);
      expect(await readFile(staged.path, "utf8")).toBe("staged");
      expect([await blobs.has(staged.integrity), await blobs.open(staged.integrity)]).toEqual([
        false,
        null,
      ]);
      expect(await list(blobs)).toEqual([]);

      await staged[Symbol.asyncDispose]();
      await staged[Symbol.asyncDispose]();
      await expect(readFile(staged.path)).rejects.toThrow();
    });

    test("keeps what was put when the staged copy is disposed", async () => {
      const { integrity } = await store(blobs, Buffer.from("kept"));
      expect(await (await blobs.open(integrity))?.text()).toBe("kept");
    });

    test("takes the same bytes again, also at the same time", async () => {
      const all = await Promise.all(
        Array.from({ length: 10 }, () => store(blobs, Buffer.from("the same"))),
      );
      expect(new Set(all.map(({ integrity }) => integrity)).size).toBe(1);
      expect(await list(blobs)).toEqual([all[0]?.integrity]);
    });

    test("refuses what is too large at the chunk that passes the limit", async () => {
      let taken = 0;
      async function* endless() {
        for (;;) {
          taken++;
          yield new Uint8Array(10);
        }
      }
      await expect(blobs.stage(endless(), 25)).rejects.toMatchObject({ code: "too_large" });
      expect(taken).toBe(3);
      expect((await blobs.stage(chunks("x".repeat(25)), 25)).size).toBe(25);
    });

    test("passes on what the source throws and keeps nothing", async () => {
      async function* failing() {
        yield Buffer.from("half");
        throw new Error("the source broke");
      }
      await expect(blobs.stage(failing(), 100)).rejects.toThrow("the source broke");
      expect(await list(blobs)).toEqual([]);
    });

    test("knows empty bytes from none", async () => {
      const { integrity } = await store(blobs, new Uint8Array(0));
      expect((await blobs.open(integrity))?.size).toBe(0);
    });

    test("lists what it has, and removes it, also twice", async () => {
      const one = await store(blobs, Buffer.from("one"));
      const two = await store(blobs, Buffer.from("two"));
      expect((await list(blobs)).sort()).toEqual([one.integrity, two.integrity].sort());

      await blobs.remove(one.integrity);
      await blobs.remove(one.integrity);
      expect([await blobs.has(one.integrity), await blobs.open(one.integrity)]).toEqual([
        false,
        null,
      ]);
      expect(await list(blobs)).toEqual([two.integrity]);
    });

    test("a digest that nobody stored is not there", async () => {
      const unknown = parseIntegrity(`sha512-${"A".repeat(86)}==`);
      expect([await blobs.has(unknown), await blobs.open(unknown)]).toEqual([false, null]);
    });
  });
}

async function store(blobs: BlobStore, bytes: Uint8Array) {
  await using staged = await blobs.stage(chunks(bytes), 1000);
  await blobs.put(staged);
  return staged;
}

async function* chunks(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  const middle = Math.floor(bytes.length / 2);
  yield bytes.subarray(0, middle);
  yield bytes.subarray(middle);
}

async function list(blobs: BlobStore): Promise<string[]> {
  const all: string[] = [];
  for await (const integrity of blobs.list()) all.push(integrity);
  return all;
}
