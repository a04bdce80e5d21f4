import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findReport } from "../../../src/gate/reports.store.ts";
import { parsePackageName } from "../../../src/names/package-name.ts";
import { createExpertCache } from "../../../src/packages/expert-cache.ts";
import { insertHold } from "../../../src/quarantine/quarantine.store.ts";
import { type Clock, startClock } from "../../support/clock.ts";
import {
  type Answer,
  at,
  type ExpertRegistry,
  expertOf,
  root,
  startExperts,
} from "../../support/experts.ts";
import { temporaryFolder } from "../../support/process.ts";
import { startRegistry } from "../../support/registry.ts";

/** A registry with @acme/a@1.0.0, each of whose answers was given before. */
async function warmed(clock: Clock = startClock()): Promise<ExpertRegistry> {
  const experts = await startExperts({ now: clock.now });
  expertOf(await experts.publish("@acme/a", "1.0.0"));
  for (const path of [at("@acme/a"), at("@acme/a@1.0.0"), `${at("@acme/a")}/versions`]) {
    for (const _ of [1, 2]) expect((await experts.get(path)).status).toBe(200);
  }
  expect((await experts.get("/")).body.meta?.total).toBe(1);
  return experts;
}

async function shown(experts: ExpertRegistry) {
  const [one, versions, list] = await Promise.all([
    experts.get(at("@acme/a")),
    experts.get(`${at("@acme/a")}/versions`),
    experts.get("/"),
  ]);
  const { version, status, tags, owner } = one.body.data?.expert ?? {};
  return {
    one: one.status === 200 ? { version, status, tags, owner: owner?.name } : one.status,
    latest: versions.body.data?.latest ?? versions.status,
    listed: list.body.data?.experts?.map(({ key }) => key),
    total: list.body.meta?.total,
  };
}

function setPolicy(experts: ExpertRegistry, clock: Clock, text: string): void {
  const { home } = experts.registry;
  mkdirSync(join(home, "trust"), { recursive: true });
  writeFileSync(join(home, "trust", "policy.toml"), text);
  // The file is looked at once a second.
  clock.advance(5);
}

const before = {
  one: { version: "1.0.0", status: "available", tags: ["latest"], owner: "acme" },
  latest: "1.0.0",
  listed: ["@acme/a@1.0.0"],
  total: 1,
};
const gone = { one: 404, latest: 404, listed: [], total: 0 };

describe("what was answered before is never answered after a change", () => {
  const changes: [string, (experts: ExpertRegistry, clock: Clock) => Promise<unknown>, object][] = [
    [
      "a publish",
      (experts) => experts.publish("@acme/a", "2.0.0"),
      {
        ...before,
        one: { ...before.one, version: "2.0.0" },
        latest: "2.0.0",
        listed: ["@acme/a@2.0.0"],
      },
    ],
    [
      "tags",
      (experts) => experts.update("@acme/a@1.0.0", { tags: ["stable"] }),
      { ...before, one: { ...before.one, tags: ["latest", "stable"] } },
    ],
    [
      "a status",
      (experts) => experts.update("@acme/a@1.0.0", { status: "disabled" }),
      { ...before, one: { ...before.one, status: "disabled" } },
    ],
    [
      "a deprecation by npm",
      async ({ registry }) => {
        const document = await registry.packument("@acme/a");
        const versions = { "1.0.0": { ...document.versions["1.0.0"], deprecated: "old" } };
        const json = { ...document, versions };
        const answer = await registry.asOwner("/@acme%2fa", { method: "PUT", json });
        expect(answer.status).toBe(201);
      },
      { ...before, one: { ...before.one, status: "deprecated" } },
    ],
    ["a removal", (experts) => experts.remove("@acme/a@1.0.0"), gone],
    [
      "who may read it",
      async ({ registry }) => {
        const json = { access: "restricted" };
        const path = "/-/package/@acme%2fa/access";
        expect((await registry.asOwner(path, { method: "POST", json })).status).toBe(200);
      },
      gone,
    ],
    [
      "a ban",
      async (experts, clock) => setPolicy(experts, clock, '[[ban]]\nname = "@acme/*"\n'),
      gone,
    ],
  ];

  test.each(changes)("%s", async (_, change, after) => {
    const clock = startClock();
    await using experts = await warmed(clock);
    expect(await shown(experts)).toEqual(before);
    await change(experts, clock);
    expect(await shown(experts)).toEqual(after);
    expect(await shown(experts)).toEqual(after);
  });

  test("and what a policy hid for a while is there again", async () => {
    const clock = startClock();
    await using experts = await warmed(clock);
    setPolicy(experts, clock, '[release]\nminimum_age = "1h"\nhosted = true\n');
    expect(await shown(experts)).toEqual(gone);
    clock.advance(3600);
    expect(await shown(experts)).toEqual(before);
  });

  test("a hold, and the approval of what it holds", async () => {
    await using experts = await warmed();
    const { app } = experts.registry;
    const { integrity } = expertOf(await experts.get(at("@acme/a")));
    const role = { name: parsePackageName("@acme/a"), version: "1.0.0", integrity };
    const report = await findReport(app.db, role);
    if (report === null) throw new Error("there is no report");
    const hold = { ...role, origin: "hosted", size: 1 } as const;
    await app.db.write((tx) =>
      insertHold(tx, { ...hold, report: { ...report, verdict: "block" } }, "2026-01-01T00:00:00Z"),
    );
    app.events.emit("packageChanged", { name: role.name });
    expect(await shown(experts)).toEqual(gone);
    const { body } = await experts.get(at("@acme/a"));
    expect(body).toMatchObject({
      error: "Not Found",
      reason: expect.stringMatching(
        /^no expert matches @acme\/a that may be shown\. Package blocked/,
      ),
    });
  });
});

describe("answers about single Experts", () => {
  test("have an ETag, and 304 for who has them already", async () => {
    await using experts = await warmed();
    const { registry } = experts;
    for (const path of [at("@acme/a"), `${at("@acme/a")}/versions`]) {
      const first = await registry.fetch(`${root}${path}`);
      const etag = first.headers.get("etag") ?? "";
      expect(first.headers.get("cache-control")).toBe("public, no-cache");
      const headers = { "if-none-match": etag };
      const again = await registry.fetch(`${root}${path}`, { headers });
      expect([again.status, await again.text()]).toEqual([304, ""]);

      expertOf(await experts.update("@acme/a", { tags: [`t${path.length}`] }));
      const changed = await registry.fetch(`${root}${path}`, { headers });
      expect(changed.status).toBe(200);
      expect(changed.headers.get("etag")).not.toBe(etag);
    }
  });

  test("a restricted one is made anew for each who asks", async () => {
    await using experts = await warmed();
    const { registry, key } = experts;
    const json = { access: "restricted" };
    await registry.asOwner("/-/package/@acme%2fa/access", { method: "POST", json });
    const stranger = await experts.keyOf("other");
    const path = `${root}${at("@acme/a")}`;
    for (const _ of [1, 2]) {
      const allowed = await registry.fetch(path, { token: key });
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get("cache-control")).toBe("private, no-cache");
      expect((await registry.fetch(path, { token: stranger })).status).toBe(404);
      expect((await registry.fetch(path)).status).toBe(404);
    }
  });

  test("a bad key does not keep anybody from what was answered before", async () => {
    await using experts = await warmed();
    const { status } = await experts.call("GET", at("@acme/a"), { token: "none" });
    expect(status).toBe(200);
  });
});

describe("the cache of answers", () => {
  const name = parsePackageName("@acme/a");
  const rendered = (text: string) => ({
    body: new Blob([text]),
    etag: text,
    headers: new Headers(),
    unchangedHeaders: new Headers(),
  });

  test("what was read before a change does not outlive it", () => {
    const cache = createExpertCache(1_000_000, startClock().now);
    const state = cache.state(name);
    cache.drop(name);
    cache.put(state, "key", "@acme/a", rendered("old"), Number.POSITIVE_INFINITY);
    expect(cache.get(name, "key", "@acme/a")).toBeNull();
    cache.put(cache.state(name), "key", "@acme/a", rendered("new"), Number.POSITIVE_INFINITY);
    expect(cache.get(name, "key", "@acme/a")?.etag).toBe("new");
    expect(cache.get(name, "versions", "@acme/a")).toBeNull();
  });

  test("an answer ends when it was said to", () => {
    const clock = startClock();
    const cache = createExpertCache(1_000_000, clock.now);
    const until = clock.now().getTime() + 1000;
    cache.put(cache.state(name), "key", "@acme/a", rendered("a"), until);
    expect(cache.get(name, "key", "@acme/a")).not.toBeNull();
    clock.advance(1);
    expect(cache.get(name, "key", "@acme/a")).toBeNull();
  });

  test("it stays within its bytes, and what was used last stays", () => {
    const cache = createExpertCache(30_000, startClock().now);
    const names = Array.from({ length: 40 }, (_, index) => parsePackageName(`@acme/e${index}`));
    for (const one of names) {
      cache.put(cache.state(one), "key", one, rendered("x".repeat(1000)), Number.POSITIVE_INFINITY);
    }
    const kept = names.filter((one) => cache.get(one, "key", one) !== null);
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept).toContain(names.at(-1));
    expect(kept).not.toContain(names[0]);
  });
});

test("many changes between two lists leave every order right", async () => {
  const clock = startClock();
  await using experts = await startExperts({ now: clock.now });
  const listed = async (query: string) =>
    (await experts.get(`/?${query}`)).body.data?.experts?.map(({ name }) => name);
  const queries = ["", "sort=name&order=asc", "sort=version", "sort=updatedAt&order=asc"];
  for (let index = 0; index < 12; index++) {
    clock.advance(60);
    expertOf(await experts.publish(`@acme/e${index}`, `${(index * 7) % 12}.0.0`));
    if (index === 5) for (const query of queries) await listed(query);
  }
  clock.advance(60);
  expertOf(await experts.update("@acme/e3", { tags: ["moved"] }));
  expect((await experts.remove("@acme/e4@4.0.0")).status).toBe(200);
  const all = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11];
  const named = (order: readonly number[]) => order.map((index) => `@acme/e${index}`);
  expect(await listed("")).toEqual(named(all.toReversed()));
  expect(await listed("sort=name&order=asc")).toEqual(named(all).sort());
  expect(await listed("sort=version")).toEqual(
    named(all.toSorted((a, b) => ((b * 7) % 12) - ((a * 7) % 12))),
  );
  expect(await listed("sort=updatedAt&order=asc")).toEqual(
    named([...all.filter((index) => index !== 3), 3]),
  );
});

test("what a policy hides is in no page and no total, also after a start", async () => {
  const clock = startClock();
  await using home = temporaryFolder();
  const expected = { keys: ["@acme/c@1.0.0", "@acme/b@1.0.0"], total: 2 };
  const shownBy = async (experts: ExpertRegistry) => {
    const { data, meta } = (await experts.get("/?sort=name&take=2")).body;
    return { keys: data?.experts?.map(({ key }) => key), total: meta?.total };
  };
  {
    await using experts = await startExperts({ now: clock.now, home: home.path });
    for (const name of ["@acme/a", "@acme/b", "@acme/c", "@acme/d", "@acme/e"]) {
      expertOf(await experts.publish(name, "1.0.0"));
    }
    expect((await shownBy(experts)).total).toBe(5);
    // Of this one an older version stays, which is the latest then.
    expertOf(await experts.publish("@acme/b", "2.0.0"));
    const ban = '[[ban]]\nname = "@acme/a"\n[[ban]]\nname = "@acme/b"\nversions = "2"\n';
    const more = '[[ban]]\nname = "@acme/d"\n[[ban]]\nname = "@acme/e"\n';
    setPolicy(experts, clock, ban + more);
    expect(await shownBy(experts)).toEqual(expected);
  }
  await using again = await startRegistry({ now: clock.now, home: home.path });
  const answer = await again.fetch(`${root}/?sort=name&take=2`);
  const { data, meta } = (await answer.json()) as Answer["body"];
  expect({ keys: data?.experts?.map(({ key }) => key), total: meta?.total }).toEqual(expected);
});
