import { hostFacts, sendingOf } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
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
  weigh: ({ sources, surface, proximity }) => {
    const facts = hostFacts(sources);
    if (surface !== "load" || facts < 3) return null;
    // Who counts machines needs one name for each; this says whose it is and where it stands.
    const isDossier = proximity === "flow" && identifying.every((name) => tells(sources, name));
    return { byDestination: true, scale: "a", ...(isDossier ? { base: 110 } : {}) };
  },
  recognisers: [disclosedTelemetry],
});

const identifying = ["username", "hostname"];

function tells(sources: readonly Atom[], fact: string): boolean {
  return sources.some(({ detail }) => detail.names?.includes(fact) === true);
}
