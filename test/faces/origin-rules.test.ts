import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";

describe("the Host rule", () => {
  test.each([
    "localhost:4873",
    "localhost",
    "LocalHost:4873",
    "localhost.:4873",
    "localhost.",
    "127.0.0.1:4873",
    "127.0.0.1",
    "[::1]:4873",
    "[::1]",
    "npm.acme.test",
    "proxy.acme.test:8080",
  ])("answers to %s", async (host) => {
    await using registry = await startRegistry({
      config: {
        http: { public_url: "https://npm.acme.test", allowed_hosts: ["Proxy.acme.test:8080"] },
      },
    });
    const response = await registry.fetch("/-/ping", { headers: { host } });
    expect(response.status).toBe(200);
  });

  test.each([
    "evil.test",
    "evil.test:4873",
    "localhost:4874",
    "localhost.evil.test:4873",
    "evil.localhost:4873",
    "127.0.0.2:4873",
    "0.0.0.0:4873",
    "localhost:4873@evil.test",
    "localhost:4873, evil.test",
    "::1",
    "",
  ])("refuses %j on every path, before anything else", async (host) => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    for (const path of ["/-/ping", "/lib", "/", "/-/admin/tokens", "/nothing/at/all/there"]) {
      const response = await registry.asOwner(path, { headers: { host } });
      expect(response.status, path).toBe(403);
      expect(await response.json()).toMatchObject({ code: "host_not_allowed" });
    }
  });

  test("refuses a request without one, and one whose target contradicts it", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    await using socket = registry.listen();
    const own = `127.0.0.1:${socket.port}`;
    // The first makes the registry remember the URL.
    expect(await rawStatus(socket.port, `GET /lib HTTP/1.1\r\nHost: ${own}`)).toBe(200);

    for (const request of [
      "GET /lib HTTP/1.0",
      "GET /lib HTTP/1.1\r\nHost: evil.test",
      `GET http://${own}/lib HTTP/1.1\r\nHost: evil.test`,
      `GET http://evil.test/lib HTTP/1.1\r\nHost: evil.test`,
    ]) {
      expect(await rawStatus(socket.port, request), request).toBeOneOf([400, 403]);
    }
  });
});

describe("the origin rule", () => {
  test.each([
    [{ origin: "http://localhost:4873" }, 201],
    [{ origin: "http://127.0.0.1:4873" }, 201],
    [{ origin: "http://localhost:4873", "sec-fetch-site": "same-origin" }, 201],
    [{ "sec-fetch-site": "none" }, 201],
    [{}, 201],
    [{ origin: "https://evil.test" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "" }, 403],
    [{ origin: "http://localhost:3000" }, 403],
    [{ origin: "http://localhost:4873.evil.test" }, 403],
    [{ origin: "http://localhost:4873@evil.test" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ origin: "http://localhost:4873", "sec-fetch-site": "cross-site" }, 403],
  ])("a write with %j is %d", async (headers, status) => {
    await using registry = await startRegistry();
    const response = await registry.asOwner("/-/admin/orgs", {
      method: "POST",
      json: { name: "acme" },
      headers,
    });
    const orgs = await (await registry.asOwner("/-/admin/orgs")).json();

    expect(response.status).toBe(status);
    expect(orgs).toMatchObject({ orgs: status === 201 ? [{ name: "acme" }] : [] });
    expect(response.headers.get("access-control-allow-origin")).toBe(null);
  });

  test("reading from a page of another origin is answered, without CORS headers", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const response = await registry.fetch("/lib", {
      headers: { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
    });

    expect(response.status).toBe(200);
    expect([...response.headers.keys()].filter((key) => key.startsWith("access-control"))).toEqual(
      [],
    );
  });

  test("a preflight from elsewhere is refused and allows nothing", async () => {
    await using registry = await startRegistry();
    const response = await registry.fetch("/lib", {
      method: "OPTIONS",
      headers: { origin: "https://evil.test", "access-control-request-method": "PUT" },
    });

    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((key) => key.startsWith("access-control"))).toEqual(
      [],
    );
  });
});

/** The status of a request as it is written, which no HTTP client would send. */
async function rawStatus(port: number, request: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(port, "127.0.0.1", () => socket.write(`${request}\r\n\r\n`));
  socket.once("data", (data) => resolve(data.toString("latin1")));
  socket.once("close", () => resolve(""));
  socket.once("error", reject);
  try {
    return Number(/^HTTP\/1\.[01] (\d{3})/.exec(await promise)?.[1] ?? 0);
  } finally {
    socket.destroy();
  }
}
