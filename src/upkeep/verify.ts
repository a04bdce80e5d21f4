import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { blobPath } from "../blobs/disk.ts";
import { Digester, type Integrity } from "../blobs/integrity.ts";
import { faultsOf, openForReading } from "../db/care.ts";
import { RegistryError } from "../errors.ts";
import { databasePath } from "./backup-file.ts";
import { type NeededBlob, neededBlobs } from "./upkeep.store.ts";

export interface Verification {
  readonly versions: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Blobs that no row points at, in number; the next start removes them. */
  readonly unneeded: number;
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly code: "database" | "missing" | "size" | "digest" | "unscanned";
  /** What it is about: name@version, or a path. */
  readonly subject: string;
  readonly message: string;
}

export interface VerifyOptions {
  /** Reads every blob and compares it with its digest. */
  readonly isDeep: boolean;
  /** Called before the first blob with how many there are, then after each. */
  readonly onBlobs?: (count: number) => void;
  readonly onBlob?: () => void;
}

/**
 * Whether everything that was published is there as it was, also while a server runs: rows point at stored
 * bytes of their size and digest, each was scanned, the database is whole. Changes nothing.
 *
 * @throws RegistryError `not_found` when nothing is stored
 */
export async function verifyHome(home: string, options: VerifyOptions): Promise<Verification> {
  const database = join(home, databasePath);
  if (!existsSync(database)) {
    throw new RegistryError("not_found", `nothing is stored in the home ${home}`);
  }
  const faults = faultsOf(database, options.isDeep).map((message): Problem => {
    return { code: "database", subject: databasePath, message };
  });
  const needed = await readNeeded(database);
  if (needed === null) {
    return { versions: 0, blobs: 0, bytes: 0, unneeded: 0, problems: faults };
  }
  const unscanned = needed
    .filter(({ hasReport }) => !hasReport)
    .map((row) => problem("unscanned", row, "no report of a scan is stored"));
  const blobs = new Map(needed.map((row) => [row.integrity, row]));
  options.onBlobs?.(blobs.size);
  const wrong: Problem[] = [];
  let bytes = 0;
  for (const row of blobs.values()) {
    const found = await checkBlob(home, row, options.isDeep);
    if (found !== null) wrong.push(found);
    bytes += row.size;
    options.onBlob?.();
  }
  return {
    versions: needed.length,
    blobs: blobs.size,
    bytes,
    unneeded: countStored(home) - blobs.size + wrong.filter((p) => p.code === "missing").length,
    problems: [...faults, ...wrong, ...unscanned],
  };
}

/** Null for a database that cannot even be read, whose faults say more. */
async function readNeeded(database: string): Promise<NeededBlob[] | null> {
  try {
    await using db = await openForReading(database);
    return await neededBlobs(db);
  } catch {
    return null;
  }
}

async function checkBlob(home: string, row: NeededBlob, isDeep: boolean): Promise<Problem | null> {
  const path = blobPath(join(home, "data", "blobs"), row.integrity);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return problem("missing", row, "its tarball is not there");
  if (size !== row.size) {
    return problem("size", row, `its tarball has ${size} bytes instead of ${row.size}`);
  }
  if (!isDeep || (await integrityOf(path)) === row.integrity) return null;
  return problem("digest", row, "its tarball is damaged: its digest is another");
}

async function integrityOf(path: string): Promise<Integrity> {
  const digester = new Digester();
  for await (const chunk of createReadStream(path)) digester.update(chunk as Uint8Array);
  return digester.digest().integrity;
}

function countStored(home: string): number {
  const root = join(home, "data", "blobs", "sha512");
  if (!existsSync(root)) return 0;
  return readdirSync(root).reduce((sum, prefix) => sum + readdirSync(join(root, prefix)).length, 0);
}

function problem(code: Problem["code"], row: NeededBlob, message: string): Problem {
  return { code, subject: `${row.name}@${row.version}`, message };
}
