import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { publishBody, tarball } from "../../support/tarball.ts";
import { startUpstream } from "../../support/upstream.ts";

// Numbers are those of the list of traps in npm-wire-protocol §20.

const name = "@acme/lib";
const bytes = tarball({ "index.js": "1" }, { name, version: "1.0.0" });

function put(registry: TestRegistry, document: unknown) {
  return registry.asOwner("/@acme%2flib", { method: "PUT", json: document });
}

test("trap 32: prototype keys in a document are keys like others", async () => {
  await using registry = await startRegistry();
  await registry.publish(name, "1.0.0", bytes);
  const document = (key: string) =>
    `{"name":"${name}","versions":{"1.0.0":{"deprecated":"old"},"${key}":{"deprecated":"x"}},` +
    `"users":{"${key}":true},"dist-tags":{"${key}":"1.0.0"},"${key}":{"deprecated":"y"}}`;
  for (const key of ["__proto__", "constructor", "hasOwnProperty", "toString"]) {
    const written = await registry.asOwner("/@acme%2flib", { method: "PUT", body: document(key) });
    expect([key, written.status]).toEqual([key, 201]);
    const back = await registry.asOwner("/@acme%2flib/-rev/x", {
      method: "PUT",
      body: document(key),
    });
    expect([key, back.status]).toEqual([key, 200]);
  }
  expect((await registry.packument(name)).versions["1.0.0"]).toMatchObject({ deprecated: "old" });
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)["deprecated"]).toBeUndefined();
});

test("trap 33: every write answers JSON with ok and success, and never an error", async () => {
  await using registry = await startRegistry();
  const tags = "/-/package/@acme%2flib/dist-tags";
  const writes: [string, string, unknown][] = [
    ["PUT", "/@acme%2flib", publishBody(name, "1.0.0", bytes)],
    [
      "POST",
      "/-/stage/package/@acme%2flib",
      publishBody(name, "1.1.0", tarball({}, { name, version: "1.1.0" })),
    ],
    ["PUT", "/@acme%2flib", { name, versions: { "1.0.0": { deprecated: "old" } } }],
    ["PUT", `${tags}/beta`, "1.0.0"],
    ["PUT", "/@acme%2flib/gamma", "1.0.0"],
    ["POST", tags, { delta: "1.0.0" }],
    ["DELETE", `${tags}/beta`, undefined],
    ["PUT", "/@acme%2flib/-rev/x", { versions: { "1.0.0": {} } }],
    ["DELETE", "/@acme%2flib/-/lib-1.0.0.tgz/-rev/x", undefined],
    ["DELETE", "/@acme%2flib/-rev/x", undefined],
  ];
  for (const [method, path, json] of writes) {
    const response = await registry.asOwner(path, {
      method,
      ...(json === undefined ? {} : { json }),
    });
    const body = (await response.json()) as Record<string, unknown>;
    expect([method, path, response.status < 300, body]).toEqual([
      method,
      path,
      true,
      expect.objectContaining({ ok: true, success: true }),
    ]);
    expect(body).not.toHaveProperty("error");
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
});

test("trap 34: a body past the limit is read on and refused with 413", async () => {
  await using registry = await startRegistry({
    config: { http: { max_publish_bytes: 64 * 1024 } },
  });
  for (const [method, path] of [
    ["PUT", "/@acme%2flib"],
    ["PUT", "/@acme%2flib/-rev/x"],
    ["POST", "/-/stage/package/@acme%2flib"],
    ["PUT", "/-/package/@acme%2flib/dist-tags/beta"],
  ] as const) {
    const response = await registry.asOwner(path, { method, body: `"${"x".repeat(1024 * 1024)}"` });
    expect([path, response.status]).toEqual([path, 413]);
  }
});

test("traps 35 and 36: other bytes for a version are a 403, and the first stay as they are", async () => {
  await using registry = await startRegistry();
  await registry.publish(name, "1.0.0", bytes);
  const before = await registry.packument(name);
  const response = await registry.publish(name, "1.0.0", { "index.js": "2" });
  expect(response.status).toBe(403);
  expect(await registry.packument(name)).toEqual(before);
  expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
});

test("trap 37: the attachment's key names no file", async () => {
  await using registry = await startRegistry();
  const body = publishBody(name, "1.0.0", bytes) as { _attachments: Record<string, unknown> };
  const [attachment] = Object.values(body._attachments);
  const key = "../../../../evil/@acme/lib-1.0.0.tgz";
  expect((await put(registry, { ...body, _attachments: { [key]: attachment } })).status).toBe(201);
  const files = await readdir(join(registry.home), { recursive: true });
  expect(files.filter((file) => /evil|\.tgz/.test(file))).toEqual([]);
});

test("trap 39: digests and the manifest are checked against the bytes", async () => {
  await using registry = await startRegistry();
  const wrong = publishBody(name, "1.0.0", bytes, { dist: { shasum: "0".repeat(40) } });
  expect((await put(registry, wrong)).status).toBe(400);
  const other = tarball({}, { name, version: "2.0.0" });
  expect((await put(registry, publishBody(name, "1.0.0", other))).status).toBe(400);
  expect((await registry.fetch("/@acme%2flib")).status).toBe(404);
});

test("trap 40: who published is what we know, not what the document says", async () => {
  await using registry = await startRegistry();
  const somebody = { name: "somebody", email: "somebody@else.invalid" };
  const manifest = { _npmUser: somebody, maintainers: [somebody] };
  await registry.publish(name, "1.0.0", bytes, {
    manifest,
    document: { maintainers: [somebody], users: { somebody: true } },
  });
  expect(JSON.stringify(await registry.packument(name))).not.toContain("somebody");
});

test("trap 50: a publish is there for whoever asks after it, also after a 404", async () => {
  await using upstream = startUpstream();
  await using registry = await startRegistry({ upstream });
  for (const version of ["1.0.0", "1.1.0"]) {
    await registry.fetch("/@acme%2flib");
    // Whoever asks while it is being published must not leave an old answer behind.
    const [, response] = await Promise.all([
      registry.fetch("/@acme%2flib"),
      registry.publish(name, version),
      registry.fetch("/@acme%2flib"),
    ]);
    expect(response.status).toBe(201);
    expect(Object.keys((await registry.packument(name)).versions)).toContain(version);
    expect((await registry.tarball(name, version)).status).toBe(200);
  }
});

test("trap 51: a publish that is repeated, later or at the same time, is one publish", async () => {
  await using registry = await startRegistry();
  const all = await Promise.all([1, 2, 3].map(() => registry.publish(name, "1.0.0", bytes)));
  expect(all.map((response) => response.status)).toEqual([201, 201, 201]);
  expect((await registry.publish(name, "1.0.0", bytes)).status).toBe(201);
  expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.0.0"]);
});
