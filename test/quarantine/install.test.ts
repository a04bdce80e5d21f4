import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { attackersText, hostileFiles, hostileManifest } from "../support/hostile.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { digestsOf } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

/** An upstream with a good version and a hostile one that `latest` names. */
function addHostile(upstream: FakeUpstream): Uint8Array {
  upstream.add("pkg", "1.0.0");
  upstream.add("pkg", "1.1.0-rc.1", {}, { tag: "next" });
  return upstream.add("pkg", "1.1.0", hostileFiles, { manifest: hostileManifest });
}

const path = "/pkg/-/pkg-1.1.0.tgz";

async function rule(
  registry: TestRegistry,
  decision: string,
  more: object = {},
): Promise<Response> {
  return await registry.asOwner(`/-/admin/quarantine/pkg@1.1.0/${decision}`, {
    method: "POST",
    json: { reason: "looked at it", ...more },
  });
}

describe("a hostile tarball of the upstream", () => {
  test("is held at the first request, which says what, why and what to do", async () => {
    await using upstream = startUpstream();
    const bytes = addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    const response = await registry.fetch(path);
    const text = await response.text();

    expect(response.status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({
      error: expect.stringMatching(
        /^Package blocked by security scan: pkg@1\.1\.0 \(INS-01: .+\)\. A person must decide: `agentregistry quarantine show pkg@1\.1\.0`$/,
      ),
      code: "security_blocked",
      action_required: "HUMAN INTERVENTION REQUIRED",
      ai_directive: "STOP_AND_WAIT_FOR_HUMAN",
      admin_url: "http://localhost:4873/-/admin",
      admin_panel: "http://localhost:4873/-/admin",
      package: "pkg@1.1.0",
      name: "pkg",
      version: "1.1.0",
      operation: "install",
      integrity: digestsOf(bytes).integrity,
      quarantine_location: "pkg-1.1.0.tgz",
      retry_after_approval: true,
      issues: expect.arrayContaining([expect.objectContaining({ ruleId: "INS-01" })]),
      issues_total: expect.any(Number),
      quarantine_id: expect.any(String),
    });
    expect(response.headers.get("npm-notice")).toMatch(/^[\x20-\x7e]+$/);
    expect(text).not.toMatch(attackersText);
    expect(response.headers.get("npm-notice")).not.toMatch(attackersText);
  });

  test("leaves the packument, and latest moves to what is served", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    expect((await registry.packument("pkg"))["dist-tags"]["latest"]).toBe("1.1.0");
    await registry.fetch(path);

    for (const isShort of [true, false]) {
      const packument = await registry.packument("pkg", { abbreviated: isShort });
      expect(Object.keys(packument.versions)).toEqual(["1.0.0", "1.1.0-rc.1"]);
      expect(packument["dist-tags"]).toEqual({ latest: "1.0.0", next: "1.1.0-rc.1" });
      expect(packument.time).not.toHaveProperty(["1.1.0"]);
      expect(packument["policyRestrictions"]).toEqual({
        message: expect.stringMatching(/^Package blocked by security scan: pkg@1\.1\.0 /),
        versions: { "1.1.0": { name: "pkg", version: "1.1.0" } },
      });
      expect(JSON.stringify(packument)).not.toMatch(attackersText);
    }
    const version = await registry.fetch("/pkg/1.1.0");
    expect([version.status, await version.json()]).toEqual([
      403,
      expect.objectContaining({ error: expect.stringContaining("pkg@1.1.0") }),
    ]);
    expect(await (await registry.fetch("/pkg/latest")).json()).toMatchObject({ version: "1.0.0" });
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(200);
  });

  test("stays listed and is refused with on_hold = refuse", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({
      upstream,
      config: { quarantine: { on_hold: "refuse" } },
    });
    expect((await registry.fetch(path)).status).toBe(403);

    const packument = await registry.packument("pkg");
    expect(packument["dist-tags"]["latest"]).toBe("1.1.0");
    expect(packument).not.toHaveProperty("policyRestrictions");
    expect((await registry.fetch(path)).status).toBe(403);
  });

  test("is fetched once, however often it is asked for, also after a restart", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await Promise.all(Array.from({ length: 10 }, () => registry.fetch(path)));
    const asked = upstream.requests.length;
    await registry.fetch(path);
    await using again = await startRegistry({ upstream, home: registry.home });

    expect((await again.fetch(path)).status).toBe(403);
    expect(upstream.requests.length).toBe(asked);
    expect(upstream.seen(path).length).toBe(1);
  });

  test("is the whole package when it is the only version: 403, not 404", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.1.0", hostileFiles, { manifest: hostileManifest });
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    const response = await registry.fetch("/pkg");

    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({
        error: expect.stringContaining("pkg@1.1.0"),
        code: "security_blocked",
      }),
    ]);
  });

  test("stays held when the upstream and the cache are gone", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    await registry.app.cacheDb.write(async (tx) => {
      await tx`delete from reports`;
      await tx`delete from tarballs`;
    });

    expect((await registry.fetch(path)).status).toBe(403);
    expect((await registry.packument("pkg"))["dist-tags"]["latest"]).toBe("1.0.0");
  });
});

describe("what a person decides", () => {
  test("approve: the bytes are served at once and to the next process", async () => {
    await using upstream = startUpstream();
    const bytes = addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    await registry.packument("pkg");
    const ruled = await rule(registry, "approve");

    expect([ruled.status, await ruled.json()]).toEqual([
      200,
      expect.objectContaining({
        ok: true,
        state: "approved",
        ruling: expect.objectContaining({
          decision: "approve",
          reason: "looked at it",
          person: "owner",
        }),
      }),
    ]);
    expect(await (await registry.fetch(path)).bytes()).toEqual(new Uint8Array(bytes));
    expect((await registry.packument("pkg"))["dist-tags"]["latest"]).toBe("1.1.0");
    expect(upstream.seen(path).length).toBe(1);
    await using again = await startRegistry({ upstream, home: registry.home });
    expect((await again.fetch(path)).status).toBe(200);
  });

  test("reject: refused for good, and nobody is told to wait", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    await rule(registry, "reject");
    const response = await registry.fetch(path);

    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({
        error: expect.stringMatching(/^Package blocked: pkg@1\.1\.0 was rejected after review/),
        code: "security_rejected",
        retry_after_approval: false,
      }),
    ]);
    expect(upstream.seen(path).length).toBe(1);
    const rescanned = await registry.asOwner("/-/admin/quarantine/pkg@1.1.0/rescan", {
      method: "POST",
    });
    expect(await rescanned.json()).toMatchObject({ state: "rejected" });
    expect((await registry.fetch(path)).status).toBe(403);
  });

  test("the last word counts", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    const seen: number[] = [];
    for (const decision of ["approve", "reject", "approve", "approve", "reject"]) {
      await rule(registry, decision);
      seen.push((await registry.fetch(path)).status);
    }

    expect(seen).toEqual([200, 403, 200, 200, 403]);
  });

  test("until it expires", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    const clock = startClock("2026-01-01T00:00:00Z");
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.fetch(path);
    await rule(registry, "approve", { expires_at: "2026-01-01T00:01:00Z" });
    const look = async () => [
      (await registry.fetch(path)).status,
      (await registry.packument("pkg"))["dist-tags"]["latest"],
    ];

    expect(await look()).toEqual([200, "1.1.0"]);
    clock.advance(59);
    expect(await look()).toEqual([200, "1.1.0"]);
    clock.advance(1);
    expect(await look()).toEqual([403, "1.0.0"]);
    const list = await (await registry.asOwner("/-/admin/quarantine")).json();
    expect(list).toMatchObject({ files: [{ name: "pkg", state: "held" }] });
  });

  test("about these bytes: other bytes under the same version are another question", async () => {
    await using upstream = startUpstream();
    addHostile(upstream);
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    await registry.fetch(path);
    await rule(registry, "approve");
    upstream.add(
      "pkg",
      "1.1.0",
      { ...hostileFiles, more: "other bytes" },
      { manifest: hostileManifest },
    );
    for await (const integrity of registry.app.cacheBlobs.list()) {
      await registry.app.cacheBlobs.remove(integrity);
    }
    await registry.app.cacheDb.write(async (tx) => {
      await tx`delete from tarballs`;
      await tx`delete from packuments`;
    });
    clock.advance(1000);

    expect((await registry.fetch(path)).status).toBe(403);
  });

  test.each([
    [
      "another digest than was looked at",
      { integrity: `sha512-${"A".repeat(86)}==` },
      409,
      "digest_changed",
    ],
    ["no reason", { reason: "" }, 400, "bad_payload"],
    ["a blank reason", { reason: "   " }, 400, "bad_payload"],
    ["a time that is none", { expires_at: "tomorrow" }, 400, "bad_payload"],
    ["what is not known", { force: true }, 400, "bad_payload"],
  ])("not with %s", async (_, more, status, code) => {
    await using upstream = startUpstream();
    addHostile(upstream);
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    const response = await rule(registry, "approve", more);

    expect([response.status, await response.json()]).toEqual([
      status,
      expect.objectContaining({ code }),
    ]);
    expect((await registry.fetch(path)).status).toBe(403);
  });
});
