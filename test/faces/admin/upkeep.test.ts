import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/load.ts";
import { openChannel } from "../../support/channel.ts";
import { definition, root as expertsRoot } from "../../support/experts.ts";
import { startRegistry } from "../../support/registry.ts";
import { startUpstream } from "../../support/upstream.ts";

const fast = { admin: { messages_per_second: 1000 } };

describe("the cache on the admin channel", () => {
  test("says what would go, removes it when asked, and leaves what is published", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ upstream, config: fast });
    await registry.publish("own", "1.0.0");
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    expect((await channel.ask("getCacheSizes")).data).toMatchObject({ tarballs: 1 });
    expect((await channel.ask("verifyCache")).data).toEqual({ checked: 1, removed: 0 });
    expect((await channel.ask("cleanUp", { dry_run: true })).data).toMatchObject({ deleted: 1 });
    expect((await channel.ask("pruneCache")).data).toMatchObject({ tarballs: 0 });
    expect((await channel.ask("getCacheSizes")).data).toMatchObject({ tarballs: 1 });

    await channel.ask("cleanUp");
    expect((await channel.ask("getCacheSizes")).data).toMatchObject({ tarballs: 0, packuments: 0 });
    expect((await registry.tarball("own", "1.0.0")).status).toBe(200);
  });

  test("upstreams are told of by what they were asked", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ upstream, config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const state = async () => (await channel.ask("getUpstreams")).data["upstreams"];

    expect(await state()).toMatchObject([{ requests: 0, averageMs: null, lastOkAt: null }]);
    await registry.packument("lib");
    expect(await state()).toMatchObject([
      { requests: 1, failures: 0, averageMs: expect.any(Number), lastOkAt: expect.any(Number) },
    ]);
  });
});

test("settings say where they came from, and those that hold a secret say nothing else", async () => {
  const { origins } = loadConfig({
    flags: { "http.port": "4999" },
    env: { AGENTREGISTRY_LOG_LEVEL: "debug" },
  });
  const config = { ...fast, upstream: { token_command: ["print-the-token"] } };
  await using registry = await startRegistry({ config, origins });
  await using listening = registry.listen();
  await using channel = await openChannel(listening, { token: registry.token });

  const { data } = await channel.ask("getConfig");
  const described = data["described"] as readonly {
    readonly key: string;
    readonly value: unknown;
    readonly origin: string;
    readonly about: string;
  }[];
  const of = (wanted: string) => described.find(({ key }) => key === wanted);

  expect([of("http.port")?.origin, of("log.level")?.origin]).toEqual(["flag", "environment"]);
  expect(of("cache.max_bytes")).toMatchObject({ origin: "default", about: expect.any(String) });
  expect(of("upstream.token_command")?.value).toBe("…");
  expect(JSON.stringify(data)).not.toContain("print-the-token");
});

test("a question is answered with the words that matched, and by the filters", async () => {
  await using registry = await startRegistry({ config: fast });
  const json = definition("@acme/fact-checker", "1.0.0", { description: "Checks facts in texts" });
  const made = await registry.asOwner(expertsRoot, { method: "POST", json });
  expect(made.status, await made.text()).toBeLessThan(300);
  await using listening = registry.listen();
  await using channel = await openChannel(listening, { token: registry.token });
  const ask = async (payload: object) => (await channel.ask("discover", payload)).data;

  const found = await ask({ query: "somebody who checks facts" });
  expect(found).toMatchObject({
    total: 1,
    results: [
      {
        packageName: "@acme/fact-checker",
        version: "1.0.0",
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        words: expect.arrayContaining([{ asked: "facts", found: "facts", how: "word" }]),
        why: expect.stringContaining("facts"),
      },
    ],
  });
  const [result] = found["results"] as readonly { readonly risk: string }[];
  const others = ["low", "medium", "high"].filter((risk) => risk !== result?.risk);
  for (const risk of others)
    expect(await ask({ query: "facts", risk })).toMatchObject({ total: 0 });
  expect(await ask({ query: "sheep" })).toMatchObject({ total: 0, results: [] });
});

test("the graph says which of it are Experts, all at once and step by step", async () => {
  await using registry = await startRegistry({ config: fast });
  for (const [name, delegates] of [
    ["@acme/checker", []],
    ["@acme/editor", ["@acme/checker"]],
  ] as const) {
    const json = definition(name, "1.0.0", { delegates });
    const made = await registry.asOwner(expertsRoot, { method: "POST", json });
    expect(made.status, await made.text()).toBeLessThan(300);
  }
  await registry.publish("plain", "1.0.0");
  await using listening = registry.listen();
  await using channel = await openChannel(listening, { token: registry.token });

  const all = (await channel.ask("getGraph")).data;
  expect(all["links"]).toEqual([{ source: "@acme/editor", target: "@acme/checker" }]);
  const nodes = all["nodes"] as readonly { readonly id: string; readonly isExpert: boolean }[];
  expect(Object.fromEntries(nodes.map(({ id, isExpert }) => [id, isExpert]))).toEqual({
    "@acme/checker": true,
    "@acme/editor": true,
    plain: false,
  });
  expect((await channel.ask("getGraphNode", { name: "@acme/editor" })).data).toMatchObject({
    parent: { isExpert: true },
    children: [{ id: "@acme/checker", isExpert: true }],
  });
});
