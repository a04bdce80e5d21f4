import type { PackageName } from "../names/package-name.ts";

export type Form = "full" | "abbreviated";
export type Coding = "identity" | "gzip";

/** A packument ready to send: nothing is left to compute for a request. */
export interface RenderedPackument {
  /** A Blob, because the runtime sends one without copying it for each response. */
  readonly body: Blob;
  readonly etag: string;
  readonly headers: Headers;
  /** The headers of a 304. */
  readonly unchangedHeaders: Headers;
  /** Whoever asks must be let in by `requireRead` before it is sent. */
  readonly isRestricted: boolean;
}

export interface Variant {
  readonly base: string;
  readonly form: Form;
  readonly coding: Coding;
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
  put(state: CacheState, variant: Variant, rendered: RenderedPackument, freshUntil: number): void;
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
  usedAt: number;
  /** By base URL, then by `slotOf`: a hit builds no key. */
  readonly variants: Map<string, (RenderedPackument | undefined)[]>;
}

export function createPackumentCache(maxBytes: number, now: () => Date): PackumentCache {
  const entries = new Map<PackageName, Entry>();
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

  function makeRoom(): void {
    if (total <= maxBytes) return;
    const byUse = [...entries].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [oldest] of byUse) {
      if (total <= maxBytes) return;
      remove(oldest);
    }
  }

  return {
    get(name, base, form, coding) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      if (entry.freshUntil <= now().getTime()) {
        remove(name);
        return null;
      }
      entry.usedAt = ++uses;
      return entry.variants.get(base)?.[slotOf(form, coding)] ?? null;
    },

    state: (name) => ({ name, generation }),

    put({ name, generation: since }, { base, form, coding }, rendered, freshUntil) {
      if (Math.max(droppedAt.get(name) ?? 0, clearedAt) > since) return;
      const entry = entries.get(name) ?? {
        freshUntil,
        bytes: 0,
        usedAt: ++uses,
        variants: new Map(),
      };
      const slots = entry.variants.get(base) ?? [];
      const added = rendered.body.size - (slots[slotOf(form, coding)]?.body.size ?? 0);
      slots[slotOf(form, coding)] = rendered;
      entry.variants.set(base, slots);
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

function slotOf(form: Form, coding: Coding): number {
  return (form === "full" ? 0 : 2) + (coding === "identity" ? 0 : 1);
}
