import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Caller, requireScope } from "../access/permit.ts";
import { storeAdvisories } from "../advisories/import.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { knownBadChanged } from "./changed.ts";
import { type Answer, download } from "./download.ts";
import {
  type BadList,
  type Block,
  blocksOfSource,
  deleteBlock,
  dropOtherLists,
  findBadLists,
  insertBlocks,
  type NewBlock,
  saveBadList,
} from "./known-bad.store.ts";
import { type BadListContents, parseBadList } from "./list-file.ts";

const maxListBytes = 128 * 1024 * 1024;
/** Records that are stored in one transaction, so that others get their turn in between. */
const batchSize = 500;

/** What became of asking one list. */
export interface Refreshed {
  readonly source: string;
  readonly outcome: "changed" | "unchanged" | "failed";
  readonly advisories: number;
  readonly blocks: number;
  /** Entries that cannot be read. */
  readonly refused: number;
  readonly failure: string | null;
}

/** Asks every list of `advisories.sources` for what is new. @throws RegistryError as `requireScope` */
export async function refreshListsAs(app: App, caller: Caller): Promise<Refreshed[]> {
  requireScope(caller, "admin");
  return await refreshLists(app);
}

/**
 * As `refreshListsAs`, when nobody asks. A list that cannot be read stays as it was, and says so: what was
 * known to be bad does not become good because somebody's server is down.
 */
export async function refreshLists(
  app: App,
  signal: AbortSignal = new AbortController().signal,
): Promise<Refreshed[]> {
  return await app.flights.run("bad lists", () => refreshAll(app, signal));
}

/** What is known of each list that was asked. @throws RegistryError as `requireScope` */
export async function listSources(app: Pick<App, "db">, caller: Caller): Promise<BadList[]> {
  requireScope(caller, "admin");
  return await findBadLists(app.db);
}

async function refreshAll(app: App, signal: AbortSignal): Promise<Refreshed[]> {
  const { sources } = app.config.advisories;
  const gone = await app.db.write((tx) => dropOtherLists(tx, sources));
  if (gone.length > 0) await tellOf(app, gone);
  const known = new Map((await findBadLists(app.db)).map((list) => [list.source, list]));
  const outcomes: Refreshed[] = [];
  for (const source of sources) {
    if (signal.aborted) break;
    outcomes.push(await refreshOne(app, source, known.get(source), signal));
  }
  return outcomes;
}

async function refreshOne(
  app: App,
  source: string,
  before: BadList | undefined,
  signal: AbortSignal,
): Promise<Refreshed> {
  const nothing = { source, advisories: 0, blocks: 0, refused: 0, failure: null };
  const triedAt = app.now().toISOString();
  const known = before ?? { source, ...unread };
  try {
    const answer = await read(app, source, known, signal);
    if (answer.kind === "unchanged" || answer.digest === known.digest) {
      const list = { ...known, triedAt, refreshedAt: triedAt, failure: null };
      await app.db.write((tx) => saveBadList(tx, list));
      return { ...nothing, outcome: "unchanged" };
    }
    const { etag, lastModified, digest } = answer;
    const contents = parseBadList(answer.text);
    const stored = await storeContents(app, source, contents, signal);
    const list = { source, etag, lastModified, digest, triedAt, refreshedAt: triedAt };
    await app.db.write((tx) => saveBadList(tx, { ...list, failure: null }));
    app.log.info({ ...nothing, ...stored }, "read a list of bad packages");
    return { ...nothing, ...stored, outcome: "changed" };
  } catch (error) {
    const failure = reasonOf(error);
    if (failure === null) throw error;
    await app.db.write((tx) => saveBadList(tx, { ...known, triedAt, failure }));
    app.log.error({ source, failure }, "a list of bad packages cannot be read; the old one counts");
    return { ...nothing, outcome: "failed", failure };
  }
}

const unread = { etag: null, lastModified: null, digest: null, refreshedAt: null };

async function read(
  app: App,
  source: string,
  known: Omit<BadList, "triedAt" | "failure">,
  signal: AbortSignal,
) {
  if (!/^https?:/i.test(source)) return await readListFile(resolve(app.config.home, source));
  if (app.config.upstream.offline) {
    throw new RegistryError("unavailable", "this registry is offline");
  }
  return await download(new URL(source), known, maxListBytes, signal);
}

async function readListFile(path: string): Promise<Answer> {
  const { size } = await stat(path);
  if (size > maxListBytes) throw new RegistryError("too_large", "the list is too large");
  const text = await readFile(path, "utf8");
  const digest = new Bun.CryptoHasher("sha256").update(text).digest("hex");
  return { kind: "new", text, digest, etag: null, lastModified: null };
}

async function storeContents(
  app: App,
  source: string,
  contents: BadListContents,
  signal: AbortSignal,
) {
  const { advisories, blocks } = contents;
  let refused = contents.refused.length;
  let imported = 0;
  for (let at = 0; at < advisories.length; at += batchSize) {
    const done = await storeAdvisories(app, advisories.slice(at, at + batchSize));
    refused += done.refused.length;
    imported += done.imported;
    // Reading and storing are work for this thread: requests come first.
    await Bun.sleep(0);
    if (signal.aborted) throw new RegistryError("unavailable", "the registry was stopped");
  }
  if (refused > 0 && imported + blocks.length === 0) {
    throw new RegistryError("invalid", "nothing in the list can be read");
  }
  const changed = await replaceBlocks(app, source, blocks);
  if (changed.length > 0) await tellOf(app, changed);
  return { advisories: imported, blocks: blocks.length, refused };
}

/** A list says what is bad by all that it holds: what left it is not bad by it any more. */
async function replaceBlocks(
  app: App,
  source: string,
  blocks: readonly NewBlock[],
): Promise<Pick<Block, "name" | "digest">[]> {
  const at = app.now().toISOString();
  return await app.db.write(async (tx) => {
    const before = await blocksOfSource(tx, source);
    const listed = new Set(blocks.map(({ subject }) => subject.text));
    const known = new Set(before.map(({ subject }) => subject));
    const gone = before.filter(({ subject }) => !listed.has(subject));
    for (const { subject } of gone) await deleteBlock(tx, subject, source);
    await insertBlocks(tx, blocks, { source, by: source, at });
    const added = blocks.filter(({ subject }) => !known.has(subject.text));
    return [...gone, ...added.map(({ subject }) => subject)];
  });
}

async function tellOf(app: App, changed: readonly Pick<Block, "name" | "digest">[]): Promise<void> {
  const names = changed.flatMap(({ name }) => (name === null ? [] : [name]));
  const digests = changed.flatMap(({ digest }) => (digest === null ? [] : [digest]));
  await knownBadChanged(app, names, digests);
}

/** In our words; null for what is a mistake of this program. */
function reasonOf(error: unknown): string | null {
  if (error instanceof RegistryError) return error.message;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? `it cannot be read (${code.slice(0, 64)})` : null;
}
