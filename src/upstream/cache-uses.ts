import type { Integrity } from "../blobs/integrity.ts";
import type { Db } from "../db/db.ts";
import { touchBlobs } from "./cache.store.ts";

/** Which cached blobs are used, written down in batches: a download must not cost a write. */
export interface CacheUses extends AsyncDisposable {
  note(integrity: Integrity): void;
  /** Whether a download of it may just have begun, so that removing it could break it. */
  isInUse(integrity: Integrity): boolean;
  /** Counts what is added; true once in every `stepBytes`. */
  isTimeToLook(addedBytes: number, stepBytes: number): boolean;
  /** Writes down what was noted. */
  flush(): Promise<void>;
}

/** Between the look-up and the opening of a file passes less; an open file outlives its removal. */
const inUseMs = 10_000;
const flushEveryMs = 60_000;
const maxNoted = 5_000;

export function createCacheUses(db: Db, now: () => Date): CacheUses {
  let noted = new Map<Integrity, number>();
  /** Those of the last batch, which may still be in use. */
  let before: ReadonlyMap<Integrity, number> = new Map();
  let nextFlush = 0;
  let added = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(batch: ReadonlyMap<Integrity, number>): Promise<void> {
    // To the hour: nearly every use of a busy package then changes nothing.
    const hour = new Date(Math.floor(now().getTime() / 3_600_000) * 3_600_000).toISOString();
    await touchBlobs(db, batch.keys(), hour);
  }

  function flush(): Promise<void> {
    if (noted.size === 0) return writing;
    const batch = noted;
    before = batch;
    noted = new Map();
    // A cache may forget when something was used; the next use says it again.
    writing = writing.then(() => write(batch)).catch(() => {});
    return writing;
  }

  return {
    note(integrity) {
      const at = now().getTime();
      noted.set(integrity, at);
      if (at < nextFlush && noted.size < maxNoted) return;
      nextFlush = at + flushEveryMs;
      void flush();
    },
    isInUse(integrity) {
      const usedAt = Math.max(noted.get(integrity) ?? 0, before.get(integrity) ?? 0);
      return usedAt > now().getTime() - inUseMs;
    },
    isTimeToLook(addedBytes, stepBytes) {
      added += addedBytes;
      if (added < stepBytes) return false;
      added = 0;
      return true;
    },
    flush,
    [Symbol.asyncDispose]: () => flush(),
  };
}
