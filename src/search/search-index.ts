import { findAdvisories } from "../advisories/advisories.store.ts";
import type { App } from "../context.ts";
import type { FactNeeds } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedPackument } from "../packages/hosted-packument.ts";
import { type SearchDocument, shownDocument } from "./document.ts";
import {
  allNames,
  countShown,
  namesBehind,
  namesDue,
  packageState,
  removeDocument,
  writeDocuments,
} from "./search.store.ts";

/** Keeps the index in step with what is published here, and makes up at its start for what it missed. */
export interface SearchIndex extends AsyncDisposable {
  /** Resolves when the index shows every change that was told of before the call. */
  settle(): Promise<void>;
  /** How many packages may be seen, counted once for each change. */
  countShown(): Promise<number>;
  /** Makes the row of a package anew, although nobody told of a change. */
  recheck(name: PackageName): void;
}

type Needs = FactNeeds & Pick<App, "config" | "log" | "events" | "registryKey">;

/** Changes that come within this time are written together, in milliseconds. */
const gatherMs = 50;
/** So many packages are written in one transaction. */
const chunkSize = 50;
/** So many missing packages are made up for before the first search; more are a matter of the background. */
const maxAwaited = 200;

export function createSearchIndex(app: Needs): SearchIndex {
  const changed = new Set<PackageName>();
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Writers take turns, so that an older reading of a package never replaces a newer one.
  let lane: Promise<void> = Promise.resolve();

  let writes = 0;
  let counted = { writes: -1, shown: 0 };

  function inTurn(work: () => Promise<void>): Promise<void> {
    lane = lane.then(async () => {
      if (stop.signal.aborted) return;
      // A failure leaves rows behind, which the next start notices.
      await work().catch((err: unknown) => app.log.error({ err }, "the search index is behind"));
      writes++;
    });
    return lane;
  }

  async function writeChanged(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const names = [...changed];
    changed.clear();
    // All of them enter the lane at once: whoever waits for its end waits for every change.
    await Promise.all(chunksOf(names).map((chunk) => inTurn(() => indexPackages(app, chunk))));
  }

  async function catchUp(): Promise<void> {
    const behind = await namesBehind(app.db);
    if (behind.length <= maxAwaited) {
      for (const name of behind) changed.add(name);
      return;
    }
    app.log.info({ packages: behind.length }, "building the search index");
    void writeInBackground(behind);
  }

  async function writeInBackground(names: readonly PackageName[]): Promise<void> {
    for (const chunk of chunksOf(names)) {
      if (stop.signal.aborted) return;
      await inTurn(() => indexPackages(app, chunk));
    }
    app.log.info({ packages: names.length }, "built the search index");
  }

  function recheck(name: PackageName): void {
    changed.add(name);
    timer ??= setTimeout(() => void writeChanged(), gatherMs);
  }

  const listening = [
    app.events.on("packageChanged", ({ name }) => recheck(name)),
    // A policy can show and hide versions of any package.
    app.events.on("policyChanged", () => {
      void inTurn(async () => {
        const names = await allNames(app.db);
        // Not waited for: it takes turns with this very work.
        void writeInBackground(names);
      });
    }),
  ];
  const started = inTurn(catchUp);

  return {
    recheck,
    async countShown() {
      const state = writes;
      if (counted.writes !== state) {
        counted = { writes: state, shown: await countShown(app.db) };
      }
      return counted.shown;
    },
    async settle() {
      await started;
      for (const name of await namesDue(app.db, app.now())) changed.add(name);
      if (changed.size > 0) await writeChanged();
      else await lane;
    },
    async [Symbol.asyncDispose]() {
      for (const off of listening) off();
      clearTimeout(timer);
      stop.abort();
      await lane;
    },
  };
}

function chunksOf(names: readonly PackageName[]): PackageName[][] {
  const count = Math.ceil(names.length / chunkSize);
  return Array.from({ length: count }, (_, at) =>
    names.slice(at * chunkSize, (at + 1) * chunkSize),
  );
}

/** Makes the rows of some packages anew; names that are not published here, or no longer, have none. */
async function indexPackages(app: Needs, names: readonly PackageName[]): Promise<void> {
  const documents: SearchDocument[] = [];
  for (const name of names) {
    const document = await documentOf(app, name);
    if (document === null) await removeDocument(app.db, name);
    else documents.push(document);
    // The database answers without ever leaving the event loop to others.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (documents.length > 0) await writeDocuments(app.db, documents);
}

async function documentOf(app: Needs, name: PackageName): Promise<SearchDocument | null> {
  // Before the packument: a change in between makes the row look older than it is, never newer.
  const state = await packageState(app.db, name);
  const dated = state === null ? null : await hostedPackument(app, name);
  if (state === null || dated === null) return null;
  const { packument, freshUntil } = dated;
  const latest = packument.tags.get("latest");
  const known = latest === undefined ? new Map() : new Map([[name, [latest]]]);
  const isInsecure = (await findAdvisories(app.db, known)).size > 0;
  return {
    name,
    ...state,
    recheckAt: Number.isFinite(freshUntil) ? new Date(freshUntil).toISOString() : null,
    shown: shownDocument(packument, isInsecure),
  };
}
