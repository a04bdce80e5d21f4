import { describe, expect, test } from "vitest";
import { parseDefinition } from "../../src/expert/definition.ts";
import { insertExpertRelease } from "../../src/packages/expert-release.ts";
import { definitionInput } from "../expert/support.ts";
import { rawEntry, rawTarball } from "../support/raw-tar.ts";
import { type RegistryOptions, startRegistry, type TestRegistry } from "../support/registry.ts";
import { type Files, publishBody, tarball } from "../support/tarball.ts";
import { startUpstream } from "../support/upstream.ts";

const name = "@acme/helper";

interface Shape {
  readonly name?: string;
  readonly version?: string;
  readonly delegates?: readonly string[];
  /** TOML after the base skill. */
  readonly more?: string;
  readonly pick?: readonly string[];
}

function toml({
  name: key = name,
  version = "1.0.0",
  delegates = [],
  more = "",
  pick,
}: Shape = {}) {
  return `[experts."${key}"]
version = "${version}"
description = "Helps"
instruction = "Help."
delegates = ${JSON.stringify(delegates)}

[experts."${key}".skills."@perstack/base"]
type = "mcpStdioSkill"
command = "npx"
packageName = "@perstack/base"
pick = ${JSON.stringify(pick ?? ["think"])}
${more}`;
}

async function publish(
  registry: TestRegistry,
  shape: Shape = {},
  files: Files = {},
  manifest = {},
) {
  const { name: key = name, version = "1.0.0" } = shape;
  return await registry.publish(
    key,
    version,
    { "perstack.toml": toml(shape), ...files },
    { manifest },
  );
}

async function refusal(
  response: Response,
): Promise<{ status: number; error: string; code: string }> {
  const { error, code } = (await response.json()) as { error: string; code: string };
  return { status: response.status, error, code };
}

async function start(options: RegistryOptions = {}): Promise<TestRegistry> {
  return await startRegistry(options);
}

function skill(called: string, lines: string): string {
  return `\n[experts."${name}".skills."${called}"]\ntype = "mcpStdioSkill"\ncommand = "npx"\n${lines}\n`;
}

describe("a package with a perstack.toml", () => {
  test("is an Expert, and says so in its manifest", async () => {
    await using registry = await start();
    await publish(registry, { name: "@acme/other", version: "2.0.0" });
    const answer = await publish(registry, {
      delegates: ["@acme/other@2.0.0"],
      pick: ["readTextFile"],
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).not.toHaveProperty("warnings");

    const { versions } = await registry.packument(name);
    expect(versions["1.0.0"]).toMatchObject({
      dependencies: { "@acme/other": "2.0.0" },
      expert: {
        key: `${name}@1.0.0`,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        skills: { "@perstack/base": { type: "mcpStdioSkill", command: "npx" } },
        delegates: [{ key: "@acme/other@2.0.0", pinning: "pinned" }],
        requiredEnv: [],
        capabilities: { filesystem: "read", subprocess: "none", network: "none" },
        risk: "medium",
        signature: "unsigned",
        warnings: [],
      },
    });
    const short = await registry.packument(name, { abbreviated: true });
    expect(short.versions["1.0.0"]?.["dependencies"]).toEqual({ "@acme/other": "2.0.0" });
  });

  test("tagged and floating delegates keep their wish", async () => {
    await using registry = await start();
    await publish(registry, { name: "@acme/a" });
    await publish(registry, { name: "@acme/b" });
    await registry.asOwner("/-/package/@acme%2fa/dist-tags/stable", {
      method: "PUT",
      json: "1.0.0",
    });
    const answer = await publish(registry, { delegates: ["@acme/a@stable", "@acme/b"] });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("npm-notice")).toContain("@acme/b may change at any time");
    expect(await answer.json()).toMatchObject({
      warnings: [expect.stringContaining("@acme/a@stable"), expect.stringContaining("@acme/b")],
    });
    const { versions } = await registry.packument(name);
    expect(versions["1.0.0"]?.["dependencies"]).toEqual({
      "@acme/a": "stable",
      "@acme/b": "latest",
    });
  });

  test("may hold text of some kinds, and its delegates as dependencies", async () => {
    await using registry = await start();
    await publish(registry, { name: "@acme/a" });
    const files = {
      "README.md": "# Hi",
      LICENSE: "MIT",
      "LICENSE-APACHE": "x",
      "CHANGELOG.md": "",
      "docs/more.md": "Grüße �",
      "intent.md": "x",
      "notes.txt": "x",
    };
    const manifest = {
      dependencies: { "@acme/a": "1.0.0" },
      devDependencies: { x: "1.0.0" },
      scripts: { test: "echo" },
    };
    const answer = await publish(registry, { delegates: ["@acme/a@1.0.0"] }, files, manifest);
    expect(await answer.text()).toContain('"ok":true');
  });

  test("a plain package cannot call itself one", async () => {
    await using registry = await start();
    await registry.publish(
      "@acme/lib",
      "1.0.0",
      { "a.js": "1;" },
      { manifest: { expert: { risk: "low" } } },
    );
    const { versions } = await registry.packument("@acme/lib");
    expect(versions["1.0.0"]).not.toHaveProperty("expert");
  });

  test("of the upstream is a plain package", async () => {
    await using upstream = startUpstream();
    await using registry = await start({ upstream });
    upstream.add("up", "1.0.0", { "perstack.toml": "no toml", "index.js": "1;" });
    expect((await registry.tarball("up", "1.0.0")).status).toBe(200);
  });
});

describe("an Expert is refused whole", () => {
  const base = { "perstack.toml": toml() };
  test.each<[string, Files, object, string]>([
    ["for code", { ...base, "run.sh": "echo" }, {}, '"run.sh"'],
    ["for JavaScript", { ...base, "index.js": "1;" }, {}, '"index.js"'],
    ["for code in a folder", { ...base, "docs/readme.js": "1;" }, {}, '"docs/readme.js"'],
    ["for a README that is code", { ...base, "README.js": "1;" }, {}, '"README.js"'],
    [
      "for a README that is binary",
      { ...base, "README.md": new Uint8Array([0xff, 0xfe, 0xfd]) },
      {},
      "UTF-8",
    ],
    ["for a NUL", { ...base, "a.txt": "a\0b" }, {}, "UTF-8"],
    ["for an executable text", { ...base, "a.txt": "#!/bin/sh\n" }, {}, "#!"],
    ["for client settings", { ...base, ".npmrc": "x=1" }, {}, '".npmrc"'],
    ["for a lifecycle script", base, { scripts: { postinstall: "x" } }, '"postinstall"'],
    ["for a prepare script", base, { scripts: { prepare: "x" } }, '"prepare"'],
    ["for a command", base, { bin: { x: "x.md" } }, "bin"],
    ["for a dependency", base, { dependencies: { lodash: "1.0.0" } }, '"lodash"'],
    ["for an optional one", base, { optionalDependencies: { a: "1" } }, "optionalDependencies"],
    ["for a peer", base, { peerDependencies: { a: "1" } }, "peerDependencies"],
    ["for a bundle", base, { bundleDependencies: ["a"] }, "bundleDependencies"],
    ["for another name", { "perstack.toml": toml({ name: "@acme/x" }) }, {}, '"@acme/x"'],
    [
      "for another version",
      { "perstack.toml": toml({ version: "1.0.1" }) },
      {},
      'version = "1.0.0"',
    ],
    ["for two Experts", { "perstack.toml": `${toml()}\n${toml({ name: "b" })}` }, {}, '"b"'],
    ["for none", { "perstack.toml": "model = 1" }, {}, "defines none"],
    ["for another spelling", { "Perstack.toml": toml() }, {}, "spelled"],
    ["for no TOML", { "perstack.toml": "[[" }, {}, "line 1"],
    [
      "for a definition that is not UTF-8",
      { "perstack.toml": new Uint8Array([0xe9, 0x3d]) },
      {},
      "UTF-8",
    ],
    [
      "for node",
      { "perstack.toml": toml({ more: skill("s", "").replace("npx", "node") }) },
      {},
      "npx or uvx",
    ],
    [
      "for a long instruction",
      { "perstack.toml": toml().replace("Help.", "x".repeat(21 * 1024)) },
      {},
      "20480",
    ],
    [
      "for args that run code",
      { "perstack.toml": toml({ more: skill("s", 'args = ["-c", "id"]') }) },
      {},
      "args",
    ],
    [
      "for args of another registry",
      {
        "perstack.toml": toml({ more: skill("s", 'args = ["--registry=https://x.example", "a"]') }),
      },
      {},
      "args",
    ],
    [
      "for args beside a package",
      { "perstack.toml": toml({ more: skill("s", 'packageName = "a"\nargs = ["x"]') }) },
      {},
      "both",
    ],
    [
      "for another base command",
      { "perstack.toml": `perstackBaseSkillCommand = ["x"]\n${toml()}` },
      {},
      "perstackBaseSkillCommand",
    ],
    [
      "for no base skill",
      { "perstack.toml": `[experts."${name}"]\ndescription = "x"\ninstruction = "x"` },
      {},
      "skills must include @perstack/base",
    ],
    [
      "for an unknown delegate",
      { "perstack.toml": toml({ delegates: ["@acme/nobody"] }) },
      {},
      "unknown delegate @acme/nobody",
    ],
    [
      "for itself as delegate",
      { "perstack.toml": toml({ delegates: [`${name}@1.0.0`] }) },
      {},
      "unknown delegate",
    ],
  ])("%s", async (_, files, manifest, said) => {
    await using registry = await start();
    const answer = await refusal(await registry.publish(name, "1.0.0", files, { manifest }));
    expect(answer.status).toBe(400);
    expect(answer.error).toContain(said);
    expect((await registry.fetch("/@acme%2fhelper")).status).toBe(404);
    // The number is not spent.
    expect((await publish(registry)).status).toBe(201);
  });

  test("for a link", async () => {
    await using registry = await start();
    const json = JSON.stringify({ name, version: "1.0.0" });
    const bytes = rawTarball(
      rawEntry({ name: "package/package.json" }, json),
      rawEntry({ name: "package/perstack.toml" }, toml()),
      rawEntry({ name: "package/a.md", type: "2", link: "package.json" }),
    );
    const answer = await registry.publish(name, "1.0.0", bytes);
    expect(answer.status).toBe(400);
  });

  test("for a delegate that is a plain package", async () => {
    await using registry = await start();
    await registry.publish("@acme/lib", "1.0.0", { "index.js": "1;" });
    expect((await refusal(await publish(registry, { delegates: ["@acme/lib"] }))).code).toBe(
      "unknown_delegate",
    );
  });

  test("unless the base skill is not asked for", async () => {
    await using registry = await start({ config: { experts: { require_base_skill: false } } });
    const bare = `[experts."${name}"]\ndescription = "x"\ninstruction = "x"`;
    expect((await registry.publish(name, "1.0.0", { "perstack.toml": bare })).status).toBe(201);
  });
});

describe("a publisher is warned, and the manifest says it too", () => {
  async function warningsOf(registry: TestRegistry, shape: Shape): Promise<readonly string[]> {
    const answer = await publish(registry, shape);
    expect(answer.status).toBe(201);
    const { warnings = [] } = (await answer.json()) as { warnings?: string[] };
    const { versions } = await registry.packument(shape.name ?? name);
    const shown = versions[shape.version ?? "1.0.0"]?.["expert"] as { warnings: string[] };
    expect(shown.warnings).toEqual(warnings);
    return warnings;
  }

  test("of a package named in args only", async () => {
    await using registry = await start();
    expect(await warningsOf(registry, { more: skill("web", 'args = ["-y", "server"]') })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("names its package in args only"),
        expect.stringContaining("does not exist in this registry"),
      ]),
    );
  });

  test("of allowedDomains, which nobody reads from a published Expert", async () => {
    await using registry = await start();
    const lines = 'packageName = "server@1.0.0"\npick = ["x"]\nallowedDomains = ["*.example.com"]';
    expect(await warningsOf(registry, { more: skill("a", lines) })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("the skill a lists allowedDomains, which are not published"),
      ]),
    );
  });

  test("of packages that do not exist, not of those that do", async () => {
    await using upstream = startUpstream();
    await using registry = await start({ upstream });
    upstream.add("server", "1.0.0");
    const more =
      skill("a", 'packageName = "server@1.0.0"\npick = ["x"]') +
      skill("b", 'packageName = "server@2.0.0"\npick = ["x"]') +
      skill("c", 'packageName = "missing@1.0.0"\npick = ["x"]');
    expect(await warningsOf(registry, { more })).toEqual([
      "the package server@2.0.0 of the skill b does not exist in this registry",
      "the package missing@1.0.0 of the skill c does not exist in this registry",
    ]);
  });

  test("of an upstream that is down, which fails nothing", async () => {
    await using upstream = startUpstream();
    await using registry = await start({ upstream });
    for (const path of ["/server", "/up"]) upstream.fail(path, { kind: "status", status: 503 });
    const more = skill("a", 'packageName = "server@1.0.0"\npick = ["x"]');
    expect(await warningsOf(registry, { more, delegates: ["up@1.0.0"] })).toEqual([
      "the delegate up@1.0.0 could not be looked up: the upstream did not answer",
      "the package server@1.0.0 of the skill a could not be looked up: the upstream did not answer",
    ]);
  });

  test("of a circle", async () => {
    await using registry = await start();
    await publish(registry, { name: "@acme/a" });
    await publish(registry, { name: "@acme/b", delegates: ["@acme/a"] });
    const warnings = await warningsOf(registry, {
      name: "@acme/a",
      version: "2.0.0",
      delegates: ["@acme/b@1.0.0"],
    });
    expect(warnings).toEqual(["it delegates in a circle: @acme/a → @acme/b@1.0.0 → @acme/a"]);
  });

  test("and a delegate passes its risk on", async () => {
    await using registry = await start();
    await publish(registry, { name: "@acme/a", pick: ["exec"] });
    await publish(registry, { delegates: ["@acme/a@1.0.0"] });
    const { versions } = await registry.packument(name);
    expect(versions["1.0.0"]?.["expert"]).toMatchObject({
      risk: "high",
      riskReason: "it delegates to @acme/a@1.0.0, whose risk is high",
    });
  });
});

test("a delegate of the upstream must exist there", async () => {
  await using upstream = startUpstream();
  await using registry = await start({ upstream });
  upstream.add("up", "1.0.0");
  expect((await refusal(await publish(registry, { delegates: ["up@2.0.0"] }))).code).toBe(
    "unknown_delegate",
  );
  expect((await publish(registry, { delegates: ["up@1.0.0"] })).status).toBe(201);
});

test("the same publish again is the same publish; a version that is delegated to stays", async () => {
  await using registry = await start();
  const bytes = tarball({ "perstack.toml": toml({ name: "@acme/a" }) }, { name: "@acme/a" });
  expect((await registry.publish("@acme/a", "1.0.0", bytes)).status).toBe(201);
  expect((await registry.publish("@acme/a", "1.0.0", bytes)).status).toBe(201);
  await publish(registry, { delegates: ["@acme/a"] });
  const { _rev } = await registry.packument("@acme/a");
  const gone = await registry.asOwner(`/@acme%2fa/-/a-1.0.0.tgz/-rev/${String(_rev)}`, {
    method: "DELETE",
  });
  expect(gone.status).toBe(403);
});

test("a staged Expert becomes one when it is approved", async () => {
  await using registry = await start();
  const bytes = tarball({ "perstack.toml": toml() }, { name });
  const staged = await registry.asOwner("/-/stage/package/@acme%2fhelper", {
    method: "POST",
    json: publishBody(name, "1.0.0", bytes),
  });
  const { stageId } = (await staged.json()) as { stageId: string };
  const done = await registry.asOwner(`/-/stage/${stageId}/approve`, { method: "POST", json: {} });
  expect(done.status).toBeLessThan(300);
  const { versions } = await registry.packument(name);
  expect(versions["1.0.0"]).toHaveProperty("expert.risk", "low");
});

describe("the status of an Expert on the npm side", () => {
  async function setStatus(registry: TestRegistry, key: string, status: string): Promise<void> {
    const path = `/api/registry/v1/experts/${encodeURIComponent(key)}`;
    const answer = await registry.asOwner(path, { method: "POST", json: { status } });
    expect(answer.status, await answer.clone().text()).toBe(200);
  }

  test("deprecated is npm's deprecation", async () => {
    await using registry = await start();
    await publish(registry);
    await setStatus(registry, `${name}@1.0.0`, "deprecated");
    const { versions } = await registry.packument(name, { abbreviated: true });
    expect(versions["1.0.0"]).toHaveProperty(
      "deprecated",
      "this Expert is deprecated by its publisher",
    );
  });

  test("disabled is gone from packuments, tags and search, but not from lock files", async () => {
    await using registry = await start();
    await publish(registry);
    await publish(registry, { version: "1.1.0" });
    await setStatus(registry, `${name}@1.1.0`, "disabled");
    const { versions, "dist-tags": tags } = await registry.packument(name);
    expect(Object.keys(versions)).toEqual(["1.0.0"]);
    expect(tags).toEqual({ latest: "1.0.0" });
    expect((await registry.tarball(name, "1.1.0")).status).toBe(200);
    const one = await registry.fetch("/@acme%2fhelper/1.1.0");
    expect((await refusal(one)).error).toContain("was disabled by its publisher");

    await setStatus(registry, `${name}@1.0.0`, "disabled");
    const found = await registry.fetch("/-/v1/search?text=helper");
    expect(await found.json()).toMatchObject({ objects: [] });
    const answer = await publish(registry, { name: "@acme/new", delegates: [`${name}@1.0.0`] });
    expect((await refusal(answer)).code).toBe("unknown_delegate");
  });
});

test("the same definition has the same digest and the same meaning over both faces", async () => {
  await using registry = await start();
  await publish(registry, { pick: ["readTextFile"] });
  await using other = await start();
  const sent = {
    name,
    version: "1.0.0",
    minRuntimeVersion: "v1.0",
    description: "Helps",
    instruction: "Help.",
    skills: {
      "@perstack/base": {
        type: "mcpStdioSkill",
        description: "@perstack/base skill",
        command: "npx",
        packageName: "@perstack/base",
        pick: ["readTextFile"],
      },
    },
    tags: ["latest"],
  };
  const path = "/api/registry/v1/experts/";
  const answer = await other.asOwner(path, { method: "POST", json: sent });
  expect(answer.status, await answer.clone().text()).toBe(200);
  const shown = (await registry.packument(name)).versions["1.0.0"]?.["expert"];
  expect((await other.packument(name)).versions["1.0.0"]?.["expert"]).toEqual(shown);
});

test.each(["@acme/a@1.0.0", "@acme/a", "@acme/a@latest"])(
  "of a publish and a removal of its delegate %s at the same time, one is refused",
  async (delegate) => {
    await using registry = await start();
    await publish(registry, { name: "@acme/a" });
    const { _rev } = await registry.packument("@acme/a");
    const [published, removed] = await Promise.all([
      publish(registry, { delegates: [delegate] }),
      registry.asOwner(`/@acme%2fa/-/a-1.0.0.tgz/-rev/${String(_rev)}`, { method: "DELETE" }),
    ]);
    expect([published.ok, removed.ok].filter(Boolean)).toHaveLength(1);
  },
);

test.each([
  ["@acme/a@stable", "disabled"],
  ["@acme/a", "disabled"],
  ["@acme/a@1.0.0", "disabled"],
  ["@acme/a@stable", "untagged"],
])("the transaction of a publish refuses the delegate %s once it is %s", async (key, change) => {
  await using registry = await start();
  await publish(registry, { name: "@acme/a" });
  const update = async (json: object) => {
    const path = "/api/registry/v1/experts/%40acme%2Fa%401.0.0";
    expect((await registry.asOwner(path, { method: "POST", json })).status).toBe(200);
  };
  await update({ tags: ["stable"] });
  // Looked up while all was well.
  const definition = parseDefinition(definitionInput({ name, delegates: [key] }));
  const release = { definition, intent: null, dependencies: {}, summary: {}, warnings: [] };
  await update(change === "disabled" ? { status: "disabled" } : { tags: [] });

  const stored = registry.app.db.write((tx) =>
    insertExpertRelease(tx, release, "owner", "2026-01-01T00:00:00Z"),
  );
  await expect(stored).rejects.toThrow(`unknown delegate ${key}; publish it first`);
});
