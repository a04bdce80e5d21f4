import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { faultsOf, openForReading } from "../db/care.ts";
import { lockHome } from "../db/home-lock.ts";
import { knownMigrations } from "../db/migrate.ts";
import { RegistryError } from "../errors.ts";
import { syncFolder, writeWhole } from "./backup.ts";
import { databasePath, type Manifest, readBackup } from "./backup-file.ts";
import { appliedMigrations, neededBlobs } from "./upkeep.store.ts";
import { writeDown } from "./write-down.ts";

export interface Restored {
  readonly createdAt: string;
  readonly versions: number;
  /** Where what was in the home before is now; null when there was nothing. */
  readonly replaced: string | null;
}

/** What a restore puts in place as a whole. The cache is emptied: it may know what the backup does not. */
const parts = ["data", "trust", "cache", "agentregistry.toml"] as const;

/**
 * Puts a backup in place of what a home holds, or changes nothing. It is unpacked beside that and compared
 * with its digests first; the moment that counts is one rename, and what is left to do after it is done
 * by whoever opens the home next.
 *
 * @param isForced also when the home holds something, which is moved aside
 * @throws RegistryError `invalid` for a backup that is damaged or newer than this program, `conflict`
 *   for a home that is not empty, `unavailable` while a registry runs on it
 */
export async function restore(home: string, file: string, isForced: boolean): Promise<Restored> {
  if (!existsSync(file)) throw new RegistryError("not_found", `there is no file ${file}`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  using _lock = lockHome(home);
  finishRestore(home);
  for (const name of await readdir(home)) {
    if (name.startsWith("restore-")) await rm(join(home, name), { recursive: true, force: true });
  }
  if (!isForced && holdsSomething(home)) {
    throw new RegistryError(
      "conflict",
      `the home ${home} is not empty; --force moves what is in it aside`,
    );
  }

  const staging = join(home, `restore-${randomUUID()}`);
  try {
    const { manifest, versions } = await unpack(file, staging);
    const details = { backupOf: manifest.createdAt, madeBy: manifest.program, versions };
    const note = { action: "restore_done", target: null, details } as const;
    await writeDown(join(staging, "new", databasePath), note, new Date());
    await rename(staging, readyPath(home));
    await syncFolder(home);
    const replaced = finishRestore(home);
    await syncFolder(home);
    return { createdAt: manifest.createdAt, versions, replaced };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

function holdsSomething(home: string): boolean {
  return ["data", "trust"].some((part) => {
    const path = join(home, part);
    return existsSync(path) && readdirSync(path).length > 0;
  });
}

async function unpack(file: string, staging: string) {
  const root = join(staging, "new");
  for (const part of ["data/blobs/sha512", "trust", "cache"]) {
    await mkdir(join(root, part), { recursive: true, mode: 0o700 });
  }
  const folders = new Set<string>([root]);
  const manifest = await readBackup(file, async (path, bytes) => {
    const target = join(root, path);
    const folder = dirname(target);
    if (!folders.has(folder)) await mkdir(folder, { recursive: true, mode: 0o700 });
    folders.add(folder);
    await writeWhole(target, bytes);
  });
  const versions = await refuseUnusable(join(root, databasePath), manifest);
  for (const folder of folders) await syncFolder(folder);
  return { manifest, versions };
}

/** @returns how many versions it holds */
async function refuseUnusable(database: string, manifest: Manifest): Promise<number> {
  const faults = existsSync(database) ? faultsOf(database) : ["it is missing"];
  if (faults.length > 0) {
    throw new RegistryError("invalid", `the database in the backup is damaged (${faults[0]})`);
  }
  await using db = await openForReading(database);
  const known = await knownMigrations("hosted");
  const unknown = (await appliedMigrations(db)).filter((migration) => !known.includes(migration));
  if (unknown.length > 0) {
    throw new RegistryError(
      "invalid",
      `the backup was made by a newer version of this program (its database knows ${unknown[0]})`,
    );
  }
  const needed = await neededBlobs(db);
  const held = new Set(manifest.blobs.map(({ integrity }) => integrity));
  if (needed.some(({ integrity }) => !held.has(integrity))) {
    throw new RegistryError("invalid", "the backup lacks tarballs that its database points at");
  }
  return needed.length;
}

const readyPath = (home: string) => join(home, "restore.ready");

/**
 * Does what is left of a restore that was decided: exchanges one part after the other, each at most once.
 * Whoever opens a home calls this first, with the lock of it.
 *
 * @returns where what was there before is now, or null when nothing was
 */
export function finishRestore(home: string): string | null {
  const ready = readyPath(home);
  if (!existsSync(ready)) return null;
  const old = join(ready, "old");
  mkdirSync(old, { recursive: true, mode: 0o700 });
  for (const part of parts) {
    const [wanted, current] = [join(ready, "new", part), join(home, part)];
    // Not in the backup, or exchanged before somebody pulled the plug.
    if (!existsSync(wanted)) continue;
    if (existsSync(current)) renameSync(current, join(old, part));
    renameSync(wanted, current);
  }
  rmSync(join(ready, "new"), { recursive: true, force: true });
  const replaced = join(home, `replaced-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`);
  const isEmpty = readdirSync(old).length === 0;
  if (isEmpty) rmdirSync(old);
  else renameSync(old, replaced);
  rmdirSync(ready);
  return isEmpty ? null : replaced;
}
