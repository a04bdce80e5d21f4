import { sendingOf } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { isOwnMatter, serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule } from "../rule.ts";

/** A secret variable goes somewhere that is not the service which it is for. */
export const secretVariableSent: Rule = chainRule({
  meta: {
    id: "EXF-02",
    family: "theft",
    points: 130,
    solo: false,
    title: "A secret variable is sent to a host that it is not for.",
    advice: "Compare the variable with the host; a key belongs only to its own service.",
  },
  queries: sendingOf(["src.env.secret"]),
  message: "Code sends a secret variable to a host that it is not for.",
  // Honest code reads variables beside requests all the time: nearness alone must not decide.
  weigh: (chain, pkg) => {
    const { proximity, surface } = chain;
    if (proximity === "flow") {
      return { byDestination: true, ...(isOwnMatter(chain, pkg) ? { base: 50, floor: 40 } : {}) };
    }
    const isAsked = surface === "call" || surface === "cli" || surface === "dormant";
    return { byDestination: true, base: isAsked ? 25 : 60, floor: 0 };
  },
  recognisers: [serviceClient],
});
