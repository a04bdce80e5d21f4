import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { bunPath, type Ended, run } from "../support/process.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { isInstalled, startWorld, type World } from "./client.ts";

const timeout = 60_000;
const folder = resolve(import.meta.dirname, "../../packages/bun-security-scanner");
const name = "@agentregistry/bun-security-scanner";
const bunfig = `[install.security]\nscanner = "${name}"\n`;

function bun(world: World, args: readonly string[], cwd: string, url?: string): Promise<Ended> {
  const env = { HOME: world.userHome, AGENTREGISTRY_URL: url ?? world.registry.url };
  return run([bunPath, ...args], { cwd, env });
}

/** A project that has the scanner, which comes from the registry like everything else. */
async function guarded(world: World): Promise<string> {
  await world.cli("login");
  const text = (file: string) => readFileSync(join(folder, file), "utf8");
  const files = { "scanner.ts": text("scanner.ts"), "README.md": text("README.md") };
  const published = await world.bun(
    ["publish"],
    world.project(JSON.parse(text("package.json")) as object, files),
  );
  expect(published).toMatchObject({ code: 0 });
  const project = world.project();
  expect(await bun(world, ["add", "-d", name], project)).toMatchObject({ code: 0 });
  await Bun.write(join(project, "bunfig.toml"), bunfig);
  return project;
}

describe("the security scanner inside bun add", { timeout }, () => {
  test("lets clean packages through, and stops what the registry holds with its reason", async () => {
    await using world = await startWorld();
    const { upstream } = world;
    upstream.add("good", "1.0.0", { "index.js": "module.exports = 1;\n" });
    upstream.add("bad", "1.0.0", hookFiles, { manifest: hookManifest });
    const project = await guarded(world);
    const good = await bun(world, ["add", "good"], project);
    const bad = await bun(world, ["add", "bad"], project);

    expect([good.code, isInstalled(project, "good/index.js")]).toEqual([0, true]);
    expect(bad.code).not.toBe(0);
    expect(bad.stdout + bad.stderr).toMatch(/FATAL/i);
    expect(bad.stdout + bad.stderr).toContain("bad@1.0.0 (INS-01");
    expect(bad.stdout + bad.stderr).not.toMatch(/payload-7f3a|attacker/);
    expect(isInstalled(project, "bad/package.json")).toBe(false);
  });

  test("stops when the registry that it asks does not answer", async () => {
    await using world = await startWorld();
    world.upstream.add("good", "1.0.0");
    const project = await guarded(world);
    const nowhere = await bun(world, ["add", "good"], project, world.upstream.url);

    expect(nowhere.code).not.toBe(0);
    expect(isInstalled(project, "good/package.json")).toBe(false);
  });
});
