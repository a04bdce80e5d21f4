import type { Atom, CodeFacts } from "../code/atoms.ts";
import type { Chain } from "./chain.ts";
import { codeIndex } from "./code-index.ts";

/**
 * Whether what was read only becomes the environment of a process: what a child is started with stays on
 * the machine, unless something else is done with it.
 */
export function isOnlyInherited({ sources, into }: Chain, facts: CodeFacts): boolean {
  if (into.length > 0) return into.every((part) => part === "env");
  return sources.length > 0 && sources.every((source) => becomesEnvironment(facts, source));
}

/** Whether a source was followed, and only into what processes are started with. */
export function becomesEnvironment(facts: CodeFacts, { id }: Atom): boolean {
  const flows = codeIndex(facts).from(id);
  return flows.length > 0 && flows.every(({ into }) => into === "env");
}
