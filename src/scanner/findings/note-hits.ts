import type { Hit, PackageView } from "../rule.ts";

/** What the reader noted for a rule, as hits of that rule. */
export function* noteHits(pkg: PackageView, ruleId: string): Iterable<Hit> {
  for (const note of pkg.archive) {
    if (note.ruleId !== ruleId) continue;
    const weight = note.points === undefined ? {} : { points: note.points, solo: false };
    yield {
      surface: "structure",
      file: note.file,
      message: `${capital(note.message)}.`,
      ...weight,
    };
  }
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
