import { hostFacts, sendingOf } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { disclosedTelemetry } from "../recognisers/r08-telemetry.ts";
import type { Rule } from "../rule.ts";

/** Installing the package tells somebody on which machine. */
export const beaconAtInstall: Rule = chainRule({
  meta: {
    id: "INS-17",
    family: "theft",
    points: 100,
    solo: false,
    title: "An install hook tells another machine about this one.",
    advice: "See what is sent; telemetry that is honest says so and can be switched off.",
  },
  queries: sendingOf(["src.host"]),
  message: "An install hook sends facts about the machine or its user.",
  weigh: ({ sources, surface, sink, proximity }, pkg) => {
    if (surface !== "install" || hostFacts(sources) < 3) return null;
    const chain = { sources, surface, sink, proximity, through: [], into: [] };
    const isDisclosed = disclosedTelemetry.explains(chain, pkg);
    return isDisclosed ? { base: 40, floor: 40 } : { byDestination: true };
  },
});
