import { describe, expect, test } from "vitest";
import { codeAt, stepOf } from "../../../src/access/totp.ts";
import { type Clock, startClock } from "../../support/clock.ts";
import { addUser, password, person, putLogin, refusal, tokenOf } from "../../support/people.ts";
import { type Init, startRegistry, type TestRegistry } from "../../support/registry.ts";

async function post(
  registry: TestRegistry,
  token: string,
  json: object,
  init: Init = {},
): Promise<Response> {
  return await registry.fetch("/-/npm/v1/user", { method: "POST", token, json, ...init });
}

const otp = (code: string) => ({ headers: { "npm-otp": code } });

/** Sets up the second factor; returns what makes codes, and the recovery codes. */
async function enable(registry: TestRegistry, clock: Clock, token: string, mode: string) {
  const begun = await post(registry, token, { tfa: { mode, password } });
  const { tfa: url } = (await begun.json()) as { tfa: string };
  const secret = new URL(url).searchParams.get("secret") ?? "";
  const code = () => codeAt(secret, stepOf(clock.now()));
  const confirmed = await post(registry, token, { tfa: [code()] });
  const { tfa: recovery } = (await confirmed.json()) as { tfa: string[] };
  clock.advance(30);
  return { code, recovery };
}

async function expectChallenge(response: Response): Promise<void> {
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe("otp");
  expect((await refusal(response)).error).toContain("one-time password");
}

describe("POST /-/npm/v1/user", () => {
  test("changes what npm sends and answers the whole profile", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    const all = { email: "a@example.test", fullname: "Ann", homepage: null, github: "ann" };
    const response = await post(registry, token, { ...all, freenode: null, twitter: null });
    expect(await response.json()).toMatchObject({
      name: "ann",
      email: "a@example.test",
      fullname: "Ann",
      homepage: "",
      github: "ann",
      email_verified: false,
    });
    expect((await post(registry, token, { email: "no address" })).status).toBe(400);
    expect((await post(registry, token, { fullname: "a\u001b[2J" })).status).toBe(400);
    expect((await post(registry, token, { twitter: "@ann" })).status).toBe(400);
  });

  test("changes the password only for who knows the old one", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    const change = (old: string, next: string) =>
      post(registry, token, { password: { old, new: next } });
    const wrong = await change("wrong password", "another password");
    expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([401, null]);
    expect((await change(password, "short")).status).toBe(400);
    expect((await putLogin(registry, "ann")).status).toBe(201);
    expect((await change(password, "another password")).status).toBe(200);
    expect((await putLogin(registry, "ann")).status).toBe(401);
    expect((await putLogin(registry, "ann", "another password")).status).toBe(201);
  });

  test("is for accounts of people", async () => {
    await using registry = await startRegistry();
    expect((await post(registry, registry.token, { fullname: "x" })).status).toBe(403);
    const owner = await registry.asOwner("/-/npm/v1/user");
    expect(await owner.json()).toMatchObject({ name: "owner", tfa: null });
  });
});

describe("a second factor", () => {
  test("asks for nothing until a first code was given, and then at every login", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const wrong = { tfa: { mode: "auth-only", password: "wrong password" } };
    expect((await post(registry, token, wrong)).status).toBe(401);
    await post(registry, token, { tfa: { mode: "auth-only", password } });
    const pending = await registry.fetch("/-/npm/v1/user", { token });
    expect(await pending.json()).toMatchObject({ tfa: { mode: "auth-only", pending: true } });
    expect((await putLogin(registry, "ann")).status).toBe(201);
    expect((await post(registry, token, { tfa: ["000000"] })).status).toBe(400);

    const { code, recovery } = await enable(registry, clock, token, "auth-only");
    expect(recovery).toHaveLength(10);
    await expectChallenge(await putLogin(registry, "ann"));
    await expectChallenge(await putLogin(registry, "ann", password, otp("000000")));
    expect((await putLogin(registry, "ann", "wrong password", otp(code()))).status).toBe(401);
    expect((await putLogin(registry, "ann", password, otp(code()))).status).toBe(201);
  });

  test("takes a code once, a recovery code once, and a code of the past not at all", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const { code, recovery } = await enable(registry, clock, token, "auth-only");
    const early = code();
    clock.advance(30);
    const login = (text: string) => putLogin(registry, "ann", password, otp(text));
    const both = await Promise.all([login(code()), login(code())]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 401]);
    await expectChallenge(await login(early));
    const [spare = ""] = recovery;
    expect((await login(spare.toUpperCase())).status).toBe(201);
    await expectChallenge(await login(spare));
  });

  test("auth-only leaves publishing alone and guards the account", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const { code } = await enable(registry, clock, token, "auth-only");
    expect((await registry.publish("tool", "1.0.0", {}, { token })).status).toBe(201);
    await expectChallenge(await post(registry, token, { fullname: "Ann" }));
    const create = { method: "POST", token, json: { password } };
    await expectChallenge(await registry.fetch("/-/npm/v1/tokens", create));
    expect((await post(registry, token, { fullname: "Ann" }, otp(code()))).status).toBe(200);
  });

  test("auth-and-writes guards every write, but reads and tokens that bypass it", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const { code } = await enable(registry, clock, token, "auth-and-writes");
    await expectChallenge(await registry.publish("tool", "1.0.0", {}, { token }));
    expect((await registry.fetch("/tool")).status).toBe(404);
    expect((await registry.fetch("/-/whoami", { token })).status).toBe(200);

    const bypass = { password, bypass_2fa: true, packages_and_scopes_permission: "read-write" };
    const init = { method: "POST", token, json: bypass, ...otp(code()) };
    const made = await tokenOf(await registry.fetch("/-/npm/v1/tokens", init));
    expect((await registry.publish("tool", "1.0.0", {}, { token: made })).status).toBe(201);
    await expectChallenge(await post(registry, made, { fullname: "Eve" }));
  });

  test("lets one command write twice with one code, and nobody else", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const other = await tokenOf(await putLogin(registry, "ann"));
    const { code } = await enable(registry, clock, token, "auth-and-writes");
    const star = (by: string) =>
      registry.fetch("/-/user/v1/star", {
        method: "DELETE",
        token: by,
        json: { package: "tool" },
        ...otp(code()),
      });
    expect([(await star(token)).status, (await star(token)).status]).toEqual([200, 200]);
    await expectChallenge(await star(other));
    await expectChallenge(await putLogin(registry, "ann", password, otp(code())));
  });

  test("its mode changes with a code, and it goes away with password and code", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const { code } = await enable(registry, clock, token, "auth-only");
    const mode = { tfa: { mode: "auth-and-writes", password } };
    await expectChallenge(await post(registry, token, mode));
    const changed = await post(registry, token, mode, otp(code()));
    expect(await changed.json()).toMatchObject({
      tfa: { mode: "auth-and-writes", pending: false },
    });
    clock.advance(30);
    const off = (given: string, init: Init = {}) =>
      post(registry, token, { tfa: { mode: "disable", password: given } }, init);
    await expectChallenge(await off(password));
    expect((await off("wrong password", otp(code()))).status).toBe(401);
    const gone = await off(password, otp(code()));
    expect(await gone.json()).toMatchObject({ name: "ann", tfa: null });
    expect((await putLogin(registry, "ann")).status).toBe(201);
  });

  test("makes a password in every request worthless", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    const headers = { authorization: `Basic ${btoa(`ann:${password}`)}` };
    expect((await registry.fetch("/-/whoami", { headers })).status).toBe(200);
    await enable(registry, clock, token, "auth-only");
    expect((await registry.fetch("/-/whoami", { headers })).status).toBe(401);
  });

  test("codes cannot be guessed for long", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    await enable(registry, clock, token, "auth-and-writes");
    const json = { package: "tool" };
    const guess = (code: number) =>
      registry.fetch("/-/user/v1/star", {
        method: "DELETE",
        token,
        json,
        ...otp(String(code).padStart(6, "0")),
      });
    const statuses = new Set<number>();
    for (let i = 0; i < 12; i++) statuses.add((await guess(i)).status);
    expect(statuses).toEqual(new Set([401, 429]));
  });

  test("is taken away by the owner when everything is lost", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const token = await person(registry, "ann");
    await enable(registry, clock, token, "auth-only");
    const json = { password: "a new password", disable_2fa: true };
    await registry.asOwner("/-/admin/users/ann/password", { method: "POST", json });
    expect((await putLogin(registry, "ann", "a new password")).status).toBe(201);
  });

  test("nobody but administrators manages accounts", async () => {
    await using registry = await startRegistry();
    const token = await person(registry, "ann");
    await addUser(registry, "bob");
    const json = { password: "a new password" };
    const reset = { method: "POST", token, json };
    expect((await registry.fetch("/-/admin/users/bob/password", reset)).status).toBe(403);
    expect((await registry.fetch("/-/admin/users", { token })).status).toBe(403);
  });
});
