import type { Atom, AtomKind, CodeFacts } from "../code/atoms.ts";
import { codeIndex } from "./code-index.ts";

const families: Readonly<Partial<Record<AtomKind, string>>> = {
  "src.env.bulk": "environment",
  "src.env.secret": "secret",
  "src.file.secret": "file",
  "src.file.tree": "file",
  "src.host": "host",
  "src.remote": "remote",
  "src.param": "peer",
};
const leastFamilies = 3;

/**
 * Whether so much of so many kinds flows into a part of a sink that it is an object in which a program
 * keeps everything: which part of it arrives, nobody could follow.
 */
export function isMixedValue(facts: CodeFacts, { id }: Atom, parts: readonly string[]): boolean {
  const index = codeIndex(facts);
  const found = new Set<string>();
  for (const { source, into } of index.into(id)) {
    const family = parts.includes(into) ? families[index.atom(source)?.kind ?? "ctx.gate"] : null;
    if (family !== undefined && family !== null) found.add(family);
  }
  return found.size >= leastFamilies;
}
