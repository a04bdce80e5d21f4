import { basename } from "node:path";
import { RegistryError } from "../../../errors.ts";
import { readBunLock } from "./bun-lock.ts";
import type { LockFile } from "./locked.ts";
import { readPackageLock } from "./package-lock.ts";
import { readPnpmLock } from "./pnpm-lock.ts";
import { readYarnLock } from "./yarn-lock.ts";

const readers = new Map<string, (text: string) => LockFile | null>([
  ["package-lock.json", readPackageLock],
  ["npm-shrinkwrap.json", readPackageLock],
  ["pnpm-lock.yaml", readPnpmLock],
  ["yarn.lock", readYarnLock],
  ["bun.lock", readBunLock],
]);

/** The largest lock files of known projects have a tenth of this. */
export const maxLockBytes = 64 * 1024 * 1024;

export function isLockFile(path: string): boolean {
  return readers.has(basename(path));
}

/**
 * Reads a lock file by its name.
 *
 * @throws RegistryError `invalid` when it is not what its name says
 */
export function readLockFile(path: string, text: string): LockFile {
  const lock = readWith(readers.get(basename(path)), text);
  if (typeof lock !== "string" && lock !== null) return lock;
  const why = lock === null ? "" : `: ${lock}`;
  throw new RegistryError("invalid", `${path} cannot be read as a ${basename(path)}${why}`);
}

/** The reason as a sentence when a reader refuses. */
function readWith(
  reader: ((text: string) => LockFile | null) | undefined,
  text: string,
): LockFile | string | null {
  try {
    return reader?.(text) ?? null;
  } catch (error) {
    if (error instanceof RegistryError) return error.message;
    throw error;
  }
}
