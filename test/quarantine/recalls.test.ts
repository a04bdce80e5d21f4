import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { malware } from "../support/osv.ts";
import { person } from "../support/people.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

interface Recalls {
  readonly recalls: readonly {
    readonly name: string;
    readonly version: string;
    readonly because: string;
    readonly fetches: readonly Record<string, unknown>[];
  }[];
}

async function recallsOf(registry: TestRegistry): Promise<Recalls["recalls"]> {
  const response = await registry.asOwner("/-/admin/recalls");
  expect(response.status).toBe(200);
  return ((await response.json()) as Recalls).recalls;
}

const path = "/pkg/-/pkg-1.0.0.tgz";

async function list(registry: TestRegistry, name: string): Promise<void> {
  const json = { advisories: [malware("MAL-2026-1", name)] };
  await registry.asOwner("/-/admin/advisories", { method: "POST", json });
}

describe("who fetched what", () => {
  test("is told of a version that was served and is listed as bad since", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0");
    upstream.add("other", "1.0.0");
    await using registry = await startRegistry({ upstream, now: clock.now });
    const token = await person(registry, "ann");
    const headers = { "user-agent": "npm/11.0.0 node/v24.0.0 linux x64" };
    for (let times = 0; times < 3; times++)
      await registry.fetch(path, { peer: "192.0.2.7", headers });
    await registry.fetch(path, { token, peer: "192.0.2.8", headers: { "user-agent": "pnpm/10" } });
    await registry.fetch("/other/-/other-1.0.0.tgz");
    expect(await recallsOf(registry)).toEqual([]);
    const told: unknown[] = [];
    registry.app.events.on("recalled", (event) => told.push(event));
    clock.advance(3600);
    await list(registry, "pkg");

    expect(told).toEqual([{ name: "pkg", version: "1.0.0", clients: 2 }]);
    const recalls = await recallsOf(registry);
    expect(recalls).toEqual([
      expect.objectContaining({ name: "pkg", version: "1.0.0", because: "known_bad" }),
    ]);
    const fetches = recalls[0]?.fetches ?? [];
    expect(fetches).toHaveLength(2);
    expect(fetches).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          principal: "anonymous",
          address: "192.0.2.7",
          client: "npm",
          count: 3,
          lastAt: "2026-01-02T03:04:05.000Z",
        }),
        expect.objectContaining({
          principal: "user:ann",
          address: "192.0.2.8",
          client: "pnpm",
          count: 1,
          tokenId: expect.stringMatching(/./),
        }),
      ]),
    );
    // Secrets stay out of it.
    expect(JSON.stringify(await registry.app.db.read`select * from fetches`)).not.toContain(token);
    // Nothing new: the same record says nothing again.
    expect(await recordOf(registry, "pkg@1.0.0")).toMatchObject({ state: "held" });
  });

  test("outlives the cache and a restart, and ends with an approval", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0");
    const first = await startRegistry({ upstream });
    await using registry = first;
    await registry.fetch(path);
    await registry.asOwner("/-/admin/cache/clear", { method: "POST", json: {} });
    await list(registry, "pkg");
    expect((await recallsOf(registry)).map(({ name }) => name)).toEqual(["pkg"]);
    expect((await rule(registry, "pkg@1.0.0", "approve")).status).toBe(200);

    expect(await recallsOf(registry)).toEqual([]);
  });

  test("is told of a rejection as well, and of no version that was only asked for", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", hookFiles, { manifest: hookManifest });
    upstream.add("asked", "1.0.0", hookFiles, { manifest: hookManifest });
    await using registry = await startRegistry({ upstream });
    await registry.fetch(path);
    await registry.fetch("/asked/-/asked-1.0.0.tgz");
    await rule(registry, "pkg@1.0.0", "approve");
    expect((await registry.fetch(path)).status).toBe(200);
    await rule(registry, "pkg@1.0.0", "reject");

    const recalls = await recallsOf(registry);
    expect(recalls.map(({ name, because }) => [name, because])).toEqual([["pkg", "rejected"]]);
    expect(await recordOf(registry, "asked@1.0.0")).toMatchObject({
      requestedBy: [expect.objectContaining({ client: "other", count: 1 })],
    });
  });

  test("is kept for as long as the settings say", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0");
    upstream.add("late", "1.0.0");
    const config = { quarantine: { fetch_log_days: 10 } };
    await using registry = await startRegistry({ upstream, config, now: clock.now });
    await registry.fetch(path);
    await registry.app.fetchLog.flush();
    clock.advance(11 * 24 * 3600);
    await registry.fetch("/late/-/late-1.0.0.tgz");
    await registry.app.fetchLog.flush();

    const rows = await registry.app.db.read<{ name: string }>`select name from fetches`;
    expect(rows.map(({ name }) => name)).toEqual(["late"]);
  });

  test("costs one row a day, however often it is fetched", async () => {
    const clock = startClock();
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0");
    await using registry = await startRegistry({ upstream, now: clock.now });
    for (let times = 0; times < 5; times++) {
      await registry.fetch(path);
      await registry.app.fetchLog.flush();
    }
    const rows = await registry.app.db.read<{ count: number }>`select count from fetches`;
    expect(rows.map(({ count }) => count)).toEqual([5]);
  });
});
