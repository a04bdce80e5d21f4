import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { RegistryError } from "../../errors.ts";
import { isLockFile } from "./lock-files/read-lock-file.ts";

/** What a path on the command line means. */
export interface Target {
  /** As it was given. */
  readonly given: string;
  /** Absolute. */
  readonly path: string;
  readonly kind: "tarball" | "folder" | "definition" | "lock";
}

/** @throws RegistryError `not_found` when nothing is there, `invalid` when it cannot be read */
export async function findTarget(given: string): Promise<Target> {
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new RegistryError("not_found", `there is nothing at ${path}`);
  if (!found.isFile() && !found.isDirectory()) {
    throw new RegistryError("invalid", `${path} is neither a file nor a folder`);
  }
  await access(path, constants.R_OK).catch(() => {
    throw new RegistryError("invalid", `${path} may not be read`);
  });
  if (found.isDirectory()) return { given, path, kind: "folder" };
  if (isLockFile(path)) return { given, path, kind: "lock" };
  return { given, path, kind: path.endsWith(".toml") ? "definition" : "tarball" };
}
