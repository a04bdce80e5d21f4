import type { App } from "../context.ts";
import type { Filter, Listed } from "./catalogue.ts";
import { entriesAt } from "./entries.store.ts";
import { lineFiller } from "./entry-line.ts";
import { tokensOf } from "./tokens.ts";

const pageSize = 200;

/**
 * The entries that a client of packs looks through, as lines in groups: everything for an empty phrase,
 * every version of an id, and all that has a word of the phrase (namel3ss-registry §2.1). The client
 * filters and ranks them itself.
 *
 * @param address where it fetches bundles from
 */
export async function searchPacks(
  app: Pick<App, "db" | "intent">,
  phrase: string,
  filter: Filter,
  address: string,
): Promise<{ readonly count: number; readonly pages: AsyncIterable<readonly string[]> }> {
  const catalogue = await app.intent.settle();
  const named = catalogue.versionsOf(phrase.trim());
  const found = new Set<Listed>([...named, ...catalogue.withAny(tokensOf(phrase), filter)]);
  const seqs = Float64Array.from([...found], ({ seq }) => seq).sort();
  return { count: seqs.length, pages: pagesOf(app, seqs, address) };
}

async function* pagesOf(
  { db }: Pick<App, "db">,
  seqs: Float64Array,
  address: string,
): AsyncGenerator<readonly string[]> {
  const fill = lineFiller(address);
  for (let at = 0; at < seqs.length; at += pageSize) {
    const entries = await entriesAt(db, [...seqs.subarray(at, at + pageSize)]);
    if (entries.length > 0) yield entries.map(({ line }) => fill(line));
    // The database answers without ever leaving the event loop to others.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
