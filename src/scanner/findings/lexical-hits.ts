import type { LexicalKind, LexicalMark } from "../lexical/facts.ts";
import type { Surface } from "../report.ts";
import type { Hit, PackageView } from "../rule.ts";
import { fileSurfaces } from "./file-surfaces.ts";

/** What one mark weighs, and in which words. */
export interface MarkWeight {
  readonly points: number;
  readonly message: string;
}

/** Hits for what is odd about code as it is written, of some kinds. */
export function* lexicalHits(
  pkg: PackageView,
  kinds: readonly LexicalKind[],
  weigh: (mark: LexicalMark, surface: Surface) => MarkWeight,
): Iterable<Hit> {
  const marks = pkg.lexical.marks.filter(({ kind }) => kinds.includes(kind));
  if (marks.length === 0) return;
  const surfaceOf = fileSurfaces(pkg);
  for (const mark of marks) {
    const { file, line, column, excerpt } = mark;
    const surface = surfaceOf(file);
    yield { surface, file, line, column, excerpt, ...weigh(mark, surface) };
  }
}
