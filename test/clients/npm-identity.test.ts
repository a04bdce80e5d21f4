import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeAt, stepOf } from "../../src/access/totp.ts";
import { until } from "../support/process.ts";
import { hasNode, startWorld, type World } from "./client.ts";

const timeout = 120_000;
const once = "--fetch-retries=0";

/** Adds an account by the command line, as the owner of a registry does. */
async function addUser(world: World, name: string): Promise<string> {
  return (await world.cli("user", "add", name)).stdout.trim();
}

function npmrcOf(world: World): string {
  return join(world.userHome, ".npmrc");
}

/** Makes the computer of the world that of somebody who is logged in. */
function useToken(world: World, token: string): void {
  const { url } = world.registry;
  const key = `//${new URL(url).host}/:_authToken`;
  writeFileSync(npmrcOf(world), `registry=${url}/\n${key}=${token}\n`);
}

async function post(world: World, path: string, json: object, init: RequestInit = {}) {
  return await world.registry.fetch(path, {
    method: "POST",
    body: JSON.stringify(json),
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });
}

/** What npm's legacy login sends; npm itself asks for it on a terminal only. */
async function logIn(world: World, name: string, given: string): Promise<string> {
  const response = await post(
    world,
    `/-/user/org.couchdb.user:${name}`,
    { name, password: given },
    { method: "PUT" },
  );
  const { token } = (await response.json()) as { token: string };
  expect(response.status).toBe(201);
  return token;
}

const out = async (world: World, ...args: string[]): Promise<string> =>
  (await world.npmOk([...args, once], world.folder({}))).stdout.trim();

describe.skipIf(!hasNode)("npm: accounts", { timeout }, () => {
  test("npm login waits for a person in a browser, and logout ends what it got", async () => {
    await using world = await startWorld();
    const made = await addUser(world, "ann");
    await using login = world.startNpm(["login", once], world.userHome);
    const address = /http:\S+\/-\/v1\/login\/\S+/;
    await until(() => address.test(login.stdout()), "npm to print the address");
    const url = address.exec(login.stdout())?.[0] ?? "";

    const page = await (await fetch(url)).text();
    expect(page).toContain("npm/11");
    const form = new URLSearchParams({ user: "ann", password: made });
    form.set("form", /name="form" value="([^"]+)"/.exec(page)?.[1] ?? "");
    const sent = await fetch(url, {
      method: "POST",
      body: form,
      headers: { origin: world.registry.url },
    });
    expect(sent.status).toBe(200);
    expect((await login.exited).code).toBe(0);
    expect(await out(world, "whoami")).toBe("ann");

    await out(world, "logout");
    expect(readFileSync(npmrcOf(world), "utf8")).not.toContain("_authToken");
  });

  test("npm profile shows and changes the account", async () => {
    await using world = await startWorld();
    useToken(world, await logIn(world, "ann", await addUser(world, "ann")));
    expect(await out(world, "profile", "get", "name")).toBe("ann");
    await out(world, "profile", "set", "fullname", "Ann Example");
    const shown = await out(world, "profile", "get");
    expect(shown).toContain("fullname: Ann Example");
    expect(shown).toContain("two-factor auth: disabled");
  });

  test("npm token makes, lists and revokes tokens", async () => {
    await using world = await startWorld();
    const made = await addUser(world, "ann");
    useToken(world, await logIn(world, "ann", made));
    const flags = ["--packages-and-scopes-permission=read-write", "--packages=tool", "--expires=7"];
    const created = await world.npmOk(
      ["token", "create", "--name=ci", `--password=${made}`, "--cidr=127.0.0.1/32", ...flags, once],
      world.folder({}),
    );
    const token = /areg_\S+/.exec(created.stdout)?.[0] ?? "";
    expect(created.stdout).toContain("127.0.0.1/32");
    const listed = await out(world, "token", "list");
    expect(listed).toContain(`${token.slice(0, 8)}…`);
    expect(listed).toContain("name ci");
    expect(await out(world, "token", "revoke", token)).toBe("Removed 1 token");
    expect(await out(world, "token", "list")).not.toContain("name ci");
  });

  test("npm asks for a one-time password when it needs one", async () => {
    await using world = await startWorld();
    const made = await addUser(world, "ann");
    const token = await logIn(world, "ann", made);
    useToken(world, token);
    const headers = { authorization: `Bearer ${token}` };
    const begin = { tfa: { mode: "auth-and-writes", password: made } };
    const begun = await post(world, "/-/npm/v1/user", begin, { headers });
    const { tfa: url } = (await begun.json()) as { tfa: string };
    const secret = new URL(url).searchParams.get("secret") ?? "";
    const confirm = { tfa: [codeAt(secret, stepOf(new Date()))] };
    const confirmed = await post(world, "/-/npm/v1/user", confirm, { headers });
    const { tfa: codes } = (await confirmed.json()) as { tfa: string[] };

    const folder = world.project({ name: "tool", version: "1.0.0" });
    const refused = await world.npm(["publish", once], folder);
    expect(refused.stderr).toContain("npm error code EOTP");
    await world.npmOk(["publish", `--otp=${codes[0]}`, once], folder);
    expect(await out(world, "profile", "get")).toContain("two-factor auth: auth-and-writes");
  });
});

describe.skipIf(!hasNode)("npm: who may do what", { timeout }, () => {
  test("npm owner lists, adds and removes owners", async () => {
    await using world = await startWorld();
    const ann = await logIn(world, "ann", await addUser(world, "ann"));
    await addUser(world, "bob");
    useToken(world, ann);
    await world.npmOk(["publish", once], world.project({ name: "tool", version: "1.0.0" }));
    expect(await out(world, "owner", "ls", "tool")).toBe("ann <ann@agentregistry.invalid>");
    expect(await out(world, "owner", "add", "bob", "tool")).toBe("+ bob (tool)");
    expect(await out(world, "owner", "ls", "tool")).toContain("bob <");
    expect(await out(world, "owner", "rm", "ann", "tool")).toBe("- ann (tool)");
    const left = await world.npm(["owner", "add", "ann", "tool", once], world.folder({}));
    expect(left.stderr).toContain("only those who maintain tool can change this");
    const ghost = await world.npm(["owner", "add", "ghost", "tool", once], world.folder({}));
    expect(ghost.stderr).toContain("there is no user of that name");
  });

  test("npm org, team and access work on an organization of this registry", async () => {
    await using world = await startWorld();
    await world.cli("org", "create", "acme");
    const olga = await logIn(world, "olga", await addUser(world, "olga"));
    const dora = await logIn(world, "dora", await addUser(world, "dora"));
    await world.cli("org", "add", "acme", "olga", "owner");
    expect((await world.cli("org", "members", "acme")).stdout).toContain("olga");
    useToken(world, olga);

    await out(world, "org", "set", "acme", "dora", "developer");
    expect(await out(world, "org", "ls", "acme", "--parseable")).toContain("dora\tdeveloper");
    await out(world, "team", "create", "@acme:devs");
    await out(world, "team", "add", "@acme:devs", "dora");
    expect(await out(world, "team", "ls", "@acme", "--parseable")).toBe("acme:devs");
    expect(await out(world, "team", "ls", "@acme:devs", "--parseable")).toBe("dora");

    const folder = world.project({ name: "@acme/lib", version: "1.0.0" });
    await world.npmOk(["publish", "--access=restricted", once], folder);
    expect(await out(world, "access", "get", "status", "@acme/lib")).toBe("@acme/lib: private");
    await out(world, "access", "grant", "read-only", "@acme:devs", "@acme/lib");
    const packages = await out(world, "access", "list", "packages", "@acme:devs", "--json");
    expect(JSON.parse(packages)).toEqual({ "@acme/lib": "read-only" });
    const all = await out(world, "access", "list", "collaborators", "@acme/lib", "--json");
    expect(JSON.parse(all)).toEqual({ olga: "read-write", dora: "read-only" });

    const project = world.project();
    useToken(world, dora);
    await world.npmOk(["install", "@acme/lib", once], project);
    useToken(world, "areg_nobody");
    world.emptyClientCache();
    const refused = await world.npm(["install", "@acme/lib", once], world.project());
    expect(refused.stderr).toContain("npm error code E404");

    useToken(world, olga);
    await out(world, "access", "revoke", "@acme:devs", "@acme/lib");
    await out(world, "access", "set", "status=public", "@acme/lib");
    expect(await out(world, "access", "get", "status", "@acme/lib")).toBe("@acme/lib: public");
    const mfa = await world.npm(
      ["access", "set", "mfa=publish", "@acme/lib", once],
      world.folder({}),
    );
    expect(mfa.stderr).toContain("asks for a second factor by user");
    await out(world, "team", "rm", "@acme:devs", "dora");
    await out(world, "team", "destroy", "@acme:devs");
    await out(world, "org", "rm", "acme", "dora");
    const left = await out(world, "org", "ls", "acme", "--json");
    expect(JSON.parse(left)).toEqual({ olga: "owner" });
  });

  test("npm star, stars and unstar keep the caller's own stars", async () => {
    await using world = await startWorld();
    useToken(world, await logIn(world, "ann", await addUser(world, "ann")));
    await world.npmOk(["publish", once], world.project({ name: "tool", version: "1.0.0" }));
    await out(world, "star", "tool");
    expect(await out(world, "stars")).toBe("tool");
    expect(await out(world, "stars", "ann")).toBe("tool");
    await out(world, "unstar", "tool");
    const none = await world.npm(["stars", once], world.folder({}));
    expect(none.stdout).not.toContain("tool");
  });

  test("agentregistry user lists, resets and removes accounts", async () => {
    await using world = await startWorld();
    const first = await addUser(world, "ann");
    expect((await world.cli("user", "list")).stdout).toMatch(/^ann /m);
    const second = (await world.cli("user", "password", "ann")).stdout.trim();
    expect(second).not.toBe(first);
    useToken(world, await logIn(world, "ann", second));
    expect(await out(world, "whoami")).toBe("ann");
    await world.cli("user", "remove", "ann");
    const gone = await world.npm(["whoami", once], world.folder({}));
    expect(gone.stderr).toContain("npm error code E401");
  });
});
