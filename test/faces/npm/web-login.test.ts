import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import { addUser, password, refusal } from "../../support/people.ts";
import { startRegistry, type TestRegistry, testHost } from "../../support/registry.ts";

interface Begun {
  readonly loginUrl: string;
  readonly doneUrl: string;
}

const origin = `http://${testHost}`;

async function begin(registry: TestRegistry, userAgent = "npm/11", body = "{}"): Promise<Begun> {
  const response = await registry.fetch("/-/v1/login", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", "user-agent": userAgent },
    peer: "127.0.0.1",
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Begun;
}

const path = (url: string) => url.slice(origin.length);

/** What a browser does with the page: reads the form and sends it. */
async function fillIn(
  registry: TestRegistry,
  { loginUrl }: Begun,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { origin },
): Promise<Response> {
  const page = await (await registry.fetch(path(loginUrl))).text();
  const formToken = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return await registry.fetch(path(loginUrl), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams({ form: formToken, ...fields }).toString(),
  });
}

const poll = (registry: TestRegistry, { doneUrl }: Begun) => registry.fetch(path(doneUrl));

describe("web login", () => {
  test("gives the waiting client one token after a person has signed in", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const login = await begin(registry);
    expect(login.loginUrl.startsWith(`${origin}/-/v1/login/`)).toBe(true);

    const waiting = await poll(registry, login);
    expect(waiting.status).toBe(202);
    expect(waiting.headers.get("retry-after")).toBe("2");
    expect(await waiting.json()).toEqual({});

    const signedIn = await fillIn(registry, login, { user: "ann", password });
    expect(signedIn.status).toBe(200);
    expect(await signedIn.text()).toContain("Signed in as ann");

    const [one, two] = await Promise.all([poll(registry, login), poll(registry, login)]);
    expect([one.status, two.status].sort()).toEqual([200, 404]);
    const { token } = (await (one.status === 200 ? one : two).json()) as { token: string };
    const who = await registry.fetch("/-/whoami", { token });
    expect(await who.json()).toEqual({ username: "ann" });
    expect((await registry.fetch(path(login.loginUrl))).status).toBe(404);
  });

  test("lets the owner in by the token of the home, and gives away less than that", async () => {
    await using registry = await startRegistry();
    const login = await begin(registry);
    const wrong = await fillIn(registry, login, { token: "areg_wrong" });
    expect(wrong.status).toBe(401);
    expect((await fillIn(registry, login, { token: registry.token })).status).toBe(200);
    const { token } = (await (await poll(registry, login)).json()) as { token: string };
    expect(token).not.toBe(registry.token);
    const who = await registry.fetch("/-/whoami", { token });
    expect(await who.json()).toEqual({ username: "owner" });
    expect((await registry.fetch("/-/admin/tokens", { token })).status).toBe(403);
  });

  test("shows what asks, as text, on a page that can run nothing", async () => {
    await using registry = await startRegistry();
    const login = await begin(registry, `npm/11 <script>alert("x")</script>'"&`);
    const response = await registry.fetch(path(login.loginUrl));
    const html = await response.text();
    expect(html).toContain(
      "npm/11 &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&quot;&amp;",
    );
    expect(html).not.toContain("<script");
    expect(html).toContain("127.0.0.1");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    // Browsers would send the form with "Origin: null" under no-referrer.
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
  });

  test("a wrong password leaves the client waiting, and the page up", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const login = await begin(registry);
    const wrong = await fillIn(registry, login, { user: "ann", password: "wrong password" });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get("www-authenticate")).toBeNull();
    expect(await wrong.text()).toContain("the user name or the password is wrong");
    const unknown = await fillIn(registry, login, { user: "eve", password: "wrong password" });
    expect(unknown.status).toBe(401);
    expect((await poll(registry, login)).status).toBe(202);
  });

  test("takes no form of another page, of another origin, or of another kind", async () => {
    await using registry = await startRegistry();
    await addUser(registry, "ann");
    const login = await begin(registry);
    const right = { user: "ann", password };
    const foreign = await fillIn(registry, login, right, { origin: "http://evil.test" });
    expect(foreign.status).toBe(403);
    const opaque = await fillIn(registry, login, right, { origin: "null" });
    expect(opaque.status).toBe(403);
    expect((await fillIn(registry, login, { ...right, form: "guessed" })).status).toBe(403);
    const json = await registry.fetch(path(login.loginUrl), { method: "POST", json: right });
    expect(json.status).toBe(415);
    expect((await poll(registry, login)).status).toBe(202);
  });

  test("no other route takes a form", async () => {
    await using registry = await startRegistry();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = "create=true";
    const response = await registry.fetch("/-/v1/login", { method: "POST", headers, body });
    expect(response.status).toBe(415);
  });

  test("is over after ten minutes, and unknown ids are no logins", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    await addUser(registry, "ann");
    const login = await begin(registry);
    clock.advance(10 * 60 - 1);
    expect((await poll(registry, login)).status).toBe(202);
    clock.advance(1);
    expect((await poll(registry, login)).status).toBe(404);
    expect((await fillIn(registry, login, { user: "ann", password })).status).toBe(404);
    for (const id of ["", "x", "__proto__"]) {
      expect((await registry.fetch(`/-/v1/done?id=${id}`)).status).toBe(404);
    }
    const { error } = await refusal(await poll(registry, login));
    expect(error).toContain("run `npm login` again");
  });

  test("the address of the page is not enough to collect the token", async () => {
    await using registry = await startRegistry();
    const { loginUrl, doneUrl } = await begin(registry);
    const pageId = loginUrl.split("/").at(-1) ?? "";
    expect(doneUrl).not.toContain(pageId);
    expect((await registry.fetch(`/-/v1/done?id=${pageId}`)).status).toBe(404);
  });

  test("a flood of begun logins pushes out its own, not those of others", async () => {
    await using registry = await startRegistry();
    const other = await registry.fetch("/-/v1/login", { method: "POST", peer: "192.0.2.9" });
    const kept = (await other.json()) as Begun;
    const first = await begin(registry, "npm/11", "null");
    for (let i = 0; i < 30; i++) await begin(registry);
    expect((await poll(registry, kept)).status).toBe(202);
    expect((await poll(registry, first)).status).toBe(404);
  });

  test("makes an account where that is open and the client asked for one", async () => {
    await using registry = await startRegistry({ config: { auth: { registration: true } } });
    const plain = await begin(registry);
    const refused = await fillIn(registry, plain, { user: "bob", password });
    expect(refused.status).toBe(401);
    const login = await begin(registry, "npm/10", '{"create":true}');
    const made = await fillIn(registry, login, { user: "bob", password, email: "b@example.test" });
    expect(made.status).toBe(200);
    expect((await poll(registry, login)).status).toBe(200);
  });
});
