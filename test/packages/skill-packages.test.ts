import { describe, expect, test } from "vitest";
import type { Integrity } from "../../src/blobs/integrity.ts";
import { findReport, insertReport } from "../../src/gate/reports.store.ts";
import { parsePackageName } from "../../src/names/package-name.ts";
import { findVersion } from "../../src/packages/packages.store.ts";
import { insertHold } from "../../src/quarantine/quarantine.store.ts";
import type { Capabilities } from "../../src/scanner/report.ts";
import { type Answer, at, baseSkill, expertOf, startExperts } from "../support/experts.ts";
import type { TestRegistry } from "../support/registry.ts";
import { noCapabilities } from "../support/releases.ts";
import { startUpstream } from "../support/upstream.ts";

/** A registry with an upstream that has the package `server`, and @acme/x that runs it. */
async function start() {
  const upstream = startUpstream();
  const experts = await startExperts({ upstream });
  const { registry } = experts;
  const stack = new AsyncDisposableStack();
  stack.use(upstream);
  stack.use(experts);
  return {
    upstream,
    experts,
    registry,
    publish: (skill: object = {}, version = "1.0.0"): Promise<Answer> =>
      experts.publish("@acme/x", version, {
        skills: {
          "@perstack/base": { ...baseSkill, pick: ["think"] },
          serve: { ...baseSkill, packageName: "server@1.0.0", pick: ["a"], ...skill },
        },
      }),
    async summary(version = "1.0.0") {
      const { versions } = await registry.packument("@acme/x");
      return versions[version]?.["expert"] as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What a scan of a stored tarball would have said of its code. */
async function stateCapabilities(
  { app }: TestRegistry,
  origin: "upstream" | "hosted",
  packageName: string,
  integrity: Integrity,
  capabilities: Capabilities,
  risk: "low" | "medium" | "high" = "low",
): Promise<void> {
  const db = origin === "hosted" ? app.db : app.cacheDb;
  const role = { name: parsePackageName(packageName), version: "1.0.0", integrity };
  const report = await findReport(db, role);
  if (report === null) throw new Error(`nobody scanned ${packageName}`);
  const stated = { ...report, capabilities, risk };
  await db.write((tx) => insertReport(tx, role, stated, "2026-01-01T00:00:00Z"));
}

type World = Awaited<ReturnType<typeof start>>;

async function addScanned(
  { upstream, registry }: World,
  name: string,
  capabilities: Partial<Capabilities>,
  dependencies: Record<string, string> = {},
): Promise<void> {
  upstream.add(name, "1.0.0", {}, { manifest: { dependencies } });
  expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
  const { versions } = await registry.packument(name);
  const integrity = versions["1.0.0"]?.dist.integrity as Integrity;
  await stateCapabilities(registry, "upstream", name, integrity, {
    ...noCapabilities,
    ...capabilities,
  });
}

describe("an Expert can do what the packages of its skills can do", () => {
  const cases: [string, Partial<Capabilities>, object, RegExp][] = [
    ["nothing", {}, { risk: "low", capabilities: { unknown: [] } }, /reaches no file/],
    [
      "the network",
      { network: "outbound", hosts: ["api.example"] },
      { risk: "medium", capabilities: { network: "outbound", hosts: ["api.example"] } },
      /^server@1\.0\.0 of the skill serve uses the network; .*would lower the risk$/,
    ],
    [
      "reading files",
      { filesystem: "read" },
      { risk: "medium", capabilities: { filesystem: "read" } },
      /reads files/,
    ],
    [
      "secrets",
      { env: "read", secrets: ["API_KEY"], envNames: ["API_KEY"] },
      { risk: "medium", requiredEnv: [], capabilities: { env: "read", secrets: ["API_KEY"] } },
      /reads variables/,
    ],
    [
      "writing files",
      { filesystem: "write" },
      { risk: "high", capabilities: { filesystem: "write" } },
      /^server@1\.0\.0 of the skill serve writes files; .*would lower/,
    ],
    [
      "other programs",
      { subprocess: "allow" },
      { risk: "high", capabilities: { subprocess: "allow" } },
      /starts other programs/,
    ],
    [
      "what nobody can tell",
      { unknown: ["dynamic-module"] },
      { risk: "high" },
      /^it is not known all that server@1\.0\.0 of the skill serve does \(dynamic-module\)/,
    ],
  ];

  test.each(cases)("%s", async (_, capabilities, summary, reason) => {
    await using world = await start();
    await addScanned(world, "server", capabilities);
    expertOf(await world.publish());
    expect(await world.summary()).toMatchObject(summary);
    expect((await world.summary())["riskReason"]).toMatch(reason);
  });

  test("and what they need can do; what is not there to be scanned stays unknown", async () => {
    await using world = await start();
    await addScanned(world, "deep", { subprocess: "allow" });
    await addScanned(world, "middle", {}, { deep: "^1.0.0" });
    await addScanned(world, "server", {}, { middle: "npm:middle@1.x" });
    expertOf(await world.publish());
    expect(await world.summary()).toMatchObject({
      risk: "high",
      riskReason: expect.stringContaining("deep@1.0.0 of the skill serve starts other programs"),
    });

    await addScanned(world, "lonely", {}, { "not-there": "1" });
    expertOf(await world.publish({ packageName: "lonely@1.0.0" }, "2.0.0"));
    expect(await world.summary("2.0.0")).toMatchObject({
      risk: "high",
      capabilities: { unknown: ["what the package of the skill serve does"] },
    });
  });

  test("a package that nobody asked for yet is scanned for the publish", async () => {
    await using world = await start();
    world.upstream.add("server", "1.0.0");
    expertOf(await world.publish());
    const role = {
      name: parsePackageName("server"),
      version: "1.0.0",
      integrity: (await world.registry.packument("server")).versions["1.0.0"]?.dist
        .integrity as Integrity,
    };
    expect(await findReport(world.registry.app.cacheDb, role)).not.toBeNull();
  });

  test("packages of PyPI, and those that the upstream does not send, count as everything", async () => {
    await using world = await start();
    world.upstream.fail("/server", { kind: "status", status: 503 });
    expertOf(await world.publish());
    expertOf(await world.publish({ command: "uvx" }, "2.0.0"));
    for (const version of ["1.0.0", "2.0.0"]) {
      expect(await world.summary(version)).toMatchObject({
        risk: "high",
        riskReason: expect.stringContaining("it is not known what the package of the skill serve"),
      });
    }
  });

  test("a package that is published here is looked into too, and a delegate passes the risk on", async () => {
    await using world = await start();
    const { registry, experts } = world;
    await registry.publish("@acme/server", "1.0.0", { "index.js": "1;\n" });
    const name = parsePackageName("@acme/server");
    const stored = await findVersion(registry.app.db, name, "1.0.0");
    if (stored === null) throw new Error("it is not stored");
    const can: Capabilities = { ...noCapabilities, network: "outbound" };
    await stateCapabilities(registry, "hosted", name, stored.integrity, can);
    expertOf(await world.publish({ packageName: "@acme/server@1.0.0" }));
    expect(await world.summary()).toMatchObject({ risk: "medium" });

    const skills = { "@perstack/base": { ...baseSkill, pick: ["think"] } };
    expertOf(await experts.publish("@acme/y", "1.0.0", { skills, delegates: ["@acme/x@1.0.0"] }));
    const { versions } = await registry.packument("@acme/y");
    expect(versions["1.0.0"]?.["expert"]).toMatchObject({
      risk: "medium",
      riskReason: "it delegates to @acme/x@1.0.0, whose risk is medium",
    });
  });
});

describe("variables of a skill and of its package's code", () => {
  const used = { env: "read", envNames: ["SERVICE_URL", "API_KEY"], secrets: ["API_KEY"] } as const;

  test("one that is given and never read is a warning, one that is read and not given a note", async () => {
    await using world = await start();
    await addScanned(world, "server", used);
    expertOf(await world.publish({ requiredEnv: ["SERVICE_URL", "OTHER_URL"] }));
    expect(await world.summary()).toMatchObject({
      requiredEnv: ["OTHER_URL", "SERVICE_URL"],
      warnings: ["the skill serve is given OTHER_URL, which its package never reads"],
      notes: ["the package of the skill serve reads API_KEY, which it is not given"],
    });
  });

  test.each<[string, Partial<Capabilities>, object]>([
    ["all of it is used", used, { requiredEnv: ["SERVICE_URL", "API_KEY"] }],
    ["it reads all variables", { ...used, envBulk: true }, { requiredEnv: ["API_KEY", "OTHER"] }],
    ["not all of it is known", { unknown: ["unparsed"] }, { requiredEnv: ["OTHER"] }],
  ])("nothing is said when %s", async (_, capabilities, skill) => {
    await using world = await start();
    await addScanned(world, "server", capabilities);
    expertOf(await world.publish(skill));
    const { warnings, notes } = await world.summary();
    expect([warnings, notes]).toEqual([[], undefined]);
  });
});

describe("a package that is withheld", () => {
  async function hold({ registry }: World): Promise<void> {
    const { versions } = await registry.packument("server");
    const integrity = versions["1.0.0"]?.dist.integrity as Integrity;
    const role = { name: parsePackageName("server"), version: "1.0.0", integrity };
    expect((await registry.tarball("server", "1.0.0")).status).toBe(200);
    const report = await findReport(registry.app.cacheDb, role);
    if (report === null) throw new Error("nobody scanned it");
    const held = { ...role, origin: "upstream", size: 1 } as const;
    await registry.app.db.write((tx) =>
      insertHold(tx, { ...held, report: { ...report, verdict: "block" } }, "2026-01-01T00:00:00Z"),
    );
    registry.app.events.emit("packageChanged", { name: role.name });
  }

  test("refuses the publish, and the number is not spent", async () => {
    await using world = await start();
    world.upstream.add("server", "1.0.0");
    await hold(world);
    const { status, body } = await world.publish();
    expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
    expect(body.reason).toMatch(
      /^the package server@1\.0\.0 of the skill serve is withheld .*agentregistry why server/,
    );
    expect((await world.experts.get(at("@acme/x"))).status).toBe(404);

    world.upstream.add("server", "1.0.1");
    expertOf(await world.publish({ packageName: "server@1.0.1" }));
  });

  test("a floating one means the version that clients would get", async () => {
    await using world = await start();
    const writer = 'require("node:fs").writeFileSync("a.txt", "a");';
    world.upstream.add("server", "0.9.0", { "index.js": writer });
    world.upstream.add("server", "1.0.0");
    await hold(world);
    expertOf(await world.publish({ packageName: "server" }));
    const { risk, riskReason } = await world.summary();
    expect([risk, riskReason]).toEqual(["high", expect.stringContaining("server@0.9.0")]);
  });
});
