import { Database } from "bun:sqlite";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { RegistryError } from "../errors.ts";

/**
 * Makes this process the only one that opens a home. The lock is a SQLite file lock, so the system
 * frees it when the process dies, however it dies; there is no stale lock to clean up.
 *
 * @throws RegistryError `unavailable` when another process has it, or the home cannot be written to
 */
export function lockHome(home: string): Disposable {
  const database = openLock(home);
  try {
    database.run("pragma busy_timeout = 0");
    database.run("begin exclusive");
  } catch {
    database.close();
    throw new RegistryError("unavailable", `another registry is running on the home ${home}`);
  }
  return { [Symbol.dispose]: () => database.close() };
}

/** Whether a process has a home open at this moment. */
export function isLocked(home: string): boolean {
  try {
    lockHome(home)[Symbol.dispose]();
    return false;
  } catch (error) {
    if (error instanceof RegistryError) return true;
    throw error;
  }
}

function openLock(home: string): Database {
  const run = join(home, "run");
  try {
    mkdirSync(run, { recursive: true, mode: 0o700 });
    return new Database(join(run, "lock.db"), { create: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RegistryError("unavailable", `the home ${home} cannot be written to (${code})`);
  }
}
