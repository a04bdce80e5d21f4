import type { Atom } from "../code/atoms.ts";
import type { Chain } from "./chain.ts";

const maxSources = 4;

/** The atoms of a chain in order, as `Finding.chain` shows them. */
export function describeChain({ sources, sink }: Chain): readonly string[] {
  return [...sources.slice(0, maxSources), sink].map(describeAtom);
}

function describeAtom({ kind, file, line }: Atom): string {
  return `${kind} at ${file}:${line}`;
}
