import { describe, expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
import { malware } from "../support/osv.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

const needs = (...names: string[]) => ({
  manifest: { dependencies: Object.fromEntries(names.map((name) => [name, "^1.0.0"])) },
});

/** own → direct → deep, beside what nothing here needs; all of them were fetched. */
async function startChain() {
  const upstream = startUpstream();
  upstream.add("direct", "1.0.0", {}, needs("deep", "missing"));
  upstream.add("deep", "1.0.0");
  upstream.add("other", "1.0.0", {}, needs("of-other"));
  upstream.add("of-other", "1.0.0");
  const registry = await startRegistry({ upstream });
  await registry.publish("own", "1.0.0", {}, needs("direct"));
  for (const name of ["direct", "deep", "other", "of-other"]) {
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
  }
  const stack = new AsyncDisposableStack();
  stack.use(upstream);
  stack.use(registry);
  return { registry, upstream, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const cleanUp = async (registry: TestRegistry, json: object) =>
  (await (await registry.asOwner("/-/admin/cleanup", { method: "POST", json })).json()) as Record<
    string,
    unknown
  >;

describe("POST /-/admin/cleanup", () => {
  test("removes copies that nothing here needs, not even by way of others", async () => {
    await using world = await startChain();
    const { registry, upstream } = world;
    const expected = {
      ok: true,
      localLibs: 1,
      deleted: 2,
      kept: 2,
      requiredDeps: 3,
      packages: ["of-other", "other"],
    };
    expect(await cleanUp(registry, { dryRun: true })).toEqual({ ...expected, bytes: 0 });
    const before = upstream.requests.length;
    await registry.tarball("other", "1.0.0");
    expect(upstream.requests).toHaveLength(before);

    const done = await cleanUp(registry, {});
    expect(done).toEqual({ ...expected, bytes: expect.any(Number) });
    expect(done["bytes"]).toBeGreaterThan(0);
    for (const name of ["direct", "deep"]) await registry.tarball(name, "1.0.0");
    expect(upstream.requests).toHaveLength(before);
    expect((await registry.tarball("other", "1.0.0")).status).toBe(200);
    expect(upstream.requests.length).toBeGreaterThan(before);

    await registry.asOwner("/-/admin/cleanup", { method: "POST", json: { dryRun: true } });
    const { logs } = (await (
      await registry.asOwner("/-/admin/audit?actions=cache_cleared")
    ).json()) as { logs: object[] };
    expect(logs).toEqual([
      expect.objectContaining({ details: { cleanup: true, deleted: 2, kept: 2 } }),
    ]);
  });

  test.each([
    ["no text", { latest: { toString: 1, valueOf: 2 } }],
    ["a list", ["1.0.0"]],
    ["nothing", null],
  ])("goes on although the tags of a copy are %s", async (_, tags) => {
    await using upstream = startUpstream();
    upstream.add("odd", "1.0.0");
    upstream.patch("odd", { "dist-tags": tags });
    await using registry = await startRegistry({ upstream });
    const manifest = { dependencies: { odd: "*" } };
    await registry.publish("own", "1.0.0", {}, { manifest });
    expect((await registry.tarball("odd", "1.0.0")).status).toBe(200);
    expect(await cleanUp(registry, {})).toMatchObject({ ok: true, deleted: 0, kept: 1 });
  });

  test("keeps what Experts run", async () => {
    await using upstream = startUpstream();
    upstream.add("@perstack/base", "1.0.0");
    upstream.add("other", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const toml = `[experts."@acme/helper"]
version = "1.0.0"
description = "Helps"
instruction = "You help."

[experts."@acme/helper".skills."@perstack/base"]
type = "mcpStdioSkill"
description = "Base"
command = "npx"
packageName = "@perstack/base"
`;
    const published = await registry.publish("@acme/helper", "1.0.0", { "perstack.toml": toml });
    expect(published.status, await published.clone().text()).toBe(201);
    for (const name of ["@perstack/base", "other"]) await registry.tarball(name, "1.0.0");
    expect(await cleanUp(registry, {})).toMatchObject({ packages: ["other"], kept: 1 });
  });

  test("is for administrators", async () => {
    await using registry = await startRegistry();
    const json = { scopes: ["read", "review"] };
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret: token } = (await made.json()) as { secret: string };
    const init = { method: "POST", json: {} } as const;
    const answers = [
      await registry.fetch("/-/admin/cleanup", init),
      await registry.fetch("/-/admin/cleanup", { ...init, token }),
      await registry.fetch("/api/graph"),
      await registry.fetch("/api/graph", { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 401, 403]);
  });
});

test("GET /api/graph shows what is stored and what needs what", async () => {
  await using world = await startChain();
  const { registry } = world;
  const token = registry.app.adminSessions.token;
  const response = await registry.fetch("/api/graph", { headers: { "x-admin-token": token } });
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  const { nodes, links, truncated } = (await response.json()) as {
    nodes: { id: string }[];
    links: { source: string; target: string }[];
    truncated: boolean;
  };
  expect(truncated).toBe(false);
  expect(nodes.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
    { id: "deep", group: "upstream", version: "1.0.0" },
    { id: "direct", group: "upstream", version: "1.0.0" },
    { id: "missing", group: "unknown", version: null },
    { id: "of-other", group: "upstream", version: "1.0.0" },
    { id: "other", group: "upstream", version: "1.0.0" },
    { id: "own", group: "local", version: "1.0.0" },
  ]);
  expect(links.map(({ source, target }) => `${source} ${target}`).sort()).toEqual([
    "direct deep",
    "direct missing",
    "other of-other",
    "own direct",
  ]);
});

describe("advisories that come in", () => {
  test("are told with the stored versions that they are about, once", async () => {
    await using world = await startChain();
    const { registry } = world;
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const bring = async (...advisories: object[]) =>
      await registry.asOwner("/-/admin/advisories", { method: "POST", json: { advisories } });
    const deep = malware("GHSA-1", "deep");
    await bring(malware("GHSA-0", "nothing-of-it-here"), deep);
    await bring(deep);
    await bring(malware("GHSA-2", "own", { withdrawn: "2026-01-01T00:00:00Z" }));
    await bring(malware("GHSA-3", "own"), malware("GHSA-4", "own"));

    await channel.next(({ event, data }) => event === "cve_found" && data["name"] === "own");
    const told = channel.messages.filter(({ event }) => event === "cve_found");
    expect(told.map(({ data }) => data)).toEqual([
      { name: "deep", version: "1.0.0", ids: ["GHSA-1"] },
      { name: "own", version: "1.0.0", ids: ["GHSA-3", "GHSA-4"] },
    ]);
  });
});

describe("figures about upstreams", () => {
  test("count requests, failures and bytes, and when it answered last", async () => {
    await using upstream = startUpstream();
    const bytes = upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const health = async () =>
      ((await (await registry.fetch("/-/health")).json()) as { upstream: object }).upstream;
    const figure = async (name: string) => {
      const text = await (await registry.fetch("/-/metrics", { peer: "127.0.0.1" })).text();
      const row = new RegExp(
        `^agentregistry_upstream_${name}\\{upstream="default"\\} (\\S+)$`,
        "m",
      );
      return Number(row.exec(text)?.[1] ?? Number.NaN);
    };
    expect(await health()).toEqual({ status: "configured", lastOk: null });
    expect(await figure("requests_total")).toBe(0);

    await registry.tarball("lib", "1.0.0");
    expect(await figure("requests_total")).toBe(2);
    expect(await figure("failures_total")).toBe(0);
    expect(await figure("bytes_total")).toBeGreaterThan(bytes.length);
    expect(await figure("seconds_total")).toBeGreaterThan(0);
    expect(await health()).toMatchObject({ lastOk: expect.stringMatching(/Z$/) });
    upstream.fail("/broken", { kind: "status", status: 503 });
    await registry.fetch("/broken");
    expect(await figure("failures_total")).toBe(2);
  });

  test("of a registry without one say so", async () => {
    await using registry = await startRegistry();
    const body = await (await registry.fetch("/-/health")).json();
    expect(body).toMatchObject({ upstream: { status: "none", lastOk: null } });
  });
});
