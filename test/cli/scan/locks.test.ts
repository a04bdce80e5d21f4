import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runInside } from "../../support/command.ts";
import { hostileFiles, hostileManifest } from "../../support/hostile.ts";
import { digestsOf } from "../../support/tarball.ts";
import { type FakeUpstream, startUpstream, tarballPath } from "../../support/upstream.ts";

let folder = "";
let upstream: FakeUpstream;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-locks-"));
  upstream = startUpstream();
  env = { AGENTREGISTRY_HOME: join(folder, "home"), AGENTREGISTRY_UPSTREAM: upstream.url };
});

afterEach(async () => {
  await upstream.stop();
  await rm(folder, { recursive: true });
});

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

async function lockOf(packages: Record<string, Locked>): Promise<string> {
  const path = join(folder, "package-lock.json");
  const entries = Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry]);
  await writeFile(
    path,
    JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries(entries) }),
  );
  return path;
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, error } = await runInside(["scan", ...args, "--json"], env);
  expect(error).toBe("");
  return { ...(JSON.parse(out) as Record<string, unknown>), code };
}

test("tells what is known, fetches only when asked, and then what is held", async () => {
  upstream.add("good", "1.0.0", { "index.js": "1" });
  upstream.add("@acme/bad", "2.0.0", hostileFiles, { manifest: hostileManifest });
  const lock = await lockOf({
    good: { version: "1.0.0" },
    "@acme/bad": { version: "2.0.0" },
    gone: { version: "1.0.0" },
    local: { version: "1.0.0", resolved: "git+https://host.test/local.git" },
  });

  const before = await json(lock);
  expect(before).toMatchObject({
    ...{ code: 0, verdict: "clean", packages: 3 },
    unscanned: ["good@1.0.0", "@acme/bad@2.0.0"],
    foreign: [{ name: "local", from: "git+https://host.test/local.git" }],
    remarks: [{ name: "gone", state: "unknown" }],
  });
  expect(upstream.requests.filter(({ path }) => path.endsWith(".tgz"))).toEqual([]);

  const held = {
    ...{ name: "@acme/bad", version: "2.0.0", state: "held", because: "scan" },
    rules: expect.arrayContaining(["INS-01"]),
    sentence: expect.stringContaining("quarantine show @acme/bad@2.0.0"),
  };
  expect(await json(lock, "--fetch")).toMatchObject({
    ...{ code: 1, verdict: "block", unscanned: [] },
    remarks: [held, { name: "gone", state: "unknown" }],
  });

  const fetched = upstream.seen(tarballPath("@acme/bad", "2.0.0")).length;
  expect(await json(lock)).toMatchObject({ code: 1, remarks: [held, { name: "gone" }] });
  expect(upstream.seen(tarballPath("@acme/bad", "2.0.0"))).toHaveLength(fetched);

  const shown = await runInside(["scan", lock], env);
  expect(shown).toMatchObject({ code: 1, error: "" });
  expect(shown.out).toMatch(/^block: .*3 packages, 1 held, 1 unknown, 1 not from a registry/);
  expect(shown.out).toMatch(/@acme\/bad@2\.0\.0 +held +.*INS-01/);
  expect(shown.out).toContain("local  git+https://host.test/local.git");
});

test("what a policy hides would not be installed either", async () => {
  upstream.add("good", "1.0.0", { "index.js": "1" });
  await mkdir(join(folder, "home", "trust"), { recursive: true });
  await writeFile(
    join(folder, "home", "trust", "policy.toml"),
    '[[ban]]\nname = "good"\nreason = "no more"\n',
  );
  const lock = await lockOf({ good: { version: "1.0.0" } });

  expect(await json(lock)).toMatchObject({
    ...{ code: 1, verdict: "block" },
    remarks: [{ name: "good", state: "hidden", because: "banned" }],
  });
});

test("a digest that is not the registry's is a block, its own is clean", async () => {
  const bytes = upstream.add("good", "1.0.0", { "index.js": "1" });
  const { integrity } = digestsOf(bytes);
  const other = digestsOf(Buffer.from("other")).integrity;

  const right = await lockOf({ good: { version: "1.0.0", integrity } });
  expect(await json(right, "--fetch")).toMatchObject({ code: 0, verdict: "clean", remarks: [] });
  const wrong = await lockOf({ good: { version: "1.0.0", integrity: other } });
  expect(await json(wrong)).toMatchObject({
    ...{ code: 1, verdict: "block" },
    remarks: [{ name: "good", state: "differs" }],
  });
});

test("a tarball that cannot be fetched stays unscanned, and is not called clean", async () => {
  upstream.add("good", "1.0.0", { "index.js": "1" });
  upstream.fail(tarballPath("good", "1.0.0"), { kind: "status", status: 404 });
  const lock = await lockOf({ good: { version: "1.0.0" } });

  expect(await json(lock, "--fetch")).toMatchObject({ unscanned: ["good@1.0.0"], remarks: [] });
});

test("addresses of several hosts are counted", async () => {
  upstream.add("a", "1.0.0");
  upstream.add("b", "1.0.0");
  upstream.add("c", "1.0.0");
  const at = (host: string, name: string) => ({
    version: "1.0.0",
    resolved: `https://${host}/${name}/-/${name}-1.0.0.tgz`,
  });
  const lock = await lockOf({
    a: at("usual.test", "a"),
    b: at("usual.test", "b"),
    c: at("other.test", "c"),
  });

  expect((await json(lock))["hosts"]).toEqual([
    { host: "usual.test", packages: 2 },
    { host: "other.test", packages: 1 },
  ]);
});

test("a line of --jsonl among packages; one that is no lock file says so", async () => {
  upstream.add("good", "1.0.0");
  const lock = await lockOf({ good: { version: "1.0.0" } });
  const broken = join(folder, "yarn.lock");
  await writeFile(broken, "nothing");

  const { code, out } = await runInside(["scan", "--jsonl", lock, broken], env);
  const lines = out.split("\n").map((line) => JSON.parse(line) as object);
  expect(code).toBe(1);
  expect(lines).toMatchObject([
    { path: lock, verdict: "clean", unscanned: ["good@1.0.0"] },
    { path: broken, error: expect.stringContaining("cannot be read as a yarn.lock") },
  ]);
});
