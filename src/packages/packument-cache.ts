import type { PackageName } from "../names/package-name.ts";

export type Form = "full" | "abbreviated";
export type Coding = "identity" | "gzip";

/** A packument ready to send: nothing is left to compute for a request. */
export interface RenderedPackument {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Rendered packuments, bounded by their bytes; the least recently used package leaves first. May be
 * emptied at any time.
 */
export interface PackumentCache {
  get(name: PackageName, base: string, form: Form, coding: Coding): RenderedPackument | null;
  /** Take it before reading what is to be rendered: see `put`. */
  state(name: PackageName): CacheState;
  /**
   * Keeps a rendering until `freshUntil` (milliseconds since the epoch), unless the package was
   * dropped since `state` was taken: what was read before a change must not outlive it.
   */
  put(
    state: CacheState,
    key: { readonly base: string; readonly form: Form; readonly coding: Coding },
    rendered: RenderedPackument,
    freshUntil: number,
  ): void;
  drop(name: PackageName): void;
  clear(): void;
}

export interface CacheState {
  readonly name: PackageName;
  readonly generation: number;
}

interface Entry {
  freshUntil: number;
  bytes: number;
  readonly variants: Map<string, RenderedPackument>;
}

export function createPackumentCache(maxBytes: number, now: () => Date): PackumentCache {
  const entries = new Map<PackageName, Entry>();
  // Counts drops; a package that is being rendered remembers the count that it began with.
  let generation = 0;
  const droppedAt = new Map<PackageName, number>();
  let clearedAt = 0;
  let total = 0;

  function remove(name: PackageName): void {
    total -= entries.get(name)?.bytes ?? 0;
    entries.delete(name);
  }

  return {
    get(name, base, form, coding) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.freshUntil <= now().getTime()) {
        remove(name);
        return null;
      }
      // Re-inserting keeps the map in order of use, oldest first.
      entries.delete(name);
      entries.set(name, entry);
      return entry.variants.get(keyOf(base, form, coding)) ?? null;
    },

    state: (name) => ({ name, generation }),

    put(state, { base, form, coding }, rendered, freshUntil) {
      const { name } = state;
      if (Math.max(droppedAt.get(name) ?? 0, clearedAt) > state.generation) return;
      const entry = entries.get(name) ?? { freshUntil, bytes: 0, variants: new Map() };
      const key = keyOf(base, form, coding);
      const added = rendered.body.byteLength - (entry.variants.get(key)?.body.byteLength ?? 0);
      entry.variants.set(key, rendered);
      entry.freshUntil = Math.min(entry.freshUntil, freshUntil);
      entry.bytes += added;
      total += added;
      entries.delete(name);
      entries.set(name, entry);
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) break;
        remove(oldest);
      }
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

function keyOf(base: string, form: Form, coding: Coding): string {
  return `${form} ${coding} ${base}`;
}
