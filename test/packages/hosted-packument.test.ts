import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { rawEntry, rawTarball } from "../support/raw-tar.ts";
import { startRegistry } from "../support/registry.ts";
import { digestsOf, tarball } from "../support/tarball.ts";

describe("the packument of what is published here", () => {
  test("is the publisher's manifest, and what the registry itself knows", async () => {
    const clock = startClock("2026-03-04T05:06:07.089Z");
    await using registry = await startRegistry({ now: clock.now });
    const bytes = tarball({ "index.js": "1" }, { name: "@acme/lib", version: "1.0.0" });
    await registry.publish("@acme/lib", "1.0.0", bytes, {
      manifest: {
        description: "a lib",
        keywords: ["k"],
        license: "MIT",
        repository: { type: "git", url: "x" },
        bin: "cli.js",
        scripts: { test: "t" },
        dependencies: { a: "^1" },
        readme: "# lib",
        readmeFilename: "README.md",
        _npmVersion: "11.0.0",
        gitHead: "abc",
        // What follows is not theirs to say.
        _npmUser: { name: "somebody" },
        maintainers: [{ name: "somebody" }],
        deprecated: "no",
        hasInstallScript: true,
        _hasShrinkwrap: true,
        _integrity: "x",
        _resolved: "x",
        _from: "x",
        _shasum: "x",
        _where: "/home/somebody",
      },
      document: {
        maintainers: [{ name: "somebody" }],
        time: { "1.0.0": "1999" },
        users: { x: true },
      },
      dist: { fileCount: 99, signatures: ["x"], attestations: {} },
    });
    const owner = { name: "owner", email: "owner@agentregistry.invalid" };
    const time = "2026-03-04T05:06:07.089Z";

    const packument = await registry.packument("@acme/lib");
    const { dist, ...version } = packument.versions["1.0.0"] ?? {};

    expect(packument).toMatchObject({
      _id: "@acme/lib",
      _rev: expect.stringMatching(/^1-[0-9a-f]+$/),
      name: "@acme/lib",
      description: "a lib",
      keywords: ["k"],
      license: "MIT",
      repository: { type: "git", url: "x" },
      readme: "# lib",
      maintainers: [owner],
      "dist-tags": { latest: "1.0.0" },
    });
    expect(packument.time).toEqual({ created: time, modified: time, "1.0.0": time });
    expect(Object.keys(packument.versions)).toEqual(["1.0.0"]);
    expect(version).toEqual({
      name: "@acme/lib",
      version: "1.0.0",
      _id: "@acme/lib@1.0.0",
      description: "a lib",
      keywords: ["k"],
      license: "MIT",
      repository: { type: "git", url: "x" },
      bin: "cli.js",
      scripts: { test: "t" },
      dependencies: { a: "^1" },
      _npmVersion: "11.0.0",
      gitHead: "abc",
      _npmUser: owner,
      maintainers: [owner],
    });
    expect(dist).toMatchObject({
      ...digestsOf(bytes),
      fileCount: 2,
      tarball: "http://localhost:4873/@acme/lib/-/lib-1.0.0.tgz",
    });
    expect(dist).not.toHaveProperty("attestations");
    expect(dist?.["signatures"]).not.toEqual(["x"]);
    expect(JSON.stringify(packument)).not.toMatch(/somebody|publisher\.invalid/);
  });

  test("abbreviated, it says what installing needs, by the tarball and not by the publisher", async () => {
    await using registry = await startRegistry();
    const json = {
      name: "lib",
      version: "1.0.0",
      bin: "cli.js",
      scripts: { install: "node-gyp rebuild" },
    };
    const bytes = tarball(
      { "npm-shrinkwrap.json": '{"lockfileVersion":3}', "binding.gyp": "{}" },
      json,
    );
    await registry.publish("lib", "1.0.0", bytes, {
      manifest: { bin: "cli.js", scripts: json.scripts },
    });
    const response = await registry.packument("lib", { abbreviated: true });

    expect(response.versions["1.0.0"]).toMatchObject({
      hasInstallScript: true,
      _hasShrinkwrap: true,
      bin: { lib: "cli.js" },
    });
    expect(response.time).toHaveProperty(["1.0.0"]);
    expect(response).toMatchObject({ _rev: expect.any(String), modified: expect.any(String) });
  });

  test("latest is set by a first publish with another tag, and not by the next", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "2.0.0-rc.1", {}, { tag: "next" });
    expect((await registry.packument("lib"))["dist-tags"]).toEqual({
      latest: "2.0.0-rc.1",
      next: "2.0.0-rc.1",
    });
    await registry.publish("lib", "2.0.0-rc.2", {}, { tag: "next" });
    expect((await registry.packument("lib"))["dist-tags"]).toEqual({
      latest: "2.0.0-rc.1",
      next: "2.0.0-rc.2",
    });
    await registry.publish("lib", "1.0.0");
    expect((await registry.packument("lib"))["dist-tags"]).toEqual({
      latest: "1.0.0",
      next: "2.0.0-rc.2",
    });
  });

  test("several tags of one publish are merged into those that are there", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    await registry.publish(
      "lib",
      "2.0.0",
      {},
      { document: { "dist-tags": { beta: "2.0.0", next: "2.0.0" } } },
    );

    expect((await registry.packument("lib"))["dist-tags"]).toEqual({
      latest: "1.0.0",
      beta: "2.0.0",
      next: "2.0.0",
    });
  });

  test("its revision and its time move with every publish", async () => {
    const clock = startClock("2026-01-01T00:00:00.000Z");
    await using registry = await startRegistry({ now: clock.now });
    await registry.publish("lib", "1.0.0");
    const first = await registry.packument("lib");
    clock.advance(60);
    await registry.publish("lib", "1.0.1");
    const second = await registry.packument("lib");

    expect(second["_rev"]).not.toBe(first["_rev"]);
    expect(second.time).toEqual({
      created: "2026-01-01T00:00:00.000Z",
      modified: "2026-01-01T00:01:00.000Z",
      "1.0.0": "2026-01-01T00:00:00.000Z",
      "1.0.1": "2026-01-01T00:01:00.000Z",
    });
  });

  test("a long readme is cut, and no version repeats it", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", {}, { document: { readme: "r".repeat(100_000) } });
    const packument = await registry.packument("lib");

    expect(packument["readme"]).toBe("r".repeat(65_536));
    expect(packument.versions["1.0.0"]).not.toHaveProperty("readme");
  });

  test("a tarball whose first folder is not `package` is as good", async () => {
    await using registry = await startRegistry();
    const json = JSON.stringify({ name: "lib", version: "1.0.0" });
    const bytes = rawTarball(rawEntry({ name: "lib-1.0.0/package.json" }, json));
    expect((await registry.publish("lib", "1.0.0", bytes)).status).toBe(201);
  });
});

describe("one version", () => {
  test("is found by number, tag and range", async () => {
    await using registry = await startRegistry();
    for (const version of ["1.0.0", "1.2.0", "2.0.0"]) await registry.publish("lib", version);
    await registry.publish("lib", "3.0.0-rc.1", {}, { tag: "next" });
    const find = async (wanted: string) => {
      const response = await registry.fetch(`/lib/${encodeURIComponent(wanted)}`);
      const body = (await response.json()) as { version?: string; error?: string };
      return body.version ?? response.status;
    };

    expect(
      await Promise.all(["1.0.0", "latest", "next", "^1.0.0", "1.x", "*", ">=1 <2"].map(find)),
    ).toEqual(["1.0.0", "2.0.0", "3.0.0-rc.1", "1.2.0", "1.2.0", "2.0.0", "1.2.0"]);
    expect(await Promise.all(["9.9.9", "beta", "^9", "../1.0.0"].map(find))).toEqual([
      404, 404, 404, 404,
    ]);
    expect(await (await registry.fetch("/lib/9.9.9")).json()).toMatchObject({
      error: 'version not found: lib has no "9.9.9"',
    });
    expect(
      await (await registry.fetch("/lib/1.0.0", { host: "127.0.0.1:4873" })).json(),
    ).toMatchObject({
      dist: { tarball: "http://127.0.0.1:4873/lib/-/lib-1.0.0.tgz" },
    });
  });
});
