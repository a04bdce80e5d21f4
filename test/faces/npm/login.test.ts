import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import { addUser, password, person, putLogin, refusal, tokenOf } from "../../support/people.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

async function whoami(registry: TestRegistry, token: string): Promise<unknown> {
  return await (await registry.fetch("/-/whoami", { token })).json();
}

describe("PUT /-/user/org.couchdb.user:NAME", () => {
  test("gives a known user with the right password a new token each time", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const first = await putLogin(registry, "ann");
    expect(first.headers.get("cache-control")).toBe("no-store");
    const body = (await first.clone().json()) as Record<string, unknown>;
    expect(body).toMatchObject({ success: true, id: "org.couchdb.user:ann", rev: "1-0" });
    expect(body["ok"]).toBeTruthy();
    const [one, two] = [await tokenOf(first), await tokenOf(await putLogin(registry, "ann"))];
    expect(one).not.toBe(two);
    expect(await whoami(registry, one)).toEqual({ username: "ann" });
    expect(await whoami(registry, two)).toEqual({ username: "ann" });
  });

  test("refuses a wrong password without blaming a token", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const response = await putLogin(registry, "ann", "wrong password");
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(await refusal(response)).toEqual({
      status: 401,
      error: "the user name or the password is wrong",
    });
  });

  test("sends an unknown name to the owner where registration is closed", async () => {
    await using registry = await startRegistry();
    const { status, error } = await refusal(await putLogin(registry, "bob"));
    expect(status).toBe(403);
    expect(error).toContain("agentregistry user add NAME");
    expect((await (await registry.asOwner("/-/admin/users")).json()) as object).toEqual({
      users: [],
    });
  });

  test("makes an account of an unknown name where registration is open, and verifies it later", async () => {
    await using registry = await startRegistry({ config: { auth: { registration: true } } });
    const token = await tokenOf(await putLogin(registry, "bob"));
    expect(await whoami(registry, token)).toEqual({ username: "bob" });
    expect((await putLogin(registry, "bob", "another password")).status).toBe(401);
    expect((await putLogin(registry, "bob")).status).toBe(201);
    expect((await putLogin(registry, "short", "1234567")).status).toBe(400);
    for (const name of [
      "Ann",
      "owner",
      "anonymous",
      "__proto__",
      "a/b",
      "a b",
      ".x",
      "x".repeat(64),
    ]) {
      expect((await putLogin(registry, name)).status, name).toBe(400);
    }
  });

  test("takes no name that an organization has", async () => {
    await using registry = await startRegistry({ config: { auth: { registration: true } } });
    await registry.publish("@acme/lib", "1.0.0");
    expect((await putLogin(registry, "acme")).status).toBe(403);
  });

  test.each([
    ["another name in the body", { json: { name: "bob", password } }],
    [
      "another name in Basic",
      {
        json: { name: "ann", password },
        headers: { authorization: `Basic ${btoa(`bob:${password}`)}` },
      },
    ],
  ])("refuses %s", async (_, init) => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    expect((await putLogin(registry, "ann", password, init)).status).toBe(400);
  });

  test.each(["org.couchdb.user%3Aann", "org.couchdb.user:ann"])(
    "supports the dance of older clients under %s",
    async (id) => {
      await using registry = await startRegistry();
      await addUser(registry, "ann");
      const document = await registry.fetch(`/-/user/${id}?write=true`);
      expect([document.status, await document.json()]).toEqual([200, { ok: false }]);
      const authorization = `bAsIc ${btoa(`ann:${password}`)}`;
      const init = { method: "PUT", headers: { authorization }, json: { name: "ann" } };
      const again = await registry.fetch(`/-/user/${id}/-rev/undefined`, init);
      expect(await whoami(registry, await tokenOf(again))).toEqual({ username: "ann" });
    },
  );

  test("stops guessing after ten wrong passwords, and lets others and later ones in", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    await addUser(registry, "ann");
    await addUser(registry, "bob");
    const from = (peer: string, name = "ann", given = password) =>
      putLogin(registry, name, given, { peer });
    for (let i = 0; i < 10; i++) {
      expect((await from("192.0.2.1", "ann", "a wrong one")).status).toBe(401);
    }
    const stopped = await from("192.0.2.1");
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await from("192.0.2.2")).status).toBe(201);
    expect((await from("192.0.2.1", "bob")).status).toBe(201);
    clock.advance(15 * 60);
    expect((await from("192.0.2.1")).status).toBe(201);
  }, 20_000);

  test("name and password are as good as a token, until a second factor is set up", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const authorization = `Basic ${btoa(`ann:${password}`)}`;
    const headers = { authorization };
    expect(await (await registry.fetch("/-/whoami", { headers })).json()).toEqual({
      username: "ann",
    });
    const wrong = { authorization: `Basic ${btoa("ann:wrong password")}` };
    expect((await registry.fetch("/-/whoami", { headers: wrong })).status).toBe(401);
    const json = { password: "a new password" };
    await registry.asOwner("/-/admin/users/ann/password", { method: "POST", json });
    expect((await registry.fetch("/-/whoami", { headers })).status).toBe(401);
  });
});

describe("GET /-/user/org.couchdb.user:NAME", () => {
  test("tells callers with a login who exists, and no address", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    await addUser(registry, "bob");
    const response = await registry.fetch("/-/user/org.couchdb.user:bob", { token });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      _id: "org.couchdb.user:bob",
      _rev: "1-0",
      name: "bob",
      email: "bob@agentregistry.invalid",
      type: "user",
      roles: [],
    });
    expect((await registry.fetch("/-/user/org.couchdb.user:eve", { token })).status).toBe(404);
  });
});

describe("removing a user", () => {
  test("ends their tokens and leaves nothing for whoever takes the name next", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    expect((await registry.publish("tool", "1.0.0", {}, { token })).status).toBe(201);
    const gone = await registry.asOwner("/-/admin/users/ann", { method: "DELETE" });
    expect(gone.status).toBe(200);
    expect((await registry.fetch("/-/whoami", { token })).status).toBe(401);
    const next = await person(registry, "ann");
    expect((await registry.publish("tool", "1.0.1", {}, { token: next })).status).toBe(403);
    expect((await registry.packument("tool"))["maintainers"]).toEqual([]);
  });
});

describe("GET /-/npm/v1/user", () => {
  test("needs a token and shows no secret", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    expect((await registry.fetch("/-/npm/v1/user")).status).toBe(401);
    const response = await registry.fetch("/-/npm/v1/user", { token });
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ name: "ann", tfa: null, email: "ann@example.test" });
    expect(text).not.toContain("argon2");
  });
});
