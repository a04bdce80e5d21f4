import { secretKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXF-07",
  family: "theft",
  points: 120,
  solo: false,
  title: "Data is put into names that are looked up.",
  advice: "See what the name is made of; service discovery asks for names that are constant.",
};

const secrets: Rule = chainRule({
  meta,
  queries: [{ sources: [...secretKinds, "src.host"], sinks: ["snk.dns"], flowOnly: true }],
  message: "Code builds a name out of data and looks it up.",
  // Looking up one's own host name is common; a foreign domain behind it is what sends it there.
  weigh: ({ sources, sink }) =>
    sources.some(({ kind }) => kind !== "src.host") || isForeign(sink.detail.destination?.host)
      ? {}
      : null,
});

/** Whatever it is: it was encoded and cut into pieces that a name can hold. */
const pieces: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.dns" &&
    detail.names?.includes("pieces") === true &&
    /^(?:literal|decoded)$/.test(detail.destination?.class ?? "") &&
    isForeign(detail.destination?.host),
  message: "Code encodes something, cuts it into pieces and looks them up as names.",
});

/** Data leaves as names that are looked up, past everything that watches connections. */
export const dataInLookups: Rule = {
  meta,
  check: (pkg) => [...secrets.check(pkg), ...pieces.check(pkg)],
};

function isForeign(host: string | null | undefined): boolean {
  return host?.includes(".") === true;
}
