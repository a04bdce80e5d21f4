import { describe, expect, test } from "vitest";
import { ruleset } from "../../src/scanner/rules/all.ts";
import { until } from "../support/process.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

/** Makes reports those of older rules: of nothing but clean releases, as far as these knew. */
async function pretendOlder(registry: TestRegistry, name: string, verdict: string): Promise<void> {
  const { app } = registry;
  for (const db of [app.db, app.cacheDb]) {
    await db.write(async (tx) => {
      await tx`
        update reports set ruleset = 'older', verdict = ${verdict},
          report = json_set(report, '$.ruleset', 'older', '$.verdict', ${verdict})
        where name = ${name}`;
    });
  }
}

async function rescan(registry: TestRegistry): Promise<Record<string, unknown>> {
  const begun = await registry.asOwner("/-/admin/rescan", { method: "POST" });
  expect(begun.status).toBe(200);
  const progress = async () =>
    (await (await registry.asOwner("/-/admin/rescan")).json()) as Record<string, unknown>;
  await until(async () => !(await progress())["isRunning"], "the rescan to end");
  return await progress();
}

const status = async (registry: TestRegistry, name: string) =>
  (await registry.tarball(name, "1.0.0")).status;

describe("rules that are newer than what they judged", () => {
  test("hold what turns bad, tell who fetched it, and leave the rest alone", async () => {
    await using upstream = startUpstream();
    upstream.add("good", "1.0.0");
    upstream.add("bad", "1.0.0", hookFiles, { manifest: hookManifest });
    await using registry = await startRegistry({ upstream });
    await registry.publish("own", "1.0.0");
    expect([await status(registry, "good"), await status(registry, "bad")]).toEqual([200, 403]);
    // As if the rules before had let it pass.
    await registry.app.db.write(async (tx) => {
      await tx`delete from holds`;
    });
    for (const name of ["good", "bad", "own"]) await pretendOlder(registry, name, "clean");
    registry.app.events.emit("policyChanged", {});
    expect(await status(registry, "bad")).toBe(200);
    const told: unknown[] = [];
    registry.app.events.on("recalled", (event) => told.push(event));
    const asked = upstream.requests.length;

    expect(await rescan(registry)).toMatchObject({
      ruleset,
      done: 3,
      total: 3,
      held: 1,
      failed: 0,
    });
    expect([await status(registry, "good"), await status(registry, "bad")]).toEqual([200, 403]);
    expect(told).toEqual([{ name: "bad", version: "1.0.0", clients: 1 }]);
    expect(await recordOf(registry, "bad@1.0.0")).toMatchObject({ state: "held", ruleset });
    expect(await (await registry.asOwner("/-/admin/recalls")).json()).toMatchObject({
      recalls: [{ name: "bad", because: "scan" }],
    });
    expect(upstream.requests.length).toBe(asked);
    // Nothing is left to do.
    expect(await rescan(registry)).toMatchObject({ done: 0, total: 0 });
  });

  test("release what was held by older ones, and say so", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await status(registry, "pkg");
    await holdAsOlder(registry, "pkg");
    expect(await status(registry, "pkg")).toBe(403);

    expect(await rescan(registry)).toMatchObject({ done: 1, released: 1 });
    expect(await status(registry, "pkg")).toBe(200);
    expect(await recordOf(registry, "pkg@1.0.0")).toMatchObject({
      state: "released",
      releasedBy: `ruleset ${ruleset}`,
    });
  });

  test("touch nothing that a person ruled on", async () => {
    await using upstream = startUpstream();
    upstream.add("rejected", "1.0.0");
    upstream.add("approved", "1.0.0", hookFiles, { manifest: hookManifest });
    await using registry = await startRegistry({ upstream });
    for (const name of ["rejected", "approved"]) await status(registry, name);
    await holdAsOlder(registry, "rejected");
    await rule(registry, "rejected@1.0.0", "reject");
    await rule(registry, "approved@1.0.0", "approve");
    await pretendOlder(registry, "approved", "block");
    const before = await recordOf(registry, "approved@1.0.0");
    await rescan(registry);

    expect([await status(registry, "rejected"), await status(registry, "approved")]).toEqual([
      403, 200,
    ]);
    expect(await recordOf(registry, "approved@1.0.0")).toEqual({
      ...before,
      scannedAt: expect.any(String),
      requestedBy: expect.any(Array),
    });
    expect(await recordOf(registry, "rejected@1.0.0")).toMatchObject({ state: "rejected" });
  });

  test("go on where they were stopped", async () => {
    await using upstream = startUpstream();
    const names = Array.from({ length: 5 }, (_, index) => `pkg-${index}`);
    for (const name of names) upstream.add(name, "1.0.0");
    const registry = await startRegistry({ upstream });
    await using _cleanUp = registry;
    for (const name of names) {
      await status(registry, name);
      await pretendOlder(registry, name, "clean");
    }
    await registry.app.cacheDb.write(async (tx) => {
      await tx`update reports set ruleset = ${ruleset} where name in ('pkg-0', 'pkg-3')`;
    });

    expect(await rescan(registry)).toMatchObject({ done: 3, total: 3 });
  });
});

/** A hold of older rules on a package that the rules in force find nothing in. */
async function holdAsOlder(registry: TestRegistry, name: string): Promise<void> {
  await pretendOlder(registry, name, "block");
  const [row] = await registry.app.cacheDb.read<{ integrity: string; report: string }>`
    select integrity, report from reports where name = ${name}`;
  const report = JSON.parse(row?.report ?? "{}") as object;
  const finding = {
    ruleId: "OLD-01",
    family: "execution",
    severity: "critical",
    points: 100,
    solo: true,
    surface: "install",
    file: null,
    line: null,
    column: null,
    excerpt: null,
    message: "what older rules found",
    advice: "",
    explainedBy: null,
    proximity: null,
    chain: [],
    isNew: false,
  };
  await registry.app.db.write(async (tx) => {
    await tx`
      insert into holds (id, name, version, integrity, origin, file, size, report, held_at)
      values (${`id-${name}`}, ${name}, '1.0.0', ${row?.integrity ?? ""}, 'upstream',
              ${`${name}-1.0.0.tgz`}, 1, ${JSON.stringify({ ...report, findings: [finding] })},
              '2026-01-01T00:00:00.000Z')`;
  });
  registry.app.events.emit("policyChanged", {});
}
