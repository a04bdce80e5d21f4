import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigSchema } from "../../src/config/schema.ts";
import { startClock } from "../support/clock.ts";
import { malware } from "../support/osv.ts";
import { temporaryFolder } from "../support/process.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

interface Outcome {
  readonly outcome: string;
  readonly advisories: number;
  readonly blocks: number;
  readonly refused: number;
  readonly failure: string | null;
}

async function refresh(registry: TestRegistry): Promise<Outcome> {
  const response = await registry.asOwner("/-/admin/advisories/refresh", { method: "POST" });
  expect(response.status, await response.clone().text()).toBe(200);
  const { sources } = (await response.json()) as { sources: Outcome[] };
  if (sources[0] === undefined) throw new Error("there is no source");
  return sources[0];
}

const status = async (registry: TestRegistry, name: string) =>
  (await registry.tarball(name, "1.0.0")).status;

describe("a list of advisories.sources", () => {
  test("is asked for, conditionally the next time, and followed in both directions", async () => {
    await using upstream = startUpstream();
    for (const name of ["one", "two", "three"]) upstream.add(name, "1.0.0");
    upstream.setDocument("list", {
      advisories: [malware("MAL-2026-1", "one")],
      blocks: [{ subject: "two@<2", reason: "known" }],
    });
    const config = { advisories: { sources: [`${upstream.url}/list`] } };
    await using registry = await startRegistry({ upstream, config });
    expect(await refresh(registry)).toMatchObject({ outcome: "changed", advisories: 1, blocks: 1 });
    expect([await status(registry, "one"), await status(registry, "two")]).toEqual([403, 403]);
    expect(await status(registry, "three")).toBe(200);
    expect(await refresh(registry)).toMatchObject({ outcome: "unchanged" });
    expect(upstream.seen("/list").at(-1)?.headers.get("if-none-match")).toMatch(/^".+"$/);

    upstream.setDocument("list", { blocks: ["three"], advisories: [] });
    expect(await refresh(registry)).toMatchObject({ outcome: "changed" });
    expect([await status(registry, "two"), await status(registry, "three")]).toEqual([200, 403]);
    // An advisory stays until its own record is withdrawn.
    expect(await status(registry, "one")).toBe(403);
  });

  test.each<[string, string]>([
    ["an error", "status"],
    ["half of it", "short"],
    ["what is no list", "body"],
    ["nothing", "cut"],
    ["a redirect away", "redirect"],
  ])("keeps what it said before when it answers with %s, and says so", async (_, kind) => {
    const clock = startClock();
    await using upstream = startUpstream();
    upstream.add("one", "1.0.0");
    upstream.setDocument("list", { blocks: ["one"] });
    const config = { advisories: { sources: [`${upstream.url}/list`] } };
    await using registry = await startRegistry({ upstream, config, now: clock.now });
    await refresh(registry);
    const faults = {
      status: { kind: "status", status: 503 },
      short: { kind: "short" },
      body: { kind: "body", body: "<!doctype html><title>attacker's text</title>" },
      cut: { kind: "cut" },
      redirect: { kind: "redirect", to: "ftp://attacker.example/list" },
    } as const;
    upstream.setDocument("list", { blocks: ["another"], more: "x".repeat(1000) });
    upstream.fail("/list", faults[kind as keyof typeof faults]);
    clock.advance(60);

    const said = await refresh(registry);
    expect(said).toMatchObject({ outcome: "failed", failure: expect.any(String) });
    expect(said.failure).not.toMatch(/attacker/);
    expect(await status(registry, "one")).toBe(403);
    const stats = await (await registry.asOwner("/-/admin/advisories/stats")).json();
    expect(stats).toMatchObject({
      sources: [
        {
          failure: said.failure,
          refreshedAt: "2026-01-02T03:04:05.000Z",
          triedAt: "2026-01-02T03:05:05.000Z",
        },
      ],
    });
  });

  test.each<[string, string]>([
    ["lines", "# what we know\none  # stole tokens\n\ntwo@<2\n"],
    [
      "OSV, a line each",
      [malware("MAL-1", "one"), malware("MAL-2", "two")].map((r) => JSON.stringify(r)).join("\n"),
    ],
    ["OSV in an array", JSON.stringify([malware("MAL-1", "one"), malware("MAL-2", "two")])],
  ])("may be a file of %s", async (_, text) => {
    using folder = temporaryFolder();
    const path = join(folder.path, "bad.list");
    await writeFile(path, text);
    await using upstream = startUpstream();
    for (const name of ["one", "two", "three"]) upstream.add(name, "1.0.0");
    const config = { advisories: { sources: [path] } };
    await using registry = await startRegistry({ upstream, config });

    const { outcome, advisories, blocks } = await refresh(registry);
    expect([outcome, advisories + blocks]).toEqual(["changed", 2]);
    expect([await status(registry, "one"), await status(registry, "two")]).toEqual([403, 403]);
    expect(await status(registry, "three")).toBe(200);
    const { error } = (await (await registry.tarball("one", "1.0.0")).json()) as { error: string };
    // Who wrote the list is not who runs the registry.
    expect(error).not.toContain("stole");
  });

  test("that is no longer configured is forgotten", async () => {
    await using upstream = startUpstream();
    upstream.add("one", "1.0.0");
    using folder = temporaryFolder();
    const path = join(folder.path, "bad.list");
    await writeFile(path, "one");
    {
      const config = { advisories: { sources: [path] } };
      await using registry = await startRegistry({ upstream, config, home: folder.path });
      await refresh(registry);
      expect(await status(registry, "one")).toBe(403);
    }
    await using registry = await startRegistry({ upstream, home: folder.path });
    await registry.asOwner("/-/admin/advisories/refresh", { method: "POST" });

    expect(await status(registry, "one")).toBe(200);
  });

  test.each([
    ["https://lists.example/bad.json", true],
    ["http://127.0.0.1:8080/bad.json", true],
    ["trust/bad.txt", true],
    ["http://lists.example/bad.json", false],
    ["HTTP://lists.example/bad.json", false],
  ])("%s may be one: %s", (source, isFine) => {
    const config = { home: "/x", advisories: { sources: [source] } };
    expect(ConfigSchema.safeParse(config).success).toBe(isFine);
  });
});
