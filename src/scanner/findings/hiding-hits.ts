import type { Hiding } from "../code/atoms.ts";
import type { Hit, PackageView } from "../rule.ts";
import type { MarkWeight } from "./lexical-hits.ts";

/** Hits for structures of a tree whose purpose is that nobody can read it, of some kinds. */
export function* hidingHits(
  pkg: PackageView,
  kinds: readonly Hiding["kind"][],
  weigh: (hiding: Hiding) => MarkWeight,
): Iterable<Hit> {
  const seen = new Set<string>();
  for (const hiding of pkg.code.hiding ?? []) {
    const key = `${hiding.kind} ${hiding.file}`;
    if (!kinds.includes(hiding.kind) || seen.has(key)) continue;
    seen.add(key);
    const { file, line, column, excerpt, surface } = hiding;
    yield { surface, file, line, column, excerpt, ...weigh(hiding) };
  }
}
