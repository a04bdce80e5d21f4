import { expect, test } from "vitest";
import { parsePackageName } from "../../src/names/package-name.ts";
import { closureReach } from "../../src/packages/closure-reach.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

const reads = { "index.js": 'module.exports = require("node:fs").readFileSync;\n' };
const talks = { "index.js": 'module.exports = () => fetch("https://api.example/v1");\n' };
const pure = { "index.js": "module.exports = (a) => a + 1;\n" };

async function world() {
  const upstream = startUpstream();
  upstream.add("app", "1.0.0", pure, {
    manifest: { dependencies: { left: "^1.0.0", tool: "*", tool2: "npm:tool@^1.0.0" } },
  });
  upstream.add("left", "1.0.0", reads, { manifest: { dependencies: { deep: "latest" } } });
  upstream.add("deep", "1.0.0", talks, { manifest: { dependencies: { app: "1.0.0" } } });
  upstream.add("tool", "1.0.0", pure);
  const registry = await startRegistry({ upstream });
  const stack = new AsyncDisposableStack();
  stack.use(upstream);
  stack.use(registry);
  return { registry, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function fetchAll(registry: TestRegistry, ...names: string[]) {
  for (const name of names) {
    await registry.packument(name);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
  }
}

const reachOf = (registry: TestRegistry, name: string) =>
  closureReach(registry.app, parsePackageName(name), "1.0.0");

test("a version can do what all that it needs can do, however deep, in circles too", async () => {
  await using given = await world();
  await fetchAll(given.registry, "app", "left", "deep", "tool");

  expect(await reachOf(given.registry, "app")).toMatchObject({
    risk: "medium",
    packages: 3,
    unscanned: [],
    capabilities: { filesystem: "read", network: "outbound", hosts: ["api.example"] },
  });
});

test("what nobody scanned could do anything, and nothing is asked of the upstream for it", async () => {
  await using given = await world();
  await fetchAll(given.registry, "app", "left");

  expect(await reachOf(given.registry, "app")).toMatchObject({
    risk: "high",
    unscanned: ["deep", "tool"],
    capabilities: { filesystem: "read", network: "none" },
  });
  expect(await reachOf(given.registry, "tool")).toBeNull();
});

test("what is published here counts, but not what only some may read", async () => {
  await using registry = await startRegistry();
  await registry.publish("open", "1.0.0", reads);
  await registry.publish("@acme/secret", "1.0.0", talks, { document: { access: "restricted" } });
  await registry.publish("user", "1.0.0", pure, {
    manifest: { dependencies: { open: "^1.0.0", "@acme/secret": "^1.0.0", "../x": "1" } },
  });

  expect(await reachOf(registry, "user")).toMatchObject({
    unscanned: ["../x", "@acme/secret"],
    capabilities: { filesystem: "read", network: "none" },
  });
  expect(await reachOf(registry, "@acme/secret")).toBeNull();
});

test("GET /-/why tells it beside what the version itself can do", async () => {
  await using given = await world();
  await fetchAll(given.registry, "app", "left", "deep", "tool");
  const response = await given.registry.fetch("/-/why/app@1.0.0");

  expect(await response.json()).toMatchObject({
    version: {
      scan: { risk: "low", capabilities: { network: "none" } },
      closure: { risk: "medium", packages: 3, capabilities: { network: "outbound" } },
    },
  });
});
