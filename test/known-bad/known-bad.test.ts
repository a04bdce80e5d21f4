import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { hostileFiles, hostileManifest } from "../support/hostile.ts";
import { malware, malwareVersions } from "../support/osv.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { digestsOf } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream, tarballPath } from "../support/upstream.ts";

async function importAll(registry: TestRegistry, ...advisories: object[]): Promise<void> {
  const json = { advisories };
  const response = await registry.asOwner("/-/admin/advisories", { method: "POST", json });
  expect([response.status, await response.json()]).toEqual([
    200,
    expect.objectContaining({ imported: advisories.length }),
  ]);
}

async function block(registry: TestRegistry, subject: string, reason = "asked to") {
  const json = { blocks: [{ subject, reason }] };
  return await registry.asOwner("/-/admin/blocks", { method: "POST", json });
}

async function rule(registry: TestRegistry, subject: string, decision = "approve") {
  const path = `/-/admin/quarantine/${encodeURIComponent(subject)}/${decision}`;
  return await registry.asOwner(path, { method: "POST", json: { reason: "the entry is wrong" } });
}

function addTwo(upstream: FakeUpstream): void {
  upstream.add("pkg", "1.0.0", { "index.js": "1" });
  upstream.add("pkg", "1.1.0", { "index.js": "2" });
}

describe("an advisory about malware", () => {
  test("holds the version before anybody fetches it, and says so everywhere", async () => {
    await using upstream = startUpstream();
    addTwo(upstream);
    await using registry = await startRegistry({ upstream });
    expect(Object.keys((await registry.packument("pkg")).versions)).toEqual(["1.0.0", "1.1.0"]);
    await importAll(registry, malwareVersions("MAL-2026-1", "pkg", ["1.1.0"]));

    const packument = await registry.packument("pkg");
    expect(Object.keys(packument.versions)).toEqual(["1.0.0"]);
    expect(packument["dist-tags"]).toEqual({ latest: "1.0.0" });
    const refused = await registry.tarball("pkg", "1.1.0");
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({
        error: expect.stringMatching(
          /^Package blocked: pkg@1\.1\.0 is known to be bad \(META-01: .*MAL-2026-1/,
        ),
        code: "security_blocked",
        issues: [expect.objectContaining({ ruleId: "META-01", severity: "critical" })],
      }),
    ]);
    expect(refused.headers.get("npm-notice")).toContain("MAL-2026-1");
    expect(upstream.seen(tarballPath("pkg", "1.1.0"))).toHaveLength(0);
    const why = await (await registry.fetch("/-/why/pkg@1.1.0")).json();
    expect(why).toMatchObject({
      version: {
        state: "held",
        because: "known_bad",
        sentence: expect.stringContaining("META-01"),
      },
    });
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(200);
    const listed = await (await registry.asOwner("/-/admin/quarantine")).json();
    expect(listed).toMatchObject({ files: [{ name: "pkg", version: "1.1.0", state: "held" }] });
  });

  test.each<[string, object]>([
    ["another package", malware("MAL-2026-2", "pkg-other")],
    ["other versions", malwareVersions("MAL-2026-3", "pkg", ["2.0.0"])],
    [
      "another ecosystem",
      malware("MAL-2026-4", "pkg", {
        affected: [{ package: { ecosystem: "PyPI", name: "pkg" }, versions: ["1.1.0"] }],
      }),
    ],
    ["a vulnerability, which is no malware", malware("GHSA-aaaa-bbbb-cccc", "pkg")],
    ["what was withdrawn", malware("MAL-2026-5", "pkg", { withdrawn: "2026-01-01T00:00:00Z" })],
  ])("about %s holds nothing", async (_, advisory) => {
    await using upstream = startUpstream();
    addTwo(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.asOwner("/-/admin/advisories", {
      method: "POST",
      json: { advisories: [advisory] },
    });

    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
  });

  test("that is withdrawn later lets the version go, with a scan of its bytes", async () => {
    await using upstream = startUpstream();
    addTwo(upstream);
    upstream.add("pkg", "1.2.0", hostileFiles, { manifest: hostileManifest });
    await using registry = await startRegistry({ upstream });
    await importAll(registry, malware("MAL-2026-1", "pkg"));
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(403);
    expect((await registry.tarball("pkg", "1.2.0")).status).toBe(403);
    await importAll(registry, malware("MAL-2026-1", "pkg", { withdrawn: "2026-02-01T00:00:00Z" }));

    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    const hostile = await registry.tarball("pkg", "1.2.0");
    expect([hostile.status, await hostile.json()]).toEqual([
      403,
      expect.objectContaining({ error: expect.stringContaining("INS-01") }),
    ]);
    const { files } = (await (await registry.asOwner("/-/admin/quarantine")).json()) as {
      files: { version: string }[];
    };
    expect(files.map(({ version }) => version)).toEqual(["1.2.0"]);
  });

  test("says nothing about a package of that name that is published here", async () => {
    await using registry = await startRegistry();
    await importAll(registry, malware("MAL-2026-1", "pkg"));

    expect((await registry.publish("pkg", "1.0.0")).status).toBe(201);
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(200);
  });
});

describe("a person's approval", () => {
  test("counts when it was made after the version was listed, and fetches the bytes first", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    addTwo(upstream);
    await using registry = await startRegistry({ upstream, now: clock.now });
    await importAll(registry, malware("MAL-2026-1", "pkg"));
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(403);
    clock.advance(60);

    const approved = await rule(registry, "pkg@1.1.0");
    expect([approved.status, await approved.json()]).toEqual([
      200,
      expect.objectContaining({
        state: "approved",
        issues: [expect.objectContaining({ ruleId: "META-01" })],
        size: expect.any(Number),
      }),
    ]);
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    // The same record once more is no news.
    clock.advance(60);
    await importAll(registry, malware("MAL-2026-1", "pkg"));
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(403);
  });

  test("never covers findings that nobody saw", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.1.0", hostileFiles, { manifest: hostileManifest });
    await using registry = await startRegistry({ upstream });
    await importAll(registry, malware("MAL-2026-1", "pkg"));
    await registry.tarball("pkg", "1.1.0");

    const first = await rule(registry, "pkg@1.1.0");
    expect([first.status, await first.json()]).toEqual([
      403,
      expect.objectContaining({ code: "not_reviewed" }),
    ]);
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(403);
    expect((await rule(registry, "pkg@1.1.0")).status).toBe(200);
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
  });

  test("names what it approves in any way, and never bytes that nobody has fetched", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.1.0", hostileFiles, { manifest: hostileManifest });
    await using registry = await startRegistry({ upstream });
    await importAll(registry, malware("MAL-2026-1", "pkg"));
    await registry.tarball("pkg", "1.1.0");
    const listed = await (await registry.asOwner("/-/admin/quarantine")).json();
    const { id } = (listed as { files: [{ id: string }] }).files[0];
    const staged = await registry.asOwner(`/-/stage/${id}/approve`, { method: "POST", json: {} });
    expect([staged.status, await staged.json()]).toEqual([
      403,
      expect.objectContaining({ code: "not_reviewed" }),
    ]);
    expect(upstream.seen(tarballPath("pkg", "1.1.0"))).toHaveLength(0);

    expect((await rule(registry, id)).status).toBe(403);
    expect(upstream.seen(tarballPath("pkg", "1.1.0"))).toHaveLength(1);
    expect(await registry.app.db.read`select 1 from rulings`).toHaveLength(0);
    expect((await rule(registry, id)).status).toBe(200);
  });

  test("from before the version was listed does not know that, and no longer counts", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    upstream.add("pkg", "1.1.0", hostileFiles, { manifest: hostileManifest });
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.tarball("pkg", "1.1.0");
    expect((await rule(registry, "pkg@1.1.0")).status).toBe(200);
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    clock.advance(60);
    await importAll(registry, malware("MAL-2026-1", "pkg"));

    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(403);
    const shown = await registry.asOwner("/-/admin/quarantine/pkg@1.1.0");
    expect(await shown.json()).toMatchObject({ state: "held" });
    clock.advance(60);
    expect((await rule(registry, "pkg@1.1.0")).status).toBe(200);
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
  });
});

describe("the block list", () => {
  const bytes = (upstream: FakeUpstream) => upstream.add("pkg", "1.1.0", { "index.js": "2" });
  const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

  test.each<[string, (data: Uint8Array) => string]>([
    ["a name", () => "pkg"],
    ["a range", () => "pkg@>=1.1 <2"],
    ["a version", () => "pkg@1.1.0"],
    ["the integrity", (data) => digestsOf(data).integrity],
    ["the sha1", (data) => digestsOf(data).shasum],
    ["the sha1 with its name", (data) => `sha1:${digestsOf(data).shasum.toUpperCase()}`],
    ["the sha256", (data) => `sha256:${sha256(data)}`],
  ])("holds by %s, and lets go when the entry is removed", async (_, subjectOf) => {
    await using upstream = startUpstream();
    const subject = subjectOf(bytes(upstream));
    await using registry = await startRegistry({ upstream });
    expect((await block(registry, subject)).status).toBe(200);

    const refused = await registry.tarball("pkg", "1.1.0");
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ error: expect.stringMatching(/META-01.*asked to/) }),
    ]);
    const query = new URLSearchParams({ subject });
    const removed = await registry.asOwner(`/-/admin/blocks?${query}`, { method: "DELETE" });
    expect(await removed.json()).toMatchObject({ ok: true, alreadyGone: false });
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    const again = await registry.asOwner(`/-/admin/blocks?${query}`, { method: "DELETE" });
    expect([again.status, await again.json()]).toEqual([
      200,
      expect.objectContaining({ alreadyGone: true }),
    ]);
  });

  test("is also about what was served before", async () => {
    await using upstream = startUpstream();
    const data = bytes(upstream);
    await using registry = await startRegistry({ upstream });
    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(200);
    await block(registry, sha256(data));

    expect((await registry.tarball("pkg", "1.1.0")).status).toBe(403);
    await expect(registry.packument("pkg")).rejects.toThrow("403");
  });

  test("holds what is published here as well", async () => {
    await using registry = await startRegistry();
    await block(registry, "tool@<2");

    const first = await registry.publish("tool", "1.0.0");
    expect([first.status, await first.json()]).toEqual([
      403,
      expect.objectContaining({ operation: "publish", code: "security_blocked" }),
    ]);
    expect((await registry.publish("tool", "2.0.0")).status).toBe(201);
  });

  test.each([
    ["pkg@not a range"],
    ["../pkg"],
    ["sha256:abcdef"],
    ["@scope"],
    [`sha1:${"0".repeat(64)}`],
    ["x".repeat(600)],
  ])("refuses %s", async (subject) => {
    await using registry = await startRegistry();
    expect((await block(registry, subject)).status).toBe(400);
    expect(await (await registry.asOwner("/-/admin/blocks")).json()).toEqual({ blocks: [] });
  });

  test("is for administrators", async () => {
    await using registry = await startRegistry();
    const json = { blocks: [{ subject: "pkg", reason: "r" }] };
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { scopes: ["read", "publish", "review"] },
    });
    const { secret: token } = (await made.json()) as { secret: string };
    for (const given of [{}, { token }]) {
      const status = "token" in given ? 403 : 401;
      for (const [method, path] of [
        ["POST", "/-/admin/blocks"],
        ["GET", "/-/admin/blocks"],
        ["DELETE", "/-/admin/blocks?subject=pkg"],
        ["POST", "/-/admin/advisories/refresh"],
      ] as const) {
        const init = { method, ...given, ...(method === "POST" ? { json } : {}) };
        expect((await registry.fetch(path, init)).status, `${method} ${path}`).toBe(status);
      }
    }
  });
});
