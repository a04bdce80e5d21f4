import type { Atom, AtomKind } from "../code/atoms.ts";
import type { AtomFilter, ChainQuery } from "./find-chains.ts";

/** What nobody hands to a stranger knowingly. */
export const secretKinds: readonly AtomKind[] = [
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.file.sweep",
  "src.procmem",
  "src.clipboard",
  "src.screen",
  "src.keys",
  "src.browserstore",
  "src.wallet",
];

/** What sends to another machine, names that are looked up included. */
export const sendKinds: readonly AtomKind[] = ["snk.net", "snk.dns"];

/**
 * Where these sources reach what sends. Requests count that stand near; names are looked up in the
 * same file by everything that connects to a host, so that only a followed value says something.
 */
export function sendingOf(sources: AtomFilter): readonly ChainQuery[] {
  return [
    { sources, sinks: ["snk.net"] },
    { sources, sinks: ["snk.dns"], flowOnly: true },
  ];
}

export const startKinds: readonly AtomKind[] = ["snk.proc", "snk.proc.detached"];

/** Facts that every installer needs to choose a file and that tell nobody apart. */
const commonFacts = /^(?:platform|arch|version|release|type|endianness|node|locale)$/i;

/** Distinct facts about the machine or its user that these atoms read (threat catalogue, src.host). */
export function hostFacts(sources: readonly Atom[]): number {
  const names = sources
    .filter(({ kind }) => kind === "src.host")
    .flatMap(({ detail }) => detail.names ?? [detail.api ?? ""]);
  return new Set(names.filter((name) => !commonFacts.test(name))).size;
}
