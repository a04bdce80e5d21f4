import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/process.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

const makeOrg = (registry: TestRegistry, name: string) =>
  registry.asOwner("/-/admin/orgs", { method: "POST", json: { name } });

const claim = (registry: TestRegistry, name: string) =>
  registry.asOwner("/-/admin/claims", { method: "POST", json: { name } });

describe("a name that is hosted here is never asked of the upstream", () => {
  test("after a publish, although the upstream gets one of that name", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    await registry.publish("lib", "1.0.0", { whose: "ours" });
    upstream.add("lib", "99.0.0", { whose: "theirs" });
    const before = upstream.requests.length;

    expect((await registry.packument("lib"))["dist-tags"]).toEqual({ latest: "1.0.0" });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
    for (const path of ["/lib/99.0.0", "/lib/-/lib-99.0.0.tgz", "/lib/beta"]) {
      expect((await registry.fetch(path)).status).toBe(404);
    }
    expect((await registry.publish("lib", "1.0.1")).status).toBe(201);
    expect(upstream.requests.length).toBe(before);
  });

  test("in a scope that is owned here, also for names that nobody published", async () => {
    await using upstream = startUpstream();
    upstream.add("@acme/secret-plan", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await makeOrg(registry, "acme");

    for (const path of [
      "/@acme/secret-plan",
      "/@acme/other",
      "/@acme/secret-plan/-/secret-plan-1.0.0.tgz",
    ]) {
      expect((await registry.fetch(path)).status).toBe(404);
    }
    expect((await registry.publish("@acme/new", "1.0.0")).status).toBe(201);
    expect(upstream.requests).toEqual([]);
  });

  test("from the moment on in which its scope is taken", async () => {
    await using upstream = startUpstream();
    upstream.add("@acme/lib", "1.0.0");
    await using registry = await startRegistry({ upstream });
    expect((await registry.fetch("/@acme/lib")).status).toBe(200);
    expect((await registry.tarball("@acme/lib", "1.0.0")).status).toBe(200);
    await makeOrg(registry, "acme");

    expect((await registry.fetch("/@acme/lib")).status).toBe(404);
    expect((await registry.tarball("@acme/lib", "1.0.0")).status).toBe(404);
  });

  test("scopes that merely begin alike are others", async () => {
    await using upstream = startUpstream();
    upstream.add("@acme-labs/lib", "1.0.0");
    upstream.add("@ACME/lib", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await makeOrg(registry, "acme");

    expect((await registry.fetch("/@acme-labs/lib")).status).toBe(200);
    expect((await registry.fetch("/@ACME/lib")).status).toBe(200);
  });
});

describe("a first publish", () => {
  test("of a name that the upstream has needs a claim", async () => {
    await using upstream = startUpstream();
    upstream.add("lodash", "4.0.0");
    await using registry = await startRegistry({ upstream });
    const refused = await registry.publish("lodash", "99.0.0");

    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({
        code: "name_owned_upstream",
        error: expect.stringContaining("`agentregistry claim lodash`"),
      }),
    ]);
    expect((await registry.packument("lodash"))["dist-tags"]).toEqual({ latest: "4.0.0" });

    expect((await claim(registry, "lodash")).status).toBe(201);
    expect((await registry.fetch("/lodash")).status).toBe(404);
    expect((await registry.publish("lodash", "99.0.0")).status).toBe(201);
    expect(Object.keys((await registry.packument("lodash")).versions)).toEqual(["99.0.0"]);
  });

  test("of a free name needs none, and a claim twice is one claim", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    expect((await registry.publish("free-name", "1.0.0")).status).toBe(201);
    expect([(await claim(registry, "x1")).status, (await claim(registry, "x1")).status]).toEqual([
      201, 201,
    ]);
  });

  test("does not wait for an upstream that cannot be asked", async () => {
    await using upstream = startUpstream();
    upstream.fail("/free-name", { kind: "status", status: 500 });
    await using registry = await startRegistry({ upstream });
    expect((await registry.publish("free-name", "1.0.0")).status).toBe(201);
    expect(registry.logged).toContainEqual(
      expect.objectContaining({
        msg: "published a new name without being able to ask the upstream",
      }),
    );
  });

  test.each<[string, (upstream: FakeUpstream) => unknown]>([
    ["fails", (upstream) => upstream.fail("/lodash", { kind: "status", status: 500 })],
    ["is gone", (upstream) => upstream.stop()],
    ["has removed it", (upstream) => upstream.remove("lodash")],
  ])(
    "of a name that was served from the upstream needs a claim when that %s",
    async (_, breaks) => {
      await using upstream = startUpstream();
      upstream.add("lodash", "4.0.0");
      await using registry = await startRegistry({ upstream });
      await registry.packument("lodash");
      await breaks(upstream);

      expect((await registry.publish("lodash", "99.0.0")).status).toBe(403);
      expect((await registry.packument("lodash"))["dist-tags"]).toEqual({ latest: "4.0.0" });
      expect((await claim(registry, "lodash")).status).toBe(201);
      expect((await registry.publish("lodash", "99.0.0")).status).toBe(201);
    },
  );

  test("of a name that was served from the upstream needs a claim offline", async () => {
    using home = temporaryFolder();
    await using upstream = startUpstream();
    upstream.add("lodash", "4.0.0");
    {
      await using registry = await startRegistry({ upstream, home: home.path });
      await registry.packument("lodash");
    }
    const config = { upstream: { offline: true } };
    await using registry = await startRegistry({ config, home: home.path });
    expect((await registry.publish("lodash", "99.0.0")).status).toBe(403);
    expect((await registry.packument("lodash"))["dist-tags"]).toEqual({ latest: "4.0.0" });
  });

  test("that is refused takes no scope", async () => {
    await using upstream = startUpstream();
    upstream.add("@types/node", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const damaged = new TextEncoder().encode("no tarball");

    expect((await registry.publish("@types/mine", "1.0.0", damaged)).status).toBe(400);
    expect(await (await registry.asOwner("/-/admin/orgs")).json()).toEqual({ orgs: [] });
    expect((await registry.fetch("/@types%2fnode")).status).toBe(200);
  });

  test("by the owner to a free scope creates it; unless auto_create is off", async () => {
    await using open = await startRegistry();
    await using closed = await startRegistry({ config: { orgs: { auto_create: false } } });
    expect((await open.publish("@new/lib", "1.0.0")).status).toBe(201);
    expect(await (await open.asOwner("/-/admin/orgs")).json()).toMatchObject({
      orgs: [{ name: "new", createdBy: "owner" }],
    });

    const refused = await closed.publish("@new/lib", "1.0.0");
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ error: expect.stringContaining("agentregistry org create new") }),
    ]);
    expect(await (await closed.asOwner("/-/admin/orgs")).json()).toEqual({ orgs: [] });
    await makeOrg(closed, "new");
    expect((await closed.publish("@new/lib", "1.0.0")).status).toBe(201);
  });

  test("to a scope that packages of the upstream are used from is not done by accident", async () => {
    await using upstream = startUpstream();
    upstream.add("@babel/core", "7.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.packument("@babel/core");
    const refused = await registry.publish("@babel/mine", "1.0.0");

    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ error: expect.stringContaining("agentregistry org create babel") }),
    ]);
    expect((await registry.fetch("/@babel/core")).status).toBe(200);
  });
});

test.each(["@acme", "acme", "ACME", "@", "", "a/b", "..", "__proto__", "a b"])(
  "an organization called %j is made as scope acme or not at all",
  async (name) => {
    await using registry = await startRegistry();
    const response = await makeOrg(registry, name);
    const isGood = name === "acme" || name === "@acme";

    expect(response.status).toBe(isGood ? 201 : 400);
    expect(await (await registry.asOwner("/-/admin/orgs")).json()).toMatchObject({
      orgs: isGood ? [{ name: "acme" }] : [],
    });
  },
);
