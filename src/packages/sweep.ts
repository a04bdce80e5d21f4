import type { BlobStore } from "../blobs/blobs.ts";
import type { Db } from "../db/db.ts";
import { bundleIntegrities } from "../intent/bundles.store.ts";
import { publishedIntegrities } from "./packages.store.ts";
import { stagedIntegrities } from "./staged.store.ts";

/**
 * Removes blobs that no version, no bundle and no waiting publish points at: what a crash between the bytes and
 * the row left behind, and what was unpublished or rejected. Only while nothing is being published, so at start.
 */
export async function sweepBlobs(db: Db, blobs: BlobStore): Promise<number> {
  const needed = (await publishedIntegrities(db))
    .union(await stagedIntegrities(db))
    .union(await bundleIntegrities(db));
  let removed = 0;
  for await (const integrity of blobs.list()) {
    if (needed.has(integrity)) continue;
    await blobs.remove(integrity);
    removed++;
  }
  return removed;
}
