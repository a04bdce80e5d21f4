import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

const options = { manifest: hookManifest };

describe("a decision", () => {
  test.each(["approve", "reject"] as const)("to %s made twice is made once", async (decision) => {
    await using registry = await startRegistry();
    await registry.publish("pkg", "1.0.0", hookFiles, options);
    const answers = [
      await rule(registry, "pkg@1.0.0", decision),
      await rule(registry, "pkg@1.0.0", decision, { reason: "once more" }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const rows = await registry.app.db.read<{ reason: string }>`select reason from rulings`;
    expect(rows.map(({ reason }) => reason)).toEqual(["looked at it"]);
    // Another end is another decision.
    await rule(registry, "pkg@1.0.0", decision, { expires_at: "2099-01-01T00:00:00.000Z" });
    expect(await registry.app.db.read`select 1 from rulings`).toHaveLength(2);
  });

  test("can be taken back, which judges the release as if nobody had ruled", async () => {
    await using registry = await startRegistry();
    await registry.publish("pkg", "1.0.0", hookFiles, options);
    const status = async () => (await registry.tarball("pkg", "1.0.0")).status;
    for (const decision of ["approve", "reject"] as const) {
      await rule(registry, "pkg@1.0.0", decision);
      expect(await status()).toBe(decision === "approve" ? 200 : 403);
      const forgotten = await rule(registry, "pkg@1.0.0", "forget");
      expect(await forgotten.json()).toMatchObject({ ok: true, alreadyGone: false, state: "held" });
      expect(await status()).toBe(403);
      expect(await recordOf(registry, "pkg@1.0.0")).toMatchObject({ state: "held", ruling: null });
    }
    const again = await rule(registry, "pkg@1.0.0", "forget");
    expect([again.status, await again.json()]).toEqual([
      200,
      expect.objectContaining({ alreadyGone: true }),
    ]);
    expect((await rule(registry, "unknown@1.0.0", "forget")).status).toBe(404);
  });

  test("to reject removes the bytes of an upstream, and asks it for nothing again", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", hookFiles, options);
    await using registry = await startRegistry({ upstream });
    await registry.tarball("pkg", "1.0.0");
    const path = "/-/admin/quarantine/pkg@1.0.0?reason=stolen";
    const first = await registry.asOwner(path, { method: "DELETE" });
    expect(await first.json()).toMatchObject({
      ok: true,
      alreadyGone: false,
      state: "rejected",
      ruling: { reason: "stolen" },
    });
    const blobs: string[] = [];
    for await (const integrity of registry.app.cacheBlobs.list()) blobs.push(integrity);
    expect(blobs).toEqual([]);
    const asked = upstream.requests.length;
    const refused = await registry.tarball("pkg", "1.0.0");
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: "security_rejected" }),
    ]);
    expect(upstream.requests.length).toBe(asked);
    const again = await registry.asOwner(path, { method: "DELETE" });
    expect(await again.json()).toMatchObject({ alreadyGone: true });

    // Approving afterwards fetches the same bytes anew.
    expect((await rule(registry, "pkg@1.0.0", "approve")).status).toBe(200);
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(200);
  });

  test("to approve completes a publish: it is seen, and told of", async () => {
    await using registry = await startRegistry();
    expect((await registry.publish("pkg", "1.0.0", hookFiles, options)).status).toBe(403);
    const told: unknown[] = [];
    registry.app.events.on("released", (event) => told.push(event));
    await rule(registry, "pkg@1.0.0", "approve");

    const packument = await registry.packument("pkg");
    expect([Object.keys(packument.versions), packument["dist-tags"]]).toEqual([
      ["1.0.0"],
      { latest: "1.0.0" },
    ]);
    expect(told).toEqual([{ name: "pkg", version: "1.0.0", by: "owner" }]);
  });
});
