import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkClients, checkNpmrc } from "../../src/cli/doctor/clients.ts";
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { runInside } from "../support/command.ts";
import { startProcess, temporaryFolder } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";

interface World {
  readonly folder: string;
  readonly home: string;
  readonly env: Record<string, string>;
}

/** A home that was used once, in a folder of its own, and what doctor says after `harm`. */
async function examined(harm: (world: World) => void, args: readonly string[] = []) {
  using folder = temporaryFolder();
  const home = join(folder.path, "home");
  {
    await using registry = await startRegistry({ home });
    await registry.publish("@acme/one", "1.0.0");
  }
  chmodSync(home, 0o700);
  // Any free port, as the usual one may be somebody's here.
  const env = {
    HOME: folder.path,
    AGENTREGISTRY_HOME: home,
    AGENTREGISTRY_UPSTREAM: "none",
    AGENTREGISTRY_PORT: "0",
  };
  harm({ folder: folder.path, home, env });
  const { code, out } = await runInside(["doctor", "--json", ...args], env);
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] };
  const wrong = findings.filter(({ state }) => state === "wrong");
  return { code, ok, findings, wrong, checks: wrong.map(({ check }) => check) };
}

describe("doctor", () => {
  test("finds nothing wrong with a home as it should be, and tells what it looked at", async () => {
    const { code, ok, wrong, findings } = await examined(() => undefined);
    expect([code, ok, wrong]).toEqual([0, true, []]);
    const checks = ["server", "home", "lock", "database", "cache", "disk", "secrets", "port"];
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([...checks, "upstream", "clock", "clients", "tokens", "npm cache"]),
    );
  });

  test.each([
    ["home", "a home that others can read", ({ home }: World) => chmodSync(home, 0o755)],
    [
      "secrets",
      "a token that others can read",
      ({ home }: World) => chmodSync(join(home, "owner-token"), 0o644),
    ],
    [
      "database",
      "a database that is damaged",
      ({ home }: World) => writeFileSync(join(home, "data", "registry.db"), "x".repeat(9000)),
    ],
    [
      "cache",
      "a cache that is damaged",
      ({ home }: World) => writeFileSync(join(home, "cache", "upstream.db"), "x".repeat(9000)),
    ],
    [
      "upstream",
      "an upstream that does not answer",
      ({ env }: World) => {
        env["AGENTREGISTRY_UPSTREAM"] = "http://127.0.0.1:1";
      },
    ],
    [
      "tokens",
      "an .npmrc with a token that others can read",
      ({ folder }: World) => {
        writeFileSync(join(folder, ".npmrc"), "//npm.acme.test/:_authToken=x\n", { mode: 0o644 });
      },
    ],
    [
      "clients",
      "clients that are sent to a port where it is not",
      ({ folder }: World) => {
        writeFileSync(join(folder, ".npmrc"), "registry=http://localhost:9/\n", { mode: 0o600 });
      },
    ],
  ])("names the %s: %s, with what helps", async (check, _what, harm) => {
    const found = await examined(harm);
    expect([found.code, found.ok, found.checks]).toEqual([1, false, [check]]);
    expect(found.wrong[0]?.fix).toEqual(expect.stringMatching(/\w{3}/));
  });

  test("names a port that something else uses", async () => {
    using other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
    const found = await examined(({ env }) => {
      env["AGENTREGISTRY_PORT"] = String(other.port);
    });
    expect(found.checks).toEqual(["port"]);
  });

  test.each([
    [0, [] as string[]],
    [60_000, []],
    [-600_000, ["clock"]],
    [600_000, ["clock"]],
  ])("compares the clock with the upstream's: %d ms apart", async (apart, checks) => {
    const date = () => new Date(Date.now() + apart).toUTCString();
    using upstream = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: () => new Response(null, { headers: { date: date() } }),
    });
    const found = await examined(({ env }) => {
      env["AGENTREGISTRY_UPSTREAM"] = upstream.url.href;
    });
    expect(found.checks).toEqual(checks);
  });

  test("knows the registry that runs as ours", async () => {
    using folder = temporaryFolder();
    await using registry = await startProcess({ home: folder.path });
    const { port } = new URL(registry.url);
    chmodSync(folder.path, 0o700);
    const env = {
      ...{ HOME: folder.path, AGENTREGISTRY_HOME: folder.path },
      ...{ AGENTREGISTRY_UPSTREAM: "none", AGENTREGISTRY_PORT: port },
    };
    const { code, out } = await runInside(["doctor"], env);
    expect(code, out).toBe(0);
    expect(out).toMatch(/ok +server .* answers/);
    expect(out).toMatch(/ok +port .* the one of the registry that runs/);
  });
});

describe("the registry that clients ask", () => {
  const registry = "http://localhost:4873";
  const judged = (files: Record<string, string>, env: Record<string, string> = {}) => {
    using folder = temporaryFolder();
    const [at, userHome] = [join(folder.path, "project"), join(folder.path, "user")];
    for (const path of [at, userHome]) mkdirSync(path);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder.path, path), text);
    return checkClients({ env, userHome, folder: at, registry }).map(({ state, message }) => ({
      state,
      message,
    }));
  };

  test.each([
    [{ "project/.npmrc": "registry=http://localhost:4873/" }, "ok", "npm"],
    [{ "project/.npmrc": "registry = http://127.0.0.1:4873" }, "ok", "npm"],
    [{ "user/.npmrc": "a=b\nregistry=https://npm.other.test/" }, "note", "npm"],
    [{ "project/.npmrc": "registry=https://localhost:4873/" }, "wrong", "npm"],
    [{ "project/.npmrc": "registry=http://localhost:4874/" }, "wrong", "npm"],
    [{ "project/.npmrc": "registry=nonsense" }, "wrong", "npm"],
    [{ "project/.yarnrc": 'registry "http://localhost:4873"' }, "ok", "yarn classic"],
    [{ "project/.yarnrc.yml": 'npmRegistryServer: "http://localhost:4873"' }, "ok", "yarn berry"],
    [{ "project/.yarnrc.yml": "npmRegistryServer: http://[::1]:9" }, "wrong", "yarn berry"],
    [{ "project/bunfig.toml": '[install]\nregistry = "http://localhost:9"' }, "wrong", "bun"],
    [{ "project/bunfig.toml": '[install.registry]\nurl = "http://localhost:4873"' }, "ok", "bun"],
  ])("%j is %s for %s", (files, state, clients) => {
    expect(judged(files as Record<string, string>)[0]).toMatchObject({
      state,
      message: expect.stringContaining(clients),
    });
  });

  test("a scope of its own, and a comment, say nothing about all names", () => {
    const text = "@acme:registry=https://npm.acme.test/\n; registry=http://localhost:1/\n";
    expect(judged({ "project/.npmrc": text })).toEqual([
      { state: "note", message: expect.stringContaining("for @acme") },
      { state: "note", message: expect.stringContaining("no client is set") },
    ]);
  });

  test("a variable counts, and a password in an address is never shown", () => {
    const env = { npm_config_registry: "https://me:secret@npm.other.test/x" };
    const [first] = judged({}, env);
    expect(first).toMatchObject({ state: "note", message: expect.stringContaining("npm.other") });
    expect(JSON.stringify(first)).not.toContain("secret");
  });

  test("an .npmrc of the user alone is fine, whatever it holds", () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, ".npmrc"), "//npm.acme.test/:_authToken=x\n", { mode: 0o600 });
    expect(checkNpmrc(folder.path, {}).state).toBe("ok");
  });
});
