import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { provenanceBundle } from "../../support/signing.ts";
import { nothingStored, storedIn } from "../../support/stored.ts";
import { digestsOf, publishBody, tarball } from "../../support/tarball.ts";

const name = "@acme/lib";
const bytes = tarball({ "index.js": "module.exports = 1" }, { name, version: "1.0.0" });
const good = () => publishBody(name, "1.0.0", bytes);
const data = Buffer.from(bytes).toString("base64");

function put(registry: TestRegistry, body: unknown, headers: Record<string, string> = {}) {
  return registry.asOwner("/@acme%2flib", {
    method: "PUT",
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
}

describe("PUT /:name", () => {
  test("answers what every client takes for success", async () => {
    await using registry = await startRegistry();
    const response = await put(registry, good());

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ ok: true, success: true, id: name, rev: "1.0.0" });
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
  });

  test("answers an identical publish like the first, and changes nothing", async () => {
    await using registry = await startRegistry();
    await put(registry, good());
    const before = await registry.packument(name);
    const again = await put(registry, good());

    expect([again.status, await again.json()]).toEqual([
      201,
      { ok: true, success: true, id: name, rev: "1.0.0" },
    ]);
    expect(await registry.packument(name)).toEqual(before);
  });

  test("refuses other bytes for a version that exists, and keeps the first", async () => {
    await using registry = await startRegistry();
    await put(registry, good());
    const before = await registry.packument(name);
    const again = await registry.publish(name, "1.0.0", { "index.js": "altered" }, { tag: "beta" });

    expect(again.status).toBe(403);
    expect(await again.json()).toMatchObject({
      error: "@acme/lib@1.0.0 is already published; publish a new version number",
      code: "version_exists",
    });
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
    expect(await registry.packument(name)).toEqual(before);
  });

  const tag = (tags: object) => ({ ...good(), "dist-tags": tags });
  const versions = (all: object) => ({ ...good(), versions: all });
  const attachments = (all: object) => ({ ...good(), _attachments: all });
  const file = { content_type: "application/octet-stream", data, length: bytes.length };
  const manifest = { name, version: "1.0.0", dist: digestsOf(bytes) };

  test.each<[string, unknown, string]>([
    ["no versions", versions({}), "publish exactly one version with one tarball"],
    [
      "two versions",
      versions({ "1.0.0": manifest, "1.0.1": { ...manifest, version: "1.0.1" } }),
      "publish exactly one version with one tarball",
    ],
    [
      "two tarballs",
      attachments({ "a.tgz": file, "b.tgz": file }),
      "publish exactly one version with one tarball",
    ],
    [
      "an attachment that is no tarball",
      attachments({ "@acme/lib-1.0.0.zip": file }),
      "publish exactly one version with one tarball",
    ],
    [
      "data that is no string",
      attachments({ "a.tgz": { ...file, data: [data] } }),
      "publish exactly one version with one tarball",
    ],
    [
      "another name",
      { ...good(), name: "@acme/other" },
      "the document is not about @acme/lib, which its URL names",
    ],
    [
      "another _id",
      { ...good(), _id: "@acme/other" },
      "the document is not about @acme/lib, which its URL names",
    ],
    [
      "another name in the version",
      versions({ "1.0.0": { ...manifest, name: "other" } }),
      "the document is not about @acme/lib, which its URL names",
    ],
    [
      "a key and a version that disagree",
      versions({ "1.0.1": manifest }),
      "the version's key and its manifest disagree",
    ],
    [
      "a version that is none",
      versions({ "1.0": { ...manifest, version: "1.0" } }),
      '"1.0" is not a semver version',
    ],
    [
      "a version that walks",
      versions({ "../1.0.0": { ...manifest, version: "../1.0.0" } }),
      '"../1.0.0" is not a semver version',
    ],
    [
      "a tag for another version",
      tag({ latest: "7.7.7" }),
      "a dist-tag of the document names another version",
    ],
    [
      "a tag that is a range",
      tag({ "1.x": "1.0.0" }),
      '"1.x" is a version range, so it cannot be a dist-tag',
    ],
    [
      "a tag that is a version",
      tag({ "v1.0.0": "1.0.0" }),
      '"v1.0.0" is a version range, so it cannot be a dist-tag',
    ],
    [
      "a wrong length",
      attachments({ "a.tgz": { ...file, length: bytes.length + 1 } }),
      "the tarball is not as long as its document says",
    ],
    [
      "a wrong shasum",
      versions({ "1.0.0": { ...manifest, dist: { shasum: "0".repeat(40) } } }),
      "the tarball of @acme/lib@1.0.0 is damaged: the sha1 differs from the declared shasum",
    ],
    [
      "a wrong integrity",
      versions({ "1.0.0": { ...manifest, dist: { integrity: `sha512-${"A".repeat(86)}==` } } }),
      "the tarball of @acme/lib@1.0.0 is damaged: the sha512 differs from the declared integrity",
    ],
    [
      "a second integrity that is wrong",
      versions({
        "1.0.0": {
          ...manifest,
          dist: { integrity: `${digestsOf(bytes).integrity} sha512-${"A".repeat(86)}==` },
        },
      }),
      "the tarball of @acme/lib@1.0.0 is damaged: the sha512 differs from the declared integrity",
    ],
    [
      "an integrity that is none",
      versions({ "1.0.0": { ...manifest, dist: { integrity: "md5-abc" } } }),
      "the tarball of @acme/lib@1.0.0 is damaged: the declared integrity has no digest that can be checked",
    ],
    [
      "a tarball that is none",
      attachments({ "a.tgz": { data: "AAAA" } }),
      "the tarball of @acme/lib@1.0.0 is damaged: the sha1 differs from the declared shasum",
    ],
    [
      "base64 with other letters",
      attachments({ "a.tgz": { data: `${data.slice(0, -4)}**==` } }),
      "the attachment is not valid base64",
    ],
    [
      "base64 without its padding",
      attachments({ "a.tgz": { data: data.replace(/=*$/, "").slice(0, -1) } }),
      "the attachment is not valid base64",
    ],
    [
      "base64 with line breaks",
      attachments({ "a.tgz": { data: `${data.slice(0, 40)}\n${data.slice(40)}` } }),
      "the attachment is not valid base64",
    ],
    [
      "base64 for URLs",
      attachments({ "a.tgz": { data: "-_-_" } }),
      "the attachment is not valid base64",
    ],
    [
      "a document that is a list",
      [good()],
      "the request: Invalid input: expected object, received array",
    ],
    ["a document that is null", null, "the request: Invalid input: expected object, received null"],
    ["JSON that ends early", JSON.stringify(good()).slice(0, -1), "the body is not readable JSON"],
    ["text after the JSON", `${JSON.stringify(good())} x`, "the body is not readable JSON"],
    ["no JSON", "hello", "the body is not readable JSON"],
    ["nothing", "", "the body is not readable JSON"],
    [
      "200 levels",
      { ...good(), deep: nested(200) },
      "the document is nested deeper than 128 levels",
    ],
    ["a million brackets", "[".repeat(1_000_000), "the document is nested deeper than 128 levels"],
  ])("refuses %s", async (_, body, sentence) => {
    await using registry = await startRegistry();
    const response = await put(registry, body);
    const answer = (await response.json()) as { error: string };

    expect(response.status).toBe(400);
    expect(answer.error).toBe(sentence);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test.each([
    ["JSONStream", "bad_name"],
    ["@Acme/lib", "bad_name"],
    ["http", "bad_name"],
    ["_x", "bad_name"],
    ["__proto__", "bad_name"],
    ["node_modules", "bad_name"],
    ["..", "bad_name"],
  ])("refuses the new name %s", async (odd, code) => {
    await using registry = await startRegistry();
    const odder = tarball({}, { name: odd, version: "1.0.0" });
    const response = await registry.asOwner(
      `/${encodeURIComponent(odd).replaceAll(".", "%2e%2e%2f")}`,
      {
        method: "PUT",
        json: publishBody(odd, "1.0.0", odder),
      },
    );

    expect(response.status).toBe(400);
    if (odd !== "..") expect(await response.json()).toMatchObject({ code });
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test.each(["name", "version"])(
    "refuses a tarball whose package.json has another %s",
    async (key) => {
      await using registry = await startRegistry();
      const other = tarball(
        {},
        { name, version: "1.0.0", [key]: key === "name" ? "evil" : "9.9.9" },
      );
      const response = await registry.publish(name, "1.0.0", other);

      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({
          error: "the package.json inside the tarball is not that of @acme/lib@1.0.0",
        }),
      ]);
      expect(await storedIn(registry)).toEqual(nothingStored);
    },
  );

  test("takes prototype names for what they are", async () => {
    await using registry = await startRegistry();
    expect((await registry.publish("constructor", "1.0.0", {}, { tag: "toString" })).status).toBe(
      201,
    );
    const odd = `{"_id":"lib","name":"lib","__proto__":{"polluted":1},"dist-tags":{"__proto__":"1.0.0","hasOwnProperty":"1.0.0"},"versions":{"__proto__":{"name":"lib","version":"1.0.0"}},"_attachments":{"__proto__":{"data":"AAAA"}}}`;
    const response = await registry.asOwner("/lib", { method: "PUT", body: odd });

    expect(response.status).toBe(400);
    expect(await registry.packument("constructor")).toMatchObject({
      name: "constructor",
      "dist-tags": { toString: "1.0.0", latest: "1.0.0" },
    });
    expect((await registry.fetch("/lib")).status).toBe(404);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    ["no length", publishBody(name, "1.0.0", bytes, { attachment: { length: undefined } })],
    [
      "no digests",
      publishBody(name, "1.0.0", bytes, { dist: { integrity: undefined, shasum: undefined } }),
    ],
    ["only a shasum", publishBody(name, "1.0.0", bytes, { dist: { integrity: undefined } })],
    [
      "several hashes",
      publishBody(name, "1.0.0", bytes, {
        dist: {
          integrity: `${digestsOf(bytes).integrity} sha1-${Buffer.from(digestsOf(bytes).shasum, "hex").toString("base64")}`,
        },
      }),
    ],
    [
      "a shasum in capitals",
      publishBody(name, "1.0.0", bytes, {
        dist: { shasum: digestsOf(bytes).shasum.toUpperCase() },
      }),
    ],
    ["slashes that are escaped", JSON.stringify(good()).replaceAll("/", "\\/")],
    [
      "letters that are escaped",
      JSON.stringify(good()).replaceAll("+", "\\u002b").replaceAll("=", "\\u003D"),
    ],
    [
      "a key that is escaped",
      JSON.stringify(good()).replace('"_attachments"', '"\\u005fattachments"'),
    ],
    ["blanks everywhere", JSON.stringify(good(), null, 4)],
  ])("takes a document with %s", async (_, body) => {
    await using registry = await startRegistry();
    const response = await put(registry, body);

    expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
    expect(await registry.packument(name)).toMatchObject({
      versions: { "1.0.0": { dist: digestsOf(bytes) } },
    });
  });

  test("a provenance bundle is neither base64 nor a second tarball", async () => {
    await using registry = await startRegistry();
    const bundle = provenanceBundle(name, "1.0.0", sha512Hex(bytes));
    const body = publishBody(name, "1.0.0", bytes);
    Object.assign(body["_attachments"] as object, {
      "@acme/lib-1.0.0.sigstore": {
        content_type: "application/vnd.dev.sigstore.bundle.v0.3+json",
        data: bundle,
        length: bundle.length,
      },
    });

    expect((await put(registry, body)).status).toBe(201);
    expect(JSON.stringify(await registry.packument(name))).not.toContain("dsseEnvelope");
  });

  test("build metadata is dropped", async () => {
    await using registry = await startRegistry();
    const built = tarball({}, { name: "lib", version: "1.0.0+b5" });
    const response = await registry.publish("lib", "1.0.0+b5", built);

    expect(await response.json()).toMatchObject({ rev: "1.0.0" });
    expect(await registry.packument("lib")).toMatchObject({
      versions: { "1.0.0": { version: "1.0.0", _id: "lib@1.0.0" } },
    });
  });

  test("an unscoped package cannot be restricted", async () => {
    await using registry = await startRegistry();
    const response = await registry.publish(
      "lib",
      "1.0.0",
      {},
      { document: { access: "restricted" } },
    );

    expect(response.status).toBe(400);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });
});

describe("content types and codings", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/octet-stream",
    "",
  ])("takes %j", async (type) => {
    await using registry = await startRegistry();
    expect((await put(registry, good(), { "content-type": type })).status).toBe(201);
  });

  test.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "text/html",
  ])("refuses %s", async (type) => {
    await using registry = await startRegistry();
    const response = await put(registry, good(), { "content-type": type });

    expect([response.status, await response.json()]).toEqual([
      415,
      expect.objectContaining({ error: "send the body as application/json" }),
    ]);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test("inflates gzip", async () => {
    await using registry = await startRegistry();
    const zipped = gzipSync(JSON.stringify(good()));
    expect((await put(registry, zipped, { "content-encoding": "gzip" })).status).toBe(201);
  });

  test.each([
    ["gzip that ends early", gzipSync(JSON.stringify(good())).subarray(0, 100)],
    ["gzip with a wrong checksum", withoutChecksum(gzipSync(JSON.stringify(good())))],
    ["what is no gzip", JSON.stringify(good())],
  ])("refuses %s", async (_, body) => {
    await using registry = await startRegistry();
    const response = await put(registry, body, { "content-encoding": "gzip" });

    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: "the gzipped body is damaged or incomplete" }),
    ]);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test.each(["br", "deflate", "gzip, gzip", "x"])("refuses the coding %s", async (coding) => {
    await using registry = await startRegistry();
    expect((await put(registry, good(), { "content-encoding": coding })).status).toBe(415);
  });
});

function sha512Hex(content: Uint8Array): string {
  return createHash("sha512").update(content).digest("hex");
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

function withoutChecksum(zipped: Buffer): Buffer {
  return zipped.fill(0, zipped.length - 8);
}
