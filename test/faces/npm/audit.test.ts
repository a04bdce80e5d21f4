import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { type FakeUpstream, startUpstream } from "../../support/upstream.ts";

const bulkPath = "/-/npm/v1/security/advisories/bulk";

const theirs = {
  id: 1094500,
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
  title: "Prototype pollution",
  severity: "high",
  vulnerable_versions: "<4.17.21",
  cwe: ["CWE-1321"],
  cvss: { score: 7.2, vectorString: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H" },
};

function osv(id: string, name: string, fixed: string, fields: object = {}): object {
  return {
    id,
    summary: `${name} is bad`,
    database_specific: { severity: "LOW", cwe_ids: ["CWE-79", "nonsense"] },
    affected: [
      {
        package: { ecosystem: "npm", name },
        ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed }] }],
      },
    ],
    ...fields,
  };
}

async function importAll(registry: TestRegistry, ...advisories: unknown[]): Promise<unknown> {
  const json = { advisories };
  const response = await registry.asOwner("/-/admin/advisories", { method: "POST", json });
  expect(response.status).toBe(200);
  return await response.json();
}

async function bulk(registry: TestRegistry, json: unknown): Promise<unknown> {
  const response = await registry.fetch(bulkPath, { method: "POST", json });
  expect(response.headers.get("cache-control")).toBe("no-store");
  if (response.status !== 200) return response.status;
  return await response.json();
}

/** An upstream that knows these advisories and keeps what it was asked. */
function knowing(upstream: FakeUpstream, advisories: Record<string, unknown>): unknown[] {
  const asked: unknown[] = [];
  upstream.answerAt(bulkPath, (_, body) => {
    asked.push(JSON.parse(body.toString("utf8")));
    return advisories;
  });
  return asked;
}

describe("POST /-/npm/v1/security/advisories/bulk, from what was imported", () => {
  test("answers with the advisories about the versions that are asked about", async () => {
    await using registry = await startRegistry();
    await importAll(
      registry,
      osv("GHSA-1111-2222-3333", "lodash", "4.17.21"),
      osv("X-2", "other", "1.0.0"),
    );

    expect(await bulk(registry, { lodash: ["4.17.20", "4.17.21"], other: ["1.0.0"] })).toEqual({
      lodash: [
        {
          id: 1_000_000_001,
          url: "https://github.com/advisories/GHSA-1111-2222-3333",
          title: "lodash is bad",
          severity: "low",
          vulnerable_versions: "<4.17.21",
          cwe: ["CWE-79"],
          cvss: { score: 0, vectorString: null },
        },
      ],
    });
    expect(await bulk(registry, { lodash: ["4.17.21"] })).toEqual({});
  });

  test("takes a gzipped body, as npm sends it", async () => {
    await using registry = await startRegistry();
    await importAll(registry, osv("X-1", "@s/lib", "2.0.0"));
    const response = await registry.fetch(bulkPath, {
      method: "POST",
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
      body: gzipSync(JSON.stringify({ "@s/lib": ["1.0.0"] })),
    });
    expect(Object.keys((await response.json()) as object)).toEqual(["@s/lib"]);
  });

  test("keeps an advisory's id when it is imported again, and drops it when it is withdrawn", async () => {
    await using registry = await startRegistry();
    await importAll(registry, osv("X-1", "lib", "2.0.0"), osv("X-2", "lib", "9.0.0"));
    const again = await importAll(registry, osv("X-2", "lib", "3.0.0"), "nonsense", { id: "../x" });
    expect(again).toMatchObject({ imported: 1, withdrawn: 0, skipped: 0, refused: [{}, {}] });
    expect(await bulk(registry, { lib: ["2.5.0"] })).toMatchObject({
      lib: [{ id: 1_000_000_002, vulnerable_versions: "<3.0.0" }],
    });

    await importAll(registry, osv("X-2", "lib", "3.0.0", { withdrawn: "2026-01-01T00:00:00Z" }));
    expect(await bulk(registry, { lib: ["2.5.0"] })).toEqual({});
    const stats = await registry.asOwner("/-/admin/advisories/stats");
    expect(await stats.json()).toMatchObject({ advisories: 1, packages: 1, withdrawn: 1 });
  });

  test("takes nothing for a name that could be no package, and refuses what is no question", async () => {
    await using registry = await startRegistry();
    await importAll(registry, osv("X-1", "lib", "2.0.0"));
    const odd =
      '{"__proto__":["1.0.0"],"constructor":["1.0.0"],"../x":["1"],"lib":["latest",7,null]}';
    const send = (body: Bun.BodyInit) => registry.fetch(bulkPath, { method: "POST", body });
    expect(await (await send(odd)).json()).toEqual({});
    expect(await bulk(registry, {})).toEqual({});
    for (const body of ["[]", "7", '"x"', "{", '{"lib":"1.0.0"}', '{"lib":{}}']) {
      expect([body, (await send(body)).status]).toEqual([body, 400]);
    }
    const names = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`n${at}`, []]));
    expect(await bulk(registry, names)).toBe(413);
    const versions = Array.from({ length: 1001 }, (_, at) => `1.0.${at}`);
    expect(await bulk(registry, { lib: versions })).toBe(413);
    const bomb = gzipSync(Buffer.alloc(5 * 1024 * 1024, " "));
    const headers = { "content-encoding": "gzip" };
    expect((await registry.fetch(bulkPath, { method: "POST", headers, body: bomb })).status).toBe(
      413,
    );
  });

  test("says so when there is nothing to answer from: that is no all clear", async () => {
    await using registry = await startRegistry();
    const response = await registry.fetch(bulkPath, { method: "POST", json: { lib: ["1.0.0"] } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: expect.stringContaining("agentregistry advisories import"),
    });
  });

  test("lets only an administrator import and list", async () => {
    await using registry = await startRegistry();
    const json = { advisories: [] };
    expect((await registry.fetch("/-/admin/advisories", { method: "POST", json })).status).toBe(
      401,
    );
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json: {} });
    const { secret: token } = (await made.json()) as { secret: string };
    for (const [method, path] of [
      ["POST", "/-/admin/advisories"],
      ["GET", "/-/admin/advisories"],
      ["GET", "/-/admin/advisories/stats"],
    ] as const) {
      const init = method === "POST" ? { method, json, token } : { method, token };
      expect((await registry.fetch(path, init)).status).toBe(403);
    }
  });
});

describe("POST /-/npm/v1/security/advisories/bulk, with an upstream", () => {
  test("merges both, each advisory once, the upstream's first", async () => {
    await using upstream = startUpstream();
    knowing(upstream, { lodash: [theirs] });
    await using registry = await startRegistry({ upstream });
    const same = osv("CVE-2021-1", "lodash", "9.0.0", { aliases: ["GHSA-aaaa-bbbb-cccc"] });
    await importAll(registry, same, osv("X-9", "lodash", "5.0.0"), osv("X-8", "lib", "2.0.0"));

    const found = await bulk(registry, { lodash: ["4.17.20"], lib: ["1.0.0"] });

    expect(found).toMatchObject({
      lodash: [theirs, { url: expect.stringContaining("X-9") }],
      lib: [{}],
    });
    expect((found as { lodash: unknown[] }).lodash).toHaveLength(2);
  });

  test("tells the upstream names and versions of its own packages, plain, and nothing of the client", async () => {
    await using upstream = startUpstream();
    const asked = knowing(upstream, {});
    await using registry = await startRegistry({ upstream });
    await registry.publish("@acme/inside", "1.0.0");
    await registry.publish("ours", "1.0.0");
    await registry.asOwner("/-/admin/claims", { method: "POST", json: { name: "claimed" } });

    const tree = {
      "@acme/other": ["1.0.0"],
      ours: ["1.0.0"],
      claimed: ["1.0.0"],
      "../x": ["1.0.0"],
    };
    const headers = { cookie: "a=b", "npm-session": "s", authorization: "Bearer areg_secret" };
    const json = { ...tree, lodash: ["4.17.20", "file:x"] };
    await registry.fetch(bulkPath, { method: "POST", json, headers });

    expect(asked).toEqual([{ lodash: ["4.17.20"] }]);
    const [request] = upstream.seen(bulkPath);
    for (const name of ["cookie", "npm-session", "authorization", "content-encoding"]) {
      expect([name, request?.headers.get(name) ?? null]).toEqual([name, null]);
    }
    expect(request?.headers.get("content-type")).toBe("application/json");

    expect(await bulk(registry, tree)).toEqual({});
    expect(asked).toHaveLength(1);
  });

  test("passes on only what was asked for, matches, and is of the right type", async () => {
    await using upstream = startUpstream();
    knowing(upstream, {
      lodash: [
        { ...theirs, extra: 1, cwe: "CWE-1", cvss: { score: "x" } },
        { ...theirs, id: 2, vulnerable_versions: ">9" },
      ],
      stranger: [theirs],
      constructor: [theirs],
    });
    await using registry = await startRegistry({ upstream });
    expect(await bulk(registry, { lodash: ["4.17.20"] })).toEqual({
      lodash: [{ ...theirs, cwe: [], cvss: { score: 0, vectorString: null } }],
    });
  });

  test.each<[string, unknown]>([
    ["a list", []],
    ["null", null],
    ["text", "all is well"],
    ["no list for a name", { lodash: "none" }],
    ["an id that is no number", { lodash: [{ ...theirs, id: "x" }] }],
    ["a severity that nobody knows", { lodash: [{ ...theirs, severity: "apocalyptic" }] }],
    ["a range that is none", { lodash: [{ ...theirs, vulnerable_versions: "<<" }] }],
    ["a script for a link", { lodash: [{ ...theirs, url: "javascript:alert(1)" }] }],
  ])("takes %s for a failure, which is no all clear", async (_, answer) => {
    await using upstream = startUpstream();
    upstream.answerAt(bulkPath, () => answer);
    await using registry = await startRegistry({ upstream });
    expect(await bulk(registry, { lodash: ["4.17.20"] })).toBe(503);
  });

  test("answers from what was imported when the upstream fails, else says that nothing can be said", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    for (const status of [400, 404, 405, 429, 302]) {
      upstream.fail(bulkPath, { kind: "status", status });
      expect([status, await bulk(registry, { lib: ["1.0.0"] })]).toEqual([status, 503]);
    }
    upstream.fail(bulkPath, { kind: "body", body: "<html>" });
    const refused = await registry.fetch(bulkPath, { method: "POST", json: { lib: ["1.0.0"] } });
    expect(await refused.json()).toMatchObject({
      error: expect.stringContaining("could not be asked for advisories"),
    });

    await importAll(registry, osv("X-1", "lib", "2.0.0"));
    expect(await bulk(registry, { lib: ["1.0.0"] })).toMatchObject({
      lib: [{ title: "lib is bad" }],
    });
    expect(await bulk(registry, { lodash: ["1.0.0"] })).toEqual({});
  });

  test("waits for a slow upstream no longer than five seconds", { timeout: 10_000 }, async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    const never = Promise.withResolvers<void>();
    upstream.fail(bulkPath, { kind: "wait", until: never.promise });
    const before = performance.now();
    expect(await bulk(registry, { lib: ["1.0.0"] })).toBe(503);
    expect(performance.now() - before).toBeLessThan(6500);
    never.resolve();
  });

  test("asks nobody when audit.upstream is off", async () => {
    await using upstream = startUpstream();
    const asked = knowing(upstream, { lodash: [theirs] });
    await using registry = await startRegistry({
      upstream,
      config: { audit: { upstream: false } },
    });
    expect(await bulk(registry, { lodash: ["4.17.20"] })).toBe(404);
    await importAll(registry, osv("X-1", "lib", "2.0.0"));
    expect(await bulk(registry, { lodash: ["4.17.20"] })).toEqual({});
    expect(asked).toEqual([]);
  });
});

describe.each(["/-/npm/v1/security/audits", "/-/npm/v1/security/audits/quick"])(
  "POST %s",
  (path) => {
    test("reports on a tree as older clients read it", async () => {
      await using registry = await startRegistry();
      await importAll(registry, osv("X-1", "lib", "2.0.0"));
      const json = {
        name: "project",
        dependencies: {
          top: { version: "1.0.0", dependencies: { lib: { version: "1.0.0" } } },
          lib: { version: "1.0.0", dev: true },
          good: { version: "1.0.0", dev: true, optional: true },
        },
      };

      const response = await registry.fetch(path, { method: "POST", json });

      expect(response.status).toBe(200);
      const finding = { version: "1.0.0", dev: false, optional: false };
      expect(await response.json()).toMatchObject({
        actions: [
          { action: "review", module: "lib", resolves: [{ path: "lib" }, { path: "top>lib" }] },
        ],
        advisories: {
          "1000000001": {
            module_name: "lib",
            severity: "low",
            vulnerable_versions: "<2.0.0",
            patched_versions: ">=2.0.0",
            findings: [{ ...finding, paths: ["lib", "top>lib"] }],
          },
        },
        muted: [],
        metadata: {
          vulnerabilities: { info: 0, low: 1, moderate: 0, high: 0, critical: 0 },
          totalDependencies: 4,
        },
      });
    });

    test("answers the empty question of a probe, and refuses a tree that is too deep", async () => {
      await using registry = await startRegistry();
      const empty = await registry.fetch(path, { method: "POST", json: {} });
      expect(await empty.json()).toMatchObject({
        advisories: {},
        metadata: { totalDependencies: 0 },
      });
      let tree: object = {};
      for (let depth = 0; depth < 200; depth++) tree = { dependencies: { a: tree } };
      expect((await registry.fetch(path, { method: "POST", json: tree })).status).toBe(413);
    });
  },
);
