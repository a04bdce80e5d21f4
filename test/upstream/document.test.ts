import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

describe("what old and odd packages of the upstream hold", () => {
  test("deprecated counts only as a sentence", async () => {
    await using upstream = startUpstream();
    const values: Record<string, unknown> = {
      "1.0.0": "",
      "1.0.1": false,
      "1.0.2": "use b",
      "1.0.3": true,
    };
    for (const [version, deprecated] of Object.entries(values)) {
      upstream.add("a", version, {}, { manifest: { deprecated } });
    }
    await using registry = await startRegistry({ upstream });
    for (const isShort of [true, false]) {
      const { versions } = await registry.packument("a", { abbreviated: isShort });
      expect(Object.values(versions).map((v) => v["deprecated"])).toEqual([
        undefined,
        undefined,
        "use b",
        undefined,
      ]);
    }
  });

  test("readmes of versions are left out, the package's stays", async () => {
    await using upstream = startUpstream();
    upstream.add("a", "1.0.0", {}, { manifest: { readme: "long" } });
    upstream.patch("a", { readme: "# a" });
    await using registry = await startRegistry({ upstream });
    const packument = await registry.packument("a");

    expect(packument["readme"]).toBe("# a");
    expect(packument.versions["1.0.0"]).not.toHaveProperty("readme");
  });

  test.each([
    [{ postinstall: "x" }, true],
    [{ install: "x" }, true],
    [{ preinstall: "x" }, true],
    [{ test: "x", prepare: "x" }, undefined],
    [["postinstall"], undefined],
    ["postinstall", undefined],
    [null, undefined],
    [{ postinstall: 1 }, undefined],
  ])(
    "scripts %j mean hasInstallScript %s, in the abbreviated form only",
    async (scripts, expected) => {
      await using upstream = startUpstream();
      upstream.add("a", "1.0.0", {}, { manifest: { scripts } });
      await using registry = await startRegistry({ upstream });
      const short = await registry.packument("a", { abbreviated: true });
      const full = await registry.packument("a");

      expect(short.versions["1.0.0"]?.["hasInstallScript"]).toBe(expected);
      expect(short.versions["1.0.0"]).not.toHaveProperty("scripts");
      expect(full.versions["1.0.0"]).not.toHaveProperty("hasInstallScript");
      expect(full.versions["1.0.0"]?.["scripts"]).toEqual(scripts);
    },
  );

  test("the abbreviated form has what installing needs, in the shape that clients expect", async () => {
    await using upstream = startUpstream();
    upstream.add(
      "@acme/tool",
      "1.0.0",
      {},
      {
        manifest: {
          bin: "cli.js",
          main: "index.js",
          exports: {},
          gitHead: "x",
          maintainers: [],
          _nodeVersion: "22",
          _hasShrinkwrap: true,
          dependencies: { a: "1" },
          peerDependencies: { b: "2" },
          peerDependenciesMeta: { b: { optional: true } },
          optionalDependencies: { c: "3" },
          bundleDependencies: ["a"],
          engines: { node: ">=18" },
          os: ["linux"],
          cpu: ["x64"],
          libc: ["glibc"],
          funding: "https://example.test",
        },
      },
    );
    await using registry = await startRegistry({ upstream });
    const { versions, ...top } = await registry.packument("@acme/tool", { abbreviated: true });
    const { dist, ...version } = versions["1.0.0"] ?? {};

    expect(version).toEqual({
      name: "@acme/tool",
      version: "1.0.0",
      bin: { tool: "cli.js" },
      _hasShrinkwrap: true,
      dependencies: { a: "1" },
      peerDependencies: { b: "2" },
      peerDependenciesMeta: { b: { optional: true } },
      optionalDependencies: { c: "3" },
      bundleDependencies: ["a"],
      engines: { node: ">=18" },
      os: ["linux"],
      cpu: ["x64"],
      libc: ["glibc"],
      funding: "https://example.test",
    });
    expect(Object.keys(dist ?? {}).sort()).toEqual(["integrity", "shasum", "tarball"]);
    expect(top).toMatchObject({ name: "@acme/tool", modified: "2020-02-03T04:05:06.789Z" });
  });

  test("malformed fields stay in the full form and leave the abbreviated one", async () => {
    await using upstream = startUpstream();
    const odd = {
      dependencies: ["a"],
      devDependencies: "b",
      peerDependencies: null,
      engines: ["node >= 0.4"],
      bin: [],
      directories: "lib",
    };
    upstream.add("a", "0.0.1", {}, { manifest: odd });
    await using registry = await startRegistry({ upstream });

    expect((await registry.packument("a")).versions["0.0.1"]).toMatchObject(odd);
    const short = (await registry.packument("a", { abbreviated: true })).versions["0.0.1"] ?? {};
    expect(Object.keys(short).sort()).toEqual(["dist", "name", "version"]);
  });

  test("a version that cannot be told apart or fetched costs only itself", async () => {
    await using upstream = startUpstream();
    upstream.add("a", "1.0.0");
    upstream.add("a", "0.9", {}, { tag: "loose" });
    const versions = (await registryDocument(upstream.url)).versions;
    const good = versions["1.0.0"];
    upstream.patch("a", {
      versions: {
        ...versions,
        "2.0.0": null,
        "2.0.1": "text",
        "2.0.2": { name: "a", version: "2.0.2" },
        "2.0.3": { ...good, dist: { tarball: 7, shasum: "x" } },
        "2.0.4": { ...good, dist: { tarball: `${upstream.url}/a/-/a-2.0.4.tgz` } },
        "2.0.5": { ...good, dist: { tarball: "no url", shasum: "x" } },
        "2.0.6": { ...good, version: "2.0.6" },
        "../2.0.7": { ...good, dist: { tarball: `${upstream.url}/a/-/a-2.0.7.tgz`, shasum: "x" } },
        __proto__x: { ...good, dist: { tarball: `${upstream.url}/a/-/a-2.0.8.tgz`, shasum: "x" } },
      },
      "dist-tags": { latest: "2.0.2", beta: "1.0.0", loose: "0.9", odd: 7, gone: "9.9.9" },
    });
    await using registry = await startRegistry({ upstream });
    const packument = await registry.packument("a");

    expect(Object.keys(packument.versions).sort()).toEqual(["0.9", "1.0.0"]);
    expect(packument["dist-tags"]).toEqual({ latest: "1.0.0", beta: "1.0.0", loose: "0.9" });
  });

  test("prototype names are names", async () => {
    await using upstream = startUpstream();
    upstream.add(
      "a",
      "1.0.0",
      {},
      { manifest: { dependencies: { constructor: "1.0.0" } }, tag: "constructor" },
    );
    upstream.add("constructor", "1.0.0");
    const text = await (await fetch(`${upstream.url}/a`)).text();
    upstream.setDocument(
      "a",
      text.replace('"dist-tags":{', '"__proto__":{"polluted":1},"dist-tags":{"__proto__":"1.0.0",'),
    );
    await using registry = await startRegistry({ upstream });
    const a = await registry.packument("a");

    expect(a.versions["1.0.0"]?.["dependencies"]).toEqual({ constructor: "1.0.0" });
    expect(a["dist-tags"]["constructor"]).toBe("1.0.0");
    expect(a["polluted"]).toBe(undefined);
    expect((await registry.packument("constructor")).name).toBe("constructor");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    [
      "complete",
      {
        "1.0.0": "2020-01-01T00:00:00.123456+02:00",
        created: "2019-01-01",
        modified: "2021-01-01",
      },
      {
        created: "2019-01-01T00:00:00.000Z",
        modified: "2021-01-01T00:00:00.000Z",
        "1.0.0": "2019-12-31T22:00:00.123Z",
      },
    ],
    [
      "without created and modified",
      { "1.0.0": "2020-01-01T00:00:00Z" },
      {
        created: "2020-01-01T00:00:00.000Z",
        modified: "2020-01-01T00:00:00.000Z",
        "1.0.0": "2020-01-01T00:00:00.000Z",
      },
    ],
    [
      "with versions that are gone",
      { "1.0.0": "2020-01-01T00:00:00Z", "0.1.0": "2011-01-01T00:00:00Z" },
      {
        created: "2020-01-01T00:00:00.000Z",
        modified: "2020-01-01T00:00:00.000Z",
        "1.0.0": "2020-01-01T00:00:00.000Z",
      },
    ],
    ["that cannot be read", { "1.0.0": "yesterday", created: 7 }, undefined],
    ["missing", undefined, undefined],
    ["of another shape", ["2020"], undefined],
  ])("time that is %s is whole in the abbreviated form or absent", async (_, time, expected) => {
    await using upstream = startUpstream();
    upstream.add("a", "1.0.0");
    upstream.patch("a", { time });
    await using registry = await startRegistry({ upstream });

    expect((await registry.packument("a", { abbreviated: true })).time).toEqual(expected);
    expect((await registry.packument("a")).time).toEqual(expected ?? {});
  });
});

async function registryDocument(url: string) {
  const response = await fetch(`${url}/a`);
  return (await response.json()) as { versions: Record<string, object> };
}
