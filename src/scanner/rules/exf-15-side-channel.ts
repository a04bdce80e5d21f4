import { chainRule } from "../chains/chain-rule.ts";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule } from "../rule.ts";

const sources: readonly AtomKind[] = [
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.browserstore",
  "src.wallet",
  "src.clipboard",
];

/** A secret travels inside something that does not look like a message. */
export const sideChannel: Rule = chainRule({
  meta: {
    id: "EXF-15",
    family: "theft",
    points: 110,
    solo: false,
    title: "A secret is hidden in the address or header of an unrelated request.",
    advice: "See what the address is made of; what identifies a request is made at random.",
  },
  queries: [
    { sources, sinks: loadsOrBeacons, flowOnly: true },
    { sources, sinks: ["snk.net"], into: ["url", "headers", "protocol"], flowOnly: true },
  ],
  message: "Code puts a secret into the address or header of a request.",
  weigh: () => ({ byDestination: true }),
  recognisers: [serviceClient],
});

function loadsOrBeacons({ kind, detail }: Atom): boolean {
  if (kind === "snk.dom") return detail.destination !== undefined;
  return kind === "snk.net" && /Beacon|WebSocket|Image|EventSource/.test(detail.api ?? "");
}
