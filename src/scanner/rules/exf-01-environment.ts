import { sendingOf } from "../chains/atom-kinds.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import { isNarrowed } from "../recognisers/narrowed-environment.ts";
import { spawnEnvironment } from "../recognisers/r09-spawn-environment.ts";
import type { Rule } from "../rule.ts";

/** The whole environment, with every token in it, leaves the machine. */
export const environmentSent: Rule = chainRule({
  meta: {
    id: "EXF-01",
    family: "theft",
    points: 140,
    solo: false,
    title: "The whole environment is sent to another machine.",
    advice: "See which variables are sent and where to; a filtered list of names would be honest.",
  },
  queries: sendingOf(["src.env.bulk"]),
  message: "Code sends the whole environment to another machine.",
  weigh: (chain, pkg) => {
    const isAsked = chain.surface === "call" || chain.surface === "cli";
    const isPart = isAsked && chain.sources.every((source) => isNarrowed(source, pkg));
    // An address or a header that seems to hold everything is an object that all of a program shares.
    const isShared =
      isAsked &&
      chain.into.length > 0 &&
      chain.into.every((part) => part === "url" || part === "headers") &&
      isMixedValue(pkg.code, chain.sink, chain.into);
    if (isShared) return { byDestination: true, base: 15, floor: 0 };
    return { byDestination: true, ...(isPart ? { base: 60, floor: 40 } : asNeighbour(chain)) };
  },
  recognisers: [spawnEnvironment],
});
