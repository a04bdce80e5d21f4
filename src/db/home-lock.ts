import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { RegistryError } from "../errors.ts";

/**
 * Makes this process the only one that opens a home. The lock is a SQLite file lock, so the system
 * frees it when the process dies, however it dies; there is no stale lock to clean up.
 *
 * @throws RegistryError `unavailable` when another process has it
 */
export function lockHome(home: string): Disposable {
  const run = join(home, "run");
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const database = new Database(join(run, "lock.db"), { create: true });
  try {
    database.run("pragma busy_timeout = 0");
    database.run("begin exclusive");
  } catch {
    database.close();
    throw new RegistryError("unavailable", `another registry is running on the home ${home}`);
  }
  return { [Symbol.dispose]: () => database.close() };
}
