import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

/** Where the next stage lies is read from a public place that cannot be taken down. */
export const deadDrop: Rule = chainRule({
  meta: {
    id: "EXE-09",
    family: "execution",
    points: 130,
    solo: false,
    title: "An address or code is read from a public drop and then used.",
    advice: "A library for such a place returns what it reads; see why it is followed here.",
  },
  queries: [
    {
      sources: isDrop,
      // A version number in the path of a known host leads nowhere new.
      sinks: ({ kind, detail }) => kind === "snk.net" && detail.destination?.class !== "literal",
      into: ["url"],
      flowOnly: true,
    },
    {
      sources: isDrop,
      sinks: ["snk.code", "snk.module", "snk.proc", "snk.proc.detached"],
      flowOnly: true,
    },
  ],
  message: "Code reads from a public drop where to go on, and goes there.",
});

function isDrop({ kind, detail }: Atom): boolean {
  if (kind !== "src.remote") return false;
  const { destination, api = "" } = detail;
  return destination?.class === "drop" || destination?.class === "chain" || /resolveTxt/.test(api);
}
