import { describe, expect, test } from "vitest";
import { capabilitiesOf, riskOf } from "../../src/scanner/capabilities.ts";
import type { ApiUse } from "../../src/scanner/code/atoms.ts";
import { codeFile } from "../support/code-facts.ts";
import { packageView } from "../support/package-view.ts";

function use(
  capability: ApiUse["capability"],
  name = "",
  surface: ApiUse["surface"] = "load",
): ApiUse {
  return { capability, name, file: "index.js", line: 3, surface };
}

function of(...uses: readonly ApiUse[]) {
  return capabilitiesOf(packageView({ code: { uses } }));
}

describe("capabilities", () => {
  test("are what the reachable code uses, sorted and once", () => {
    const can = of(
      use("network.out", "b.example.test"),
      use("network.out", "a.example.test"),
      use("network.out", "a.example.test"),
      use("network.in"),
      use("fs.read"),
      use("fs.write"),
      use("env", "ACME_REGION"),
      use("env", "NODE_ENV"),
      use("secret", "NPM_TOKEN"),
      use("subprocess", "git", "call"),
      use("wasm", "", "dormant"),
    );
    expect(can).toMatchObject({
      network: "both",
      hosts: ["a.example.test", "b.example.test"],
      dynamicHosts: false,
      filesystem: "write",
      env: "read",
      envNames: ["ACME_REGION"],
      envBulk: false,
      subprocess: "allow",
      commands: ["git"],
      secrets: ["NPM_TOKEN"],
      wasm: false,
      installScripts: false,
      unknown: [],
    });
  });

  test("variables that only configure are no reading of the environment", () => {
    expect(of(use("env", "NODE_ENV"), use("env", "npm_config_user_agent"))).toMatchObject({
      env: "none",
      envNames: [],
      evidence: [],
    });
  });

  test("the evidence is where it acts earliest", () => {
    const uses = [use("subprocess", "", "cli"), { ...use("subprocess", "", "install"), line: 9 }];
    expect(of(...uses).evidence).toEqual([
      { capability: "subprocess", file: "index.js", line: 9, surface: "install" },
    ]);
  });

  test("a hook is told even when it does nothing", () => {
    const manifest = { scripts: { postinstall: "node -v" } };
    expect(capabilitiesOf(packageView({ manifest })).installScripts).toBe(true);
  });

  test("code that nobody could read is unknown", () => {
    const files = [codeFile("index.js", { reading: "unparsed" })];
    expect(capabilitiesOf(packageView({ code: { files, limitsHit: ["steps"] } })).unknown).toEqual([
      "steps",
      "unparsed",
    ]);
  });
});

describe("risk", () => {
  test.each<[string, readonly ApiUse[], string]>([
    ["pure computation", [], "low"],
    ["configuration", [use("env", "CI")], "low"],
    ["a server", [use("network.in")], "medium"],
    ["requests", [use("network.out", "a.example.test")], "medium"],
    ["reading files", [use("fs.read")], "medium"],
    ["reading variables", [use("env", "ACME_REGION")], "medium"],
    ["secrets", [use("secret", "NPM_TOKEN")], "medium"],
    ["native code", [use("native")], "medium"],
    ["writing files", [use("fs.write")], "high"],
    ["starting processes", [use("subprocess", "git")], "high"],
    ["what cannot be told", [use("unknown", "dynamic-module")], "high"],
    ["a writer that nothing reaches", [use("fs.write", "", "dormant")], "low"],
  ])("of %s", (_, uses, risk) => {
    expect(riskOf(of(...uses))).toBe(risk);
  });
});
