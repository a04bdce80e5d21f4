import type { PackageName } from "../names/package-name.ts";
import { type CacheState, createRenderingCache } from "./rendering-cache.ts";

/** An answer about a public Expert that is ready to send. */
export interface RenderedExpert {
  /** A Blob, because the runtime sends one without copying it for each response. */
  readonly body: Blob;
  readonly etag: string;
  readonly headers: Headers;
  /** The headers of a 304. */
  readonly unchangedHeaders: Headers;
}

/** Which answer about an Expert: what its key means, or the list of its versions. */
export type ExpertQuestion = "key" | "versions";

/**
 * Rendered answers about Experts that everybody may read. What is said of a restricted one depends on
 * who asks, so it is never put here.
 */
export interface ExpertCache {
  /** @param key as `keyText` writes it */
  get(name: PackageName, question: ExpertQuestion, key: string): RenderedExpert | null;
  /** Take it before reading what is to be rendered: see `RenderingCache`. */
  state(name: PackageName): CacheState;
  put(
    state: CacheState,
    question: ExpertQuestion,
    key: string,
    rendered: RenderedExpert,
    freshUntil: number,
  ): void;
  drop(name: PackageName): void;
  clear(): void;
}

type Slots = Readonly<Record<ExpertQuestion, Map<string, RenderedExpert>>>;

/** What an entry takes beside its body: keys, headers, the objects themselves. */
const overheadBytes = 2000;

export function createExpertCache(maxBytes: number, now: () => Date): ExpertCache {
  const empty = (): Slots => ({ key: new Map(), versions: new Map() });
  const cache = createRenderingCache(maxBytes, now, empty);
  return {
    ...cache,
    get: (name, question, key) => cache.get(name)?.[question].get(key) ?? null,
    put(state, question, key, rendered, freshUntil) {
      cache.put(state, freshUntil, (slots) => {
        const before = slots[question].get(key);
        slots[question].set(key, rendered);
        const gone = before === undefined ? 0 : before.body.size + overheadBytes;
        return rendered.body.size + overheadBytes - gone;
      });
    },
  };
}
