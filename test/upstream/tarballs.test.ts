import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { startRegistry } from "../support/registry.ts";
import { nothingStored, storedIn } from "../support/stored.ts";
import { tarball } from "../support/tarball.ts";
import { type Fault, startUpstream } from "../support/upstream.ts";

const path = "/lodash/-/lodash-1.0.0.tgz";

describe("a tarball of the upstream", () => {
  test("comes on a cold registry without a packument before, then from the store", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("@babel/core", "7.0.0", { "index.js": "1" });
    await using registry = await startRegistry({ upstream });
    const first = await registry.tarball("@babel/core", "7.0.0");
    const second = await registry.tarball("@babel/core", "7.0.0");

    for (const response of [first, second]) {
      expect(response.status).toBe(200);
      expect(await response.bytes()).toEqual(new Uint8Array(bytes));
    }
    expect([first.headers.get("x-cache"), second.headers.get("x-cache")]).toEqual([
      "MISS",
      "HIT-DISK",
    ]);
    expect(first.headers.get("x-scan-time")).toMatch(/^\d+ms$/);
    expect(upstream.seen("/@babel/core/-/core-7.0.0.tgz").length).toBe(1);
  });

  test("is asked for plain and without anything of the client's", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path, {
      headers: { authorization: "Bearer npm_secret", cookie: "secret", range: "bytes=0-1" },
    });
    const sent = Object.fromEntries(upstream.seen(path)[0]?.headers ?? []);

    expect(sent["accept-encoding"]).toBe("identity");
    expect(Object.keys(sent)).not.toContain("range");
    expect(JSON.stringify(sent)).not.toContain("secret");
  });

  test("is fetched and scanned once for fifty who ask at the same time", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const all = await Promise.all(
      Array.from({ length: 50 }, () => registry.tarball("lodash", "1.0.0")),
    );

    for (const response of all) expect(await response.bytes()).toEqual(new Uint8Array(bytes));
    expect(upstream.requests.length).toBe(2);
    expect((await storedIn(registry)).cached).toEqual(["lodash", "lodash"]);
  });

  test("has the file name that the upstream gave it", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0", {}, { file: "Lodash_1.0.0+old.tgz" });
    await using registry = await startRegistry({ upstream });
    const url = (await registry.packument("lodash")).versions["1.0.0"]?.dist.tarball ?? "";
    const response = await registry.fetch(new URL(url).pathname);

    expect(url).toMatch(/^http:\/\/localhost:4873\/lodash\/-\/Lodash_1\.0\.0(\+|%2B)old\.tgz$/);
    expect(await response.bytes()).toEqual(new Uint8Array(bytes));
    expect((await registry.fetch(path)).status).toBe(404);
  });

  test("of a version that is newer than the copy is found by one more look", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.packument("lodash");
    const bytes = upstream.add("lodash", "1.1.0");
    clock.advance(5);

    const found = await registry.tarball("lodash", "1.1.0");
    expect(await found.bytes()).toEqual(new Uint8Array(bytes));
    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.1.0" } });
    expect(upstream.seen("/lodash").length).toBe(2);

    clock.advance(5);
    expect((await registry.tarball("lodash", "9.9.9")).status).toBe(404);
    expect(upstream.seen("/lodash").length).toBe(3);
  });

  test("with only a shasum, as before 2017, is compared with that", async () => {
    await using upstream = startUpstream();
    upstream.add("old", "1.0.0", {}, { dist: { integrity: undefined } });
    upstream.add("bad", "1.0.0", {}, { dist: { integrity: undefined, shasum: "0".repeat(40) } });
    await using registry = await startRegistry({ upstream });

    expect((await registry.tarball("old", "1.0.0")).status).toBe(200);
    expect((await registry.tarball("bad", "1.0.0")).status).toBe(502);
  });

  test("is not stopped by a client that hangs up", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0");
    const { promise, resolve } = Promise.withResolvers<void>();
    upstream.fail(path, { kind: "wait", until: promise });
    await using registry = await startRegistry({ upstream });
    await using socket = registry.listen();
    const abort = new AbortController();
    const impatient = fetch(socket.url + path, { signal: abort.signal });
    const patient = fetch(socket.url + path);
    await expect.poll(() => upstream.seen(path).length, { interval: 2 }).toBe(1);
    abort.abort();
    await expect(impatient).rejects.toThrow();
    resolve();

    expect(await (await patient).bytes()).toEqual(new Uint8Array(bytes));
    expect(upstream.seen(path).length).toBe(1);
  });

  test("is fetched again when somebody emptied the cache under it", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.tarball("lodash", "1.0.0");
    for await (const integrity of registry.app.cacheBlobs.list()) {
      await registry.app.cacheBlobs.remove(integrity);
    }

    expect(await (await registry.tarball("lodash", "1.0.0")).bytes()).toEqual(
      new Uint8Array(bytes),
    );
    expect(upstream.seen(path).length).toBe(2);
  });
});

describe("a tarball that goes wrong is refused, not kept, and asked for again", () => {
  const other = tarball({ evil: "1" }, { name: "lodash", version: "1.0.0" });

  test.each<[string, Fault, number]>([
    ["other bytes", { kind: "body", body: other }, 502],
    ["bytes that break off", { kind: "cut" }, 502],
    ["half the bytes", { kind: "short" }, 502],
    ["nothing", { kind: "body", body: "" }, 502],
    ["HTML", { kind: "body", body: "<html>", type: "text/html" }, 502],
    ["500", { kind: "status", status: 500 }, 502],
    ["401", { kind: "status", status: 401 }, 502],
    ["403", { kind: "status", status: 403 }, 502],
    ["404", { kind: "status", status: 404 }, 404],
    ["a redirect to a foreign host", { kind: "redirect", to: "http://foreign.invalid/x.tgz" }, 502],
    ["a redirect to a private address", { kind: "redirect", to: "http://127.0.0.1:1/x.tgz" }, 502],
    ["a redirect in a circle", { kind: "redirect", to: path }, 502],
  ])("%s", async (_, fault, status) => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0", { a: "x".repeat(1000) });
    upstream.fail(path, fault);
    await using registry = await startRegistry({ upstream });
    const failed = await registry.fetch(path);
    const stored = await storedIn(registry);
    upstream.heal(path);
    const healed = await registry.fetch(path);

    expect([failed.status, await failed.json()]).toEqual([
      status,
      expect.objectContaining({ error: expect.any(String) }),
    ]);
    expect(stored).toEqual(nothingStored);
    expect(await healed.bytes()).toEqual(new Uint8Array(bytes));
  });

  test("one that stops coming is given up", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0", { a: "x".repeat(1000) });
    upstream.fail(path, { kind: "stall" });
    await using registry = await startRegistry({
      upstream,
      config: { upstream: { stall_seconds: 0.1 } },
    });
    const response = await registry.fetch(path);
    upstream.heal(path);

    expect(response.status).toBeOneOf([502, 504]);
    expect(await storedIn(registry)).toEqual(nothingStored);
    expect((await registry.fetch(path)).status).toBe(200);
  });

  test("the refusal of other bytes says what differs", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.fail(path, { kind: "body", body: other });
    await using registry = await startRegistry({ upstream });

    expect(await (await registry.fetch(path)).json()).toMatchObject({
      error: expect.stringContaining(
        "the upstream registry sent other bytes for lodash@1.0.0 than its packument declares",
      ),
      code: "upstream_error",
    });
  });
});

describe("where a tarball may come from", () => {
  test.each([
    "http://foreign.invalid/lodash/-/lodash-1.0.0.tgz",
    "http://127.0.0.1:1/lodash/-/lodash-1.0.0.tgz",
    "http://169.254.169.254/lodash-1.0.0.tgz",
    "file:///etc/lodash-1.0.0.tgz",
    "ftp://foreign.invalid/lodash-1.0.0.tgz",
  ])("not from %s", async (url) => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0", {}, { dist: { tarball: url } });
    await using registry = await startRegistry({ upstream });
    const response = await registry.fetch(path);

    expect(response.status).toBeOneOf([404, 502]);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test("from another host that the owner named", async () => {
    await using upstream = startUpstream();
    await using mirror = startUpstream();
    const bytes = mirror.add("lodash", "1.0.0");
    upstream.add("lodash", "1.0.0", {}, { dist: { tarball: `${mirror.url}${path}` } });
    await using closed = await startRegistry({ upstream });
    await using open = await startRegistry({
      upstream,
      config: { upstream: { tarball_hosts: [mirror.host] } },
    });

    expect(await (await closed.fetch(path)).json()).toMatchObject({
      error: expect.stringContaining("upstream.tarball_hosts"),
    });
    expect(mirror.requests).toEqual([]);
    expect(await (await open.fetch(path)).bytes()).toEqual(new Uint8Array(bytes));
  });

  test("from where the upstream redirects to, if that is allowed", async () => {
    await using upstream = startUpstream();
    await using mirror = startUpstream();
    const bytes = mirror.add("lodash", "1.0.0");
    upstream.add("lodash", "1.0.0");
    upstream.fail(path, { kind: "redirect", to: `${mirror.url}${path}` });
    await using registry = await startRegistry({
      upstream,
      config: { upstream: { tarball_hosts: [mirror.host] } },
    });

    expect(await (await registry.fetch(path)).bytes()).toEqual(new Uint8Array(bytes));
  });
});
