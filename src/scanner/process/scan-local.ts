import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { StopReading } from "../archive/stop-reading.ts";
import type { ReleaseFacts } from "../facts.ts";
import { allRules } from "../rules/all.ts";
import { missingManifest } from "../rules/tar-08-manifest.ts";
import type { Scanned } from "../scan.ts";
import { type LocalFile, scanFiles } from "../scan-files.ts";
import type { FileJob } from "./job.ts";

/** What `npm pack` never takes along. */
const neverPacked = new Set([".git", "node_modules"]);

/** An Expert's definition, which can be published without a package.json around it. */
const definition = "perstack.toml";

/** Scans a folder as if it were packed, or a file as the only one of a package: a definition. */
export async function scanLocal(
  { path, subject, limits }: FileJob,
  previous: ReleaseFacts | null,
): Promise<Scanned> {
  const isFolder = (await stat(path)).isDirectory();
  const root = isFolder ? path : dirname(path);
  const files = isFolder ? () => filesBelow(path, root) : () => onlyDefinition(path);
  const names = isFolder ? await readdir(path) : [definition];
  const isDefinition = names.includes(definition) && !names.includes("package.json");
  const rules = isDefinition ? allRules.filter((rule) => rule !== missingManifest) : allRules;
  return await scanFiles(files, subject, limits, rules, previous);
}

/** In one order everywhere; links are not followed, and clients pack none. */
async function* filesBelow(folder: string, root: string): AsyncGenerator<LocalFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(cannotRead);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !neverPacked.has(entry.name)) yield* filesBelow(path, root);
    if (entry.isFile()) yield await localFile(path, relative(root, path).split(sep).join("/"));
  }
}

async function* onlyDefinition(path: string): AsyncGenerator<LocalFile> {
  yield await localFile(path, definition);
}

async function localFile(path: string, shown: string): Promise<LocalFile> {
  const { mode, size } = await stat(path).catch(cannotRead);
  return { path: shown, mode, size, read: () => readFile(path).catch(cannotRead) };
}

function cannotRead(): never {
  throw new StopReading(null, "A file or folder could not be read, so it was seen by nobody.");
}
