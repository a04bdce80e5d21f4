import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule } from "../rule.ts";

const metadataHosts =
  /^(?:169\.254\.(?:169\.254|170\.2|170\.23)|metadata(?:\.google\.internal|\.azure\.com)?|100\.100\.100\.200|\[?fd00:ec2::254\]?)$/;

/** Credentials that a cloud machine gets from its metadata address go elsewhere. */
export const cloudMetadataSent: Rule = chainRule({
  meta: {
    id: "EXF-05",
    family: "theft",
    points: 130,
    solo: false,
    title: "What the cloud's metadata address answers is sent elsewhere.",
    advice: "A credential provider returns what it gets; see who else receives it.",
  },
  queries: [{ sources: ["src.imds"], sinks: isElsewhere }],
  message: "Code asks the cloud's metadata address and sends something to another host.",
  weigh: ({ proximity }) => ({
    byDestination: true,
    ...(proximity === "flow" ? {} : { base: 60, floor: 0 }),
  }),
  recognisers: [serviceClient],
});

function isElsewhere({ kind, detail }: Atom): boolean {
  if (!sendKinds.includes(kind)) return false;
  const { destination, names = [] } = detail;
  return !names.includes("imds") && !metadataHosts.test(destination?.host ?? "");
}
