import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { compareExperts, type ExpertSort, placeOf, type SortOrder } from "./expert-index.ts";
import type { IndexedExpert, ListedExpert } from "./expert-list.store.ts";
import { type Expert, listExpertVersions } from "./experts.ts";

export interface ExpertQuery {
  /** What names begin with, whatever its case; empty for all. */
  readonly prefix: string;
  /** Whether a principal, as `principalToText` writes it, is the owner that is asked for. */
  readonly isOwner: (principal: string) => boolean;
  readonly sort: ExpertSort;
  readonly order: SortOrder;
  readonly take: number;
  readonly skip: number;
}

export interface ExpertPage {
  readonly experts: readonly Expert[];
  /** How many there are before paging. */
  readonly total: number;
}

/**
 * A page of all Experts that the caller may see, each by the version that carries `latest`; ties are in
 * the order of names, so that pages do not overlap.
 */
export async function listExperts(
  app: App,
  caller: Caller,
  { prefix, isOwner, sort, order, take, skip }: ExpertQuery,
): Promise<ExpertPage> {
  const wanted = prefix.toLowerCase();
  const all = await app.experts.sorted(sort, order);
  const open: ListedExpert[] = [];
  const closed: IndexedExpert[] = [];
  for (const expert of all) {
    if (!expert.name.startsWith(wanted) || !isOwner(expert.owner)) continue;
    if (expert.isOpen) open.push(expert);
    else closed.push(expert);
  }
  const listed = await withVisible(app, caller, open, closed, compareExperts(sort, order));

  const experts: Expert[] = [];
  for (const { name } of listed.slice(skip, skip + take)) {
    const expert = await latestOf(app, caller, name);
    if (expert !== null) experts.push(expert);
  }
  return { experts, total: listed.length };
}

/** What is shown of some depends on who asks and on rulings, so each of them is looked at; they are few. */
async function withVisible(
  app: App,
  caller: Caller,
  open: ListedExpert[],
  closed: readonly IndexedExpert[],
  compare: (a: ListedExpert, b: ListedExpert) => number,
): Promise<readonly ListedExpert[]> {
  for (const { name } of closed) {
    const expert = await latestOf(app, caller, name);
    if (expert !== null) open.splice(placeOf(open, expert, compare), 0, expert);
  }
  return open;
}

async function latestOf(app: App, caller: Caller, name: PackageName): Promise<Expert | null> {
  try {
    return (await listExpertVersions(app, caller, name)).latest;
  } catch (error) {
    if (error instanceof RegistryError && error.code === "not_found") return null;
    throw error;
  }
}
