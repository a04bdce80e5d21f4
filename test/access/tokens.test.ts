import { stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";

interface Made {
  readonly secret: string;
  readonly token: { readonly id: string };
}

async function makeToken(registry: TestRegistry, body: object = {}): Promise<Made> {
  const response = await registry.asOwner("/-/admin/tokens", { method: "POST", json: body });
  expect(response.status).toBe(201);
  return (await response.json()) as Made;
}

async function whoIs(registry: TestRegistry, authorization: string): Promise<unknown> {
  const response = await registry.fetch("/-/whoami", { headers: { authorization } });
  return response.status === 200 ? await response.json() : response.status;
}

describe("whoami", () => {
  test("is the owner, with the token in every form that clients send", async () => {
    await using registry = await startRegistry();
    const basic = (pair: string) => Buffer.from(pair).toString("base64");
    for (const authorization of [
      `Bearer ${registry.token}`,
      `bearer ${registry.token}`,
      `BEARER  ${registry.token} `,
      `Basic ${basic(`owner:${registry.token}`)}`,
      `basic ${basic(`:${registry.token}`)}`,
    ]) {
      expect(await whoIs(registry, authorization), authorization).toEqual({ username: "owner" });
    }
  });

  test.each([
    "Bearer areg_unknown",
    "Bearer ",
    "Bearer",
    "Basic",
    "Basic %%%",
    `Basic ${Buffer.from("no colon").toString("base64")}`,
    "Digest x",
    "areg_unknown",
    "",
    "Bearer areg_' or 1=1 --",
  ])("is nobody with %j", async (authorization) => {
    await using registry = await startRegistry();
    expect(await whoIs(registry, authorization)).toBe(401);
  });

  test("is never cached", async () => {
    await using registry = await startRegistry();
    expect((await registry.asOwner("/-/whoami")).headers.get("cache-control")).toBe("no-store");
  });
});

test("a token that does not count is no hindrance to reading", async () => {
  await using registry = await startRegistry();
  await registry.publish("lib", "1.0.0");
  for (const path of ["/lib", "/lib/1.0.0", "/lib/-/lib-1.0.0.tgz"]) {
    for (const authorization of ["Bearer areg_old", "Basic x", "Bearer npm_other"]) {
      expect((await registry.fetch(path, { headers: { authorization } })).status).toBe(200);
    }
  }
});

describe("tokens", () => {
  test("are shown once, stored as a hash, and listed without their secret", async () => {
    await using registry = await startRegistry();
    const { secret, token } = await makeToken(registry, { label: "ci" });
    const list = await (await registry.asOwner("/-/admin/tokens")).text();
    const rows = JSON.stringify(await registry.app.db.read`select * from tokens`);

    expect(secret).toMatch(/^areg_[A-Za-z0-9_-]{43}$/);
    expect(list).toContain(token.id);
    expect(list).toContain('"ci"');
    expect(list + rows).not.toContain(secret);
    expect(list).not.toMatch(/[0-9a-f]{64}/);
  });

  test("work until they are revoked, by id or its beginning", async () => {
    await using registry = await startRegistry();
    const first = await makeToken(registry);
    const second = await makeToken(registry);
    expect(await whoIs(registry, `Bearer ${first.secret}`)).toEqual({ username: "owner" });

    for (const { secret, token } of [first, second]) {
      const id = token === first.token ? token.id : token.id.slice(0, 13);
      const response = await registry.asOwner(`/-/admin/tokens/${id}`, { method: "DELETE" });
      expect(await response.json()).toMatchObject({ id: token.id });
      expect(await whoIs(registry, `Bearer ${secret}`)).toBe(401);
    }
    expect((await registry.asOwner("/-/whoami")).status).toBe(200);
  });

  test("are not revoked by a beginning that fits none or several", async () => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry);
    for (const id of ["nothing", "%25", "_"]) {
      expect((await registry.asOwner(`/-/admin/tokens/${id}`, { method: "DELETE" })).status).toBe(
        404,
      );
    }
    expect(await whoIs(registry, `Bearer ${secret}`)).toEqual({ username: "owner" });
  });

  test("expire", async () => {
    const clock = startClock("2026-01-01T00:00:00Z");
    await using registry = await startRegistry({ now: clock.now });
    const { secret } = await makeToken(registry, { expires_at: "2026-01-01T00:10:00Z" });
    clock.set("2026-01-01T00:09:59Z");
    expect(await whoIs(registry, `Bearer ${secret}`)).toEqual({ username: "owner" });
    clock.set("2026-01-01T00:10:00Z");
    expect(await whoIs(registry, `Bearer ${secret}`)).toBe(401);
  });

  test("of the owner are made at the first start, private, and once", async () => {
    await using registry = await startRegistry();
    const { mode } = await stat(join(registry.home, "owner-token"));
    await using again = await startRegistry({ home: registry.home });

    expect(mode & 0o777).toBe(0o600);
    expect((await stat(registry.home)).mode & 0o777).toBe(0o700);
    expect(again.token).toBe(registry.token);
    expect(registry.token).toMatch(/^areg_[A-Za-z0-9_-]{43}$/);
  });

  test.each([
    ["GET", "/-/admin/tokens", undefined],
    ["POST", "/-/admin/tokens", { scopes: ["admin"] }],
    ["GET", "/-/admin/orgs", undefined],
    ["POST", "/-/admin/orgs", { name: "mine" }],
    ["POST", "/-/admin/claims", { name: "lodash" }],
  ] as const)("%s %s is for administrators", async (method, path, json) => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry, { scopes: ["read", "publish", "review"] });
    const ask = (token?: string) =>
      registry.fetch(path, { method, ...(json ? { json } : {}), ...(token ? { token } : {}) });

    expect((await ask()).status).toBe(401);
    expect((await ask(secret)).status).toBe(403);
    expect((await ask(registry.token)).status).toBeOneOf([200, 201]);
  });

  test.each([
    [{ scopes: [] }, 400],
    [{ scopes: ["root"] }, 400],
    [{ scopes: "admin" }, 400],
    [{ org: "nobody" }, 404],
    [{ expires_at: "soon" }, 400],
    [{ more: 1 }, 400],
    [{ label: "x".repeat(201) }, 400],
  ])("cannot be made from %j", async (body, status) => {
    await using registry = await startRegistry();
    const response = await registry.asOwner("/-/admin/tokens", { method: "POST", json: body });
    expect(response.status).toBe(status);
    expect(await registry.app.db.read`select * from tokens`).toHaveLength(1);
  });
});

describe("npm logout", () => {
  test("revokes the token that it names, and is content when there is none", async () => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry);
    const out = () =>
      registry.fetch(`/-/user/token/${encodeURIComponent(secret)}`, {
        method: "DELETE",
        token: secret,
      });

    const first = await out();
    expect([first.status, await first.json()]).toEqual([
      200,
      expect.objectContaining({ ok: expect.anything() }),
    ]);
    expect(await whoIs(registry, `Bearer ${secret}`)).toBe(401);
    expect((await out()).status).toBeOneOf([200, 401]);
    expect((await registry.asOwner("/-/whoami")).status).toBe(200);
  });
});

describe("who may publish", () => {
  test("nobody without a token, also with a wrong one", async () => {
    await using registry = await startRegistry();
    for (const token of ["", "areg_wrong"]) {
      const response = await registry.publish("lib", "1.0.0", {}, { token });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
    }
    expect((await registry.fetch("/lib")).status).toBe(404);
  });

  test("not a token that only reads", async () => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry, { scopes: ["read"] });
    expect((await registry.publish("lib", "1.0.0", {}, { token: secret })).status).toBe(403);
    expect((await registry.fetch("/lib")).status).toBe(404);
  });

  test("an organization in its own scope, and under its own name", async () => {
    await using registry = await startRegistry();
    await registry.asOwner("/-/admin/orgs", { method: "POST", json: { name: "acme" } });
    await registry.asOwner("/-/admin/orgs", { method: "POST", json: { name: "other" } });
    const { secret } = await makeToken(registry, { org: "acme" });

    expect(await whoIs(registry, `Bearer ${secret}`)).toEqual({ username: "acme" });
    expect((await registry.publish("@acme/lib", "1.0.0", {}, { token: secret })).status).toBe(201);
    for (const name of ["@other/lib", "@free/lib", "lib", "acme"]) {
      expect((await registry.publish(name, "1.0.0", {}, { token: secret })).status, name).toBe(403);
    }
    expect(await registry.packument("@acme/lib")).toMatchObject({
      maintainers: [{ name: "acme" }],
      versions: { "1.0.0": { _npmUser: { name: "acme" } } },
    });
  });

  test("a narrowed token what it names", async () => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry, { packages: ["@acme/lib", "lib"] });

    expect((await registry.publish("@acme/lib", "1.0.0", {}, { token: secret })).status).toBe(201);
    expect((await registry.publish("lib", "1.0.0", {}, { token: secret })).status).toBe(201);
    expect((await registry.publish("@acme/lib2", "1.0.0", {}, { token: secret })).status).toBe(403);
  });

  test("an agent may", async () => {
    await using registry = await startRegistry();
    const { secret } = await makeToken(registry, { agent: true });
    expect((await registry.publish("lib", "1.0.0", {}, { token: secret })).status).toBe(201);
  });

  test("everybody with open_publish, whatever token their client makes up", async () => {
    await using registry = await startRegistry({ config: { auth: { open_publish: true } } });
    for (const [name, token] of [
      ["a1", ""],
      ["a2", "dummy"],
      ["@free/lib", "areg_x"],
    ] as const) {
      expect((await registry.publish(name, "1.0.0", {}, { token })).status, name).toBe(201);
    }
    expect((await registry.fetch("/-/admin/tokens")).status).toBe(401);
    expect((await registry.fetch("/-/admin/quarantine")).status).toBe(401);
  });
});
