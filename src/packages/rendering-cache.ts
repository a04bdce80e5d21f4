import type { PackageName } from "../names/package-name.ts";

/**
 * What was rendered of packages, bounded by its bytes; the least recently used package leaves first. May
 * be emptied at any time.
 */
export interface RenderingCache<Slots> {
  get(name: PackageName): Slots | null;
  /** Take it before reading what is to be rendered: see `put`. */
  state(name: PackageName): CacheState;
  /**
   * Keeps a rendering until `freshUntil` (milliseconds since the epoch), unless the package was
   * dropped since `state` was taken: what was read before a change must not outlive it.
   *
   * @param add puts the rendering among those of the package, and says how many bytes more that is
   */
  put(state: CacheState, freshUntil: number, add: (slots: Slots) => number): void;
  drop(name: PackageName): void;
  clear(): void;
}

export interface CacheState {
  readonly name: PackageName;
  readonly generation: number;
}

interface Entry<Slots> {
  freshUntil: number;
  bytes: number;
  usedAt: number;
  readonly slots: Slots;
}

export function createRenderingCache<Slots>(
  maxBytes: number,
  now: () => Date,
  empty: () => Slots,
): RenderingCache<Slots> {
  const entries = new Map<PackageName, Entry<Slots>>();
  // Counts drops; a package that is being rendered remembers the count that it began with.
  let generation = 0;
  const droppedAt = new Map<PackageName, number>();
  let clearedAt = 0;
  let total = 0;
  let uses = 0;

  function remove(name: PackageName): void {
    total -= entries.get(name)?.bytes ?? 0;
    entries.delete(name);
  }

  /** A tenth more than it takes, so that the next ones need not sort all of them again. */
  function makeRoom(): void {
    if (total <= maxBytes) return;
    const byUse = [...entries].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [oldest] of byUse) {
      if (total <= maxBytes * 0.9) return;
      remove(oldest);
    }
  }

  return {
    get(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.freshUntil <= now().getTime()) {
        remove(name);
        return null;
      }
      entry.usedAt = ++uses;
      return entry.slots;
    },

    state: (name) => ({ name, generation }),

    put({ name, generation: since }, freshUntil, add) {
      if (Math.max(droppedAt.get(name) ?? 0, clearedAt) > since) return;
      const entry = entries.get(name) ?? {
        freshUntil,
        bytes: 0,
        usedAt: ++uses,
        slots: empty(),
      };
      const added = add(entry.slots);
      entry.freshUntil = Math.min(entry.freshUntil, freshUntil);
      entry.bytes += added;
      total += added;
      entries.set(name, entry);
      makeRoom();
    },

    drop(name) {
      remove(name);
      droppedAt.set(name, ++generation);
      if (droppedAt.size > 10_000) {
        // Forgetting single drops is safe once everything older counts as dropped.
        droppedAt.clear();
        clearedAt = generation;
      }
    },

    clear() {
      entries.clear();
      droppedAt.clear();
      total = 0;
      clearedAt = ++generation;
    },
  };
}
