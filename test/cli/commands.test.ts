import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { printable, table } from "../../src/cli/terminal.ts";
import { runInside } from "../support/command.ts";
import { hostileFiles, hostileManifest } from "../support/hostile.ts";
import { startRegistry } from "../support/registry.ts";
import { tarball } from "../support/tarball.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A home of its own for each test, without an upstream. */
function environment(): { AGENTREGISTRY_HOME: string; AGENTREGISTRY_UPSTREAM: string } {
  return { AGENTREGISTRY_HOME: join(folder, String(count++)), AGENTREGISTRY_UPSTREAM: "none" };
}

/** A home in which a publish is held. */
async function withHold() {
  const env = environment();
  await mkdir(env.AGENTREGISTRY_HOME, { recursive: true });
  await using registry = await startRegistry({ home: env.AGENTREGISTRY_HOME });
  await registry.publish("@acme/lib", "1.0.0", hostileFiles, { manifest: hostileManifest });
  return env;
}

describe("exit codes", () => {
  test.each([
    [["--help"], 0],
    [["--version"], 0],
    [["quarantine", "--help"], 0],
    [["quarantine", "approve", "--help"], 0],
    [[], 2],
    [["nonsense"], 2],
    [["quarantine", "nonsense"], 2],
    [["quarantine", "list", "--nonsense"], 2],
    [["quarantine", "list", "--state", "lost"], 2],
    [["quarantine", "approve", "lib@1.0.0"], 2],
    [["quarantine", "show"], 2],
    [["token", "revoke"], 2],
    [["scan"], 2],
    [["scan", "/nothing/there"], 1],
    [["config", "--config", "/nothing/there.toml"], 1],
  ])("%j is %d", async (args, code) => {
    const outcome = await runInside(args, environment());
    expect(outcome.code, outcome.error).toBe(code);
    expect((code === 0 ? outcome.out : outcome.error).length).toBeGreaterThan(0);
    expect(code === 0 ? outcome.error : outcome.out).toBe("");
  });
});

describe("quarantine", () => {
  test("list, show and approve, one after the other", async () => {
    const env = await withHold();
    const empty = await runInside(["quarantine", "list"], environment());
    const list = await runInside(["quarantine", "list"], env);
    const show = await runInside(["quarantine", "show", "@acme/lib@1.0.0"], env);

    expect(empty).toEqual({ code: 0, out: "nothing waits for a decision", error: "" });
    expect(list.out).toMatch(
      /^PACKAGE +STATE +POINTS +RULES +SOURCE +SINCE\n@acme\/lib@1\.0\.0 +held +\d+ +.*INS-01/,
    );
    expect(show.out).toMatch(/^@acme\/lib@1\.0\.0 {2}held\n/);
    expect(show.out).toContain("INS-01");
    expect(show.out).toContain("agentregistry quarantine approve ");

    const approved = await runInside(
      ["quarantine", "approve", "@acme/lib@1.0.0", "--reason", "ours"],
      env,
    );
    expect(approved).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^approved @acme\/lib@1\.0\.0 \(sha512-/),
    });
    expect((await runInside(["quarantine", "list"], env)).out).toBe("nothing waits for a decision");
    expect((await runInside(["quarantine", "list", "--state", "approved"], env)).out).toContain(
      "@acme/lib@1.0.0",
    );
  });

  test("reject and rescan", async () => {
    const env = await withHold();
    const rescanned = await runInside(["quarantine", "rescan", "@acme/lib@1.0.0"], env);
    const rejected = await runInside(
      ["quarantine", "reject", "@acme/lib@1.0.0", "--reason", "no"],
      env,
    );

    expect(rescanned).toMatchObject({ code: 0, out: expect.stringContaining("INS-01") });
    expect(rejected).toMatchObject({ code: 0, out: expect.stringMatching(/^rejected @acme\/lib/) });
  });

  test("a refusal is a sentence on stderr and 1", async () => {
    const env = await withHold();
    for (const args of [
      ["show", "nothing@1.0.0"],
      ["approve", "nothing@1.0.0", "--reason", "x"],
      ["approve", "@acme/lib@1.0.0", "--reason", " "],
      ["approve", "@acme/lib@1.0.0", "--reason", "x", "--integrity", "sha512-other"],
    ]) {
      const outcome = await runInside(["quarantine", ...args], env);
      expect(outcome, args.join(" ")).toEqual({
        code: 1,
        out: "",
        error: expect.stringMatching(/^agentregistry: .+/),
      });
    }
    expect((await runInside(["quarantine", "list"], env)).out).toContain("held");
  });

  test("answers JSON with --json, for every subcommand", async () => {
    const env = await withHold();
    const json = async (...args: string[]) =>
      JSON.parse((await runInside(["quarantine", ...args, "--json"], env)).out) as unknown;

    expect(await json("list")).toMatchObject([{ name: "@acme/lib", state: "held" }]);
    expect(await json("show", "@acme/lib@1.0.0")).toMatchObject({ state: "held" });
    expect(await json("rescan", "@acme/lib@1.0.0")).toMatchObject({ state: "held" });
    expect(await json("approve", "@acme/lib@1.0.0", "--reason", "x")).toMatchObject({
      state: "approved",
      ruling: { reason: "x", person: "owner" },
    });
  });
});

describe("tokens and organizations", () => {
  test("a new key stands alone on stdout, for scripts", async () => {
    const env = environment();
    const org = await runInside(["org", "create", "acme"], env);
    const made = await runInside(["token", "create", "--org", "acme", "--name", "ci"], env);
    const list = await runInside(["token", "list"], env);

    expect(org).toEqual({ code: 0, out: "@acme belongs to this registry", error: "" });
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^areg_[\w-]{43}$/),
      error: "",
    });
    expect(list.out).toMatch(/org:acme/);
    expect(list.out).not.toContain(made.out);
    expect((await runInside(["org", "list"], env)).out).toMatch(/@acme/);
  });

  test("a key ends with revoke", async () => {
    const env = environment();
    const made = JSON.parse((await runInside(["token", "create", "--json"], env)).out) as {
      id: string;
      secret: string;
    };
    const revoked = await runInside(["token", "revoke", made.id.slice(0, 8)], env);
    expect(revoked).toMatchObject({ code: 0, out: expect.stringContaining(`revoked ${made.id}`) });
    expect((await runInside(["token", "list"], env)).out).toContain("revoked");
    expect(await runInside(["token", "revoke", "nothing"], env)).toMatchObject({
      code: 1,
      out: "",
    });
  });

  test("what cannot be is refused with the registry's sentence", async () => {
    const env = environment();
    expect(await runInside(["token", "create", "--org", "nobody"], env)).toMatchObject({
      code: 1,
      error: expect.stringContaining("there is no organization nobody"),
    });
    expect((await runInside(["org", "create", "Not A Scope"], env)).code).toBe(1);
    expect((await runInside(["token", "create", "--scope", "root"], env)).code).toBeOneOf([1, 2]);
  });

  test("claim takes a name", async () => {
    const env = environment();
    expect(await runInside(["claim", "lodash"], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("lodash"),
    });
    expect((await runInside(["claim", "../x"], env)).code).toBe(1);
  });
});

describe("scan", () => {
  test("a tarball: clean is 0, a block is 1 with the finding", async () => {
    const good = join(folder, "good.tgz");
    const bad = join(folder, "bad.tgz");
    await writeFile(good, tarball({ "index.js": "1" }));
    await writeFile(bad, tarball(hostileFiles, hostileManifest));
    const env = environment();
    const blocked = await runInside(["scan", bad], env);

    expect(await runInside(["scan", good], env)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^clean: /),
    });
    expect(blocked).toMatchObject({ code: 1, out: expect.stringMatching(/^block: [\s\S]*INS-01/) });
    expect(JSON.parse((await runInside(["scan", bad, "--json"], env)).out)).toMatchObject({
      verdict: "block",
      findings: expect.arrayContaining([expect.objectContaining({ ruleId: "INS-01" })]),
    });
    expect(existsSync(env.AGENTREGISTRY_HOME)).toBe(false);
  });

  test("a folder, without what is never packed", async () => {
    const project = join(folder, "project");
    await mkdir(join(project, "node_modules", "dep"), { recursive: true });
    await writeFile(join(project, "package.json"), '{"name":"p","version":"1.0.0"}');
    await writeFile(
      join(project, "node_modules", "dep", "package.json"),
      JSON.stringify(hostileManifest),
    );
    expect(await runInside(["scan", project], environment())).toMatchObject({ code: 0 });

    await writeFile(
      join(project, "package.json"),
      JSON.stringify({ name: "p", version: "1.0.0", ...hostileManifest }),
    );
    expect(await runInside(["scan", project], environment())).toMatchObject({
      code: 1,
      out: expect.stringContaining("INS-01"),
    });
  });

  test("what is no tarball is a block, not an error", async () => {
    const path = join(folder, "junk.tgz");
    await writeFile(path, "junk");
    expect(await runInside(["scan", path], environment())).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^block: /),
    });
  });
});

describe("login and logout", () => {
  test("write a token into .npmrc, keep the other lines, and take it out again", async () => {
    const env = environment();
    const npmrc = join(folder, "npmrc");
    const theirs =
      "; mine\n\nregistry=https://elsewhere.invalid/\n//elsewhere.invalid/:_authToken=keep\n";
    await writeFile(npmrc, theirs, { mode: 0o644 });
    vi.stubEnv("NPM_CONFIG_USERCONFIG", npmrc);
    const all = { ...env, NPM_CONFIG_USERCONFIG: npmrc };
    const first = await runInside(["login"], all);
    const again = await runInside(["login"], all);
    const text = await readFile(npmrc, "utf8");
    const lines = text.split("\n").filter((line) => line.startsWith("//localhost:4873/"));
    const secret = lines[0]?.split("=")[1] ?? "";

    expect([first.code, again.code]).toEqual([0, 0]);
    expect(first.out + again.out).not.toContain("areg_");
    expect(lines).toEqual([
      expect.stringMatching(/^\/\/localhost:4873\/:_authToken=areg_[\w-]{43}$/),
    ]);
    expect(text.startsWith(theirs)).toBe(true);
    expect((await stat(npmrc)).mode & 0o777).toBe(0o600);
    const who = async () => {
      await using registry = await startRegistry({ home: env.AGENTREGISTRY_HOME });
      return [
        (await registry.fetch("/-/whoami", { token: secret })).status,
        (await registry.fetch("/-/admin/tokens", { token: secret })).status,
      ];
    };
    expect(await who()).toEqual([200, 403]);

    expect((await runInside(["logout"], all)).code).toBe(0);
    expect(await readFile(npmrc, "utf8")).toBe(theirs);
    expect(await who()).toEqual([401, 401]);
    expect(await runInside(["logout"], all)).toMatchObject({
      code: 1,
      error: expect.stringContaining("no token"),
    });
    vi.unstubAllEnvs();
  });

  test("for another registry need its token", async () => {
    const npmrc = join(folder, "npmrc-other");
    vi.stubEnv("NPM_CONFIG_USERCONFIG", npmrc);
    const env = { ...environment(), NPM_CONFIG_USERCONFIG: npmrc };
    const registry = ["--registry", "https://npm.acme.test/base"];

    expect((await runInside(["login", ...registry], env)).code).toBe(1);
    expect((await runInside(["login", "--registry", "no url"], env)).code).toBe(1);
    expect((await runInside(["login", ...registry, "--token", "theirs"], env)).code).toBe(0);
    expect(await readFile(npmrc, "utf8")).toBe("//npm.acme.test/base/:_authToken=theirs\n");
    vi.unstubAllEnvs();
  });
});

test("config shows every setting with its source", async () => {
  const env = { ...environment(), AGENTREGISTRY_PORT: "5001" };
  const json = JSON.parse((await runInside(["config", "--json"], env)).out) as {
    settings: unknown[];
  };

  expect((await runInside(["config"], env)).out).toMatch(/http\.port +5001 +environment/);
  expect(json.settings).toContainEqual(
    expect.objectContaining({ key: "http.port", value: 5001, origin: "environment" }),
  );
});

describe("what a stranger wrote cannot rule a terminal", () => {
  test.each([
    ["\u001b[2J", "\\u{1b}[2J"],
    ["a\rb", "a\\u{d}b"],
    ["a\nb", "a\\u{a}b"],
    ["\u202egnp", "\\u{202e}gnp"],
    ["zero\u200bwidth", "zero\\u{200b}width"],
    ["plain ünïcode 漢字", "plain ünïcode 漢字"],
  ])("%j is shown as %s", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("also inside a table, whose columns line up", () => {
    expect(
      table([
        ["A", "LONG"],
        ["x\u001b", "1"],
        ["y", "2"],
      ]),
    ).toBe("A        LONG\nx\\u{1b}  1\ny        2");
  });
});
