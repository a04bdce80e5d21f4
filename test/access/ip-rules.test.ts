import { describe, expect, test } from "vitest";
import { judgeAddress } from "../../src/access/ip-guard.ts";
import { parseIpPattern } from "../../src/access/ip-pattern.ts";
import { openChannel } from "../support/channel.ts";
import { runInside } from "../support/command.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";

const rules = (...patterns: string[]) => patterns.map((pattern) => ({ pattern, enabled: true }));
const off = { enabled: false, mode: "allowlist", defaultAllow: false } as const;
const allowed = { enabled: true, mode: "allowlist", defaultAllow: false } as const;
const blocked = { enabled: true, mode: "blocklist", defaultAllow: true } as const;

describe("IP rules", () => {
  test.each([
    [off, rules("10.0.0.0/8"), "11.0.0.1", true],
    [{ ...allowed, defaultAllow: true }, [], "11.0.0.1", true],
    [allowed, [], "11.0.0.1", false],
    [allowed, rules("10.0.0.0/8"), "10.1.2.3", true],
    [allowed, rules("10.0.0.0/8"), "11.0.0.1", false],
    [allowed, [{ pattern: "10.0.0.0/8", enabled: false }], "10.1.2.3", false],
    [blocked, rules("192.168.1.*"), "192.168.1.9", false],
    [blocked, rules("192.168.1.*"), "192.168.2.9", true],
    [allowed, rules("192.168.*"), "192.168.77.9", true],
    [allowed, rules("10.*"), "10.200.3.4", true],
    [allowed, rules("10.*"), "100.2.3.4", false],
    [allowed, rules("127.0.0.1"), "::1", true],
    [allowed, rules("127.0.0.1"), "::ffff:127.0.0.1", true],
    [allowed, rules("::1"), "127.0.0.1", true],
    [allowed, rules("localhost"), "::1", true],
    [allowed, rules("127.0.0.1"), "127.0.0.2", false],
    [allowed, rules("0.0.0.0/0"), "2001:db8::1", false],
    [allowed, rules("0.0.0.0/0"), "203.0.113.9", true],
    [allowed, rules("fd00::/8"), "fd12:3456::1", true],
    [allowed, rules("2001:db8::/32"), "2001:db9::1", false],
    [allowed, rules("::ffff:10.0.0.1"), "10.0.0.1", true],
    [allowed, rules("::ffff:10.0.0.0/104"), "10.9.9.9", true],
    [allowed, rules("10.0.0.1"), "::ffff:10.0.0.1", true],
  ])("%j with %j say of %s: %s", (config, list, address, wanted) => {
    const stored = list.map(({ pattern, enabled }) => ({
      pattern: parseIpPattern(pattern).text,
      enabled,
    }));
    expect(judgeAddress(config, stored, address).allowed).toBe(wanted);
  });

  test.each([
    "1.2.3.4abc",
    "10.0.0.0/8x",
    "10.*.0.0/8",
    "010.0.0.1",
    "10.0.0.256",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "::1/129",
    "fe80::1%eth0",
    "*",
    "*.1",
    "256.*",
    "10.*.*",
    "::ffff:10.0.0.0/90",
    "example.test",
    "",
    "1".repeat(500),
  ])("%j is no pattern", (pattern) => {
    expect(() => parseIpPattern(pattern)).toThrow("pattern: use an address");
  });

  test.each([
    ["10.1.2.3/8", "10.0.0.0/8", true],
    ["10.0.0.0/8", "10.0.0.0/8", false],
    [" 192.168.1.20 ", "192.168.1.20", false],
    ["2001:DB8:1::/32", "2001:db8::/32", true],
    ["::ffff:10.1.0.0/104", "10.0.0.0/8", true],
    ["192.168.1.*", "192.168.1.*", false],
  ])("%j is stored as %s", (given, text, wasNormalised) => {
    expect(parseIpPattern(given)).toMatchObject({ text, wasNormalised });
  });
});

async function put(registry: TestRegistry, json: object, peer?: string): Promise<number> {
  const from = peer === undefined ? {} : { peer };
  const init = { method: "PUT", json, ...from };
  return (await registry.asOwner("/-/admin/allowlist/config", init)).status;
}

async function add(registry: TestRegistry, pattern: string, peer?: string): Promise<Response> {
  const from = peer === undefined ? {} : { peer };
  const init = { method: "POST", json: { pattern }, ...from };
  return await registry.asOwner("/-/admin/allowlist/entry", init);
}

describe("IP rules of a registry", () => {
  test("refuse every kind of request of an address, also what is repeated", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0");
    const get = async (peer: string) => (await registry.fetch("/lib", { peer })).status;
    expect(await get("203.0.113.9")).toBe(200);
    expect(await get("203.0.113.9")).toBe(200);

    await add(registry, "203.0.113.0/24");
    expect(await put(registry, { enabled: true, mode: "deny" })).toBe(200);

    expect(await get("203.0.113.9")).toBe(403);
    expect(await get("::ffff:203.0.113.9")).toBe(403);
    expect(await get("198.51.100.1")).toBe(200);
    const refused = await registry.asOwner("/-/admin/stats", { peer: "203.0.113.9" });
    expect(await refused.json()).toMatchObject({ code: "ip_not_allowed" });
    const published = await registry.fetch("/x", {
      method: "PUT",
      json: { name: "x" },
      peer: "203.0.113.9",
    });
    expect(published.status).toBe(403);
    const audit = await registry.asOwner("/-/admin/audit?actions=ip_denied");
    const { logs } = (await audit.json()) as { logs: { target: string; details: object }[] };
    expect(logs.map(({ target, details }) => [target, details])).toContainEqual([
      "203.0.113.9",
      { count: 3, what: null },
    ]);
  });

  test("never lock out who makes them, unless that is meant", async () => {
    await using registry = await startRegistry();
    const peer = "198.51.100.1";
    expect(await put(registry, { enabled: true, defaultAllow: false }, peer)).toBe(403);
    expect((await add(registry, "198.51.100.*", peer)).status).toBe(200);
    expect(await put(registry, { enabled: true, defaultAllow: false }, peer)).toBe(200);

    const listed = await registry.asOwner("/-/admin/allowlist", { peer });
    const { entries } = (await listed.json()) as { entries: { id: string }[] };
    const path = `/-/admin/allowlist/entry/${entries[0]?.id}`;
    const removed = await registry.asOwner(path, { method: "DELETE", peer });
    expect([removed.status, await removed.json()]).toMatchObject([403, { code: "lock_out" }]);
    const json = { enabled: false };
    const toggled = await registry.asOwner(`${path}/toggle`, { method: "PUT", json, peer });
    expect(toggled.status).toBe(403);
    expect(await put(registry, { mode: "blocklist", force: false })).toBe(403);
    const forced = await registry.asOwner(`${path}?force=true`, { method: "DELETE", peer });
    expect(forced.status).toBe(200);

    expect((await registry.fetch("/-/ping", { peer })).status).toBe(403);
    expect((await registry.fetch("/-/ping", { peer: "127.0.0.1" })).status).toBe(403);
    expect((await registry.asOwner("/-/admin/stats", { peer: "127.0.0.1" })).status).toBe(200);
  });

  test("hold for the admin channel too, but for this machine", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    expect(await put(registry, { enabled: true, defaultAllow: false })).toBe(200);
    expect((await fetch(`${listening.url}/-/ping`)).status).toBe(403);
    await using channel = await openChannel(listening, { token: registry.token });
    expect((await channel.ask("testIP", { ip: "127.0.0.1" })).data["allowed"]).toBe(false);

    await using strict = await startRegistry({ config: { admin: { loopback: false } } });
    await using closed = strict.listen();
    expect(await put(strict, { enabled: true, defaultAllow: false })).toBe(200);
    await expect(openChannel(closed, { token: strict.token })).rejects.toThrow("refused: 403");
  });

  test("are asked about any address, and survive a restart", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await channel.ask("addAllowlistEntry", { pattern: "10.0.0.0/8" });
    const again = await channel.ask("addAllowlistEntry", { pattern: "10.9.0.0/8" });
    expect(again.data).toMatchObject({ existing: true, entry: { pattern: "10.0.0.0/8" } });
    await channel.ask("updateAllowlistConfig", { defaultAllow: false });

    const ask = async (ip: string, assumeEnabled: boolean) =>
      (await channel.ask("testIP", { ip, assumeEnabled })).data;
    expect(await ask("11.0.0.1", false)).toMatchObject({ allowed: true });
    expect(await ask("11.0.0.1", true)).toMatchObject({ allowed: false });
    expect(await ask("10.0.0.1", true)).toMatchObject({ allowed: true, matched: "10.0.0.0/8" });
    expect(await ask("no address", true)).toMatchObject({ code: "bad_payload" });
    await using second = await startRegistryAgain(registry);
    expect(second.app.ipGuard.rules.map(({ pattern }) => pattern)).toEqual(["10.0.0.0/8"]);
    expect(second.app.settings.current.ip_rules.defaultAllow).toBe(false);
  });

  test("are kept on the command line", async () => {
    await using registry = await startRegistry();
    const env = { AGENTREGISTRY_HOME: registry.home, AGENTREGISTRY_UPSTREAM: "none" };
    const run = async (...args: string[]) => await runInside(["ip", ...args], env);

    expect((await run("add", "10.1.0.0/8")).out).toBe("10.0.0.0/8 (host bits dropped)");
    expect((await run("mode", "blocklist")).out).toContain("a match is refused");
    expect(await run("test", "10.0.0.9")).toMatchObject({ code: 1 });
    expect(await run("test", "11.0.0.9")).toMatchObject({ code: 0 });
    expect((await run("list")).out).toContain("10.0.0.0/8");
    expect((await run("remove", "10.0.0.0/8")).code).toBe(0);
    expect((await run("add", "10.*.0.0")).code).toBe(1);
  });
});

/** Another one on the same home: what is stored is what counts. */
async function startRegistryAgain(registry: TestRegistry): Promise<TestRegistry> {
  return await startRegistry({ home: registry.home });
}
