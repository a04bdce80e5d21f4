import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "../../src/blobs/blobs.ts";
import type { TestRegistry } from "./registry.ts";

/** What a registry holds of packages, to see that a refusal left nothing behind. */
export async function storedIn({ app, home }: TestRegistry) {
  const rows = await app.db.read<{ name: string }>`
    select name from packages union all select name from versions union all select name from tags
    union all select name from holds union all select name from reports`;
  const cached = await app.cacheDb.read<{ name: string }>`
    select name from tarballs union all select name from reports`;
  return {
    rows: rows.map(({ name }) => name),
    cached: cached.map(({ name }) => name),
    blobs: [...(await listed(app.blobs)), ...(await listed(app.cacheBlobs))],
    staged: [
      ...(await readdir(join(home, "data", "blobs", "tmp"))),
      ...(await readdir(join(home, "cache", "blobs", "tmp"))),
    ],
  };
}

export const nothingStored = { rows: [], cached: [], blobs: [], staged: [] };

async function listed(blobs: BlobStore): Promise<string[]> {
  const all: string[] = [];
  for await (const integrity of blobs.list()) all.push(integrity);
  return all;
}
