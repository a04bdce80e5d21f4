import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";

interface ErrorBody {
  readonly error: string;
  readonly message: string;
  readonly reason: string;
  readonly code: string;
  readonly request_id: string;
}

describe("every failure", () => {
  test.each([
    ["GET", "/-/nothing", 404, "not_found"],
    ["GET", "/missing", 404, "not_found"],
    ["GET", "/.hidden", 400, "bad_name"],
    ["GET", "/a%zz", 400, "bad_path"],
    ["PUT", "/lib", 401, "unauthorized"],
    ["GET", "/-/whoami", 401, "unauthorized"],
    ["GET", "/-/admin/tokens", 401, "unauthorized"],
    ["POST", "/lib", 405, "method_not_allowed"],
    ["DELETE", "/-/ping", 405, "method_not_allowed"],
    ["POST", "/-/v1/nothing", 404, "not_found"],
    ["PUT", "/-/nothing/at/all", 404, "not_found"],
  ])("%s %s answers %d in one shape", async (method, path, status, code) => {
    await using registry = await startRegistry();
    const response = await registry.fetch(path, { method });
    const body = (await response.json()) as ErrorBody;

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(body.error).toMatch(/^[\x20-\x7e]{10,}$/);
    // The admin API keeps the one word that its clients look for, and says the rest beside it.
    expect([body.message, body.error]).toEqual([
      body.reason,
      path === "/-/admin/tokens" ? "Unauthorized" : body.reason,
    ]);
    expect(body.code).toBe(code);
    expect(body.request_id).toBe(response.headers.get("x-request-id"));
    expect(response.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  });

  test.each([
    ["POST", "/lib", "HEAD, GET, PUT"],
    ["DELETE", "/lib/1.0.0", "HEAD, GET, PUT"],
    ["POST", "/lib/-/lib-1.0.0.tgz", "HEAD, GET"],
    ["GET", "/-/user/token/areg_x", "DELETE"],
    ["PATCH", "/-/admin/tokens", "HEAD, GET, POST"],
    ["PUT", "/", "HEAD, GET"],
  ])("%s %s names what is possible: %s", async (method, path, allow) => {
    await using registry = await startRegistry();
    const response = await registry.fetch(path, { method });

    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
  });

  test("repeats no control characters and no long keys of the request", async () => {
    await using registry = await startRegistry();
    const json = { name: "acme", ["\u001b[31mred".repeat(1000)]: 1 };
    const response = await registry.asOwner("/-/admin/orgs", { method: "POST", json });
    const { error } = (await response.json()) as ErrorBody;

    expect(response.status).toBe(400);
    expect(error).toMatch(/^[\x20-\x7e]{10,300}$/);
  });

  test("keeps a bug to itself and its log", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    await registry.app.db.write(
      async (tx) => await tx`update versions set manifest = '{"secret: no JSON'`,
    );
    const response = await registry.fetch("/lib/1.0.0");
    const text = await response.text();

    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      error: "something went wrong in the registry; its log has the details under this request id",
      message: expect.any(String),
      reason: expect.any(String),
      code: "internal",
      request_id: response.headers.get("x-request-id"),
    });
    expect(text).not.toMatch(/secret|JSON|at |\.ts|\//);
    expect(registry.logged).toContainEqual(
      expect.objectContaining({ requestId: response.headers.get("x-request-id"), msg: "a bug" }),
    );
  });
});

test("every answer has a request id of its own", async () => {
  await using registry = await startRegistry();
  await registry.publish("lib", "1.0.0");
  const ids = new Set<string | null>();
  for (const path of ["/lib", "/lib", "/lib", "/-/ping", "/lib/-/lib-1.0.0.tgz", "/missing"]) {
    const response = await registry.fetch(path);
    ids.add(response.headers.get("x-request-id"));
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }

  expect(ids.size).toBe(6);
  expect(ids).not.toContain(null);
});

test("neither tokens nor query strings reach the log", async () => {
  await using registry = await startRegistry();
  await registry.fetch("/lib?secret=areg_query", { token: registry.token });
  await registry.publish("lib", "1.0.0");
  await registry.fetch("/missing?secret=areg_query", {
    headers: { authorization: "Basic areg_basic" },
  });

  expect(registry.logged.length).toBeGreaterThan(2);
  expect(JSON.stringify(registry.logged)).not.toContain("areg_");
});

describe("operations", () => {
  test.each(["/-/ping", "/-/health/live", "/-/health/ready"])("GET %s says ok", async (path) => {
    await using registry = await startRegistry();
    const response = await registry.fetch(path);

    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("GET /-/ping?write=true is a ping too", async () => {
    await using registry = await startRegistry();
    expect((await registry.fetch("/-/ping?write=true")).status).toBe(200);
  });

  test("is not ready when its database does not answer, but alive", async () => {
    const registry = await startRegistry();
    await registry.app.db[Symbol.asyncDispose]();
    const ready = await registry.fetch("/-/health/ready");
    const live = await registry.fetch("/-/health/live");

    expect([ready.status, live.status]).toEqual([503, 200]);
    expect(await ready.json()).toMatchObject({ code: "unavailable" });
    await Promise.allSettled([registry[Symbol.asyncDispose]()]);
  });

  test("the root tells a program where it is", async () => {
    await using registry = await startRegistry();
    const response = await registry.fetch("/", { host: "127.0.0.1:4873" });
    expect(await response.json()).toMatchObject({
      name: "agentregistry",
      registry: "http://127.0.0.1:4873/",
      ping: "http://127.0.0.1:4873/-/ping",
      packages: [],
      next: null,
    });
  });

  test("crawlers are sent away", async () => {
    await using registry = await startRegistry();
    expect(await (await registry.fetch("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
  });
});

describe("beyond loopback", () => {
  const config = { http: { listen: ["127.0.0.1", "0.0.0.0"] } };

  test.each(["/lib", "/lib/1.0.0", "/lib/-/lib-1.0.0.tgz", "/", "/-/whoami"])(
    "GET %s needs a token every time",
    async (path) => {
      await using registry = await startRegistry({ config });
      await registry.publish("lib", "1.0.0");

      expect((await registry.fetch(path)).status).toBe(401);
      expect((await registry.asOwner(path)).status).toBe(200);
      expect((await registry.fetch(path)).status).toBe(401);
      expect((await registry.fetch(path, { token: "areg_wrong" })).status).toBe(401);
    },
  );

  test.each(["/lib", "/lib/1.0.0", "/lib/-/lib-1.0.0.tgz"])(
    "GET %s is for no cache that others share",
    async (path) => {
      await using registry = await startRegistry({ config });
      await registry.publish("lib", "1.0.0");
      for (let i = 0; i < 2; i++) {
        const response = await registry.asOwner(path);
        expect(response.headers.get("cache-control")).toMatch(/^private, /);
      }
    },
  );

  test.each(["/-/ping", "/-/health/live", "/-/health/ready"])(
    "GET %s is for probes",
    async (path) => {
      await using registry = await startRegistry({ config });
      expect((await registry.fetch(path)).status).toBe(200);
    },
  );
});
