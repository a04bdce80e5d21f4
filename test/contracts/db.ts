import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Db } from "../../src/db/db.ts";

/** What every database must do. `open` gives an empty one; each test gets its own. */
export function describeDb(name: string, open: () => Promise<Db>): void {
  describe(`a database in ${name}`, () => {
    let db: Db;
    beforeEach(async () => {
      db = await open();
      onTestFinished(async () => await db[Symbol.asyncDispose]());
      await db.write(async (tx) => {
        await tx.unsafe(
          "create table notes (id integer primary key, text text not null, n integer)",
        );
      });
    });

    const texts = async () => {
      const rows = await db.read<{ text: string }>`select text from notes order by id`;
      return rows.map(({ text }) => text);
    };

    test("a write is there for every read that begins after it", async () => {
      for (let i = 0; i < 20; i++) {
        await db.write(async (tx) => await tx`insert into notes (text) values (${`t${i}`})`);
        expect((await texts()).length).toBe(i + 1);
      }
    });

    test("returns what the change returns", async () => {
      const rows = await db.write(
        async (tx) =>
          await tx<{ id: number }>`insert into notes (id, text) values (${7}, ${"x"}) returning id`,
      );
      expect(rows.map(({ id }) => id)).toEqual([7]);
    });

    test("binds values: none of them is read as SQL", async () => {
      const hostile = "'); drop table notes; --\0\u{1f600}";
      const bytes = new Uint8Array([0, 255, 39]);
      await db.write(async (tx) => {
        await tx`insert into notes (text, n) values (${hostile}, ${null})`;
      });
      const [row] = await db.read<{ text: string; n: number | null; bytes: Uint8Array }>`
        select text, n, ${bytes} as bytes from notes where text = ${hostile}`;

      expect(row).toMatchObject({ text: hostile, n: null });
      expect(new Uint8Array(row?.bytes ?? [])).toEqual(bytes);
    });

    test("a change that throws leaves nothing, and its error comes out as it was", async () => {
      const error = new Error("after two inserts");
      const failed = db.write(async (tx) => {
        await tx`insert into notes (text) values ('one')`;
        await tx`insert into notes (text) values ('two')`;
        throw error;
      });

      await expect(failed).rejects.toBe(error);
      expect(await texts()).toEqual([]);
      await db.write(async (tx) => await tx`insert into notes (text) values ('after')`);
      expect(await texts()).toEqual(["after"]);
    });

    test("a statement that fails takes the whole change with it", async () => {
      await expect(
        db.write(async (tx) => {
          await tx`insert into notes (id, text) values (1, 'one')`;
          await tx`insert into notes (id, text) values (1, 'again')`;
        }),
      ).rejects.toThrow();
      expect(await texts()).toEqual([]);
    });

    test("a read beside an open change neither sees it nor joins it", async () => {
      const opened = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const failing = db.write(async (tx) => {
        await tx`insert into notes (text) values ('not yet')`;
        opened.resolve();
        await finish.promise;
        throw new Error("never");
      });
      await opened.promise;

      expect(await texts()).toEqual([]);
      finish.resolve();
      await expect(failing).rejects.toThrow("never");
      expect(await texts()).toEqual([]);
    });

    test("a change beside one that fails is not rolled back with it", async () => {
      const opened = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const failing = db.write(async (tx) => {
        await tx`insert into notes (text) values ('lost')`;
        opened.resolve();
        await finish.promise;
        throw new Error("never");
      });
      await opened.promise;
      const other = db.write(async (tx) => await tx`insert into notes (text) values ('kept')`);
      finish.resolve();

      await expect(failing).rejects.toThrow("never");
      await other;
      expect(await texts()).toEqual(["kept"]);
    });

    test("changes at the same time wait for each other: nothing is lost", async () => {
      await db.write(
        async (tx) => await tx`insert into notes (id, text, n) values (1, 'count', 0)`,
      );
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, (_, i) =>
          db.write(async (tx) => {
            const [row] = await tx<{ n: number }>`select n from notes where id = 1`;
            await tx`update notes set n = ${(row?.n ?? 0) + 1} where id = 1`;
            if (i % 5 === 0) throw new Error("every fifth");
          }),
        ),
      );
      const [row] = await db.read<{ n: number }>`select n from notes where id = 1`;

      expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(40);
      expect(row?.n).toBe(40);
    });

    test("reading cannot change anything", async () => {
      await db.write(async (tx) => await tx`insert into notes (text) values ('kept')`);
      await expect((async () => await db.read`delete from notes`)()).rejects.toThrow();
      await expect(
        (async () => await db.read`insert into notes (text) values ('x')`)(),
      ).rejects.toThrow();
      await expect((async () => await db.read.unsafe("drop table notes"))()).rejects.toThrow();
      expect(await texts()).toEqual(["kept"]);
    });

    test("references are enforced", async () => {
      await db.write(async (tx) => {
        await tx.unsafe("create table parts (note integer not null references notes (id))");
      });
      await expect(
        db.write(async (tx) => await tx`insert into parts (note) values (99)`),
      ).rejects.toThrow();
    });
  });
}
