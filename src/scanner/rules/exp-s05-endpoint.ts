import { endpointsOf } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { endpointFault } from "../experts/hosts.ts";

/** A remote skill whose address nobody could hold responsible (EXP-S5). */
export const skillEndpoint = expertRule(
  {
    id: "EXP-S5",
    points: 100,
    title: "The address of a remote skill is private, bare, disguised or a collector.",
    advice: "A remote skill belongs to a service: https, under the name of whoever runs it.",
  },
  function* (expert) {
    for (const { endpoint } of endpointsOf(expert)) {
      const fault = endpointFault(endpoint);
      if (fault === null)
        yield {
          message: "A skill sends what its Expert does to a remote service.",
          shows: endpoint,
          points: 0,
        };
      else yield { message: `The address of a remote skill ${fault}.`, shows: endpoint };
    }
  },
);
