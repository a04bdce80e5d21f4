import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import { type DeriveNeeds, deriveEntries, layout, type WantedEntry } from "./derive-entries.ts";
import {
  allSubjects,
  entriesAfter,
  isIndexed,
  type NewEntry,
  packPrefix,
  recheckTimes,
  type StoredEntry,
  type SubjectChange,
  stampsOf,
  subjectsBehind,
  writeChanges,
} from "./entries.store.ts";
import { lineFiller } from "./entry-line.ts";
import { packIdOf } from "./expert-pack.ts";
import { type IndexLog, openIndexLog } from "./index-log.ts";
import { createSnapshots, type Snapshot } from "./index-snapshot.ts";
import { askPackPolicy } from "./pack-policy.ts";

/** What can be found by purpose: kept in step with what is published here, and made up for at its start. */
export interface IntentIndex extends AsyncDisposable {
  /** Everything, with every change that was told of before the call. */
  settle(): Promise<Catalogue>;
  /** The files of the index, as new as they can be had without work for every change. */
  snapshot(): Promise<Snapshot>;
}

type Needs = DeriveNeeds & Pick<App, "config" | "log" | "events">;

/** Nobody's first answer waits for it: it is read in when it is asked, or this much after the start. */
const startAfterMs = 500;
const gatherMs = 50;
/** So many subjects are written in one transaction, and so many when all of them are. */
const chunkSize = 50;
const backgroundChunkSize = 500;
const pageSize = 500;
/** So many missing subjects are made up for before the first answer; more are a matter of the background. */
const maxAwaited = 200;
/** The compact file follows changes after so long, when nobody asks for it sooner. */
const writeFilesAfterMs = 2_000;

export async function openIntentIndex(app: Needs): Promise<IntentIndex> {
  const folder = join(app.config.home, "data", "intent");
  const cache = join(app.config.home, "cache", "intent");
  const address = usualAddress(app.config);
  const fill = lineFiller(address);
  const lines = await openIndexLog(folder, app.log);
  const snapshots = createSnapshots(app.db, { folder, cache, address });
  const catalogue = createCatalogue(
    (subject, kind) => askPackPolicy(app.packTrust.policyFor(kind), subject).isAllowed,
  );
  const changed = new Set<string>();
  let recheckAt = new Map<string, string>();
  const stop = new AbortController();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let writingFiles: ReturnType<typeof setTimeout> | undefined;
  // Writers take turns, so that an older reading of a subject never replaces a newer one.
  let lane: Promise<void> = Promise.resolve();
  let started: Promise<void> | null = null;
  let writes = 0;

  function inTurn(work: () => Promise<void>): Promise<void> {
    lane = lane.then(async () => {
      if (stop.signal.aborted) return;
      // A failure leaves states behind, which the next start notices.
      await work().catch((err: unknown) => app.log.error({ err }, "the intent index is behind"));
    });
    return lane;
  }

  function start(): Promise<void> {
    clearTimeout(starting);
    started ??= inTurn(async () => {
      await readIn();
      await catchUp();
    });
    return started;
  }

  /** Reads what was indexed before, and completes the log where a crash came between. */
  async function readIn(): Promise<void> {
    const known = await lines.known();
    for (let after = 0; !stop.signal.aborted; ) {
      const page = await entriesAfter(app.db, after, pageSize);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.seq;
      const missing = page.map(({ line }) => fill(line)).filter((line) => !known.has(line));
      await lines.append(missing);
      for (const entry of page) catalogue.put(entry);
      await nextTurn();
    }
    recheckAt = await recheckTimes(app.db);
    // What the files hold is not known.
    writes++;
  }

  async function catchUp(): Promise<void> {
    const behind = await subjectsBehind(app.db, layout, app.packTrust.state);
    if (behind.length <= maxAwaited) {
      for (const chunk of chunksOf(behind)) await indexSubjects(chunk);
      return;
    }
    app.log.info({ subjects: behind.length }, "building the intent index");
    void inBackground(behind);
  }

  async function inBackground(subjects: readonly string[]): Promise<void> {
    for (const chunk of chunksOf(subjects, backgroundChunkSize)) {
      if (stop.signal.aborted) return;
      await inTurn(() => indexSubjects(chunk));
    }
    app.log.info({ subjects: subjects.length }, "built the intent index");
  }

  async function writeChanged(): Promise<void> {
    clearTimeout(gathering);
    gathering = undefined;
    const subjects = [...changed];
    changed.clear();
    // All of them enter the lane at once: whoever waits for its end waits for every change.
    await Promise.all(chunksOf(subjects).map((chunk) => inTurn(() => indexSubjects(chunk))));
  }

  /** Makes the entries of some subjects anew, as far as what they are made from has changed. */
  async function indexSubjects(subjects: readonly string[]): Promise<void> {
    const changes: SubjectChange[] = [];
    for (const subject of subjects) {
      const change = await changeOf(app, subject);
      if (change !== null) changes.push(change);
      await nextTurn();
    }
    if (changes.length === 0) return;
    const added = await writeChanges(app.db, changes);
    for (const { subject, state, gone } of changes) {
      if (state?.recheckAt == null) recheckAt.delete(subject);
      else recheckAt.set(subject, state.recheckAt);
      for (const version of gone) catalogue.remove(idOf(subject), version);
    }
    for (const entry of added) catalogue.put(entry);
    const isSame = added.length === 0 && changes.every(({ gone }) => gone.length === 0);
    if (isSame) return;
    writes++;
    await logAdded(lines, added, fill);
    writingFiles ??= setTimeout(() => void writeFiles(), writeFilesAfterMs);
  }

  async function writeFiles(): Promise<void> {
    writingFiles = undefined;
    await inTurn(async () => void (await snapshots.take(writes)));
  }

  function recheck(subject: string): void {
    changed.add(subject);
    // Before it is read in there is nothing to keep in step; that finds the change by itself.
    if (started !== null) gathering ??= setTimeout(() => void writeChanged(), gatherMs);
  }

  const starting = setTimeout(() => void start(), startAfterMs);
  starting.unref();
  const listening = [
    app.events.on("packageChanged", ({ name }) => recheck(name)),
    app.events.on("packAdded", ({ id }) => recheck(packPrefix + id)),
    // It can show and hide versions of any Expert, and change what may be installed.
    app.events.on("policyChanged", () => {
      if (started === null) return;
      void inTurn(async () => {
        catalogue.reconsider();
        const subjects = await allSubjects(app.db);
        // More than a few are not waited for; they take turns with this very work.
        if (subjects.length > maxAwaited) void inBackground(subjects);
        else for (const subject of subjects) recheck(subject);
      });
    }),
  ];

  async function settle(): Promise<Catalogue> {
    await start();
    const now = app.now().toISOString();
    for (const [subject, at] of recheckAt) if (at <= now) changed.add(subject);
    // What is under way may find more to do: another policy is about everything.
    await lane;
    if (changed.size > 0) await writeChanged();
    return catalogue;
  }

  return {
    settle,
    async snapshot() {
      await settle();
      return await snapshots.take(writes);
    },
    async [Symbol.asyncDispose]() {
      for (const off of listening) off();
      for (const timer of [starting, gathering, writingFiles]) clearTimeout(timer);
      stop.abort();
      await lane;
      await lines[Symbol.asyncDispose]();
    },
  };
}

/** What has to be written for a subject, or null when it is not and was not in the index. */
async function changeOf(app: Needs, subject: string): Promise<SubjectChange | null> {
  const derived = await deriveEntries(app, subject);
  if (derived === null && !(await isIndexed(app.db, subject))) return null;
  const known = await stampsOf(app.db, subject);
  if (derived === null) return { subject, state: null, gone: [...known.keys()], added: [] };
  const wanted = new Set(derived.entries.map(({ version }) => version));
  const added: NewEntry[] = [];
  for (const entry of derived.entries) {
    if (known.get(entry.version) === entry.stamp) continue;
    const made = make(app, subject, entry);
    if (made === null) wanted.delete(entry.version);
    else added.push(made);
    await nextTurn();
  }
  const gone = [...known.keys()].filter((version) => !wanted.has(version));
  return { subject, state: derived.state, gone, added };
}

/** An Expert that no bundle can hold is not found by purpose; everything else of it works. */
function make({ log }: Needs, subject: string, entry: WantedEntry): NewEntry | null {
  try {
    return entry.make();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { version } = entry;
    log.warn({ subject, version, reason: error.message }, "this cannot be shown as a pack");
    return null;
  }
}

async function logAdded(
  log: IndexLog,
  added: readonly StoredEntry[],
  fill: (line: string) => string,
): Promise<void> {
  await log.append(added.map(({ line }) => fill(line)));
}

function idOf(subject: string): string {
  return subject.startsWith(packPrefix)
    ? subject.slice(packPrefix.length)
    : packIdOf(subject as PackageName);
}

/** What most clients call this source; answers name the address that was asked. */
function usualAddress({ http }: Config): string {
  const isSecure = http.tls || http.tls_cert !== undefined;
  const local = `${isSecure ? "https" : "http"}://localhost:${http.port}`;
  return `${http.public_url?.replace(/\/+$/, "") ?? local}/-/intent`;
}

function chunksOf(subjects: readonly string[], size = chunkSize): string[][] {
  const count = Math.ceil(subjects.length / size);
  return Array.from({ length: count }, (_, at) => subjects.slice(at * size, (at + 1) * size));
}

/** The database answers without ever leaving the event loop to others. */
async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
