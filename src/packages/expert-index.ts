import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import { compareVersions } from "../names/version.ts";
import {
  findListedExpert,
  type IndexedExpert,
  type ListedExpert,
  listAllExperts,
} from "./expert-list.store.ts";

export type ExpertSort = "name" | "version" | "createdAt" | "updatedAt";
export type SortOrder = "asc" | "desc";

/**
 * Every Expert in every order that lists are asked for, so that a page costs no statement over all of
 * them. It follows the database by events, and may be forgotten at any time.
 */
export interface ExpertIndex {
  /** All of them, read anew as far as something changed. */
  sorted(sort: ExpertSort, order: SortOrder): Promise<readonly IndexedExpert[]>;
}

type Compare = (a: ListedExpert, b: ListedExpert) => number;

/** Where more than so many changed, sorting all is cheaper than putting each in its place. */
const maxMoves = 200;

export function createExpertIndex({ db, events }: Pick<App, "db" | "events">): ExpertIndex {
  let byName: Map<PackageName, IndexedExpert> | null = null;
  const lists = new Map<string, IndexedExpert[]>();
  const changed = new Set<PackageName>();
  events.on("packageChanged", ({ name }) => {
    if (byName !== null) changed.add(name);
  });
  let refreshing: Promise<void> = Promise.resolve();

  async function refresh(): Promise<void> {
    if (byName === null) {
      // Noted from here on: what changes while all of it is read is read once more.
      byName = new Map();
      try {
        for (const expert of await listAllExperts(db)) byName.set(expert.name, expert);
      } catch (error) {
        byName = null;
        throw error;
      }
      return;
    }
    const names = [...changed];
    if (names.length > maxMoves) lists.clear();
    for (const name of names) {
      changed.delete(name);
      const expert = await findListedExpert(db, name);
      replace(byName, byName.get(name) ?? null, expert);
    }
  }

  function replace(
    all: Map<PackageName, IndexedExpert>,
    before: IndexedExpert | null,
    after: IndexedExpert | null,
  ): void {
    for (const [key, list] of lists) {
      const compare = compareFor(key);
      if (before !== null) list.splice(placeOf(list, before, compare), 1);
      if (after !== null) list.splice(placeOf(list, after, compare), 0, after);
    }
    if (before !== null) all.delete(before.name);
    if (after !== null) all.set(after.name, after);
  }

  return {
    async sorted(sort, order) {
      const mine = refreshing.catch(() => undefined).then(refresh);
      refreshing = mine;
      await mine;
      const key = `${sort} ${order}`;
      const known = lists.get(key);
      if (known !== undefined) return known;
      const list = sortAll([...(byName?.values() ?? [])], sort, order);
      lists.set(key, list);
      return list;
    },
  };
}

/** How two Experts stand to each other in a list; ties are in the order of names. */
export function compareExperts(sort: ExpertSort, order: SortOrder): Compare {
  const compare: Compare =
    sort === "version"
      ? (a, b) => compareVersions(a.version, b.version) || byText(a.version, b.version)
      : (a, b) => byText(a[sort], b[sort]);
  return (a, b) => (order === "asc" ? compare(a, b) : compare(b, a)) || byText(a.name, b.name);
}

function compareFor(key: string): Compare {
  const [sort, order] = key.split(" ") as [ExpertSort, SortOrder];
  return compareExperts(sort, order);
}

/** Reading two versions for each comparison would take seconds where there are many Experts. */
function sortAll(all: IndexedExpert[], sort: ExpertSort, order: SortOrder): IndexedExpert[] {
  if (sort !== "version") return all.sort(compareExperts(sort, order));
  const versions = [...new Set(all.map(({ version }) => version))];
  versions.sort((a, b) => compareVersions(a, b) || byText(a, b));
  const ranks = new Map(versions.map((version, rank) => [version, rank]));
  const rankOf = ({ version }: ListedExpert) => ranks.get(version) ?? 0;
  const sign = order === "asc" ? 1 : -1;
  return all.sort((a, b) => sign * (rankOf(a) - rankOf(b)) || byText(a.name, b.name));
}

/** The first place in a sorted list that does not come before an Expert. */
export function placeOf(
  list: readonly ListedExpert[],
  expert: ListedExpert,
  compare: Compare,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && compare(other, expert) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
