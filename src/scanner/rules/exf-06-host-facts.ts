import { hostFacts, sendingOf } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { disclosedTelemetry } from "../recognisers/r08-telemetry.ts";
import type { Rule } from "../rule.ts";

/** Loading the package tells another machine whose machine this is. */
export const hostFactsSent: Rule = chainRule({
  meta: {
    id: "EXF-06",
    family: "theft",
    points: 90,
    solo: false,
    title: "Facts about the machine are sent when the package is loaded.",
    advice: "See what is sent and whether the user can say no.",
  },
  queries: sendingOf(["src.host"]),
  message: "Code sends at least three facts about the machine when it is loaded.",
  weigh: ({ sources, surface }) =>
    surface === "load" && hostFacts(sources) >= 3 ? { byDestination: true, scale: "a" } : null,
  recognisers: [disclosedTelemetry],
});
