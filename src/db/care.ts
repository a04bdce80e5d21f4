import { Database } from "bun:sqlite";
import { SQL } from "bun";
import { RegistryError } from "../errors.ts";
import type { Sql } from "./db.ts";

/** A database that another process may be writing to, for reading alone. */
export async function openForReading(
  path: string,
): Promise<AsyncDisposable & { readonly read: Sql }> {
  try {
    const reader = new SQL({ adapter: "sqlite", filename: path, readonly: true });
    await reader.unsafe("pragma busy_timeout = 5000");
    return {
      read: reader as unknown as Sql,
      [Symbol.asyncDispose]: async () => await reader.close(),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Copies a database as it is at one moment into a new file, while others read and write it.
 *
 * @throws RegistryError `unavailable` when it is damaged, or there is no room
 */
export function copyDatabase(from: string, to: string): void {
  try {
    const database = new Database(from, { readonly: true });
    try {
      database.run("pragma busy_timeout = 5000");
      database.run("vacuum into ?", [to]);
    } finally {
      database.close();
    }
  } catch (error) {
    throw unreadable(from, error);
  }
}

/**
 * What is wrong with the structure of a database, in the words of SQLite; nothing when it is whole.
 *
 * @param isDeep also compares indexes with their tables
 */
export function faultsOf(path: string, isDeep = false): string[] {
  try {
    const database = new Database(path, { readonly: true });
    try {
      const check = isDeep ? "pragma integrity_check(20)" : "pragma quick_check(20)";
      const words = database.query<Record<string, string>, []>(check).all();
      const lost = database.query("pragma foreign_key_check").all();
      return [
        ...words.flatMap((row) => Object.values(row)).filter((word) => word !== "ok"),
        ...(lost.length === 0 ? [] : [`${lost.length} rows point at rows that are not there`]),
      ];
    } finally {
      database.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : "unknown"];
  }
}

function unreadable(path: string, error: unknown): RegistryError {
  const why = error instanceof Error ? error.message : "unknown";
  return new RegistryError("unavailable", `the database ${path} cannot be read (${why})`);
}
