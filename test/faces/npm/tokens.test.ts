import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import { createOrg, password, person, refusal, tokenOf } from "../../support/people.ts";
import { type Init, startRegistry, type TestRegistry } from "../../support/registry.ts";
import { publishBody, tarball } from "../../support/tarball.ts";

interface TokenView {
  readonly key: string;
  readonly token: string;
  readonly [key: string]: unknown;
}

interface TokenList {
  readonly objects: TokenView[];
  readonly total: number;
  readonly urls: { readonly next?: string };
}

async function create(registry: TestRegistry, token: string, json: object, init: Init = {}) {
  return await registry.fetch("/-/npm/v1/tokens", { method: "POST", token, json, ...init });
}

/** A token of the kind that the body describes. */
async function made(registry: TestRegistry, token: string, json: object): Promise<string> {
  return await tokenOf(await create(registry, token, { password, ...json }));
}

async function list(registry: TestRegistry, token: string, query = ""): Promise<TokenList> {
  const response = await registry.fetch(`/-/npm/v1/tokens${query}`, { token });
  expect(response.headers.get("cache-control")).toBe("no-store");
  return (await response.json()) as TokenList;
}

const writes = { packages_and_scopes_permission: "read-write" };

describe("POST /-/npm/v1/tokens", () => {
  test("without a word about rights makes a token that only reads, and says so", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    const response = await create(registry, token, { name: "ci", password });
    const body = (await response.json()) as TokenView;
    expect(body).toMatchObject({
      name: "ci",
      readonly: true,
      packages_and_scopes_permission: "read-only",
      orgs_permission: "no-access",
      cidr_whitelist: null,
      expires: null,
    });
    const refused = await registry.publish("tool", "1.0.0", {}, { token: body.token });
    expect(refused.status).toBe(403);
    expect((await registry.fetch("/-/whoami", { token: body.token })).status).toBe(200);
  });

  test.each([
    [{ readonly: false }, 201],
    [{ readonly: false, cidr_whitelist: [] }, 201],
    [{ readonly: true }, 403],
    [{ packages_and_scopes_permission: "read-write" }, 201],
    [{ packages_and_scopes_permission: "read-write", packages_all: true }, 201],
    [{ packages_and_scopes_permission: "read-only" }, 403],
    [{ packages_and_scopes_permission: "no-access" }, 403],
    [{ packages_and_scopes_permission: "read-write-stage-only" }, 403],
    [{ ...writes, packages: ["tool"] }, 201],
    [{ ...writes, packages: ["other"] }, 403],
    [{ ...writes, scopes: ["@acme"] }, 403],
    [{ ...writes, cidr_whitelist: ["127.0.0.0/8"] }, 201],
    [{ ...writes, cidr_whitelist: ["10.0.0.0/8"] }, 401],
    [{ ...writes, cidr_whitelist: ["::1/128"] }, 401],
  ])("%j: publishing answers %i", async (rights, status) => {
    await using registry = await startRegistry();
    const given = await made(registry, await person(registry, "ann"), rights);
    const { url } = registry.listen();
    const document = publishBody("tool", "1.0.0", tarball({}, { name: "tool" }));
    const response = await fetch(`${url}/tool`, {
      method: "PUT",
      body: JSON.stringify(document),
      headers: { authorization: `Bearer ${given}`, "content-type": "application/json" },
    });
    expect(response.status).toBe(status);
  });

  test("asks for the password of the account, and of the owner none", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    for (const json of [{}, { password: "wrong password" }]) {
      const response = await create(registry, token, json);
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, null]);
    }
    expect((await create(registry, registry.token, writes)).status).toBe(201);
  });

  test.each([
    { unknown_limit: true },
    { readonly: true, ...writes },
    { expires: 0 },
    { expires: 1.5 },
    { cidr_whitelist: ["10.0.0.0/40"] },
    { packages: ["../x"] },
    { scopes: ["@a/b"] },
    { packages_and_scopes_permission: "everything" },
  ])("refuses a limit that it could not keep: %j", async (json) => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    expect((await create(registry, token, { password, ...json })).status).toBe(400);
  });

  test("ends a token when its days are over", async () => {
    const clock = startClock("2026-01-01T00:00:00.000Z");
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const response = await create(registry, token, { password, expires: 2 });
    const body = (await response.json()) as TokenView;
    expect(body["expires"]).toBe("2026-01-03T00:00:00.000Z");
    const who = () => registry.fetch("/-/whoami", { token: body.token });
    clock.set("2026-01-02T23:59:59.999Z");
    expect((await who()).status).toBe(200);
    clock.set("2026-01-03T00:00:00.000Z");
    expect((await who()).status).toBe(401);
    expect((await list(registry, token)).total).toBe(1);
  });

  test("tells a client at the wrong address that it is the address", async () => {
    await using registry = await startRegistry();
    const given = await made(registry, await person(registry, "ann"), {
      cidr_whitelist: ["192.0.2.0/24", "2001:db8::/32"],
    });
    const from = (peer: string) => registry.fetch("/-/whoami", { token: given, peer });
    expect((await from("192.0.2.200")).status).toBe(200);
    expect((await from("2001:db8:1::1")).status).toBe(200);
    const refused = await from("192.0.3.1");
    expect(refused.headers.get("www-authenticate")).toBe("ipaddress");
    expect(refused.status).toBe(401);
    expect((await registry.fetch("/-/whoami", { token: given })).status).toBe(401);
  });

  test.each([
    [
      { ...writes, packages: ["tool"] },
      { ...writes, packages: ["other"] },
    ],
    [
      { ...writes, packages: ["tool"] },
      { ...writes, packages_all: true },
    ],
    [
      { ...writes, scopes: ["acme"] },
      { ...writes, scopes: ["acme", "other"] },
    ],
    [
      { ...writes, cidr_whitelist: ["127.0.0.0/8"] },
      { ...writes, cidr_whitelist: ["0.0.0.0/0"] },
    ],
    [
      { ...writes, expires: 1 },
      { ...writes, expires: 2 },
    ],
    [{ ...writes }, { ...writes, orgs_permission: "read-write" }],
    [
      { ...writes, orgs: ["acme"], orgs_permission: "read-write" },
      { ...writes, orgs: ["other"], orgs_permission: "read-write" },
    ],
  ])("%j cannot make %j", async (own, wanted) => {
    await using registry = await startRegistry();
    const given = await made(registry, await person(registry, "ann"), own);
    const peer = { peer: "127.0.0.1" };
    const refused = await create(registry, given, { password, ...wanted }, peer);
    expect(await refusal(refused)).toMatchObject({
      status: 403,
      error: expect.stringContaining("reach further"),
    });
  });

  test("a token that only reads makes none, and a narrowed one passes its limits on", async () => {
    const clock = startClock("2026-01-01T00:00:00.000Z");
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const reader = await made(registry, token, {});
    expect((await create(registry, reader, { password })).status).toBe(403);
    const limits = { packages: ["tool"], cidr_whitelist: ["127.0.0.0/8"], expires: 3 };
    const narrow = await made(registry, token, { ...writes, ...limits });
    const response = await create(registry, narrow, { password, ...writes }, { peer: "127.0.0.1" });
    expect(await response.json()).toMatchObject({
      cidr_whitelist: ["127.0.0.0/8"],
      expires: "2026-01-04T00:00:00.000Z",
      scopes: [{ type: "package", name: "tool" }],
    });
  });

  test("the owner's token makes none that decides about the quarantine", async () => {
    await using registry = await startRegistry();
    const given = await made(registry, registry.token, writes);
    expect((await registry.fetch("/-/admin/tokens", { token: given })).status).toBe(403);
    expect((await registry.fetch("/-/admin/quarantine", { token: given })).status).toBe(403);
  });

  test("keys of an organization make no others", async () => {
    await using registry = await startRegistry();
    await createOrg(registry, "acme");
    const json = { org: "acme" };
    const key = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret } = (await key.json()) as { secret: string };
    expect((await create(registry, secret, {})).status).toBe(403);
  });
});

describe("a registry that listens beyond loopback", () => {
  test("lets people log in, and wants a token that may read for all else", async () => {
    const config = { http: { listen: ["0.0.0.0"] } };
    await using registry = await startRegistry({ config });
    await registry.publish("tool", "1.0.0");
    expect((await registry.fetch("/tool")).status).toBe(401);
    expect((await registry.fetch("/-/v1/login", { method: "POST" })).status).toBe(200);
    const token = await person(registry, "ann");
    expect((await registry.fetch("/tool", { token })).status).toBe(200);
    const nothing = { packages_and_scopes_permission: "no-access" };
    expect(
      (await registry.fetch("/tool", { token: await made(registry, token, nothing) })).status,
    ).toBe(403);
    const gone = await registry.fetch(`/-/user/token/${token}`, { method: "DELETE" });
    expect(gone.status).toBe(200);
    expect((await registry.fetch("/tool", { token })).status).toBe(401);
  });
});

describe("GET /-/npm/v1/tokens", () => {
  test("lists the caller's own, by their beginnings, page by page", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    await person(registry, "bob");
    const second = await made(registry, token, { name: "second" });
    await made(registry, token, { name: "third" });
    const all = await list(registry, token);
    expect(all.total).toBe(3);
    expect(all.urls).toEqual({});
    const names = all.objects.map((one) => one["name"]);
    expect(names).toEqual(expect.arrayContaining(["npm login", "second", "third"]));
    for (const { token: beginning, key } of all.objects) {
      expect(beginning).toMatch(/^areg_[\w-]{3}$/);
      expect(key).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(all.objects.some((one) => second.startsWith(one.token))).toBe(true);

    const first = await list(registry, token, "?perPage=2");
    expect(first.objects).toHaveLength(2);
    const next = new URL(first.urls.next ?? "");
    const last = await list(registry, token, next.search);
    expect([...first.objects, ...last.objects]).toEqual(all.objects);
    expect(last.urls).toEqual({});
  });
});

describe("DELETE /-/npm/v1/tokens/token/KEY", () => {
  test("revokes by key and by the whole token, at once", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    const revoke = (key: string) =>
      registry.fetch(`/-/npm/v1/tokens/token/${key}`, { method: "DELETE", token });
    const [byKey, byToken] = [await made(registry, token, {}), await made(registry, token, {})];
    const found = (await list(registry, token)).objects.find((one) => byKey.startsWith(one.token));
    expect((await revoke(found?.key ?? "")).status).toBe(200);
    expect((await revoke(byToken)).status).toBe(200);
    for (const gone of [byKey, byToken]) {
      expect((await registry.fetch("/-/whoami", { token: gone })).status).toBe(401);
    }
    expect((await revoke("ffffffff-ffff-ffff-ffff-ffffffffffff")).status).toBe(404);
    const line = registry.logged.find((one) => String(one["path"]).includes("tokens/token"));
    expect(line?.["path"]).toBe("/-/npm/v1/tokens/token/…");
  });

  test("touches no tokens of others and no stronger ones", async () => {
    await using registry = await startRegistry();
    const ann = await person(registry, "ann");
    const bob = await person(registry, "bob");
    const revoke = (key: string, token: string) =>
      registry.fetch(`/-/npm/v1/tokens/token/${key}`, { method: "DELETE", token });
    const [own] = (await list(registry, ann)).objects;
    expect((await revoke(own?.key ?? "", bob)).status).toBe(404);
    expect((await revoke(ann, bob)).status).toBe(404);
    const narrow = await made(registry, ann, { ...writes, packages: ["tool"] });
    expect((await revoke(own?.key ?? "", narrow)).status).toBe(403);
    expect((await revoke(narrow, narrow)).status).toBe(200);
    const publisher = await made(registry, registry.token, writes);
    expect((await revoke(registry.token, publisher)).status).toBe(403);
    expect((await registry.asOwner("/-/whoami")).status).toBe(200);
  });
});
