import { describe, expect, test } from "vitest";
import { rangeOf } from "../../../src/faces/npm/tarball.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { digestsOf, tarball } from "../../support/tarball.ts";

const path = "/@acme/lib/-/lib-1.0.0.tgz";
const bytes = tarball({ "index.js": "x".repeat(500) }, { name: "@acme/lib", version: "1.0.0" });
const size = bytes.length;

async function withTarball(): Promise<TestRegistry> {
  const registry = await startRegistry();
  await registry.publish("@acme/lib", "1.0.0", bytes);
  return registry;
}

describe("GET /:name/-/:file", () => {
  test("sends the very bytes that were published, for good and not compressed", async () => {
    await using registry = await withTarball();
    for (const accept of ["*/*", "application/vnd.npm.install-v1+json; q=1.0"]) {
      const headers = { accept, "accept-encoding": "gzip, deflate, br, zstd" };
      const response = await registry.fetch(path, { headers });

      expect(response.status).toBe(200);
      expect(await response.bytes()).toEqual(new Uint8Array(bytes));
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "application/octet-stream",
        "cache-control": "public, max-age=31536000, immutable",
        "accept-ranges": "bytes",
        "x-cache": "HIT-DISK",
        etag: `"${digestsOf(bytes).integrity}"`,
      });
      expect(response.headers.get("content-encoding")).toBe(null);
    }
  });

  test("answers 304 to who has it", async () => {
    await using registry = await withTarball();
    const etag = `"${digestsOf(bytes).integrity}"`;
    const same = await registry.fetch(path, { headers: { "if-none-match": `W/${etag}` } });
    const other = await registry.fetch(path, { headers: { "if-none-match": '"other"' } });

    expect([same.status, (await same.bytes()).length, same.headers.get("etag")]).toEqual([
      304,
      0,
      etag,
    ]);
    expect([other.status, (await other.bytes()).length]).toEqual([200, size]);
  });

  test.each([
    { range: "bytes=0-9", start: 0, end: 9 },
    { range: "bytes=10-", start: 10, end: size - 1 },
    { range: "bytes=-5", start: size - 5, end: size - 1 },
    { range: `bytes=0-${size * 2}`, start: 0, end: size - 1 },
    { range: `bytes=-${size * 2}`, start: 0, end: size - 1 },
    { range: `bytes=${size - 1}-${size - 1}`, start: size - 1, end: size - 1 },
  ])("sends the part $range", async ({ range, start, end }) => {
    await using registry = await withTarball();
    const response = await registry.fetch(path, { headers: { range } });

    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/${size}`);
    expect(response.headers.get("content-length")).toBe(String(end + 1 - start));
    expect(await response.bytes()).toEqual(new Uint8Array(bytes).slice(start, end + 1));
  });

  test.each([`bytes=${size}-`, `bytes=${size + 10}-${size + 20}`, "bytes=-0"])(
    "says that %s cannot be satisfied",
    async (range) => {
      await using registry = await withTarball();
      const response = await registry.fetch(path, { headers: { range } });

      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe(`bytes */${size}`);
      expect((await response.bytes()).length).toBe(0);
    },
  );

  test.each(["bytes=0-1,5-6", "bytes=5-2", "bytes=-", "items=0-1", "bytes=a-b", "bytes=1e1-"])(
    "sends the whole for %s",
    async (range) => {
      await using registry = await withTarball();
      const response = await registry.fetch(path, { headers: { range } });

      expect([response.status, (await response.bytes()).length]).toEqual([200, size]);
    },
  );

  test("heeds If-Range", async () => {
    await using registry = await withTarball();
    const etag = `"${digestsOf(bytes).integrity}"`;
    const part = await registry.fetch(path, { headers: { range: "bytes=0-3", "if-range": etag } });
    const whole = await registry.fetch(path, {
      headers: { range: "bytes=0-3", "if-range": '"old"' },
    });

    expect([part.status, (await part.bytes()).length]).toEqual([206, 4]);
    expect([whole.status, (await whole.bytes()).length]).toEqual([200, size]);
  });

  test("goes over a socket byte for byte, in parts too", async () => {
    await using registry = await withTarball();
    await using socket = registry.listen();
    const whole = await fetch(socket.url + path, { headers: { "accept-encoding": "gzip" } });
    const part = await fetch(socket.url + path, { headers: { range: "bytes=3-7" } });

    expect(whole.headers.get("content-length")).toBe(String(size));
    expect(await whole.bytes()).toEqual(new Uint8Array(bytes));
    expect([part.status, part.headers.get("content-length")]).toEqual([206, "5"]);
    expect(await part.bytes()).toEqual(new Uint8Array(bytes).slice(3, 8));
  });
});

test.each([
  ["bytes=0-", 0, "unsatisfiable"],
  ["bytes=-1", 0, "unsatisfiable"],
  ["bytes=0-0", 1, { start: 0, end: 0 }],
  ["bytes=9999999999999999-", 5, null],
])("rangeOf(%j, %d)", (header, length, range) => {
  expect(rangeOf(header, length)).toEqual(range);
});
