import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "../db/db.ts";
import { sortedLinesAfter } from "./entries.store.ts";
import { lineFiller } from "./entry-line.ts";

/** All entries at one moment, in both forms in which they are handed out. */
export interface Snapshot {
  /** Changes with the content; whoever made it collide would spoil a cache of their own. */
  readonly digest: string;
  readonly count: number;
  readonly paths: Readonly<Record<IndexFile, string>>;
  /** Where the compact file is kept for good. */
  readonly kept: string;
  /** The address that bundles are fetched from, as these files have it. */
  readonly address: string;
}

export type IndexFile = "index.jsonl" | "index_compact.json";

export interface Snapshots {
  /** The newest, made anew when `state` differs from the one that it was made from. */
  take(state: number): Promise<Snapshot>;
}

interface Places {
  /** For the compact file, which a backup keeps. */
  readonly folder: string;
  /** For what can be made again at any time. */
  readonly cache: string;
  readonly address: string;
}

const pageSize = 400;
/** What takes longer than this to make is made anew only after a rest of several times as long. */
const briefMs = 200;
const restShare = 4;

/** A snapshot that is handed out keeps its files until the one after the next is made. */
export function createSnapshots(db: Db, { folder, cache, address }: Places): Snapshots {
  let current: { readonly state: number; readonly snapshot: Snapshot } | null = null;
  let making: Promise<Snapshot> | null = null;
  let restUntil = 0;
  let count = 0;
  let before: Snapshot | null = null;

  async function make(state: number): Promise<Snapshot> {
    const startedAt = performance.now();
    if (count === 0) await rm(cache, { recursive: true, force: true });
    await mkdir(cache, { recursive: true, mode: 0o700 });
    const kept = join(folder, "index_compact.json");
    const written = await writeSnapshot(db, cache, count++, address);
    const snapshot = { ...written, kept };
    await keepCompact(snapshot.paths["index_compact.json"], kept);
    for (const path of Object.values(before?.paths ?? {})) await rm(path, { force: true });
    before = current?.snapshot ?? null;
    current = { state, snapshot };
    const now = performance.now();
    const tookMs = now - startedAt;
    restUntil = tookMs > briefMs ? now + restShare * tookMs : now;
    return snapshot;
  }

  return {
    async take(state) {
      if (making !== null) await making.catch(() => null);
      const isRecent = current?.state === state || performance.now() < restUntil;
      if (current !== null && isRecent) return current.snapshot;
      making ??= make(state).finally(() => {
        making = null;
      });
      return await making;
    },
  };
}

async function writeSnapshot(
  db: Db,
  folder: string,
  number: number,
  address: string,
): Promise<Omit<Snapshot, "kept">> {
  const paths = {
    "index.jsonl": join(folder, `${number}.jsonl`),
    "index_compact.json": join(folder, `${number}.json`),
  };
  const fill = lineFiller(address);
  let hash = 0n;
  await using lines = await open(paths["index.jsonl"], "w", 0o600);
  await using compact = await open(paths["index_compact.json"], "w", 0o600);
  let count = 0;
  let after = { packId: "", version: "" };
  for (;;) {
    const page = await sortedLinesAfter(db, after, pageSize);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
    const filled = page.map(({ line }) => fill(line));
    const text = `${filled.join("\n")}\n`;
    hash = BigInt(Bun.hash(text, hash));
    await lines.write(text, null, "latin1");
    const items = compactItems(filled);
    await compact.write(
      count === 0 ? `{\n  "entries": [\n${items}` : `,\n${items}`,
      null,
      "latin1",
    );
    count += page.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await compact.write(count === 0 ? '{\n  "entries": []\n}\n' : "\n  ]\n}\n");
  return { digest: `${count}-${hash.toString(36)}`, count, paths, address };
}

const head = '{\n  "entries": [\n';
const tail = "\n  ]\n}";

/**
 * The entries as the compact index has them between its brackets. The lines are canonical already, so
 * their keys are in order, and the runtime's own writer, which is many times faster, needs only its
 * characters beyond ASCII escaped.
 */
function compactItems(lines: readonly string[]): string {
  const document = JSON.stringify({ entries: lines.map((line) => JSON.parse(line)) }, null, 2);
  const items = document.slice(head.length, document.length - tail.length);
  // Finding out that there is nothing to escape costs a tenth of looking for it.
  const isPlain = Buffer.byteLength(items) === items.length && !items.includes("\u007f");
  if (isPlain) return items;
  return items.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A second name for the same bytes, put in place of the file before it in one step. */
async function keepCompact(path: string, kept: string): Promise<void> {
  const temporary = `${kept}.new`;
  await rm(temporary, { force: true });
  await link(path, temporary);
  await rename(temporary, kept);
}
