import { sendingOf } from "../chains/atom-kinds.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
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
  weigh: (chain) => ({ byDestination: true, ...asNeighbour(chain) }),
  recognisers: [spawnEnvironment],
});
