import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runInside } from "../support/command.ts";
import { packBundle } from "../support/packs.ts";

let folder = "";
let env: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-registry-"));
  env = { AGENTREGISTRY_HOME: join(folder, "home"), AGENTREGISTRY_UPSTREAM: "none" };
  for (const version of ["1.0.0", "1.1.0"]) {
    await writeFile(join(folder, `${version}.n3pack.zip`), packBundle("demo.pack", version));
  }
  const file = "examples/fact-checker/perstack.toml";
  const published = await runInside(["publish", "--config", file], env);
  expect(published.code, published.error).toBe(0);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => runInside(["registry", ...args], env);

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, error } = await run(...args, "--json");
  expect(code, error).toBe(0);
  return JSON.parse(out) as Record<string, unknown>;
}

describe("agentregistry registry", () => {
  test("adds packs, and says it when one was there", async () => {
    const first = await run("add", join(folder, "1.0.0.n3pack.zip"));
    expect(first.code, first.error).toBe(0);
    expect(first.out).toMatch(/^added demo\.pack@1\.0\.0\n {2}sha256:[0-9a-f]{64}$/);
    expect(first.error).toContain("it is not signed");
    const again = await json("add", join(folder, "1.0.0.n3pack.zip"));
    expect(again).toMatchObject({ status: "ok", pack_id: "demo.pack", repeated: true });
    await json("add", join(folder, "1.1.0.n3pack.zip"));
  });

  test("refuses what is no bundle with a sentence and a code", async () => {
    await writeFile(join(folder, "bad.zip"), "no archive");
    const { code, out, error } = await run("add", join(folder, "bad.zip"));
    expect([code, out]).toEqual([1, ""]);
    expect(error).toContain("no ZIP archive");
    expect((await run("add", join(folder, "absent.zip"))).code).toBe(1);
  });

  test("lists everything", async () => {
    const { out } = await run("list");
    const [head, ...rows] = out.split("\n");
    expect(head).toMatch(/NAME +ID +LATEST +TRUST +RISK +VERSIONS/);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(/demo\.pack pack +demo\.pack +1\.1\.0 +blocked by policy +medium +2/);
    expect(await json("list")).toMatchObject({
      status: "ok",
      count: 2,
      selected_sources: ["local"],
      packs: [{}, { pack_id: "demo.pack", latest_version: "1.1.0", installed_version: null }],
    });
  });

  test("searches, with filters, and says why", async () => {
    const { out } = await run("search", "sending mails");
    expect(out).toContain("demo.pack pack@1.1.0 (2 versions)  blocked by policy, risk medium");
    expect(out).toContain("matches “sending” (as send");
    expect(out).toContain("n3 pack add demo.pack@1.1.0");
    expect(await json("search", "mail", "--capability", "secrets")).toMatchObject({
      status: "ok",
      phrase: "mail",
      count: 1,
      results: [
        {
          pack_id: "demo.pack",
          pack_version: "1.1.0",
          trust: { status: "blocked", policy_status: "blocked" },
          version: { installed: null, status: "not_installed", reason: null },
          match_score: 1,
          matched_tokens: ["mail"],
        },
      ],
    });
    expect(await json("search", "mail", "--risk", "low")).toMatchObject({ count: 0, results: [] });
    expect((await run("search", "nobody does this")).out).toContain("nothing fits");
    expect((await run("search", "mail", "--risk", "extreme")).code).toBe(2);
  });

  test("shows one with all versions, by id and by package name", async () => {
    const { out } = await run("info", "demo.pack");
    expect(out.split("\n")[0]).toBe("demo.pack pack  demo.pack, latest 1.1.0");
    expect(out).toContain(
      "can: files none, network outbound, env none, subprocess none, 1 secrets",
    );
    const { versions } = (await json("info", "demo.pack")) as { versions: object[] };
    expect(versions).toMatchObject([{ pack_version: "1.1.0" }, { pack_version: "1.0.0" }]);
    expect((await run("info", "no.such")).code).toBe(1);
  });

  test("writes the compact index", async () => {
    const { index_path: path, entries } = await json("build");
    expect(entries).toBe(3);
    expect(path).toBe(join(folder, "home", "data", "intent", "index_compact.json"));
    expect(await Bun.file(String(path)).json()).toMatchObject({ entries: [{}, {}, {}] });
  });
});
