import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { isVisible, seesEverything } from "../packages/rights.ts";
import type { Hit } from "./hit.ts";
import { parseQuery, type SearchQuery, wantsEverything } from "./query.ts";
import {
  countMatches,
  countNameMatches,
  type Found,
  findByTime,
  findChanged,
  findChangedByName,
  findChangedElsewhere,
  findExact,
  findNewest,
  findRanked,
  fts5Match,
  hasRestricted,
  type Part,
  restrictedMatches,
} from "./search.store.ts";
import { upstreamHits } from "./upstream-hits.ts";

export interface SearchRequest {
  readonly text: string;
  /** How many hits, and how many before them are left out. */
  readonly size: number;
  readonly from: number;
}

export interface SearchPage {
  readonly hits: readonly Hit[];
  /** Of all pages together; of the upstream's hits those that can be paged to. */
  readonly total: number;
}

/**
 * What is found of all that the caller may see: packages that are published here, then those of the
 * upstream as if both were one list, so that pages follow each other without gaps or repeats. An
 * upstream that fails, is slow or has no search takes nothing from the packages here.
 */
export async function search(
  app: App,
  caller: Caller,
  request: SearchRequest,
): Promise<SearchPage> {
  const query = parseQuery(request.text);
  await app.search.settle();
  const local = await searchHosted(app, caller, query, request);
  const shown = await stillShown(app, local.found);
  const theirs = await upstreamHits(app, request.text, query, {
    from: Math.max(0, request.from - local.total),
    size: request.size - local.found.length,
  });
  return {
    hits: [...shown.map(toHit), ...theirs.hits],
    total: local.total + theirs.total,
  };
}

/**
 * The index follows holds and rulings. A policy is a file that can change while nobody runs, so what
 * it is about is asked again; what may no longer be seen is left out, and looked at anew.
 */
async function stillShown(app: App, found: readonly Found[]): Promise<Found[]> {
  const shown: Found[] = [];
  for (const one of found) {
    const { version } = one.hit.package;
    const name = one.hit.package.name as PackageName;
    const { needsSubjects, rulesFor } = app.policy.current;
    const { isBanned, frozenAt, minimumAgeMs, listing } = rulesFor(
      name,
      version,
      "hosted",
      "package",
    );
    const isRuled =
      needsSubjects || isBanned || listing !== "open" || frozenAt !== null || minimumAgeMs > 0;
    if (isRuled && (await packageFacts(app, name)).listed(version, null).outcome !== "serve") {
      app.search.recheck(name);
    } else {
      shown.push(one);
    }
  }
  return shown;
}

interface LocalPage {
  readonly found: readonly Found[];
  readonly total: number;
}

async function searchHosted(
  app: Pick<App, "db" | "search">,
  caller: Caller,
  query: SearchQuery,
  { from, size }: SearchRequest,
): Promise<LocalPage> {
  const readable = await readableAmong(app, caller, query);
  if (wantsEverything(query) && readable === "all") {
    return { found: await findNewest(app.db, size, from), total: await app.search.countShown() };
  }
  // What holds no letter and no digit is in no package.
  if (query.words.some((word) => !/[\p{L}\p{N}]/u.test(word))) return { found: [], total: 0 };

  const match = fts5Match(query, readable);
  const total = await countMatches(app.db, match);
  const segments = await segmentsOf(app, query, match, total);
  return { found: await readSegments(segments, from, size), total };
}

/** Hits that stand together in the order of a search. */
interface Segment {
  readonly count: number;
  read(limit: number, offset: number): Promise<readonly Found[]>;
}

/** Of so many matches each is weighed; of more, that would take longer than anybody waits. */
const maxWeighed = 3000;

/**
 * The package of exactly that name, then the others by how well they match. Where those are too many
 * to weigh, the words in name or keywords come before the words elsewhere, and then what changed last.
 */
async function segmentsOf(
  { db }: Pick<App, "db">,
  { words, exactName }: SearchQuery,
  match: string,
  total: number,
): Promise<Segment[]> {
  const exact = exactName === null ? null : await findExact(db, match, exactName);
  const first: Segment[] = exact === null ? [] : [{ count: 1, read: async () => [exact.found] }];
  const isExact = first.length;
  const segment = (count: number, find: (from: typeof db, part: Part) => Promise<Found[]>) => ({
    count,
    read: (limit: number, offset: number) =>
      find(db, { match, except: exact?.id ?? 0, limit, offset }),
  });
  if (words.length === 0) return [segment(total, total > maxWeighed ? findChanged : findByTime)];
  if (total <= maxWeighed) return [...first, segment(total - isExact, findRanked)];
  const inName = await countNameMatches(db, match);
  return [
    ...first,
    segment(inName - isExact, findChangedByName),
    segment(total - inName, findChangedElsewhere),
  ];
}

async function readSegments(
  segments: readonly Segment[],
  from: number,
  size: number,
): Promise<Found[]> {
  const found: Found[] = [];
  let start = 0;
  for (const { count, read } of segments) {
    const offset = Math.max(0, from - start);
    const limit = Math.min(count - offset, size - found.length);
    if (limit > 0) found.push(...(await read(limit, offset)));
    start += count;
  }
  return found;
}

/** Restricted packages are looked at one by one, so at most so many for one search. */
const maxRestricted = 5000;

/** The restricted packages among the matches that this caller may see. */
async function readableAmong(
  app: Pick<App, "db">,
  caller: Caller,
  query: SearchQuery,
): Promise<readonly PackageName[] | "all"> {
  if (seesEverything(caller) || !(await hasRestricted(app.db))) return "all";
  if (caller.kind === "anonymous") return [];
  const names = await restrictedMatches(app.db, fts5Match(query, "all"), maxRestricted);
  const readable: PackageName[] = [];
  for (const name of names) if (await isVisible(app, caller, name)) readable.push(name);
  return readable;
}

function toHit({ hit, score }: Found): Hit {
  return {
    ...hit,
    score: { final: 1, detail: { quality: 1, popularity: 1, maintenance: 1 } },
    searchScore: score,
    dependents: 0,
    downloads: { weekly: 0, monthly: 0 },
    isLocal: true,
  };
}
