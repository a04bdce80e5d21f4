import { describe, expect, test } from "vitest";
import { addMember, addUser, createOrg, password, person, refusal } from "../../support/people.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

/** One call with a token; answers status and body. */
async function call(
  registry: TestRegistry,
  token: string,
  method: string,
  path: string,
  json?: object,
): Promise<[number, unknown]> {
  const init = json === undefined ? { method, token } : { method, token, json };
  const response = await registry.fetch(path, init);
  return [response.status, await response.json()];
}

const roles = { olga: "owner", adam: "admin", dora: "developer" } as const;

/**
 * Organization acme with an owner (olga), an administrator (adam) and a developer (dora); eve belongs
 * to nobody. Only those who are named have an account and a token: hashing passwords takes long.
 */
async function startAcme<Name extends keyof typeof roles | "eve">(...names: Name[]) {
  const registry = await startRegistry();
  await createOrg(registry, "acme");
  const tokens: Partial<Record<Name, string>> = {};
  for (const name of names) {
    tokens[name] = await person(registry, name);
    const role = Object.hasOwn(roles, name) ? roles[name as keyof typeof roles] : null;
    if (role !== null) await addMember(registry, "acme", name, role);
  }
  return { registry, ...(tokens as Record<Name, string>) };
}

describe("/-/org/ORG/user", () => {
  test("lists, sets and removes members, with and without the at sign", async () => {
    const { registry, olga, eve } = await startAcme("olga", "dora", "eve");
    await using _ = registry;
    for (const org of ["acme", "@acme", "%40acme"]) {
      const members = { olga: "owner", dora: "developer" };
      expect(await call(registry, olga, "GET", `/-/org/${org}/user`)).toEqual([200, members]);
    }
    const added = await call(registry, olga, "PUT", "/-/org/@acme/user", { user: "eve" });
    expect(added).toEqual([
      200,
      { ok: true, success: true, org: { name: "acme", size: 3 }, user: "eve", role: "developer" },
    ]);
    const removed = await call(registry, olga, "DELETE", "/-/org/acme/user", { user: "eve" });
    expect(removed).toEqual([200, { ok: true, success: true }]);
    expect((await call(registry, eve, "GET", "/-/org/acme/user"))[0]).toBe(403);
  });

  test.each([
    ["anybody who is no member", "eve", { user: "eve", role: "owner" }, 403],
    ["a developer", "dora", { user: "eve" }, 403],
    ["an administrator who makes an owner", "adam", { user: "adam", role: "owner" }, 403],
    ["an administrator who demotes an owner", "adam", { user: "olga", role: "developer" }, 403],
    ["an administrator who adds a developer", "adam", { user: "eve" }, 200],
    ["an owner who names nobody", "olga", { user: "nobody" }, 404],
    ["an owner with a role that is none", "olga", { user: "eve", role: "king" }, 400],
  ])("answers %s", async (_, who, json, status) => {
    const { registry, ...tokens } = await startAcme("olga", "adam", "dora", "eve");
    await using _registry = registry;
    const token = tokens[who as keyof typeof tokens];
    expect((await call(registry, token, "PUT", "/-/org/acme/user", json))[0]).toBe(status);
  });

  test("is not for keys of the organization, nor for tokens without that permission", async () => {
    const { registry, olga } = await startAcme("olga");
    await using _ = registry;
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { org: "acme" },
    });
    const { secret } = (await made.json()) as { secret: string };
    const user = { user: "eve" };
    expect((await call(registry, secret, "PUT", "/-/org/acme/user", user))[0]).toBe(403);
    expect((await call(registry, secret, "GET", "/-/org/acme/user"))[0]).toBe(200);
    const limits = { password, packages_and_scopes_permission: "read-write" };
    const [, narrow] = await call(registry, olga, "POST", "/-/npm/v1/tokens", limits);
    const { token } = narrow as { token: string };
    expect((await call(registry, token, "PUT", "/-/org/acme/user", user))[0]).toBe(403);
    expect((await call(registry, token, "GET", "/-/org/acme/user"))[0]).toBe(403);
  });

  test("knows no organization that was not made", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    expect((await call(registry, token, "GET", "/-/org/ann/user"))[0]).toBe(404);
    expect((await registry.fetch("/-/org/acme/user")).status).toBe(401);
  });
});

describe("who may publish what", () => {
  test.each([
    ["an owner of the organization", "olga", "@acme/new", 201],
    ["a developer, a new name", "dora", "@acme/new", 201],
    ["a stranger, a new name of the scope", "eve", "@acme/new", 403],
    ["a stranger, an existing one", "eve", "@acme/lib", 403],
    ["a developer, one that others maintain", "dora", "@acme/lib", 403],
    ["an administrator, one that others maintain", "adam", "@acme/lib", 201],
    ["a user, a new name without a scope", "eve", "tool", 201],
    ["a user, a name that the owner has", "eve", "taken", 403],
    ["a user, a scope that nobody has", "eve", "@free/lib", 403],
  ] as const)("%s", async (_, who, name, status) => {
    const { registry, ...tokens } = await startAcme(who);
    await using _registry = registry;
    await registry.publish("@acme/lib", "1.0.0");
    await registry.publish("taken", "1.0.0");
    const token = tokens[who];
    expect((await registry.publish(name, "2.0.0", {}, { token })).status).toBe(status);
  });

  test("of two users who publish a new name at once, one gets it", async () => {
    const { registry, dora, eve } = await startAcme("dora", "eve");
    await using _ = registry;
    const both = await Promise.all([
      registry.publish("tool", "1.0.0", {}, { token: dora }),
      registry.publish("tool", "2.0.0", {}, { token: eve }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 403]);
    const { versions, maintainers } = await registry.packument("tool");
    expect(Object.keys(versions)).toHaveLength(1);
    expect(maintainers).toHaveLength(1);
  });

  test("a refusal names the command that resolves it", async () => {
    const { registry, dora } = await startAcme("dora");
    await using _ = registry;
    await registry.publish("@acme/lib", "1.0.0");
    const refused = await registry.publish("@acme/lib", "1.0.1", {}, { token: dora });
    expect((await refusal(refused)).error).toContain("npm owner add dora @acme/lib");
  });
});

describe("teams", () => {
  test("are made, filled and let at packages, and taken apart again", async () => {
    const { registry, adam, dora, eve } = await startAcme("adam", "dora", "eve");
    await using _ = registry;
    const ok = { ok: true, success: true };
    await registry.publish("@acme/lib", "1.0.0");
    const team = await call(registry, adam, "PUT", "/-/org/acme/team", { name: "devs" });
    expect(team).toEqual([201, { ...ok, name: "devs" }]);
    expect(await call(registry, dora, "GET", "/-/org/acme/team?format=cli")).toEqual([
      200,
      ["acme:devs"],
    ]);
    expect(await call(registry, dora, "GET", "/org/@acme/team?format=cli")).toEqual([
      200,
      ["acme:devs"],
    ]);
    const stranger = await call(registry, adam, "PUT", "/-/team/acme/devs/user", { user: "eve" });
    expect(stranger[0]).toBe(400);
    const users = "/-/team/@acme/devs/user";
    expect(await call(registry, adam, "PUT", users, { user: "dora" })).toEqual([201, ok]);
    expect(await call(registry, dora, "GET", users)).toEqual([200, ["dora"]]);

    const packages = "/-/team/acme/devs/package";
    const grant = (permissions: string) =>
      call(registry, adam, "PUT", packages, { package: "@acme/lib", permissions });
    expect(await grant("read-only")).toEqual([201, ok]);
    const publish = (version: string) =>
      registry.publish("@acme/lib", version, {}, { token: dora });
    expect((await publish("1.1.0")).status).toBe(403);
    expect(await grant("read-write")).toEqual([201, ok]);
    expect(await call(registry, dora, "GET", packages)).toEqual([200, { "@acme/lib": "write" }]);
    expect((await publish("1.1.0")).status).toBe(201);
    // Writing versions is not deciding who owns the package.
    const owners = await call(registry, dora, "PUT", "/-/package/@acme/lib/owners", {
      user: "dora",
    });
    expect(owners[0]).toBe(403);

    const out = await call(registry, adam, "DELETE", packages, { package: "@acme/lib" });
    expect(out).toEqual([200, ok]);
    expect((await publish("1.2.0")).status).toBe(403);
    await grant("read-write");
    expect(await call(registry, adam, "DELETE", users, { user: "dora" })).toEqual([200, ok]);
    expect((await publish("1.2.0")).status).toBe(403);
    expect(await call(registry, adam, "DELETE", "/-/team/acme/devs")).toEqual([200, ok]);
    expect((await call(registry, adam, "DELETE", "/-/team/acme/devs"))[0]).toBe(404);
    expect((await call(registry, eve, "PUT", "/-/org/acme/team", { name: "x" }))[0]).toBe(403);
  });

  test("are let at packages of their own scope only", async () => {
    const { registry, olga } = await startAcme("olga");
    await using _ = registry;
    await registry.publish("@other/lib", "1.0.0");
    await call(registry, olga, "PUT", "/-/org/acme/team", { name: "devs" });
    const json = { package: "@other/lib", permissions: "read-write" };
    expect((await call(registry, olga, "PUT", "/-/team/acme/devs/package", json))[0]).toBe(400);
  });

  test("leaving the organization is leaving its teams", async () => {
    const { registry, olga, dora } = await startAcme("olga", "dora");
    await using _ = registry;
    await registry.publish("@acme/lib", "1.0.0");
    await call(registry, olga, "PUT", "/-/org/acme/team", { name: "devs" });
    await call(registry, olga, "PUT", "/-/team/acme/devs/user", { user: "dora" });
    const json = { package: "@acme/lib", permissions: "read-write" };
    await call(registry, olga, "PUT", "/-/team/acme/devs/package", json);
    await call(registry, olga, "DELETE", "/-/org/acme/user", { user: "dora" });
    expect((await registry.publish("@acme/lib", "1.1.0", {}, { token: dora })).status).toBe(403);
    await addMember(registry, "acme", "dora", "developer");
    expect((await registry.publish("@acme/lib", "1.1.0", {}, { token: dora })).status).toBe(403);
  });
});

describe("lists of packages", () => {
  test("say what each may be done with, and fall back from organization to user", async () => {
    const { registry, olga, dora, eve } = await startAcme("olga", "dora", "eve");
    await using _ = registry;
    await registry.publish("@acme/lib", "1.0.0");
    await registry.publish("@acme/own", "1.0.0", {}, { token: dora });
    await registry.publish("tool", "1.0.0", {}, { token: dora });
    const ofOrg = { "@acme/lib": "read", "@acme/own": "write" };
    expect(await call(registry, dora, "GET", "/-/org/acme/package")).toEqual([200, ofOrg]);
    expect((await call(registry, eve, "GET", "/-/org/dora/package"))[0]).toBe(404);
    expect(await call(registry, eve, "GET", "/-/user/dora/package?format=cli")).toEqual([
      200,
      { "@acme/lib": "read", "@acme/own": "write", tool: "write" },
    ]);
    expect((await call(registry, eve, "GET", "/-/user/nobody/package"))[0]).toBe(404);
    const path = "/-/package/@acme%2fown/collaborators";
    const all = await call(registry, olga, "GET", path);
    expect(all).toEqual([200, { olga: "write", dora: "write" }]);
    const listed = await call(registry, olga, "GET", `${path}?format=cli`);
    expect(listed).toEqual([
      200,
      [
        { user: "dora", permissions: "read-write" },
        { user: "olga", permissions: "read-write" },
      ],
    ]);
  });
});

describe("/-/package/PKG/owners", () => {
  test("lists, adds and removes; the last one stays", async () => {
    await using registry = await startRegistry();
    const ann = await person(registry, "ann");
    const bob = await person(registry, "bob");
    await registry.publish("tool", "1.0.0", {}, { token: ann });
    const owners = "/-/package/tool/owners";
    const names = async () =>
      ((await (await registry.fetch(owners)).json()) as { username: string }[]).map(
        (one) => one.username,
      );
    expect(await names()).toEqual(["ann"]);
    expect((await call(registry, bob, "PUT", owners, { user: "bob" }))[0]).toBe(403);
    expect((await call(registry, ann, "PUT", owners, { user: "ghost" }))[0]).toBe(404);
    expect((await call(registry, ann, "PUT", owners, { user: "bob" }))[0]).toBe(201);
    expect(await names()).toEqual(["ann", "bob"]);
    expect((await registry.publish("tool", "1.0.1", {}, { token: bob })).status).toBe(201);
    expect((await call(registry, bob, "DELETE", `${owners}/ann`))[0]).toBe(200);
    expect((await registry.publish("tool", "1.0.2", {}, { token: ann })).status).toBe(403);
    expect((await call(registry, bob, "DELETE", `${owners}/bob`))[0]).toBe(400);
    expect(await names()).toEqual(["bob"]);
    expect((await registry.fetch(owners, { method: "PUT", json: { user: "x" } })).status).toBe(401);
  });

  test("PUT /PKG/-rev/REV replaces the list that npm read, and moves the revision", async () => {
    await using registry = await startRegistry();
    const ann = await person(registry, "ann");
    await addUser(registry, "bob");
    await registry.publish("tool", "1.0.0", {}, { token: ann });
    const read = async () => {
      const { _rev, maintainers } = await registry.packument("tool");
      return { rev: String(_rev), maintainers };
    };
    const before = await read();
    const put = async (rev: string, maintainers: unknown) =>
      (
        await call(registry, ann, "PUT", `/tool/-rev/${rev}`, {
          _id: "tool",
          _rev: rev,
          maintainers,
        })
      )[0];
    expect(await put(before.rev, [])).toBe(400);
    expect(await put(before.rev, [{ email: "nameless" }])).toBe(400);
    expect(await put(before.rev, [{ name: "ghost" }])).toBe(404);
    expect(await read()).toEqual(before);
    expect(await put(before.rev, [{ name: "ann" }, { name: "bob", email: "x" }])).toBe(200);
    const after = await read();
    expect(after.rev).not.toBe(before.rev);
    expect(after.maintainers).toEqual([
      { name: "ann", email: "ann@agentregistry.invalid" },
      { name: "bob", email: "bob@agentregistry.invalid" },
    ]);
    expect(await put(before.rev, [{ name: "bob" }])).toBe(409);
    expect(await read()).toEqual(after);
  });
});

describe("stars", () => {
  test("count for the caller alone, through each of the ways", async () => {
    await using registry = await startRegistry();
    const ann = await person(registry, "ann");
    const bob = await person(registry, "bob");
    await registry.publish("@acme/lib", "1.0.0");
    const users = async () => (await registry.packument("@acme/lib"))["users"];
    const document = { _id: "@acme/lib", users: { ann: true, bob: true, owner: true } };
    expect((await call(registry, ann, "PUT", "/@acme%2flib", document))[0]).toBe(201);
    expect(await users()).toEqual({ ann: true });
    const json = { name: "@acme/lib", package: "@acme/lib" };
    expect((await call(registry, bob, "PUT", "/-/user/v1/star", json))[0]).toBe(200);
    expect(await users()).toEqual({ ann: true, bob: true });
    expect(await call(registry, bob, "GET", "/-/user/v1/star")).toEqual([200, ["@acme/lib"]]);
    const stars = await registry.fetch("/-/_view/starredByUser?key=%22ann%22");
    expect(await stars.json()).toEqual({ rows: [{ value: "@acme/lib" }] });
    await call(registry, bob, "PUT", "/@acme%2flib", { _id: "@acme/lib", users: {} });
    expect(await users()).toEqual({ ann: true });
    expect((await call(registry, ann, "DELETE", "/-/user/v1/star", json))[0]).toBe(200);
    expect(await users()).toEqual({});
    const absent = { package: "@acme/absent" };
    expect((await call(registry, ann, "PUT", "/-/user/v1/star", absent))[0]).toBe(404);
  });
});
