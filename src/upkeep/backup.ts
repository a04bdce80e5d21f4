import { randomUUID } from "node:crypto";
import { createReadStream, type Dirent, existsSync, statSync } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { blobPath } from "../blobs/disk.ts";
import { Digester } from "../blobs/integrity.ts";
import { copyDatabase, openForReading } from "../db/care.ts";
import { lockHome } from "../db/home-lock.ts";
import { RegistryError } from "../errors.ts";
import { type ArchiveFile, writeArchive } from "./archive.ts";
import {
  archivedBlobPath,
  databasePath,
  type Manifest,
  manifestPath,
  readBackup,
} from "./backup-file.ts";
import { appliedMigrations, type NeededBlob, neededBlobs } from "./upkeep.store.ts";
import { writeDown } from "./write-down.ts";

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly versions: number;
  readonly blobs: number;
  readonly createdAt: string;
}

/**
 * Writes everything that a home cannot get back into one file: the databases of `data/` as they are at one
 * moment, the blobs that they point at, keys, policy and settings. Not the cache, the logs, or the
 * owner's token: whoever finds a backup must not be able to use it. A server may run meanwhile, as blobs
 * go only at a start. The file is there whole and compared with its digests, or not at all.
 *
 * @throws RegistryError `not_found` when nothing is stored, `conflict` when the file exists, `unavailable`
 *   when what is stored is damaged
 */
export async function backUp(home: string, file: string, now: Date): Promise<Backup> {
  if (!existsSync(join(home, databasePath))) {
    throw new RegistryError("not_found", `nothing is stored in the home ${home}`);
  }
  if (existsSync(file)) throw new RegistryError("conflict", `${file} exists already`);
  await using copies = await makeCopies(home);
  const { needed, migrations } = copies;
  const blobs = [...new Map(needed.map((blob) => [blob.integrity, blob])).values()];
  refuseMissing(home, blobs);

  const manifest: Manifest = {
    format: "agentregistry-backup",
    version: 1,
    program: packageJson.version,
    createdAt: now.toISOString(),
    migrations,
    files: copies.files,
    blobs: blobs.map(({ integrity, size }) => ({ integrity, size })),
  };
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    await writeWhole(temporary, writeArchive(archived(home, copies.folder, manifest)));
    await readBackup(temporary, drain);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
  const { size: bytes } = await stat(file);
  const versions = needed.length;
  return { file, bytes, versions, blobs: blobs.length, createdAt: manifest.createdAt };
}

interface Copies extends AsyncDisposable {
  readonly folder: string;
  readonly files: Manifest["files"];
  readonly needed: readonly NeededBlob[];
  readonly migrations: string[];
}

/**
 * Writes down in the audit log of a home without a server that a backup of it was made. A backup is whole
 * before and without this.
 *
 * @throws RegistryError `unavailable` when a server has the home: then it is the one to tell
 */
export async function noteBackup(home: string, backup: Backup): Promise<void> {
  using _lock = lockHome(home);
  const { createdAt, bytes, versions } = backup;
  const details = { createdAt, bytes, versions };
  const note = { action: "backup_created", target: null, details } as const;
  await writeDown(join(home, databasePath), note, new Date());
}

/** Copies what may change while it is read; blobs never do. */
async function makeCopies(home: string): Promise<Copies> {
  const run = join(home, "run");
  await removeLeftovers(run);
  const folder = join(run, `backup-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));

  const files: Manifest["files"] = [];
  for (const path of await pathsToCopy(home)) {
    const [from, to] = [join(home, path), join(folder, path)];
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    if (path.endsWith(".db")) copyDatabase(from, to);
    else await copyFile(from, to);
    files.push({ path, ...(await digestOf(to)) });
  }
  await using db = await openForReading(join(folder, databasePath));
  const needed = await neededBlobs(db);
  const migrations = await appliedMigrations(db);
  const kept = cleanup.move();
  return { folder, files, needed, migrations, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

const leftoverAgeMs = 24 * 60 * 60 * 1000;

/** Copies of a backup that was killed; a younger one may belong to one that still runs. */
async function removeLeftovers(run: string): Promise<void> {
  for (const name of await readdir(run).catch(() => [])) {
    if (!name.startsWith("backup-")) continue;
    const path = join(run, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > leftoverAgeMs) await rm(path, { recursive: true, force: true });
  }
}

/** Every file of a home that a backup holds beside the blobs, relative to it and with slashes. */
async function pathsToCopy(home: string): Promise<string[]> {
  const paths = existsSync(join(home, "agentregistry.toml")) ? ["agentregistry.toml"] : [];
  for (const top of ["data", "trust"]) {
    const entries = await readdir(join(home, top), { recursive: true, withFileTypes: true }).catch(
      (): Dirent[] => [],
    );
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
        .slice(home.length + 1)
        .replaceAll("\\", "/");
      // What SQLite keeps beside a database belongs to this one process of it.
      const isPassing = /-(wal|shm|journal)$|\.new$/.test(path);
      if (path.startsWith("data/blobs/") || isPassing) continue;
      if (isFile(join(home, path))) paths.push(path);
    }
  }
  return paths.sort();
}

/** Also one that a link leads to, as the policy may be kept elsewhere. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function refuseMissing(home: string, blobs: readonly NeededBlob[]): void {
  const wrong = blobs.filter(({ integrity, size }) => {
    const path = blobPath(join(home, "data", "blobs"), integrity);
    return statSync(path, { throwIfNoEntry: false })?.size !== size;
  });
  if (wrong.length === 0) return;
  throw new RegistryError(
    "unavailable",
    `${wrong.length} stored tarballs are missing or damaged, so this would be no backup; ` +
      "`agentregistry verify` names them",
  );
}

async function* archived(
  home: string,
  copies: string,
  manifest: Manifest,
): AsyncGenerator<ArchiveFile, void> {
  const text = Buffer.from(`${JSON.stringify(manifest)}\n`);
  yield { path: manifestPath, size: text.length, bytes: once(text) };
  for (const { path, size } of manifest.files) {
    yield { path, size, bytes: createReadStream(join(copies, path)) };
  }
  for (const { integrity, size } of manifest.blobs) {
    const path = archivedBlobPath(integrity);
    yield { path, size, bytes: createReadStream(join(home, path)) };
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

async function drain(_path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of bytes);
}

async function digestOf(path: string) {
  const digester = new Digester();
  for await (const chunk of createReadStream(path)) digester.update(chunk as Uint8Array);
  const { integrity, size } = digester.digest();
  return { size, integrity };
}

/** Writes a new file that only its owner reads; on return it survives a power loss. */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
