import { Database } from "bun:sqlite";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInside } from "../support/command.ts";
import { temporaryFolder } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";

const deep = ["--deep"];
const quick: string[] = [];

/** A home with two releases, and what `verify` says of it after `harm`. */
async function verified(harm: (home: World) => void, flags: readonly string[]) {
  using folder = temporaryFolder();
  const home = folder.path;
  {
    await using registry = await startRegistry({ home });
    await registry.publish("@acme/one", "1.0.0", { "a.js": "1;\n" });
    await registry.publish("two", "2.0.0", { "b.js": "2;\n" });
  }
  const database = join(home, "data", "registry.db");
  const row = ask<{ integrity: string }>(
    database,
    "select integrity from versions where name = 'two'",
  );
  const hex = Buffer.from(row.integrity.slice(7), "base64").toString("hex");
  const blobs = join(home, "data", "blobs", "sha512");
  harm({ database, blobs, blob: join(blobs, hex.slice(0, 2), hex.slice(2)) });
  const env = { AGENTREGISTRY_HOME: home, AGENTREGISTRY_UPSTREAM: "none" };
  const { code, out, error } = await runInside(["verify", "--json", ...flags], env);
  const answer = JSON.parse(out || "{}") as {
    unneeded: number;
    problems: { code: string; subject: string }[];
  };
  return { code, error, ...answer };
}

interface World {
  readonly database: string;
  readonly blobs: string;
  /** Of two@2.0.0. */
  readonly blob: string;
}

function ask<Row>(path: string, sql: string): Row {
  using database = new Database(path);
  return database.query(sql).get() as Row;
}

describe("verify", () => {
  test.each([
    ["a tarball that is gone", quick, "missing", ({ blob }: World) => rmSync(blob)],
    ["a tarball that is too short", quick, "size", ({ blob }: World) => writeFileSync(blob, "x")],
    ["a tarball with other bytes", deep, "digest", ({ blob }: World) => flip(blob, 30)],
    [
      "a version without a report",
      quick,
      "unscanned",
      ({ database }: World) => ask(database, "delete from reports where name = 'two'"),
    ],
    [
      "a report of other bytes",
      quick,
      "unscanned",
      ({ database }: World) =>
        ask(database, "update reports set integrity = 'x' where name = 'two'"),
    ],
  ])("names %s", async (_what, flags, code, harm) => {
    expect(await verified(harm, flags)).toMatchObject({
      code: 1,
      problems: [{ code, subject: "two@2.0.0" }],
    });
  });

  test.each([
    ["nothing was harmed", quick, () => undefined],
    ["nothing was harmed", deep, () => undefined],
    ["bytes that only --deep reads are others", quick, ({ blob }: World) => flip(blob, 30)],
  ])("is content when %s (%j)", async (_what, flags, harm) => {
    expect(await verified(harm, flags)).toMatchObject({ code: 0, problems: [], unneeded: 0 });
  });

  test("counts a blob that nothing points at, which is no fault", async () => {
    const outcome = await verified(({ blobs }) => {
      mkdirSync(join(blobs, "ab"), { recursive: true });
      writeFileSync(join(blobs, "ab", "c".repeat(126)), "left by a crash");
    }, deep);
    expect(outcome).toMatchObject({ code: 0, problems: [], unneeded: 1 });
  });

  test.each([
    ["a page of zeroes", (path: string) => zero(path, 4096 * 2, 4096 * 12)],
    ["no database at all", (path: string) => writeFileSync(path, "text ".repeat(2000))],
    ["half of it", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 40_000))],
  ])("says that the database is damaged: %s", async (_what, harm) => {
    const { code, problems } = await verified(({ database }) => harm(database), quick);
    expect(code).toBe(1);
    expect(problems[0]).toMatchObject({ code: "database", subject: "data/registry.db" });
  });

  test("has nothing to say of a home that holds nothing, and makes nothing there", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "none");
    expect(await runInside(["verify"], { AGENTREGISTRY_HOME: home })).toMatchObject({
      code: 1,
      error: `agentregistry: nothing is stored in the home ${home}`,
    });
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function zero(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  expect(statSync(path).size).toBeGreaterThan(to);
  writeFileSync(path, bytes.fill(0, from, to));
}
