import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { findNode, run } from "../support/process.ts";
import { testKey } from "../support/signing.ts";
import { digestsOf, tarball } from "../support/tarball.ts";
import { hasNode, startWorld, type World } from "./client.ts";

const npmCli = resolve(import.meta.dirname, "../../node_modules/npm/bin/npm-cli.js");

/**
 * npm asks the public trust root of Sigstore for the keys of a registry first, and fails when it cannot
 * reach it. This stands in for that one answer: the trust root does not know this registry.
 */
const trustRoot = `
const Module = require("node:module");
const load = Module._load;
const unknown = () => Promise.reject(Object.assign(new Error("no such target"), {
  code: "TUF_FIND_TARGET_ERROR",
}));
Module._load = function (request, ...rest) {
  const real = load.call(this, request, ...rest);
  return request === "@sigstore/tuf" ? { ...real, initTUF: async () => ({ getTarget: unknown }) } : real;
};
`;

async function installed(world: World): Promise<string> {
  const key = testKey();
  const body = JSON.stringify({ keys: [key.listed] });
  world.upstream.fail("/-/npm/v1/keys", { kind: "body", body });
  const bytes = tarball({ "index.js": "1" }, { name: "lib", version: "1.0.0" });
  const { integrity } = digestsOf(bytes);
  const signatures = [key.sign("lib", "1.0.0", integrity)];
  world.upstream.add("lib", "1.0.0", {}, { bytes, dist: { signatures } });

  const own = world.project({ name: "@acme/own", version: "1.0.0" }, { "index.js": "2" });
  await world.cli("login");
  await world.npmOk(["publish"], own);
  const project = world.project({}, { "trust-root.cjs": trustRoot });
  await world.npmOk(["install", "lib", "@acme/own"], project);
  return project;
}

describe.skipIf(!hasNode)("npm audit signatures", { timeout: 60_000 }, () => {
  test("passes for a tree of packages from here and from the upstream", async () => {
    await using world = await startWorld();
    const project = await installed(world);
    const command = [
      findNode() ?? "node",
      "--require",
      join(project, "trust-root.cjs"),
      npmCli,
      "audit",
      "signatures",
    ];
    const { stdout, stderr, code } = await run(command, {
      cwd: project,
      env: { HOME: world.userHome, npm_config_globalconfig: join(project, "no-npmrc") },
    });

    expect(`${stdout} ${stderr}`).toContain("2 packages have verified registry signatures");
    expect(code).toBe(0);
  });
});
