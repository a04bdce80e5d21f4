import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { RegistryError } from "../../errors.ts";
import { maxBundleBytes } from "../bundle/read-bundle.ts";
import type { RegistryEntry } from "../entry.ts";
import { tokensOf } from "../tokens.ts";
import { maxEntries, type Source, type SourceQuestion } from "./source.ts";
import { packOf, readEntry } from "./source-entry.ts";

const maxIndexBytes = 64 * 1024 * 1024;
/** So many lines are read before others have their turn. */
const chunkSize = 500;

/**
 * The index files that the `n3` command keeps of a project, or a copy of them (namel3ss-registry §4).
 *
 * @param path of the index.jsonl; the compact index beside it is read instead where there is one
 * @param believed ids of keys that are trusted here
 */
export function openLocalIndex(
  id: string,
  path: string,
  believed: () => readonly string[],
): Source {
  return {
    id,
    kind: "local_index",
    url: null,
    expert: null,

    async find(question, signal) {
      const origin = { kind: "local_file", uri: path, believed: believed() } as const;
      const found = new Map<string, RegistryEntry>();
      let dropped = 0;
      for (const [index, value] of (await valuesOf(path)).entries()) {
        if (index % chunkSize === 0) await nextTurn();
        signal.throwIfAborted();
        const entry = readEntry(value, origin);
        if (entry === null) {
          dropped++;
          continue;
        }
        if (!isAskedFor(entry, question)) continue;
        // The last line about a version counts.
        found.set(`${entry.pack_id}@${entry.pack_version}`, entry);
      }
      const entries = [...found.values()].slice(0, maxEntries).map(packOf);
      return { entries, dropped: dropped + found.size - entries.length };
    },

    async bundle(entry) {
      return await bundleAt(path, entry.source.uri);
    },
  };
}

/** A line that is no JSON is an entry that is none. */
async function valuesOf(path: string): Promise<readonly unknown[]> {
  const compact = join(dirname(path), "index_compact.json");
  const text = (await textOf(compact)) ?? (await textOf(path));
  if (text === null) throw new RegistryError("upstream_failed", "there is no index at its path");
  if (text.startsWith("{\n") || text.startsWith("[")) return listIn(text);
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(parsed);
}

function listIn(text: string): readonly unknown[] {
  const value = parsed(text);
  const listed =
    typeof value === "object" && value !== null && "entries" in value ? value.entries : value;
  if (Array.isArray(listed)) return listed;
  throw new RegistryError("upstream_failed", "its index is not readable");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function textOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  if (found.size > maxIndexBytes) {
    throw new RegistryError("upstream_failed", `its index is longer than ${maxIndexBytes} bytes`);
  }
  return await readFile(path, "utf8");
}

/** Words are weighed later; here only what has none of them is left out. */
function isAskedFor(entry: RegistryEntry, question: SourceQuestion): boolean {
  switch (question.kind) {
    case "everything":
      return true;
    case "id":
      return entry.pack_id === question.id;
    case "words": {
      const words = tokensOf(question.text);
      if (words.length === 0) return true;
      const has = new Set([
        ...entry.intent_tags,
        ...tokensOf([...entry.tools, entry.pack_name, ...entry.intent_phrases].join(" ")),
      ]);
      return words.some((word) => has.has(word));
    }
  }
}

/** An index may have come from anywhere, so it names files of its own project and no others. */
async function bundleAt(index: string, uri: string): Promise<Uint8Array> {
  const root = await realpath(projectOf(index)).catch(() => "");
  const path = await realpath(resolve(root, uri)).catch(() => "");
  const found = path.startsWith(`${root}${sep}`) ? await stat(path).catch(() => null) : null;
  if (!found?.isFile() || found.size > maxBundleBytes) {
    throw new RegistryError("upstream_failed", "it has no such bundle");
  }
  return await readFile(path);
}

/** The folder that paths in an index are relative to: the one that holds `.namel3ss/registry/`. */
function projectOf(index: string): string {
  const folder = dirname(index);
  const isUsual = basename(folder) === "registry" && basename(dirname(folder)) === ".namel3ss";
  return isUsual ? dirname(dirname(folder)) : folder;
}

async function nextTurn(): Promise<void> {
  await new Promise((done) => setImmediate(done));
}
