import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { manifestEntry, rawEntry, rawTarball, zeroBomb } from "../../support/raw-tar.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { nothingStored, storedIn } from "../../support/stored.ts";
import { type PublishOptions, publishBody, tarball } from "../../support/tarball.ts";

const manifest = { name: "lib", version: "1.0.0" };
const entry = (name: string, type = "0", link = "") =>
  rawEntry({ name, type, link }, type === "0" ? "x" : "");

async function expectAlive(registry: TestRegistry): Promise<void> {
  expect((await registry.publish("good", "1.0.0")).status).toBe(201);
  expect((await registry.tarball("good", "1.0.0")).status).toBe(200);
}

describe("a hostile tarball is refused, stores nothing and stops nothing", () => {
  test.each<[string, () => Uint8Array]>([
    [
      "a path that leaves the package",
      () => rawTarball(manifestEntry(manifest), entry("package/../../x")),
    ],
    ["an absolute path", () => rawTarball(manifestEntry(manifest), entry("/etc/passwd"))],
    [
      "a link out of the package",
      () => rawTarball(manifestEntry(manifest), entry("package/l", "2", "../../../etc/passwd")),
    ],
    ["a device", () => rawTarball(manifestEntry(manifest), entry("package/d", "3"))],
    [
      "the same path twice",
      () => rawTarball(manifestEntry(manifest), manifestEntry({ ...manifest, name: "evil" })),
    ],
    [
      "100,000 entries",
      () => {
        const one = Buffer.from(entry("package/a"));
        const many = Buffer.alloc(one.length * 100_000);
        for (let at = 0; at < many.length; at += one.length) one.copy(many, at);
        return rawTarball(manifestEntry(manifest), many);
      },
    ],
    [
      "a bomb",
      () =>
        Buffer.concat([
          ...zeroBomb(
            Buffer.concat([
              manifestEntry(manifest),
              rawEntry({ name: "package/zeros", size: 200 * 1024 * 1024 }),
            ]),
            200,
          ),
        ]),
    ],
    [
      "a package.json of 1 MB that is nested 10,000 deep",
      () =>
        tarball({
          "package.json": `{"name":"lib","version":"1.0.0","x":${"[".repeat(10_000)}${" ".repeat(1_000_000)}${"]".repeat(10_000)}}`,
        }),
    ],
    ["a package.json that is no JSON", () => tarball({ "package.json": "{" })],
    ["no package.json", () => rawTarball(entry("package/index.js"))],
    ["three zero bytes", () => new Uint8Array(3)],
    ["no bytes", () => new Uint8Array(0)],
    ["gzip of nothing", () => gzipSync("")],
    ["gzip that ends early", () => tarball({ a: "x".repeat(5000) }, manifest).subarray(0, -20)],
    ["a tar without gzip", () => Buffer.concat([manifestEntry(manifest), new Uint8Array(1024)])],
  ])("%s", async (_, make) => {
    await using registry = await startRegistry();
    const response = await registry.publish("lib", "1.0.0", make());
    const body = (await response.json()) as { error: string };

    expect(response.status, body.error).toBe(400);
    expect(body.error).toMatch(/^the tarball of lib@1\.0\.0 /);
    expect(await storedIn(registry)).toEqual(nothingStored);
    expect((await registry.fetch("/lib")).status).toBe(404);
    await expectAlive(registry);
  });

  test("a tarball that was refused can be published again when it is repaired", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", new Uint8Array(3));
    expect((await registry.publish("lib", "1.0.0", { "index.js": "1" })).status).toBe(201);
  });
});

describe("bodies that are too large", () => {
  const config = { http: { max_publish_bytes: 64 * 1024 } };

  test("are refused with both numbers' owner, and nothing is stored", async () => {
    await using registry = await startRegistry({ config });
    const response = await registry.publish("lib", "1.0.0", { a: randomText(200_000) });

    expect([response.status, await response.json()]).toEqual([
      413,
      expect.objectContaining({
        error: "the request is larger than 65536 bytes; the owner can raise http.max_publish_bytes",
        code: "too_large",
      }),
    ]);
    expect(await storedIn(registry)).toEqual(nothingStored);
    await expectAlive(registry);
  });

  test("metadata has a limit of its own", async () => {
    await using registry = await startRegistry();
    const readme = "r".repeat(17 * 1024 * 1024);
    const response = await registry.publish("lib", "1.0.0", {}, { document: { readme } });

    expect([response.status, await response.json()]).toEqual([
      413,
      expect.objectContaining({ error: "the metadata of the publish is larger than 16 MiB" }),
    ]);
    expect(await storedIn(registry)).toEqual(nothingStored);
  });

  test("a gzip bomb of a body ends at a bound, not at its end", async () => {
    await using registry = await startRegistry({ config });
    let taken = 0;
    const bomb = zeroBomb(Buffer.from('{"name":"'), 10_000);
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken++;
          const { value, done } = bomb.next();
          if (done) controller.close();
          else controller.enqueue(new Uint8Array(value));
        },
      },
      { highWaterMark: 0 },
    );
    const response = await registry.asOwner("/lib", {
      method: "PUT",
      body,
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
    });

    expect(response.status).toBe(413);
    expect(taken).toBeLessThan(600);
    expect(await storedIn(registry)).toEqual(nothingStored);
    await expectAlive(registry);
  });

  test.each([
    ["a token", 413],
    ["none", 401],
  ])("a client that still sends sees the answer (with %s: %d)", async (who, status) => {
    await using registry = await startRegistry({ config });
    await using socket = registry.listen();
    const body = JSON.stringify(publishBody("lib", "1.0.0", Buffer.alloc(150_000, 7)));
    const response = await fetch(`${socket.url}/lib`, {
      method: "PUT",
      body,
      headers: {
        "content-type": "application/json",
        ...(who === "none" ? {} : { authorization: `Bearer ${registry.token}` }),
      },
    });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.any(String) });
    expect((await fetch(`${socket.url}/-/ping`)).status).toBe(200);
  });
});

test("a client that hangs up in the middle of a publish leaves nothing behind", async () => {
  await using registry = await startRegistry();
  await using socket = registry.listen();
  const bytes = tarball({ a: randomText(50_000) }, manifest);
  const body = JSON.stringify(publishBody("lib", "1.0.0", bytes));
  const head = [
    "PUT /lib HTTP/1.1",
    `host: 127.0.0.1:${socket.port}`,
    `authorization: Bearer ${registry.token}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
  ];
  const client = connect(socket.port, "127.0.0.1");
  client.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, -10)}`);
  await expect.poll(async () => (await storedIn(registry)).staged.length).toBe(1);
  client.destroy();

  await expect.poll(() => storedIn(registry)).toEqual(nothingStored);
  await expectAlive(registry);
  expect(registry.logged).not.toContainEqual(expect.objectContaining({ msg: "a bug" }));
});

/** Text that does not compress. */
function randomText(length: number): string {
  let state = 1;
  let text = "";
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

describe("metadata that would burden everybody who reads the package is refused", () => {
  test.each<[string, PublishOptions]>([
    ["a manifest of two megabytes", { manifest: { junk: "x".repeat(2 * 1024 * 1024) } }],
    [
      "a thousand dist-tags",
      {
        document: {
          "dist-tags": Object.fromEntries(
            Array.from({ length: 1000 }, (_, i) => [`tag-${i}`, "1.0.0"]),
          ),
        },
      },
    ],
  ])("%s", async (_, options) => {
    await using registry = await startRegistry();
    const bytes = tarball({}, manifest);

    expect((await registry.publish("lib", "1.0.0", bytes, options)).status).toBe(400);
    expect(await storedIn(registry)).toEqual(nothingStored);
    await expectAlive(registry);
  });
});
