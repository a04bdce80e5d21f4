import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockHome } from "../../src/db/home-lock.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openSqlite } from "../../src/db/sqlite.ts";
import { describeDb } from "./db.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "db-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const fresh = () => join(folder, `${count++}.db`);

describeDb("SQLite", async () => await openSqlite({ path: fresh(), synchronous: "NORMAL" }));

test("a SQLite file is whole by itself once it is closed", async () => {
  const path = fresh();
  const db = await openSqlite({ path, synchronous: "FULL" });
  await db.write(async (tx) => {
    await tx.unsafe("create table notes (text text)");
    await tx`insert into notes (text) values ('kept')`;
  });
  await db[Symbol.asyncDispose]();
  const copy = fresh();
  await Bun.write(copy, Bun.file(path));
  await using opened = await openSqlite({ path: copy, synchronous: "FULL" });

  const rows = await opened.read<{ text: string }>`select text from notes`;
  expect(rows.map(({ text }) => text)).toEqual(["kept"]);
});

describe("migrations", () => {
  test.each(["hosted", "cache"] as const)("of the %s database run once", async (set) => {
    await using db = await openSqlite({ path: fresh(), synchronous: "NORMAL" });
    await migrate(db, set);
    const before = await db.read<{ file: string; applied_at: string }>`select * from migrations`;
    await migrate(db, set);

    expect(before.length).toBeGreaterThan(0);
    expect([...(await db.read`select * from migrations`)]).toEqual([...before]);
  });

  test("refuse a database of a newer program", async () => {
    await using db = await openSqlite({ path: fresh(), synchronous: "NORMAL" });
    await migrate(db, "cache");
    await db.write(
      async (tx) =>
        await tx`insert into migrations (file, applied_at) values ('9999-future.sql', 'x')`,
    );

    await expect(migrate(db, "cache")).rejects.toThrow(
      /^the cache database was written by a newer version .*9999-future\.sql/,
    );
  });
});

test("a home is locked for one, until it is let go", () => {
  const home = join(folder, "home");
  const first = lockHome(home);
  expect(() => lockHome(home)).toThrow(expect.objectContaining({ code: "unavailable" }));
  first[Symbol.dispose]();
  lockHome(home)[Symbol.dispose]();
});
