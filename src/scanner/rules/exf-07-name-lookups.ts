import { secretKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Rule } from "../rule.ts";

/** Data leaves as names that are looked up, past everything that watches connections. */
export const dataInLookups: Rule = chainRule({
  meta: {
    id: "EXF-07",
    family: "theft",
    points: 120,
    solo: false,
    title: "Data is put into names that are looked up.",
    advice: "See what the name is made of; service discovery asks for names that are constant.",
  },
  queries: [{ sources: [...secretKinds, "src.host"], sinks: ["snk.dns"], flowOnly: true }],
  message: "Code builds a name out of data and looks it up.",
  // Looking up one's own host name is common; a foreign domain behind it is what sends it there.
  weigh: ({ sources, sink }) =>
    sources.some(({ kind }) => kind !== "src.host") || isForeign(sink.detail.destination?.host)
      ? {}
      : null,
});

function isForeign(host: string | null | undefined): boolean {
  return host?.includes(".") === true;
}
