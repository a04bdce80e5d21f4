import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedAmong } from "../packages/packages.store.ts";
import { isVisible, seesEverything } from "../packages/rights.ts";
import { copiedNamesAfter } from "../upstream/upstream.store.ts";
import { namesAfter } from "./search.store.ts";

export type Source = "local" | "upstream";

export interface NamesRequest {
  /** Null for both, what is published here first. */
  readonly source: Source | null;
  readonly limit: number;
  /** `next` of the page before, or null for the first one. */
  readonly cursor: string | null;
}

export interface NamesPage {
  readonly packages: readonly PackageName[];
  /** Null on the last page. */
  readonly next: string | null;
}

/**
 * Names that this registry has, sorted: those published here that the caller may see, then copies of
 * the upstream. A page may hold fewer than `limit` names; only `next` tells whether there are more. It
 * names the last one that is shown, never one that the caller must not know of.
 */
export async function listNames(
  app: Pick<App, "db" | "cacheDb" | "search">,
  caller: Caller,
  { source, limit, cursor }: NamesRequest,
): Promise<NamesPage> {
  await app.search.settle();
  const [part, after] = readCursor(cursor, source);
  if (part === "upstream") return await copiedNames(app, after, limit);
  const packages = await visibleNames(app, caller, after, limit);
  if (packages.length === limit) return { packages, next: `local:${packages.at(-1)}` };
  if (source === "local") return { packages, next: null };
  const copied = await copiedNames(app, "", limit - packages.length);
  return { packages: [...packages, ...copied.packages], next: copied.next };
}

async function copiedNames(
  app: Pick<App, "db" | "cacheDb">,
  after: string,
  limit: number,
): Promise<NamesPage> {
  const names = await copiedNamesAfter(app.cacheDb, after, limit);
  const hosted = await hostedAmong(app.db, names);
  return {
    packages: names.filter((name) => !hosted.has(name)),
    next: names.length === limit ? `upstream:${names.at(-1)}` : null,
  };
}

/** A cursor that nobody gave out starts at the beginning. */
function readCursor(cursor: string | null, source: Source | null): [Source, string] {
  const [part = "", ...rest] = (cursor ?? "").split(":");
  if (part === "local" || part === "upstream") return [source ?? part, rest.join(":")];
  return [source ?? "local", ""];
}

async function visibleNames(
  app: Pick<App, "db">,
  caller: Caller,
  after: string,
  limit: number,
): Promise<PackageName[]> {
  const visible: PackageName[] = [];
  for (let from = after; ; ) {
    const names = await namesAfter(app.db, from, limit, caller.kind === "known");
    for (const name of names) {
      if (!seesEverything(caller) && !(await isVisible(app, caller, name))) continue;
      visible.push(name);
      if (visible.length === limit) return visible;
    }
    const last = names.at(-1);
    if (last === undefined || names.length < limit) return visible;
    from = last;
  }
}
