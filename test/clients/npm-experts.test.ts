import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { hasNode, startWorld, type World } from "./client.ts";

const timeout = 90_000;
const examples = resolve(import.meta.dirname, "../../examples");
const all = ["fact-checker", "researcher", "release-notes"] as const;

/** A registry that holds the examples, published as their README says. */
async function startWithExamples(): Promise<World> {
  const world = await startWorld();
  await world.cli("login");
  for (const name of all) await world.npmOk(["publish"], example(world, name));
  return world;
}

function example(world: World, name: string): string {
  const folder = join(world.folder({}), name);
  cpSync(join(examples, name), folder, { recursive: true });
  return folder;
}

describe.skipIf(!hasNode)("npm and Experts", { timeout }, () => {
  test("install brings an Expert and everybody whom it delegates to", async () => {
    await using world = await startWithExamples();
    const project = world.project();
    await world.npmOk(["install", "@acme/release-notes"], project);
    for (const name of all) {
      const installed = readFileSync(join(project, "node_modules/@acme", name, "perstack.toml"));
      expect(installed.equals(readFileSync(join(examples, name, "perstack.toml")))).toBe(true);
    }
    const lock = readFileSync(join(project, "package-lock.json"), "utf8");
    expect(lock).toContain('"node_modules/@acme/fact-checker"');

    world.emptyClientCache();
    const again = world.project();
    mkdirSync(join(again, "x"));
    cpSync(join(project, "package.json"), join(again, "package.json"));
    cpSync(join(project, "package-lock.json"), join(again, "package-lock.json"));
    await world.npmOk(["ci"], again);
    expect(existsSync(join(again, "node_modules/@acme/researcher/perstack.toml"))).toBe(true);
  });

  test("bun installs the tree too", async () => {
    await using world = await startWithExamples();
    const project = world.project();
    const installed = await world.bun(["add", "@acme/release-notes"], project);
    expect(installed.code, installed.stderr).toBe(0);
    for (const name of all) {
      expect(existsSync(join(project, "node_modules/@acme", name, "perstack.toml"))).toBe(true);
    }
  });

  test("view shows what an Expert is", async () => {
    await using world = await startWithExamples();
    const shown = await world.npmOk(
      ["view", "@acme/researcher", "expert", "--json"],
      world.folder({}),
    );
    expect(JSON.parse(shown.stdout)).toMatchObject({
      key: "@acme/researcher@1.0.0",
      risk: "medium",
      signature: "unsigned",
      delegates: [{ key: "@acme/fact-checker@1.0.0", pinning: "pinned" }],
    });
  });

  test("publish prints what its author should know", async () => {
    await using world = await startWithExamples();
    const toml = readFileSync(join(examples, "release-notes/perstack.toml"), "utf8");
    const folder = world.project(
      { name: "@acme/release-notes", version: "1.0.1" },
      { "perstack.toml": toml.replace('version = "1.0.0"', 'version = "1.0.1"') },
    );
    const published = await world.npmOk(["publish"], folder);
    expect(published.stderr).toContain("the delegate @acme/fact-checker may change at any time");
  });

  test("publish prints why code is refused", async () => {
    await using world = await startWithExamples();
    const toml = readFileSync(join(examples, "researcher/perstack.toml"), "utf8");
    const folder = world.project(
      { name: "@acme/researcher", version: "1.0.1", scripts: { install: "node run.js" } },
      { "perstack.toml": toml.replace('version = "1.0.0"', 'version = "1.0.1"'), "run.js": "1;" },
    );
    const refused = await world.npm(["publish"], folder);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('the Expert is refused: "run.js"');
  });
});
