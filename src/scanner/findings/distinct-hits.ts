import type { Hit } from "../rule.ts";

/** One hit a message and file: a line that is read for two shells is still one line. */
export function distinctHits(hits: Iterable<Hit>): readonly Hit[] {
  const seen = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.file} ${hit.message} ${hit.explainedBy ?? ""}`;
    if (!seen.has(key)) seen.set(key, hit);
  }
  return [...seen.values()];
}
