import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf } from "../support/review.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

const options = { manifest: hookManifest };

function addHeld(upstream: FakeUpstream): void {
  upstream.add("pkg", "1.0.0", hookFiles, options);
}

async function suppress(registry: TestRegistry, more: object = {}): Promise<Response> {
  const json = { package: "pkg", rule: "INS-01", reason: "its own mirror", ...more };
  return await registry.asOwner("/-/admin/suppressions", { method: "POST", json });
}

const status = async (registry: TestRegistry, version: string) =>
  (await registry.tarball("pkg", version)).status;

describe("a rule that a person lets pass for a package", () => {
  test("counts no more while the file that it found is the same, in later versions too", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    addHeld(upstream);
    await using registry = await startRegistry({ upstream, now: clock.now });
    expect(await status(registry, "1.0.0")).toBe(403);
    const made = await suppress(registry);
    expect([made.status, await made.json()]).toEqual([
      200,
      expect.objectContaining({
        name: "pkg",
        ruleId: "INS-01",
        person: "owner",
        matches: [expect.objectContaining({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) })],
      }),
    ]);

    expect(await status(registry, "1.0.0")).toBe(200);
    expect(Object.keys((await registry.packument("pkg")).versions)).toEqual(["1.0.0"]);
    expect(await recordOf(registry, "pkg@1.0.0")).toMatchObject({
      state: "released",
      issues: expect.arrayContaining([
        expect.objectContaining({ ruleId: "INS-01", isSuppressed: true }),
        expect.objectContaining({ ruleId: "INS-18", isSuppressed: false }),
      ]),
    });
    clock.advance(10);
    upstream.add("pkg", "1.0.1", { ...hookFiles, "readme.md": "new" }, options);
    expect(await status(registry, "1.0.1")).toBe(200);
  });

  test("counts where the file is another one", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    addHeld(upstream);
    await using registry = await startRegistry({ upstream, now: clock.now });
    await status(registry, "1.0.0");
    await suppress(registry);
    clock.advance(10);
    upstream.add("pkg", "1.0.1", { "setup.sh": `${hookFiles["setup.sh"]}# more\n` }, options);
    upstream.add("pkg-two", "1.0.0", hookFiles, options);

    expect(await status(registry, "1.0.1")).toBe(403);
    expect((await registry.tarball("pkg-two", "1.0.0")).status).toBe(403);
  });

  test("leaves other rules in force", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", hookFiles, options);
    await using registry = await startRegistry({ upstream });
    await status(registry, "1.0.0");
    expect((await suppress(registry, { rule: "INS-18" })).status).toBe(200);

    expect(await status(registry, "1.0.0")).toBe(403);
  });

  test("counts again when that ends, by itself or by a person", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    addHeld(upstream);
    await using registry = await startRegistry({ upstream, now: clock.now });
    await status(registry, "1.0.0");
    await suppress(registry, { expires_at: "2026-01-03T00:00:00.000Z" });
    expect(await status(registry, "1.0.0")).toBe(200);
    expect(await status(registry, "1.0.0")).toBe(200);
    clock.set("2026-01-03T00:00:01.000Z");
    expect(await status(registry, "1.0.0")).toBe(403);
    expect((await registry.fetch("/pkg")).status).toBe(403);

    const { id } = (await (await suppress(registry)).json()) as { id: string };
    expect(await status(registry, "1.0.0")).toBe(200);
    const listed = await (await registry.asOwner("/-/admin/suppressions")).json();
    expect(listed).toMatchObject({ suppressions: [{ id }, { expiresAt: expect.any(String) }] });
    const path = `/-/admin/suppressions/${id}`;
    expect((await registry.asOwner(path, { method: "DELETE" })).status).toBe(200);
    expect(await status(registry, "1.0.0")).toBe(403);
    expect((await registry.asOwner(path, { method: "DELETE" })).status).toBe(404);
  });

  test("works for what is published here", async () => {
    await using registry = await startRegistry();
    expect((await registry.publish("pkg", "1.0.0", hookFiles, options)).status).toBe(403);
    expect((await suppress(registry)).status).toBe(200);

    expect(await status(registry, "1.0.0")).toBe(200);
    const told: unknown[] = [];
    registry.app.events.on("held", (event) => told.push(event));
    expect((await registry.publish("pkg", "1.0.1", hookFiles, options)).status).toBe(201);
    expect(told).toEqual([]);
  });

  test.each<[string, object, number]>([
    ["a rule about the archive", { rule: "TAR-01" }, 400],
    ["a list of bad packages", { rule: "META-01" }, 400],
    ["a rule that found nothing", { rule: "INS-05" }, 404],
    ["a package without records", { package: "other" }, 404],
    ["no reason", { reason: " " }, 400],
    ["an end in the past", { expires_at: "2020-01-01T00:00:00.000Z" }, 400],
    ["what is no rule", { rule: "every rule" }, 400],
  ])("is refused for %s", async (_, more, code) => {
    await using upstream = startUpstream();
    addHeld(upstream);
    await using registry = await startRegistry({ upstream });
    await status(registry, "1.0.0");

    expect((await suppress(registry, more)).status).toBe(code);
    expect(await status(registry, "1.0.0")).toBe(403);
  });

  test("is for reviewers", async () => {
    await using registry = await startRegistry();
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { scopes: ["read", "publish"] },
    });
    const { secret: token } = (await made.json()) as { secret: string };
    const json = { package: "pkg", rule: "INS-01", reason: "r" };
    for (const [method, path] of [
      ["GET", "/-/admin/suppressions"],
      ["POST", "/-/admin/suppressions"],
      ["DELETE", "/-/admin/suppressions/x"],
      ["GET", "/-/admin/recalls"],
      ["GET", "/-/admin/rescan"],
      ["POST", "/-/admin/rescan"],
    ] as const) {
      const init = {
        method,
        ...(method === "POST" && path.endsWith("suppressions") ? { json } : {}),
      };
      expect((await registry.fetch(path, init)).status, path).toBe(401);
      expect((await registry.fetch(path, { ...init, token })).status, path).toBe(403);
    }
  });
});
