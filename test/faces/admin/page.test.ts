import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };

async function link(registry: TestRegistry): Promise<string> {
  const response = await registry.asOwner("/-/admin/codes", { method: "POST" });
  const { url } = (await response.json()) as { url: string };
  return new URL(url).pathname + new URL(url).search;
}

function cookieOf(response: Response): string {
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

describe("GET /-/admin", () => {
  test("holds the token only for a browser that came with a code, once", async () => {
    await using registry = await startRegistry();
    const { token } = registry.app.adminSessions;
    const stranger = await registry.fetch("/-/admin");
    expect(stranger.status).toBe(200);
    expect(await stranger.text()).not.toContain(token);

    const path = await link(registry);
    const opened = await registry.fetch(path);
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/-/admin"]);
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain("Path=/-/admin");
    expect(cookie).not.toContain(token);

    const page = await registry.fetch("/-/admin", { headers: { cookie: cookieOf(opened) } });
    const html = await page.text();
    const found = /ADMIN_SESSION_TOKEN = "([^"]+)"/.exec(html.split("</head>")[0] ?? "");
    expect(found?.[1]).toBe(token);
    const again = await registry.fetch(path);
    expect([again.status, cookieOf(again)]).toEqual([401, ""]);
    const stats = await registry.fetch("/-/admin/stats", { headers: { "x-admin-token": token } });
    expect(stats.status).toBe(200);
  });

  test("has headers that keep other pages out, and a policy without exceptions", async () => {
    await using registry = await startRegistry();
    const opened = await registry.fetch(await link(registry));
    const cookie = cookieOf(opened);
    const pages = [
      await registry.fetch("/-/admin"),
      await registry.fetch("/-/admin", { headers: { cookie } }),
    ];
    for (const page of pages) {
      const policy = page.headers.get("content-security-policy") ?? "";
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect(page.headers.get("x-frame-options")).toBe("DENY");
      expect(page.headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(page.headers.get("access-control-allow-origin")).toBeNull();
    }
    const nonce = /script-src 'nonce-([^']+)'/.exec(
      pages[1]?.headers.get("content-security-policy") ?? "",
    )?.[1];
    expect(await pages[1]?.text()).toContain(`<script nonce="${nonce}">`);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { host: "evil.example" },
  ])("is refused to %j, without the token", async (headers) => {
    await using registry = await startRegistry({ config: { admin: { require_login: false } } });
    const init = {
      headers,
      peer: "127.0.0.1",
      ...("host" in headers ? { host: headers.host } : {}),
    };
    const page = await registry.fetch("/-/admin", init as object);

    expect(page.status).toBe(403);
    expect(await page.text()).not.toContain(registry.app.adminSessions.token);
  });

  test("asks nobody on this machine where the owner said so", async () => {
    await using registry = await startRegistry({ config: { admin: { require_login: false } } });
    const { token } = registry.app.adminSessions;
    const at = async (peer: string) => await (await registry.fetch("/-/admin", { peer })).text();

    expect(await at("127.0.0.1")).toContain(token);
    expect(await at("198.51.100.1")).not.toContain(token);
  });

  test("takes the owner's token in its form, and nothing less", async () => {
    await using registry = await startRegistry();
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { scopes: ["read", "review"] },
    });
    const { secret } = (await made.json()) as { secret: string };
    const signIn = async (token: string) => {
      const body = new URLSearchParams({ token });
      const init = { method: "POST", headers: form, body: body.toString() };
      return await registry.fetch("/-/admin/sign-in", init);
    };
    expect((await signIn("wrong")).status).toBe(401);
    expect((await signIn(secret)).status).toBe(401);
    const signed = await signIn(registry.token);
    expect(signed.status).toBe(303);
    const headers = { cookie: cookieOf(signed) };
    expect(await (await registry.fetch("/-/admin", { headers })).text()).toContain(
      "ADMIN_SESSION_TOKEN",
    );

    await registry.fetch("/-/admin/sign-out", { method: "POST", headers });
    expect(await (await registry.fetch("/-/admin", { headers })).text()).toContain("Sign in");
  });

  test("a code is over after some minutes, a session after some hours", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const late = await link(registry);
    const inTime = await registry.fetch(await link(registry));
    clock.advance(11 * 60);
    expect((await registry.fetch(late)).status).toBe(401);

    const headers = { cookie: cookieOf(inTime) };
    expect(await (await registry.fetch("/-/admin", { headers })).text()).toContain(
      "ADMIN_SESSION_TOKEN",
    );
    clock.advance(13 * 3600);
    expect(await (await registry.fetch("/-/admin", { headers })).text()).toContain("Sign in");
  });
});

describe("the token of a run", () => {
  test("administers and publishes nothing", async () => {
    await using registry = await startRegistry();
    const { token } = registry.app.adminSessions;
    const published = await registry.publish("lib", "1.0.0", {}, { token });
    expect(published.status).toBe(401);
    expect((await registry.fetch("/-/admin/stats", { token })).status).toBe(200);
    expect((await registry.fetch("/-/admin/stats", { token: `${token}0` })).status).toBe(401);
    const wrong = { headers: { "x-admin-token": "wrong" } };
    expect((await registry.fetch("/-/admin/stats", wrong)).status).toBe(401);
  });

  test("comes from the environment when it cannot be guessed", async () => {
    const given = "0123456789abcdef0123456789abcdef";
    await using registry = await startRegistry({ env: { ADMIN_SESSION_TOKEN: given } });
    expect((await registry.fetch("/-/admin/stats", { token: given })).status).toBe(200);
    const weak = startRegistry({ env: { ADMIN_SESSION_TOKEN: "short" } });
    await expect(weak).rejects.toThrow("ADMIN_SESSION_TOKEN");
  });
});

describe("figures", () => {
  test("are for Prometheus from this machine, or with a token of an administrator", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    for (let at = 0; at < 5; at++) await registry.packument("lib");

    const text = await (await registry.fetch("/-/metrics", { peer: "127.0.0.1" })).text();
    expect(text).toMatch(/^agentregistry_http_requests_total\{status="2xx"\} \d+$/m);
    expect(text).toMatch(/^agentregistry_scans_total 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    const status = async (init: object) => (await registry.fetch("/-/metrics", init)).status;
    expect(await status({ peer: "198.51.100.1" })).toBe(401);
    expect(await status({ peer: "198.51.100.1", token: registry.token })).toBe(200);
    expect(await status({ peer: "127.0.0.1", headers: { "x-forwarded-for": "1.2.3.4" } })).toBe(
      401,
    );
  });

  test("count every answer, also refused ones", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const ask = async () => {
      const response = await registry.asOwner("/-/admin/metrics");
      return (await response.json()) as { totalRequests: number; requestsPerSecond: object[] };
    };
    const before = await ask();
    for (let at = 0; at < 10; at++) await registry.packument("lib");
    await registry.fetch("/-/admin/stats");
    const after = await ask();

    expect(after.totalRequests - before.totalRequests).toBe(12);
    expect(after.requestsPerSecond).toHaveLength(60);
  });

  test("say how the registry is", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    for (const path of ["/-/health", "/health"]) {
      const health = await registry.fetch(path);
      expect(health.status).toBe(200);
      expect(await health.json()).toMatchObject({
        status: "healthy",
        database: { status: "ok", packages: 1, localPackages: 1, upstreamPackages: 0 },
        quarantine: { pending: 0 },
        uptime: { seconds: expect.any(Number) },
        disk: { freeMB: expect.any(Number) },
      });
    }
    expect((await registry.fetch("/health", { method: "HEAD" })).status).toBe(200);
  });
});
