import type { App } from "../context.ts";
import type { FactNeeds } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { decide } from "../policy/decide.ts";
import { findLatestExpert, type LatestExpert, listLatestExperts } from "./expert-list.store.ts";
import {
  type ExpertOrders,
  type ExpertSelection,
  type IndexedExpert,
  noExperts,
  place,
  type SelectedExperts,
  select,
  sortedList,
} from "./expert-orders.ts";
import { shownVersions } from "./experts.ts";

/**
 * Every Expert that may be shown, in every order that lists are asked for, so that a page costs no
 * statement over all of them. It follows the database by events, and may be forgotten at any time.
 */
export interface ExpertIndex extends AsyncDisposable {
  /** Those that a list asks for, read anew as far as something changed. */
  select(selection: ExpertSelection): Promise<SelectedExperts>;
  /** Begins to read, so that the first list need not wait for it. */
  warm(): void;
}

type Needs = FactNeeds & Pick<App, "events" | "log">;

/** What is known under one policy. */
interface Known {
  readonly orders: ExpertOrders;
  /** Names to read again. */
  readonly changed: Set<PackageName>;
  /** When the answer about a name changes by itself, in milliseconds since the epoch. */
  readonly dueAt: Map<PackageName, number>;
  isRead: boolean;
}

/** So many rows are read before others have their turn. */
const chunkSize = 2000;

export function createExpertIndex(app: Needs): ExpertIndex {
  let known = nothing();
  let isOpen = true;
  app.events.on("packageChanged", ({ name }) => known.changed.add(name));
  app.events.on("policyChanged", () => {
    known = nothing();
  });
  // One after the other: two readers of one name could leave the older reading behind.
  let lane: Promise<unknown> = Promise.resolve();

  /** All that is known, up to date. */
  async function refreshed(): Promise<Known> {
    for (;;) {
      const mine = known;
      if (!mine.isRead) await readAll(mine);
      await readChanged(mine);
      if (mine === known) return mine;
    }
  }

  async function readAll(mine: Known): Promise<void> {
    try {
      let after = "";
      while (isOpen) {
        const rows = await listLatestExperts(app.db, after, chunkSize);
        for (const row of rows) {
          const isPlain = isShownAsStored(app, row);
          place(
            mine.orders,
            row.name,
            isPlain ? asStored(row) : await shownOf(app, row, mine.dueAt),
          );
        }
        after = rows.at(-1)?.name ?? after;
        if (rows.length < chunkSize) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      mine.isRead = true;
    } catch (error) {
      if (mine === known) known = nothing();
      throw error;
    }
  }

  async function readChanged(mine: Known): Promise<void> {
    const now = app.now().getTime();
    for (const [name, at] of mine.dueAt) if (at <= now) mine.changed.add(name);
    for (const name of [...mine.changed]) {
      // Before reading: what changes meanwhile is read once more.
      mine.changed.delete(name);
      mine.dueAt.delete(name);
      try {
        const latest = await findLatestExpert(app.db, name);
        place(mine.orders, name, latest === null ? null : await shownOf(app, latest, mine.dueAt));
      } catch (error) {
        mine.changed.add(name);
        throw error;
      }
    }
  }

  async function upToDate(): Promise<Known> {
    const turn = lane.catch(() => undefined).then(refreshed);
    lane = turn;
    return await turn;
  }

  return {
    select: async (selection) => select((await upToDate()).orders, selection),
    warm() {
      const whole = upToDate().then((mine) => sortedList(mine.orders, "createdAt", "desc"));
      whole.catch((err: unknown) => app.log.error({ err }, "Experts could not be listed"));
    },
    async [Symbol.asyncDispose]() {
      isOpen = false;
      await lane.catch(() => undefined);
    },
  };
}

function nothing(): Known {
  return { orders: noExperts(), changed: new Set(), dueAt: new Map(), isRead: false };
}

/** Whether a look at what is known about it would find nothing; most of all Experts need none. */
function isShownAsStored(
  app: Needs,
  { name, version, createdAt, isSuspect }: LatestExpert,
): boolean {
  if (isSuspect) return false;
  const rules = app.policy.current.rulesFor(name, version, "hosted", "expert");
  // Whether it keeps them depends on what it can do and who signed it.
  if (rules.limits !== null) return false;
  const facts = {
    scan: { verdict: "clean", ruleIds: [] },
    ruling: null,
    publishedAt: new Date(createdAt),
    knownBad: null,
    isRewritten: false,
    isDisabled: false,
    subject: null,
    rules,
  } as const;
  return decide(facts, "metadata", app.now()).outcome === "serve";
}

function asStored({ name, version, createdAt, updatedAt, owner, access }: LatestExpert) {
  return { name, version, createdAt, updatedAt, owner, isRestricted: access === "restricted" };
}

/**
 * What lists show of an Expert, or null for nothing.
 *
 * @param dueAt is told when that changes by itself
 */
async function shownOf(
  app: Needs,
  stored: LatestExpert,
  dueAt: Map<PackageName, number>,
): Promise<IndexedExpert | null> {
  const { name } = stored;
  const found = await shownVersions(app, name);
  if (found === null) return null;
  if (Number.isFinite(found.until)) dueAt.set(name, found.until);
  if (found.latest === null) return null;
  const { version, createdAt, updatedAt } = found.latest;
  return { ...asStored(stored), version, createdAt, updatedAt };
}
