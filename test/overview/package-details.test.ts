import { describe, expect, test } from "vitest";
import { type Channel, openChannel } from "../support/channel.ts";
import { definition, root } from "../support/experts.ts";
import { createOrg } from "../support/people.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

async function channelOf(registry: TestRegistry, resources: AsyncDisposableStack) {
  const listening = resources.use(registry.listen());
  return resources.use(await openChannel(listening, { token: registry.token }));
}

async function refusal(channel: Channel, action: string, payload: object): Promise<string> {
  const { type, data } = await channel.ask(action, payload);
  return type === "error" ? String(data["code"]) : `answered ${type}`;
}

describe("a package in the panel", () => {
  test("shows what is held beside what is served, the newest first", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    const manifest = { description: "What it is for", readme: "# Tool", keywords: ["a", 1, "b"] };
    await registry.publish("tool", "1.0.0", {}, { manifest });
    const held = { ...manifest, ...hookManifest };
    await registry.publish("tool", "1.1.0", hookFiles, { manifest: held });
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getPackage", { name: "tool" });

    expect(data).toMatchObject({
      name: "tool",
      origin: "hosted",
      description: "What it is for",
      readme: "# Tool",
      keywords: ["a", "b"],
      tags: { latest: "1.0.0" },
      versions: [
        { version: "1.1.0", state: "held", because: "scan" },
        { version: "1.0.0", state: "served", sentence: null },
      ],
    });
    expect((data["versions"] as { size: number }[])[0]?.size).toBeGreaterThan(0);
  });

  test("has a page even when nobody gets any of its versions", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    const manifest = { ...hookManifest, description: "Held", readme: "# Held" };
    await registry.publish("tool", "1.0.0", hookFiles, { manifest });
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getPackage", { name: "tool" });

    expect(data).toMatchObject({ description: "Held", readme: "# Held", tags: {} });
    expect(data["versions"]).toMatchObject([{ version: "1.0.0", state: "held" }]);
  });

  test("takes nothing of an upstream's document for what it should be", async () => {
    await using resources = new AsyncDisposableStack();
    const upstream = resources.use(startUpstream());
    const odd = { license: ["MIT"], bugs: 7, dependencies: { a: "1", b: { c: 1 } }, engines: "x" };
    upstream.add("odd", "1.0.0", {}, { manifest: odd });
    upstream.patch("odd", { description: { html: "<b>" }, readme: 5, keywords: "a", author: [] });
    const registry = resources.use(await startRegistry({ upstream }));
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getPackage", { name: "odd" });
    const { data: version } = await channel.ask("getPackageVersion", {
      name: "odd",
      version: "1.0.0",
    });

    expect(data).toMatchObject({
      origin: "upstream",
      description: "",
      readme: "",
      license: null,
      bugs: null,
      author: null,
      keywords: [],
    });
    expect(version).toMatchObject({
      dependencies: [{ name: "a", range: "1", kind: "dependencies" }],
      engines: [],
      findings: null,
      why: { state: "served", scan: null },
    });
  });

  test("is what its latest version says where a mirror says nothing of it as a whole", async () => {
    await using resources = new AsyncDisposableStack();
    const upstream = resources.use(startUpstream());
    const older = { description: "As it was", license: "ISC", homepage: "https://old.example/" };
    const newer = { description: "As it is", license: "MIT", keywords: ["quiet"] };
    upstream.add("quiet", "1.0.0", {}, { manifest: older });
    upstream.add("quiet", "1.1.0", {}, { manifest: newer });
    upstream.patch("quiet", { license: "Apache-2.0" });
    const registry = resources.use(await startRegistry({ upstream }));
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getPackage", { name: "quiet" });

    expect(data).toMatchObject({
      description: "As it is",
      license: "Apache-2.0",
      keywords: ["quiet"],
      homepage: null,
    });
  });

  test("a version comes with its findings and its record, and what it needs", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    const dependencies = { "left-pad": "^1.0.0" };
    const manifest = { ...hookManifest, dependencies, bin: "index.js" };
    await registry.publish("tool", "1.0.0", hookFiles, { manifest });
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getPackageVersion", { name: "tool", version: "1.0.0" });
    const { data: listed } = await channel.ask("getQuarantine");

    const [record] = listed["files"] as { id: string; issues: { ruleId: string }[] }[];
    expect(data).toMatchObject({
      holdId: record?.id,
      why: { state: "held" },
      hasInstallScript: true,
      commands: ["tool"],
      dependencies: [{ name: "left-pad", range: "^1.0.0", kind: "dependencies" }],
    });
    const rules = (data["findings"] as { ruleId: string }[]).map(({ ruleId }) => ruleId);
    expect(rules).toEqual(record?.issues.map(({ ruleId }) => ruleId));
    expect(await refusal(channel, "getPackageVersion", { name: "tool", version: "9.9.9" })).toBe(
      "not_found",
    );
  });

  test("knows who needs it", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    await registry.publish("base", "1.0.0");
    await registry.publish("tool", "2.0.0", {}, { manifest: { dependencies: { base: "^1" } } });
    const channel = await channelOf(registry, resources);

    const { data } = await channel.ask("getDependents", { name: "base" });

    expect(data).toEqual({
      dependents: [{ name: "tool", version: "2.0.0", wanted: "^1" }],
      total: 1,
    });
  });
});

describe("two versions of a package", () => {
  test("are compared file by file, in either direction, held ones too", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    await registry.publish("tool", "1.0.0", { "index.js": "a\n", "old.js": "gone\n" });
    const manifest = hookManifest;
    await registry.publish("tool", "1.1.0", { "index.js": "b\n", ...hookFiles }, { manifest });
    const channel = await channelOf(registry, resources);
    const diff = async (from: string, to: string) => {
      const { data } = await channel.ask("getVersionDiff", { name: "tool", from, to });
      const files = data["files"] as { path: string; change: string; patch: string | null }[];
      return files.map(({ path, change }) => `${change} ${path}`);
    };

    expect(await diff("1.0.0", "1.1.0")).toEqual([
      "changed index.js",
      "removed old.js",
      "changed package.json",
      "added setup.sh",
    ]);
    expect(await diff("1.1.0", "1.0.0")).toContain("added old.js");
    expect(await diff("1.0.0", "1.0.0")).toEqual([]);
    const unknown = { name: "tool", from: "1.0.0", to: "9.9.9" };
    expect(await refusal(channel, "getVersionDiff", unknown)).toBe("not_found");
  });

  test("those of an upstream are fetched first; a name that is ours is asked of nobody", async () => {
    await using resources = new AsyncDisposableStack();
    const upstream = resources.use(startUpstream());
    for (const version of ["1.0.0", "1.1.0"]) {
      upstream.add("lib", version, { "index.js": `"${version}"\n` });
      upstream.add("@acme/lib", version, { "index.js": `"${version}"\n` });
    }
    const registry = resources.use(await startRegistry({ upstream }));
    await createOrg(registry, "acme");
    const channel = await channelOf(registry, resources);
    const versions = { from: "1.0.0", to: "1.1.0" };

    const { data } = await channel.ask("getVersionDiff", { name: "lib", ...versions });

    expect(data["summary"]).toEqual({ added: 0, removed: 0, changed: 2, same: 0 });
    const ours = { name: "@acme/lib", ...versions };
    expect(await refusal(channel, "getVersionDiff", ours)).toBe("not_found");
    expect(upstream.requests.filter(({ path }) => path.includes("acme"))).toEqual([]);
  });
});

describe("an Expert in the panel", () => {
  test("shows one version, the others, who delegates to it, and its file", async () => {
    await using resources = new AsyncDisposableStack();
    const registry = resources.use(await startRegistry());
    await createOrg(registry, "acme");
    const publish = (name: string, version: string, more: object = {}) =>
      registry.asOwner(root, { method: "POST", json: definition(name, version, more) });
    await publish("@acme/checker", "1.0.0");
    await publish("@acme/checker", "1.1.0", { description: "Checks twice" });
    await publish("@acme/editor", "1.0.0", { delegates: ["@acme/checker@1.0.0"] });
    const channel = await channelOf(registry, resources);

    const { data: newest } = await channel.ask("getExpert", { key: "@acme/checker" });
    const { data: older } = await channel.ask("getExpert", { key: "@acme/checker@1.0.0" });
    const { data: file } = await channel.ask("getExpertFile", { key: "@acme/checker" });

    expect(newest).toMatchObject({
      version: "1.1.0",
      status: "available",
      tags: ["latest"],
      definition: { description: "Checks twice" },
      signature: { status: "unsigned" },
      summary: { requiredEnv: [] },
      versions: [{ version: "1.1.0" }, { version: "1.0.0" }],
      dependents: [],
    });
    expect(older["dependents"]).toEqual([
      { key: "@acme/editor@1.0.0", delegate: "@acme/checker@1.0.0", status: "available" },
    ]);
    expect(file["version"]).toBe("1.1.0");
    expect(file["text"]).toContain('description = "Checks twice"');
    expect(await refusal(channel, "getExpert", { key: "@acme/checker@9.9.9" })).toBe("not_found");
  });
});
