import { SQL } from "bun";
import { RegistryError } from "../errors.ts";
import type { Db, Sql } from "./db.ts";

export interface SqliteOptions {
  readonly path: string;
  /** FULL survives a power loss with every commit; NORMAL may lose the last ones of a cache. */
  readonly synchronous: "FULL" | "NORMAL";
}

/**
 * Opens a SQLite file with two connections. A plain statement that is issued while another call's
 * transaction is open on the same connection joins that transaction and is rolled back with it, so
 * reads have a connection of their own and every write goes through `write`.
 */
export async function openSqlite({ path, synchronous }: SqliteOptions): Promise<Db> {
  const [writer, reader] = await connect(path, synchronous);
  return {
    read: reader as unknown as Sql,
    write: (change) => writer.begin((tx) => change(tx as unknown as Sql)),
    async [Symbol.asyncDispose]() {
      await reader.close();
      // The log is folded into the main file, so that a copy of that file alone is a whole backup.
      await writer.unsafe("pragma wal_checkpoint(truncate)");
      await writer.close();
    },
  };
}

/** @throws RegistryError `unavailable` with one sentence when the file is no database, or damaged */
async function connect(path: string, synchronous: string): Promise<[SQL, SQL]> {
  try {
    const writer = new SQL({ adapter: "sqlite", filename: path, create: true });
    await writer.unsafe("pragma journal_mode = wal");
    await writer.unsafe(`pragma synchronous = ${synchronous}`);
    await writer.unsafe("pragma foreign_keys = on");
    await writer.unsafe("pragma busy_timeout = 5000");
    const reader = new SQL({ adapter: "sqlite", filename: path, readonly: true });
    await reader.unsafe("pragma busy_timeout = 5000");
    return [writer, reader];
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    throw new RegistryError(
      "unavailable",
      `the database ${path} cannot be opened (${why}); put a backup in its place, or move it away`,
    );
  }
}
