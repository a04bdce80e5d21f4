import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Integrity } from "../../src/blobs/integrity.ts";
import { integrityToHex } from "../../src/blobs/integrity.ts";
import { startClock } from "../support/clock.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { digestsOf } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream, tarballPath } from "../support/upstream.ts";

/** Text that hardly compresses: about 4,500 bytes of tarball. */
const noise = (seed: number) =>
  Array.from({ length: 64 }, (_, i) =>
    createHash("sha512").update(`${seed} ${i}`).digest("hex"),
  ).join("\n");

async function world(maxBytes?: number) {
  const clock = startClock();
  const upstream = startUpstream();
  const cache = maxBytes === undefined ? {} : { max_bytes: maxBytes };
  const registry = await startRegistry({ upstream, now: clock.now, config: { cache } });
  const stack = new AsyncDisposableStack();
  stack.use(registry);
  stack.use(upstream);
  return { clock, upstream, registry, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function fetched(registry: TestRegistry, name: string): Promise<number> {
  const response = await registry.tarball(name, "1.0.0");
  await response.bytes();
  return response.status;
}

async function ask(registry: TestRegistry, action: string, body: object = {}): Promise<unknown> {
  const response = await registry.asOwner(`/-/admin/cache${action}`, {
    ...(action === "" ? {} : { method: "POST", json: body }),
  });
  expect(response.status).toBe(200);
  return await response.json();
}

const downloads = (upstream: FakeUpstream, name: string) =>
  upstream.seen(tarballPath(name, "1.0.0")).length;

function blobPath(registry: TestRegistry, bytes: Uint8Array): string {
  const hex = integrityToHex(digestsOf(bytes).integrity as Integrity);
  return join(registry.home, "cache", "blobs", "sha512", hex.slice(0, 2), hex.slice(2));
}

describe("cache.max_bytes", () => {
  test("is kept by removing what was longest unused, not what was just used", async () => {
    await using w = await world(11_000);
    for (const [i, name] of ["a", "b", "c"].entries()) {
      w.upstream.add(name, "1.0.0", { "a.txt": noise(i) });
    }
    await fetched(w.registry, "a");
    w.clock.advance(3600);
    await fetched(w.registry, "b");
    w.clock.advance(3600);
    // a is older than b, but was used since.
    await fetched(w.registry, "a");
    w.clock.advance(3600);
    await fetched(w.registry, "c");
    await fetched(w.registry, "a");
    await fetched(w.registry, "c");
    const before = ["a", "b", "c"].map((name) => downloads(w.upstream, name));
    await fetched(w.registry, "b");

    expect(before).toEqual([1, 1, 1]);
    expect(downloads(w.upstream, "b")).toBe(2);
  });

  test("never costs what is published here", async () => {
    await using w = await world(1024);
    await w.registry.publish("@acme/lib", "1.0.0", { "a.txt": noise(9) });
    w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    await fetched(w.registry, "a");
    w.clock.advance(11);
    await ask(w.registry, "/prune");
    await ask(w.registry, "/clear");

    expect((await w.registry.tarball("@acme/lib", "1.0.0")).status).toBe(200);
  });
});

describe("agentregistry cache", () => {
  test("stats, and a dry run that changes nothing", async () => {
    await using w = await world();
    const bytes = w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    await fetched(w.registry, "a");
    w.clock.advance(11);
    const removed = await ask(w.registry, "/clear", { dry_run: true });
    const stats = await ask(w.registry, "");

    expect(removed).toEqual({ tarballs: 1, bytes: bytes.length, inUse: 0 });
    expect(stats).toMatchObject({ packuments: 1, tarballs: 1, tarballBytes: bytes.length });
  });

  test("clear empties the cache while serving goes on", async () => {
    await using w = await world();
    w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    await fetched(w.registry, "a");
    const reading = await w.registry.tarball("a", "1.0.0");
    const cleared = await ask(w.registry, "/clear");
    const read = (await reading.bytes()).length;

    expect(cleared).toMatchObject({ tarballs: 0, inUse: 1 });
    expect(read).toBeGreaterThan(4000);
    expect(await fetched(w.registry, "a")).toBe(200);
    expect(downloads(w.upstream, "a")).toBe(2);
  });

  test("prune removes bytes that no version points at", async () => {
    await using w = await world();
    w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    await fetched(w.registry, "a");
    await w.registry.app.cacheDb.write((tx) => tx`delete from tarballs`);
    w.clock.advance(11);
    expect(await ask(w.registry, "/prune")).toMatchObject({ tarballs: 1 });
  });

  test("verify removes what is damaged, and the next request fetches it again", async () => {
    await using w = await world();
    const bytes = w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    w.upstream.add("b", "1.0.0", { "a.txt": noise(2) });
    await fetched(w.registry, "a");
    await fetched(w.registry, "b");
    writeFileSync(blobPath(w.registry, bytes), Buffer.alloc(bytes.length, 7));

    expect(await ask(w.registry, "/verify")).toEqual({ checked: 2, removed: 1 });
    const healed = await w.registry.tarball("a", "1.0.0");
    expect(Buffer.from(await healed.bytes()).equals(bytes)).toBe(true);
    expect(await ask(w.registry, "/verify")).toEqual({ checked: 2, removed: 0 });
  });

  test.each(["", "/prune", "/clear", "/verify"])("needs an administrator: %s", async (action) => {
    await using registry = await startRegistry();
    const init = action === "" ? {} : { method: "POST", json: {} };
    expect((await registry.fetch(`/-/admin/cache${action}`, init)).status).toBe(401);
  });
});

test.each([0, 10, 100_000])(
  "a cached file that became %d bytes long is fetched again, not served",
  async (length) => {
    await using w = await world();
    const bytes = w.upstream.add("a", "1.0.0", { "a.txt": noise(1) });
    await fetched(w.registry, "a");
    writeFileSync(blobPath(w.registry, bytes), Buffer.alloc(length, 7));
    const healed = await w.registry.tarball("a", "1.0.0");

    expect([healed.status, Buffer.from(await healed.bytes()).equals(bytes)]).toEqual([200, true]);
    expect(downloads(w.upstream, "a")).toBe(2);
  },
);
