import type { PackageName } from "../names/package-name.ts";
import { compareVersions } from "../names/version.ts";

export type ExpertSort = "name" | "version" | "createdAt" | "updatedAt";
export type SortOrder = "asc" | "desc";

/** An Expert by the version that is shown as its latest. */
export interface IndexedExpert {
  readonly name: PackageName;
  readonly version: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** As `principalToText` writes it. */
  readonly owner: string;
  /** Whether only those see it who may read it. */
  readonly isRestricted: boolean;
}

export interface ExpertSelection {
  /** What names begin with, in lower case; empty for all. */
  readonly prefix: string;
  /** What names hold anywhere, in lower case; empty for all. */
  readonly fragment: string;
  /** Whether a principal, as `principalToText` writes it, is the owner that is asked for; null for any. */
  readonly isOwner: ((principal: string) => boolean) | null;
  readonly sort: ExpertSort;
  readonly order: SortOrder;
}

export interface SelectedExperts {
  readonly total: number;
  /** Those of them that not everybody sees. */
  readonly restricted: readonly PackageName[];
  /** A part of them in the order that was asked for. */
  slice(skip: number, take: number, hidden: ReadonlySet<PackageName>): readonly IndexedExpert[];
}

type Compare = (a: IndexedExpert, b: IndexedExpert) => number;

/** Experts by name and owner, and in the orders that were asked for so far. */
export interface ExpertOrders {
  readonly byName: Map<PackageName, IndexedExpert>;
  readonly byOwner: Map<string, Set<IndexedExpert>>;
  readonly restricted: Set<PackageName>;
  readonly lists: Map<string, List>;
}

interface List {
  items: readonly IndexedExpert[];
  /** Names that stand in it as they were. */
  readonly stale: Set<PackageName>;
}

export function noExperts(): ExpertOrders {
  return { byName: new Map(), byOwner: new Map(), restricted: new Set(), lists: new Map() };
}

/** Puts an Expert where it belongs by now; null takes it away. */
export function place(experts: ExpertOrders, name: PackageName, shown: IndexedExpert | null): void {
  const { byName, byOwner, restricted, lists } = experts;
  const before = byName.get(name);
  if (before !== undefined) byOwner.get(before.owner)?.delete(before);
  if (shown === null) byName.delete(name);
  else {
    byName.set(name, shown);
    const own = byOwner.get(shown.owner) ?? new Set();
    byOwner.set(shown.owner, own.add(shown));
  }
  if (shown?.isRestricted === true) restricted.add(name);
  else restricted.delete(name);
  for (const { stale } of lists.values()) stale.add(name);
}

export function sortedList(
  { byName, lists }: ExpertOrders,
  sort: ExpertSort,
  order: SortOrder,
): readonly IndexedExpert[] {
  const key = `${sort} ${order}`;
  const list = lists.get(key) ?? {
    items: sortAll([...byName.values()], sort, order),
    stale: new Set(),
  };
  lists.set(key, list);
  if (list.stale.size > 0) {
    list.items = putInPlace(list, byName, compareExperts(sort, order));
    list.stale.clear();
  }
  return list.items;
}

/** Fewer than one in so many are sorted by themselves; else all are gone through in their order. */
const fewOf = 20;

/**
 * What matches is found by name or by owner, so that few of very many are found without looking at the
 * others.
 */
export function select(
  experts: ExpertOrders,
  { prefix, fragment, isOwner, sort, order }: ExpertSelection,
): SelectedExperts {
  const all = () => sortedList(experts, sort, order);
  const isVisible = (hidden: ReadonlySet<PackageName>) => (expert: IndexedExpert) =>
    hidden.size === 0 || !hidden.has(expert.name);
  if (prefix === "" && fragment === "" && isOwner === null) {
    return {
      total: experts.byName.size,
      restricted: [...experts.restricted],
      slice: (skip, take, hidden) => part(all(), skip, take, isVisible(hidden)),
    };
  }
  const isNamed = ({ name }: IndexedExpert) => name.startsWith(prefix) && name.includes(fragment);
  const candidates =
    isOwner === null
      ? withPrefix(sortedList(experts, "name", "asc"), prefix)
      : [...experts.byOwner].filter(([owner]) => isOwner(owner)).flatMap(([, own]) => [...own]);
  // What the order of names found needs no second look.
  const isFound = isOwner === null && fragment === "";
  const matching = isFound ? candidates : candidates.filter(isNamed);
  return {
    total: matching.length,
    restricted:
      experts.restricted.size === 0
        ? []
        : matching.flatMap(({ name, isRestricted }) => (isRestricted ? [name] : [])),
    slice(skip, take, hidden) {
      const isShown = isVisible(hidden);
      if (matching.length * fewOf < experts.byName.size || experts.byName.size < 1000) {
        return part(sortAll([...matching], sort, order), skip, take, isShown);
      }
      const isMatch = (expert: IndexedExpert) =>
        isNamed(expert) && (isOwner === null || isOwner(expert.owner));
      return part(all(), skip, take, (expert) => isMatch(expert) && isShown(expert));
    },
  };
}

/** Stops where the part is whole. */
function part(
  list: readonly IndexedExpert[],
  skip: number,
  take: number,
  isShown: (expert: IndexedExpert) => boolean,
): IndexedExpert[] {
  const found: IndexedExpert[] = [];
  let left = skip;
  for (const expert of list) {
    if (found.length >= take) break;
    if (!isShown(expert)) continue;
    if (left > 0) left--;
    else found.push(expert);
  }
  return found;
}

/** Those of a list in the order of names that begin with a text. */
function withPrefix(byName: readonly IndexedExpert[], prefix: string): readonly IndexedExpert[] {
  const first = firstAt(byName, ({ name }) => name >= prefix);
  const end = firstAt(byName, ({ name }) => name > prefix && !name.startsWith(prefix));
  return byName.slice(first, Math.max(first, end));
}

/** How two Experts stand to each other in a list; ties are in the order of names. */
function compareExperts(sort: ExpertSort, order: SortOrder): Compare {
  const compare: Compare =
    sort === "version"
      ? (a, b) => compareVersions(a.version, b.version) || byText(a.version, b.version)
      : (a, b) => byText(a[sort], b[sort]);
  return (a, b) => (order === "asc" ? compare(a, b) : compare(b, a)) || byText(a.name, b.name);
}

/** Reading two versions for each comparison would take seconds where there are many Experts. */
function sortAll(all: IndexedExpert[], sort: ExpertSort, order: SortOrder): IndexedExpert[] {
  if (sort !== "version") return all.sort(compareExperts(sort, order));
  const versions = [...new Set(all.map(({ version }) => version))];
  versions.sort((a, b) => compareVersions(a, b) || byText(a, b));
  const ranks = new Map(versions.map((version, rank) => [version, rank]));
  const rankOf = ({ version }: IndexedExpert) => ranks.get(version) ?? 0;
  const sign = order === "asc" ? 1 : -1;
  return all.sort((a, b) => sign * (rankOf(a) - rankOf(b)) || byText(a.name, b.name));
}

/** Takes what changed out of a list and puts it in where it belongs now, in one pass. */
function putInPlace(
  { items, stale }: List,
  byName: ReadonlyMap<PackageName, IndexedExpert>,
  compare: Compare,
): IndexedExpert[] {
  const kept = items.filter(({ name }) => !stale.has(name));
  const added = [...stale].flatMap((name) => byName.get(name) ?? []).sort(compare);
  const whole: IndexedExpert[] = [];
  let from = 0;
  for (const expert of added) {
    const place = firstAt(kept, (other) => compare(other, expert) >= 0);
    for (; from < place; from++) {
      const before = kept[from];
      if (before !== undefined) whole.push(before);
    }
    whole.push(expert);
  }
  return whole.concat(kept.slice(from));
}

/** The first place in a list from which on something holds. */
function firstAt(
  list: readonly IndexedExpert[],
  holds: (expert: IndexedExpert) => boolean,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const expert = list[middle];
    if (expert !== undefined && !holds(expert)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
