import { describe, expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
import { startClock } from "../support/clock.ts";
import { type RegistryOptions, startRegistry, type TestRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

const far = "198.51.100.7";
const limited = { http: { listen: ["0.0.0.0"], requests_per_second: 2, request_burst: 5 } };

const start = async (options: RegistryOptions = {}) => {
  const clock = startClock();
  const registry = await startRegistry({ config: limited, now: clock.now, ...options });
  return { registry, clock };
};

/** Statuses of so many requests from an address, one after the other. */
async function ask(registry: TestRegistry, peer: string, times: number, path = "/-/ping") {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) {
    statuses.push((await registry.fetch(path, { peer, token: registry.token })).status);
  }
  return statuses;
}

const [ok, no] = [200, 429];

describe("requests of one address", () => {
  test("are taken at once, then as many as time allows", async () => {
    const { registry, clock } = await start();
    await using _registry = registry;
    expect(await ask(registry, far, 7)).toEqual([ok, ok, ok, ok, ok, no, no]);
    clock.advance(1);
    expect(await ask(registry, far, 3)).toEqual([ok, ok, no]);
    clock.advance(3600);
    expect(await ask(registry, far, 6)).toEqual([ok, ok, ok, ok, ok, no]);
  });

  test("that are too many are refused with how long to wait", async () => {
    const { registry } = await start();
    await using _registry = registry;
    await ask(registry, far, 5);
    const refused = await registry.fetch("/lib", { peer: far, method: "PUT", body: "{" });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.json()).toEqual({
      error: "Too Many Requests",
      message: expect.stringContaining("2 requests a second"),
      reason: expect.any(String),
      code: "rate_limited",
      retry_after: 1,
      request_id: refused.headers.get("x-request-id"),
    });
  });

  test("count for it alone, and for a whole network of IPv6", async () => {
    const { registry } = await start();
    await using _registry = registry;
    await ask(registry, far, 5);
    await ask(registry, "2001:db8:1:2::1", 5);
    expect(await ask(registry, far, 1)).toEqual([no]);
    expect(await ask(registry, `::ffff:${far}`, 1)).toEqual([no]);
    expect(await ask(registry, "198.51.100.8", 1)).toEqual([ok]);
    expect(await ask(registry, "2001:db8:1:2::ff", 1)).toEqual([no]);
    expect(await ask(registry, "2001:db8:1:3::1", 1)).toEqual([ok]);
  });

  test.each([
    ["2001:db8::1", "2001:db8::2:0:0:5"],
    ["2001:db8:7::1", "2001:db8:7:0:ab::"],
    ["fe80::1", "fe80::2"],
    ["::2", "::3"],
  ])("count for the network of %s, however it is abbreviated", async (one, other) => {
    const { registry } = await start();
    await using _registry = registry;
    await ask(registry, one, 5);
    expect(await ask(registry, other, 1)).toEqual([no]);
    expect(await ask(registry, "2001:db8:0:9::1", 1)).toEqual([ok]);
  });

  test("for tarballs that are stored do not count", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    const { registry } = await start({ upstream });
    await using _registry = registry;
    const path = "/lib/-/lib-1.0.0.tgz";
    expect(await ask(registry, far, 20, path)).toEqual(Array.from({ length: 20 }, () => ok));
    expect(await ask(registry, far, 5, "/lib")).toEqual([ok, ok, ok, ok, no]);
  });

  test("open no channel either", async () => {
    const { registry } = await start({
      config: { http: { limit_loopback: true, request_burst: 2 }, admin: {} },
    });
    await using _registry = registry;
    await using listening = registry.listen();
    await using _one = await openChannel(listening, { token: registry.token });
    await using _two = await openChannel(listening, { token: registry.token });
    await expect(openChannel(listening, { token: registry.token })).rejects.toThrow("429");
  });

  test("are one entry of the audit log for many", async () => {
    const { registry } = await start();
    await using _registry = registry;
    await ask(registry, far, 25);
    await registry.app.refusals.flush();
    const { logs } = (await (
      await registry.asOwner("/-/admin/audit?actions=rate_limit_exceeded")
    ).json()) as { logs: object[] };
    expect(logs).toEqual([
      expect.objectContaining({ target: far, details: { count: 20, what: null } }),
    ]);
  });
});

describe("nobody is limited", () => {
  test.each<[string, RegistryOptions["config"], string | undefined]>([
    ["on this machine", limited, "127.0.0.1"],
    ["without a socket", limited, undefined],
    ["where only this machine is listened to", { http: { request_burst: 1 } }, "127.0.0.1"],
    ["where it is off", { http: { ...limited.http, requests_per_second: 0 } }, far],
  ])("%s", async (_, config, peer) => {
    const { registry } = await start({ ...(config === undefined ? {} : { config }) });
    await using _registry = registry;
    const init = { token: registry.token, ...(peer === undefined ? {} : { peer }) };
    for (let count = 0; count < 10; count += 1) {
      expect((await registry.fetch("/-/ping", init)).status).toBe(ok);
    }
  });

  test("but this machine is, where the owner says so", async () => {
    const config = { http: { limit_loopback: true, request_burst: 3 } };
    const { registry } = await start({ config });
    await using _registry = registry;
    expect(await ask(registry, "127.0.0.1", 4)).toEqual([ok, ok, ok, no]);
  });
});
