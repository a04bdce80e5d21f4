import type { PackageName } from "../names/package-name.ts";
import { type CacheState, createRenderingCache } from "./rendering-cache.ts";

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

/** Rendered packuments. */
export interface PackumentCache {
  get(name: PackageName, base: string, form: Form, coding: Coding): RenderedPackument | null;
  /** Take it before reading what is to be rendered: see `RenderingCache`. */
  state(name: PackageName): CacheState;
  put(state: CacheState, variant: Variant, rendered: RenderedPackument, freshUntil: number): void;
  drop(name: PackageName): void;
  clear(): void;
}

/** By base URL, then by `slotOf`: a hit builds no key. */
type Slots = Map<string, (RenderedPackument | undefined)[]>;

export function createPackumentCache(maxBytes: number, now: () => Date): PackumentCache {
  const cache = createRenderingCache<Slots>(maxBytes, now, () => new Map());
  return {
    ...cache,
    get: (name, base, form, coding) => cache.get(name)?.get(base)?.[slotOf(form, coding)] ?? null,
    put(state, { base, form, coding }, rendered, freshUntil) {
      cache.put(state, freshUntil, (variants) => {
        const slots = variants.get(base) ?? [];
        const before = slots[slotOf(form, coding)]?.body.size ?? 0;
        slots[slotOf(form, coding)] = rendered;
        variants.set(base, slots);
        return rendered.body.size - before;
      });
    },
  };
}

function slotOf(form: Form, coding: Coding): number {
  return (form === "full" ? 0 : 2) + (coding === "identity" ? 0 : 1);
}
