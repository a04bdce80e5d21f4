import { describe, expect, test } from "vitest";
import { abbreviated, startRegistry, type TestRegistry } from "../../support/registry.ts";
import { startUpstream } from "../../support/upstream.ts";

const name = "@acme/lib";
const path = "/@acme%2flib";

interface Document {
  _rev: string;
  versions: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}

/** What a client reads in order to write it back. */
async function read(registry: TestRegistry): Promise<Document> {
  const response = await registry.asOwner(`${path}?write=true`);
  return (await response.json()) as Document;
}

function write(registry: TestRegistry, document: object, token = registry.token) {
  return registry.fetch(path, { method: "PUT", json: document, token });
}

function say(document: Document, version: string, deprecated: unknown): Document {
  const manifest = { ...document.versions[version], deprecated };
  return { ...document, versions: { ...document.versions, [version]: manifest } };
}

async function deprecations(registry: TestRegistry): Promise<unknown[]> {
  const { versions } = await registry.packument(name);
  return Object.values(versions).map((version) => version["deprecated"]);
}

async function startWithLib(): Promise<TestRegistry> {
  const registry = await startRegistry();
  await registry.publish(name, "1.0.0");
  await registry.publish(name, "1.1.0");
  return registry;
}

describe("deprecate (PUT /:name with a document)", () => {
  test("shows the message in both forms and in the single version, and moves the revision", async () => {
    await using registry = await startWithLib();
    const before = await read(registry);
    const response = await write(registry, say(before, "1.0.0", "use 1.1.0"));

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ ok: true, success: true, id: name });
    for (const isShort of [false, true]) {
      const { versions } = await registry.packument(name, { abbreviated: isShort });
      expect(versions["1.0.0"]?.["deprecated"]).toBe("use 1.1.0");
      expect(versions["1.1.0"]).not.toHaveProperty("deprecated");
    }
    const one = await (await registry.fetch(`${path}/1.0.0`)).json();
    expect(one).toMatchObject({ deprecated: "use 1.1.0" });
    expect((await read(registry))._rev).not.toBe(before._rev);
  });

  test("does not touch the bytes or the digests", async () => {
    await using registry = await startWithLib();
    const before = await registry.packument(name);
    const bytes = await (await registry.tarball(name, "1.0.0")).bytes();
    await write(registry, say(await read(registry), "1.0.0", "old"));

    const after = await registry.packument(name);
    expect(after.versions["1.0.0"]).toEqual({ ...before.versions["1.0.0"], deprecated: "old" });
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(bytes);
  });

  test.each([
    ["an empty message", ""],
    ["blanks", "  "],
    ["false", false],
    ["null", null],
    ["no key at all", undefined],
  ])("trap 26: %s takes the deprecation away, key and all", async (_, nothing) => {
    await using registry = await startWithLib();
    await write(registry, say(await read(registry), "1.0.0", "old"));
    const response = await write(registry, say(await read(registry), "1.0.0", nothing));

    expect(response.status).toBe(201);
    for (const isShort of [false, true]) {
      const { versions } = await registry.packument(name, { abbreviated: isShort });
      expect(versions["1.0.0"]).not.toHaveProperty("deprecated");
    }
  });

  test("trap 43: is neither a publish nor a replacement of the document", async () => {
    await using registry = await startWithLib();
    const document = await read(registry);
    await registry.publish(name, "1.2.0");
    const response = await write(registry, {
      ...say(document, "1.0.0", "old"),
      "dist-tags": { latest: "1.0.0", evil: "1.0.0" },
      time: {},
      description: "altered",
      versions: {
        "1.0.0": { deprecated: "old", name: "other", dist: { tarball: "http://evil.invalid/" } },
        "9.9.9": { name, version: "9.9.9", deprecated: "x" },
        __proto__: { deprecated: "x" },
        constructor: { deprecated: "x" },
      },
    });

    expect(response.status).toBe(201);
    const packument = await registry.packument(name);
    expect(Object.keys(packument.versions)).toEqual(["1.0.0", "1.1.0", "1.2.0"]);
    expect(packument["dist-tags"]).toEqual({ latest: "1.2.0" });
    expect(packument.versions["1.0.0"]).toMatchObject({ name, deprecated: "old" });
    expect(packument.versions["1.0.0"]?.dist.tarball).toContain("localhost");
    expect(packument["description"]).toBeUndefined();
  });

  test("works from a document of any age, and silence there takes nothing back", async () => {
    await using registry = await startWithLib();
    const old = await read(registry);
    await write(registry, say(old, "1.0.0", "first"));
    const response = await write(registry, say(old, "1.1.0", "second"));

    expect(response.status).toBe(201);
    expect(await deprecations(registry)).toEqual(["first", "second"]);
    expect((await write(registry, { ...say(old, "1.1.0", ""), _rev: "77-nobody" })).status).toBe(
      201,
    );
    expect(await deprecations(registry)).toEqual([undefined, undefined]);
  });

  test("the same document again changes nothing", async () => {
    await using registry = await startWithLib();
    const document = say(await read(registry), "1.0.0", "old");
    await write(registry, document);
    const before = await registry.packument(name);

    expect((await write(registry, document)).status).toBe(201);
    expect(await registry.packument(name)).toEqual(before);
  });

  test("a version that is published later is not deprecated", async () => {
    await using registry = await startWithLib();
    const document = await read(registry);
    await write(registry, say(say(document, "1.0.0", "old"), "1.1.0", "old"));
    await registry.publish(name, "2.0.0", {}, { manifest: { deprecated: "from the manifest" } });
    expect(await deprecations(registry)).toEqual(["old", "old", undefined]);
  });

  test("control characters, which terminals would obey, are dropped", async () => {
    await using registry = await startWithLib();
    await write(registry, say(await read(registry), "1.0.0", "a\u001b[31mb\u0007\u009bc\nd"));
    expect(await deprecations(registry)).toEqual(["a[31mbc\nd", undefined]);
  });

  test.each([
    ["a message that is too long", "x".repeat(1025), "has at most 1024 characters"],
    ["a message that is no text", { a: 1 }, "is a text"],
    ["true", true, "is a text"],
  ])("refuses %s", async (_, message, sentence) => {
    await using registry = await startWithLib();
    const response = await write(registry, say(await read(registry), "1.0.0", message));

    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(sentence);
    expect(await deprecations(registry)).toEqual([undefined, undefined]);
  });

  test("refuses who may not publish the name, and names that are not ours", async () => {
    await using upstream = startUpstream();
    upstream.add("left-pad", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.publish(name, "1.0.0");
    const document = say(await read(registry), "1.0.0", "old");

    const nobody = await registry.fetch(path, { method: "PUT", json: document });
    expect(nobody.status).toBe(401);
    const put = (other: string) =>
      registry.asOwner(`/${other}`, {
        method: "PUT",
        json: { name: other, versions: { "1.0.0": { deprecated: "x" } } },
      });
    const theirs = await put("left-pad");
    expect([theirs.status, await theirs.json()]).toEqual([
      403,
      expect.objectContaining({
        error:
          "left-pad comes from the upstream registry; only its publisher can change it, and only there",
      }),
    ]);
    expect((await put("nothing-here")).status).toBe(404);
    expect(await deprecations(registry)).toEqual([undefined]);
  });
});

describe("GET /:name?write=true", () => {
  test.each([
    ["full", "application/json"],
    ["abbreviated", abbreviated],
  ])("traps 44 and 45: the %s form carries _rev, and its ETag follows it", async (_, accept) => {
    await using registry = await startWithLib();
    const ask = (headers: Record<string, string> = {}) =>
      registry.asOwner(`${path}?write=true`, { headers: { accept, ...headers } });
    const seen = new Map<string, string>();
    const changes: (() => Promise<Response>)[] = [
      async () => write(registry, say(await read(registry), "1.0.0", "old")),
      () =>
        registry.asOwner("/-/package/@acme%2flib/dist-tags/beta", {
          method: "PUT",
          json: "1.0.0",
        }),
      () => registry.publish(name, "1.2.0"),
      async () =>
        registry.asOwner(`${path}/-/lib-1.2.0.tgz/-rev/${(await read(registry))._rev}`, {
          method: "DELETE",
        }),
    ];
    for (const change of changes) {
      const response = await ask();
      const etag = response.headers.get("etag") ?? "";
      const { _rev } = (await response.json()) as Document;
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(seen.has(_rev)).toBe(false);
      seen.set(_rev, etag);
      expect((await change()).status).toBeLessThan(300);
      expect((await ask({ "if-none-match": etag })).status).toBe(200);
    }
    expect(new Set(seen.values()).size).toBe(changes.length);
  });
});
