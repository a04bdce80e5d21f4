import type { BlobStore } from "../blobs/blobs.ts";
import type { Db } from "../db/db.ts";
import { publishedIntegrities } from "./packages.store.ts";

/**
 * Removes blobs that no version points at: what a crash between the bytes and the row left behind.
 * Only while nothing is being published, so at start.
 */
export async function sweepBlobs(db: Db, blobs: BlobStore): Promise<number> {
  const published = await publishedIntegrities(db);
  let removed = 0;
  for await (const integrity of blobs.list()) {
    if (published.has(integrity)) continue;
    await blobs.remove(integrity);
    removed++;
  }
  return removed;
}
