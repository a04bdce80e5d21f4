import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { startRegistry } from "../support/registry.ts";
import { type Fault, startUpstream } from "../support/upstream.ts";

describe("a name that is not hosted here", () => {
  test("is read through, and every URL in it is ours", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "4.17.0", {}, { manifest: { dependencies: { a: "^1.0.0" } } });
    upstream.patch("lodash", { description: "tools", _rev: "7-abc", _id: "lodash" });
    await using registry = await startRegistry({ upstream });
    const packument = await registry.packument("lodash");

    expect(packument).toMatchObject({
      _id: "lodash",
      name: "lodash",
      description: "tools",
      "dist-tags": { latest: "4.17.0" },
      versions: {
        "4.17.0": {
          dependencies: { a: "^1.0.0" },
          dist: { tarball: "http://localhost:4873/lodash/-/lodash-4.17.0.tgz" },
        },
      },
      time: { "4.17.0": "2020-02-03T04:05:06.789Z" },
    });
    expect(JSON.stringify(packument)).not.toContain(upstream.host);
    expect(JSON.stringify(await registry.packument("lodash", { abbreviated: true }))).not.toContain(
      upstream.host,
    );
  });

  test("leaves digests, signatures and publish times as they came", async () => {
    await using upstream = startUpstream();
    const signatures = [{ keyid: "SHA256:x", sig: "MEUC" }];
    upstream.add(
      "lodash",
      "1.0.0",
      {},
      { dist: { signatures, shasum: "a".repeat(40) }, time: "2011-01-01T00:00:00+02:00" },
    );
    await using registry = await startRegistry({ upstream });

    expect(await registry.packument("lodash")).toMatchObject({
      versions: { "1.0.0": { dist: { signatures, shasum: "a".repeat(40) } } },
      time: { "1.0.0": "2010-12-31T22:00:00.000Z" },
    });
  });

  test("is asked for once, with an escaped slash and nothing of the client's", async () => {
    await using upstream = startUpstream();
    upstream.add("@babel/core", "7.0.0");
    await using registry = await startRegistry({ upstream });
    const headers = {
      authorization: "Bearer npm_secret",
      cookie: "session=secret",
      "npm-otp": "123456",
      "x-forwarded-for": "10.0.0.1",
      "user-agent": "npm/11",
    };
    for (const path of ["/@babel/core", "/@babel%2Fcore", "/@babel%2fcore/latest"]) {
      expect((await registry.fetch(path, { headers })).status).toBe(200);
    }

    expect(upstream.requests.map(({ path }) => path)).toEqual(["/@babel%2fcore"]);
    const sent = Object.fromEntries(upstream.requests[0]?.headers ?? []);
    expect(JSON.stringify(sent)).not.toMatch(/secret|123456|10\.0\.0\.1/);
    expect(Object.keys(sent)).not.toContain("content-length");
    expect(sent["user-agent"]).toMatch(/^agentregistry/);
  });

  test("keeps the case of its name", async () => {
    await using upstream = startUpstream();
    upstream.add("JSONStream", "1.0.0");
    upstream.add("jsonstream", "2.0.0");
    await using registry = await startRegistry({ upstream });

    expect((await registry.packument("JSONStream"))["dist-tags"]).toEqual({ latest: "1.0.0" });
    expect((await registry.packument("jsonstream"))["dist-tags"]).toEqual({ latest: "2.0.0" });
  });

  test("is absent when the upstream says so", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    for (const path of ["/nothing", "/nothing/1.0.0", "/nothing/-/nothing-1.0.0.tgz"]) {
      const response = await registry.fetch(path);
      expect([response.status, await response.json()]).toEqual([
        404,
        expect.objectContaining({ code: "not_found", error: expect.stringContaining("nothing") }),
      ]);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("is fetched once for fifty who ask at the same time", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        registry.fetch(i % 2 ? "/lodash" : "/lodash/latest", {
          headers: { "accept-encoding": i % 3 ? "gzip" : "identity" },
        }),
      ),
    );

    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(upstream.requests.length).toBe(1);
  });
});

describe("a copy of a packument", () => {
  test("is served without asking while it is fresh, then revalidated", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({
      upstream,
      now: clock.now,
      config: { upstream: { fresh_seconds: 300 } },
    });
    const first = await registry.fetch("/lodash");
    clock.advance(299);
    await registry.fetch("/lodash");
    expect(upstream.requests.length).toBe(1);

    clock.advance(2);
    const same = await registry.fetch("/lodash");
    expect(upstream.requests.length).toBe(2);
    expect(upstream.requests[1]?.headers.get("if-none-match")).toMatch(/^"[0-9a-f]{40}"$/);
    expect(same.headers.get("etag")).toBe(first.headers.get("etag"));

    await registry.fetch("/lodash");
    expect(upstream.requests.length).toBe(2);
  });

  test.each([true, false])("shows what is new once it is checked (validators: %s)", async (has) => {
    await using upstream = startUpstream();
    upstream.hasValidators = has;
    upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    const first = await registry.fetch("/lodash");
    clock.advance(301);
    const unchanged = await registry.fetch("/lodash");
    upstream.add("lodash", "1.1.0");
    clock.advance(301);
    const changed = await registry.fetch("/lodash");

    expect(unchanged.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(changed.headers.get("etag")).not.toBe(first.headers.get("etag"));
    expect(await changed.json()).toMatchObject({ "dist-tags": { latest: "1.1.0" } });
  });

  test("survives a restart, and being offline", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0");
    await using first = await startRegistry({ upstream });
    await first.tarball("lodash", "1.0.0");
    const asked = upstream.requests.length;
    await using offline = await startRegistry({
      upstream,
      home: first.home,
      config: { upstream: { offline: true } },
    });

    expect(await offline.packument("lodash")).toEqual(await first.packument("lodash"));
    expect(await (await offline.tarball("lodash", "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
    expect((await offline.fetch("/other")).status).toBe(404);
    expect(upstream.requests.length).toBe(asked);
  });

  test("that was removed upstream is still served", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.packument("lodash");
    upstream.remove("lodash");
    clock.advance(301);

    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
    expect(await (await registry.tarball("lodash", "1.0.0")).bytes()).toEqual(
      new Uint8Array(bytes),
    );
  });
});

/** What may go wrong, and what is answered when there is no copy. */
const faults: readonly [string, Fault, number][] = [
  ["500", { kind: "status", status: 500 }, 502],
  ["503", { kind: "status", status: 503 }, 502],
  ["429", { kind: "status", status: 429, headers: { "retry-after": "60" } }, 502],
  ["401", { kind: "status", status: 401 }, 502],
  ["403", { kind: "status", status: 403 }, 502],
  ["304 to a first request", { kind: "status", status: 304 }, 502],
  ["an answer that breaks off", { kind: "cut" }, 502],
  ["half a document", { kind: "short" }, 502],
  ["HTML", { kind: "body", body: "<html>maintenance</html>", type: "text/html" }, 502],
  ["garbage", { kind: "body", body: Buffer.from([0xff, 0xfe, 0]) }, 502],
  ["JSON that is no object", { kind: "body", body: "[]" }, 502],
  ["another package", { kind: "body", body: '{"name":"other","versions":{}}' }, 502],
  ["a redirect to a foreign host", { kind: "redirect", to: "http://foreign.invalid/lodash" }, 502],
  ["a redirect to a private address", { kind: "redirect", to: "http://127.0.0.1:1/lodash" }, 502],
  ["a redirect to a file", { kind: "redirect", to: "file:///etc/passwd" }, 502],
  ["a redirect in a circle", { kind: "redirect", to: "/lodash" }, 502],
];

describe("an upstream that fails", () => {
  test.each(faults)("with %s: a copy serves", async (_, fault) => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    const before = await registry.packument("lodash");
    upstream.fail("/lodash", fault);
    clock.advance(301);
    const after = await registry.packument("lodash");
    upstream.heal("/lodash");
    upstream.add("lodash", "1.1.0");
    clock.advance(301);

    expect(after).toEqual(before);
    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.1.0" } });
  });

  test.each(faults)(
    "with %s: without a copy it is a failure, never an absence",
    async (_, fault, status) => {
      await using upstream = startUpstream();
      upstream.add("lodash", "1.0.0");
      upstream.fail("/lodash", fault);
      await using registry = await startRegistry({ upstream });
      for (const path of ["/lodash", "/lodash/-/lodash-1.0.0.tgz"]) {
        const response = await registry.fetch(path);
        const body = (await response.json()) as { error: string; code: string };
        expect([response.status, body.code], body.error).toEqual([status, "upstream_error"]);
        expect(body.error).not.toMatch(/maintenance|says no|invalid|passwd/);
      }
    },
  );

  test("is out of time: 504, and a copy serves", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.add("other", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({
      upstream,
      now: clock.now,
      config: { upstream: { timeout_seconds: 0.1 } },
    });
    await registry.packument("lodash");
    const { promise, resolve } = Promise.withResolvers<void>();
    upstream.fail("/lodash", { kind: "wait", until: promise });
    upstream.fail("/other", { kind: "wait", until: promise });
    clock.advance(301);
    const without = await registry.fetch("/other");

    expect([without.status, await without.json()]).toEqual([
      504,
      expect.objectContaining({ code: "upstream_timeout" }),
    ]);
    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
    resolve();
  });

  test("refuses connections: 502, a copy serves, and hosted packages do not notice", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.packument("lodash");
    await upstream.stop();
    clock.advance(301);

    expect((await registry.fetch("/other")).status).toBe(502);
    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
    expect((await registry.publish("@acme/lib", "1.0.0")).status).toBe(201);
    expect((await registry.publish("new-name", "1.0.0")).status).toBe(201);
    expect((await registry.fetch("/-/ping")).status).toBe(200);
  });

  test("sends a packument that is too large", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.patch("lodash", { readme: "r".repeat(5000) });
    await using registry = await startRegistry({
      upstream,
      config: { upstream: { max_packument_bytes: 4096 } },
    });

    expect((await registry.fetch("/lodash")).status).toBe(502);
  });

  test.each([500, 503, 429])("with one %d only is asked again at once", async (status) => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.fail("/lodash", { kind: "status", status }, 1);
    await using registry = await startRegistry({ upstream });

    expect((await registry.fetch("/lodash")).status).toBe(200);
    expect(upstream.requests.length).toBe(2);
  });

  test.each([400, 401, 403, 404])("with %d is not asked again", async (status) => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.fail("/lodash", { kind: "status", status }, 1);
    await using registry = await startRegistry({ upstream });

    expect((await registry.fetch("/lodash")).status).toBe(status === 404 ? 404 : 502);
    expect(upstream.requests.length).toBe(1);
  });
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%d) within the upstream is followed",
  async (status) => {
    await using upstream = startUpstream();
    upstream.add("lodash", "1.0.0");
    upstream.setDocument("moved", await (await fetch(`${upstream.url}/lodash`)).json());
    upstream.fail("/lodash", { kind: "redirect", to: "/halfway", status });
    upstream.fail("/halfway", { kind: "redirect", to: `${upstream.url}/moved` });
    await using registry = await startRegistry({ upstream });

    expect(await registry.packument("lodash")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
    expect(upstream.requests.slice(1).map(({ path }) => path)).toEqual([
      "/lodash",
      "/halfway",
      "/moved",
    ]);
  },
);
