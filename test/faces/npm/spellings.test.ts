import { describe, expect, test } from "vitest";
import { startRegistry } from "../../support/registry.ts";
import { publishBody, tarball } from "../../support/tarball.ts";

const names = [
  "/@acme/lib",
  "/@acme%2flib",
  "/@acme%2Flib",
  "/%40acme/lib",
  "/%40acme%2Flib",
  "//@acme//lib",
];

describe("a scoped package has one resource, however its name is spelt", () => {
  test("packument, one version, tag and tarball", async () => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name: "@acme/lib", version: "1.0.0" });
    await registry.publish("@acme/lib", "1.0.0", bytes);

    for (const name of names) {
      for (const end of ["", "/", "?write=true", "?format=cli&page=2"]) {
        const response = await registry.fetch(`${name}${end}`);
        expect(await response.json(), name + end).toMatchObject({
          name: "@acme/lib",
          versions: {},
        });
      }
      for (const end of ["/1.0.0", "/latest", "/1.0.0/", "/latest?x=1", "/%5E1.0.0"]) {
        const response = await registry.fetch(`${name}${end}`);
        expect(await response.json(), name + end).toMatchObject({ version: "1.0.0" });
      }
      for (const file of [
        "lib-1.0.0.tgz",
        "lib-1.0.0.tgz?x=1",
        "@acme/lib-1.0.0.tgz",
        "@acme%2flib-1.0.0.tgz",
        "%40acme%2Flib-1.0.0.tgz",
      ]) {
        const response = await registry.fetch(`${name}/-/${file}`);
        expect(response.status, `${name}/-/${file}`).toBe(200);
        expect(await response.bytes()).toEqual(new Uint8Array(bytes));
      }
    }
  });

  test.each(names)("PUT %s publishes it", async (path) => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name: "@acme/lib", version: "1.0.0" });
    const response = await registry.asOwner(path, {
      method: "PUT",
      json: publishBody("@acme/lib", "1.0.0", bytes),
    });

    expect(response.status).toBe(201);
    expect(await registry.packument("@acme/lib")).toMatchObject({ name: "@acme/lib" });
  });
});

test("every file name that a version can have is found", async () => {
  await using registry = await startRegistry();
  const versions = ["1.0.0", "1.0.6-no-external-modules", "2.0.0-rc.1", "2.0.0-alpha-2.x-y"];
  for (const version of versions) await registry.publish("lib", version, { v: version });
  await registry.publish("lib-1.0.0", "1.0.0", { v: "of lib-1.0.0" });

  for (const version of versions) {
    const response = await registry.tarball("lib", version);
    expect(await response.bytes()).toEqual(
      new Uint8Array(tarball({ v: version }, { name: "lib", version })),
    );
  }
  const other = await registry.tarball("lib-1.0.0", "1.0.0");
  expect(await other.bytes()).toEqual(
    new Uint8Array(tarball({ v: "of lib-1.0.0" }, { name: "lib-1.0.0", version: "1.0.0" })),
  );
});

test("@a/b-c and a-b-c live side by side", async () => {
  await using registry = await startRegistry();
  await registry.publish("@a/b-c", "1.0.0", { who: "scoped" });
  await registry.publish("a-b-c", "1.0.0", { who: "plain" });

  const scoped = await (await registry.tarball("@a/b-c", "1.0.0")).bytes();
  const plain = await (await registry.tarball("a-b-c", "1.0.0")).bytes();
  expect(scoped).toEqual(
    new Uint8Array(tarball({ who: "scoped" }, { name: "@a/b-c", version: "1.0.0" })),
  );
  expect(plain).toEqual(
    new Uint8Array(tarball({ who: "plain" }, { name: "a-b-c", version: "1.0.0" })),
  );
});

describe("what is no path of a package", () => {
  test.each([
    ["/@acme", 404],
    ["/@acme%252flib", 400],
    ["/%2e%2e%2fetc", 400],
    ["/..%2f..%2fetc%2fpasswd", 400],
    ["/lib/%2e%2e%2f1.0.0", 404],
    ["/lib/-/..%2f..%2fowner-token", 404],
    ["/lib/-/%2e%2e%2fowner-token.tgz", 404],
    ["/lib/-/lib-1.0.0.tgz%00", 404],
    ["/%zz", 400],
    ["/lib/%c3%28", 400],
    ["/__proto__", 400],
    ["/node_modules", 400],
    ["/a%00b", 400],
    ["/a%5cb", 400],
    ["/constructor", 404],
    ["/lib/__proto__", 404],
    ["/lib/constructor", 404],
    ["/lib/2.0.0", 404],
    ["/lib/-/lib-9.9.9.tgz", 404],
    ["/lib/-/other-1.0.0.tgz", 404],
    ["/lib/-/lib-1.0.0", 404],
    ["/lib/-/lib-__proto__.tgz", 404],
    ["/LIB", 404],
    ["/-/nothing", 404],
    ["/-/v1/nothing", 404],
    ["/-/npm/v1/nothing", 404],
    ["/-/all", 404],
    ["/-", 404],
    ["/a/b/c/d", 404],
  ])("GET %s is %d with JSON", async (path, status) => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const response = await registry.fetch(path);
    const body = (await response.json()) as Record<string, unknown>;

    expect([response.status, typeof body["error"]]).toEqual([status, "string"]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

test("a range that nobody writes is compared with nothing", async () => {
  await using registry = await startRegistry();
  await registry.publish("lib", "1.0.0");
  const endless = Array.from({ length: 100 }, (_, i) => `>=0.0.${i}`).join("||");

  expect((await registry.fetch(`/lib/${encodeURIComponent(">=0.0.1||1.x")}`)).status).toBe(200);
  expect((await registry.fetch(`/lib/${encodeURIComponent(endless)}`)).status).toBe(404);
});
