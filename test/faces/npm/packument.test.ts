import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { codingOf, formOf } from "../../../src/faces/npm/packument.ts";
import { abbreviated, startRegistry } from "../../support/registry.ts";

const corgi = `${abbreviated}; q=1.0, application/json; q=0.8, */*`;

describe("which form a client gets", () => {
  test.each([
    { accept: corgi, form: "abbreviated", who: "npm ci, pnpm, yarn, bun, deno" },
    { accept: abbreviated, form: "abbreviated", who: "a bare media type" },
    {
      accept: `application/json, ${abbreviated}`,
      form: "abbreviated",
      who: "both with the same q",
    },
    { accept: corgi.toUpperCase().replaceAll("Q=", "q="), form: "full", who: "nobody: upper case" },
    { accept: "application/json", form: "full", who: "npm install since 10" },
    { accept: "application/json; q=1.0, */*", form: "full", who: "pnpm for optional dependencies" },
    { accept: "*/*", form: "full", who: "berry, curl" },
    { accept: null, form: "full", who: "a script" },
    { accept: "text/html,application/xhtml+xml", form: "full", who: "a browser" },
    { accept: "image/png", form: "full", who: "an odd client, which gets no 406" },
    { accept: `${abbreviated};q=0, */*`, form: "full", who: "one that refuses it" },
    {
      accept: `${abbreviated};q=0.5, application/json`,
      form: "full",
      who: "one that prefers full",
    },
    {
      accept: `${abbreviated};q=0.5, application/json;q=0.4`,
      form: "abbreviated",
      who: "one that does not",
    },
    { accept: `${abbreviated};q=x`, form: "abbreviated", who: "one with a q that is no number" },
  ])("$form for $who", ({ accept, form }) => {
    expect(formOf(accept)).toBe(form);
  });

  test.each([
    ["gzip,deflate", "gzip"],
    ["gzip", "gzip"],
    ["gzip, deflate, br, zstd", "gzip"],
    ["zstd, gzip;q=0.5", "gzip"],
    ["GZIP", "gzip"],
    ["gzip;q=0", "identity"],
    ["identity", "identity"],
    ["br", "identity"],
    ["x-gzip-like", "identity"],
    [null, "identity"],
  ])("accept-encoding %s gets %s", (header, coding) => {
    expect(codingOf(header)).toBe(coding);
  });
});

describe("GET /:name", () => {
  test("sends each form with its own type, and gzip only to who asks", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", {}, { manifest: { scripts: { test: "x" } } });

    const full = await registry.fetch("/lib", { headers: { accept: "application/json" } });
    const short = await registry.fetch("/lib", { headers: { accept: corgi } });
    const zipped = await registry.fetch("/lib", {
      headers: { accept: corgi, "accept-encoding": "gzip,deflate" },
    });
    const shortBytes = await short.bytes();

    expect(full.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(short.headers.get("content-type")).toBe("application/vnd.npm.install-v1+json");
    expect(zipped.headers.get("content-type")).toBe("application/vnd.npm.install-v1+json");
    expect(full.headers.get("content-encoding")).toBe(null);
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(new Uint8Array(gunzipSync(await zipped.bytes()))).toEqual(shortBytes);
    expect(await full.json()).toMatchObject({ versions: { "1.0.0": { scripts: { test: "x" } } } });
    expect(new TextDecoder().decode(shortBytes)).not.toContain("scripts");
  });

  test("says how caches may keep it", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");

    const read = await registry.fetch("/lib");
    const toWrite = await registry.fetch("/lib?write=true");
    expect(read.headers.get("vary")).toBe("Accept, Accept-Encoding");
    expect(read.headers.get("cache-control")).toBe("public, no-cache");
    expect(toWrite.headers.get("cache-control")).toBe("no-store");
    expect(await toWrite.json()).toMatchObject({ _id: "lib", _rev: expect.stringMatching(/^1-/) });
    expect((await registry.fetch("/lib")).headers.get("cache-control")).toBe("public, no-cache");
  });

  test("has a strong ETag of its own for each form, coding and host", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const etags = new Set<string | null>();
    for (const host of ["localhost:4873", "127.0.0.1:4873"]) {
      for (const accept of ["application/json", corgi]) {
        for (const coding of ["gzip", "identity"]) {
          const headers = { accept, "accept-encoding": coding };
          etags.add((await registry.fetch("/lib", { host, headers })).headers.get("etag"));
        }
      }
    }

    expect(etags.size).toBe(8);
    for (const etag of etags) expect(etag).toMatch(/^"[a-z0-9-]+"$/);
  });

  test("builds tarball URLs for the host that asks, whatever else it claims", async () => {
    await using registry = await startRegistry({
      config: { http: { allowed_hosts: ["npm.acme.test"] } },
    });
    await registry.publish("@acme/lib", "1.0.0");
    const urlFor = async (host: string) => {
      const response = await registry.fetch("/@acme/lib", {
        host,
        headers: {
          "x-forwarded-host": "evil.test, b",
          "x-forwarded-proto": "https",
          forwarded: "host=evil.test",
        },
      });
      const body = (await response.json()) as {
        versions: Record<string, { dist: { tarball: string } }>;
      };
      return body.versions["1.0.0"]?.dist.tarball;
    };

    for (const host of [
      "localhost:4873",
      "127.0.0.1:4873",
      "[::1]:4873",
      "npm.acme.test",
      "localhost:4873",
    ]) {
      expect(await urlFor(host)).toBe(`http://${host}/@acme/lib/-/lib-1.0.0.tgz`);
    }
  });

  test("uses the public URL for every host once one is set", async () => {
    await using registry = await startRegistry({
      config: { http: { public_url: "https://npm.acme.test/base/" } },
    });
    await registry.publish("lib", "1.0.0");
    for (const host of ["localhost:4873", "npm.acme.test"]) {
      const response = await registry.fetch("/lib", { host });
      expect(await response.json()).toMatchObject({
        versions: {
          "1.0.0": { dist: { tarball: "https://npm.acme.test/base/lib/-/lib-1.0.0.tgz" } },
        },
      });
    }
  });

  test.each([
    ["the ETag", (etag: string) => etag, 304],
    ["a weak form of it", (etag: string) => `W/${etag}`, 304],
    ["a list with it", (etag: string) => `"other", W/"more", ${etag}`, 304],
    ["a star", () => "*", 304],
    ["another one", () => '"other"', 200],
    ["it without quotes", (etag: string) => etag.replaceAll('"', ""), 200],
  ])("If-None-Match with %s", async (_, header, status) => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const first = await registry.fetch("/lib");
    const etag = first.headers.get("etag") ?? "";
    const again = await registry.fetch("/lib", {
      // The date would say "unchanged"; it must not count beside If-None-Match.
      headers: { "if-none-match": header(etag), "if-modified-since": new Date(0).toUTCString() },
    });

    expect(again.status).toBe(status);
    expect(again.headers.get("etag")).toBe(etag);
    expect(again.headers.get("vary")).toBe("Accept, Accept-Encoding");
    expect(again.headers.get("cache-control")).toBe("public, no-cache");
    expect((await again.bytes()).length > 0).toBe(status === 200);
  });

  test("answers no 304 for the ETag of another form, and none after a publish", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const full = (await registry.fetch("/lib")).headers.get("etag") ?? "";
    const short = await registry.fetch("/lib", {
      headers: { accept: corgi, "if-none-match": full },
    });
    expect(short.status).toBe(200);

    await registry.publish("lib", "1.0.1");
    const after = await registry.fetch("/lib", { headers: { "if-none-match": full } });
    expect(after.status).toBe(200);
    expect(await after.json()).toMatchObject({ "dist-tags": { latest: "1.0.1" } });
  });

  test("a version is visible to the read that follows its publish, in every form", async () => {
    await using registry = await startRegistry();
    for (const version of ["1.0.0", "1.0.1", "1.0.2"]) {
      await registry.publish("lib", version);
      for (const isShort of [true, false]) {
        const packument = await registry.packument("lib", { abbreviated: isShort });
        expect(Object.keys(packument.versions)).toContain(version);
      }
    }
  });
});

describe("over a socket", () => {
  test.each(["identity", "gzip"])("HEAD is GET without the body (%s)", async (coding) => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    await using socket = registry.listen();
    for (const path of ["/lib", "/lib/-/lib-1.0.0.tgz", "/lib/1.0.0", "/-/ping"]) {
      const options = { headers: { accept: corgi, "accept-encoding": coding }, decompress: false };
      const get = await fetch(socket.url + path, options);
      const body = await get.bytes();
      const head = await fetch(socket.url + path, { ...options, method: "HEAD" });

      expect(get.headers.get("content-length"), path).toBe(String(body.length));
      expect((await head.bytes()).length, path).toBe(0);
      expect(comparable(head), path).toEqual(comparable(get));
    }
  });

  test("HEAD of what is missing has no body either, and the connection goes on", async () => {
    await using registry = await startRegistry();
    await using socket = registry.listen();
    for (const path of ["/missing", "/-/nothing", "/-/ping"]) {
      const head = await fetch(socket.url + path, { method: "HEAD" });
      expect([head.status, (await head.text()).length]).toEqual([
        path === "/-/ping" ? 200 : 404,
        0,
      ]);
    }
  });
});

function comparable({ status, headers }: Response): Record<string, unknown> {
  const { "x-request-id": _, date: __, ...rest } = Object.fromEntries(headers);
  return { status, ...rest };
}
