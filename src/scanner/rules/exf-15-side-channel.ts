import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom, AtomKind } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const sources: readonly AtomKind[] = [
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.browserstore",
  "src.wallet",
  "src.clipboard",
];

/** A secret travels inside something that does not look like a message. */
const meta: RuleMeta = {
  id: "EXF-15",
  family: "theft",
  points: 110,
  solo: false,
  title: "A secret is hidden in the address or header of an unrelated request.",
  advice: "See what the address is made of; what identifies a request is made at random.",
};

const written: Rule = chainRule({
  meta,
  queries: [
    { sources, sinks: loadsOrBeacons, flowOnly: true },
    { sources, sinks: ["snk.net"], into: ["url", "headers", "protocol"], flowOnly: true },
  ],
  message: "Code puts a secret into the address or header of a request.",
  weigh: () => ({ byDestination: true }),
  recognisers: [serviceClient],
});

/** Nothing of it is in any message: the time between two of them is the message. */
const measured: Rule = chainRule({
  meta,
  queries: [
    {
      sources,
      sinks: ({ kind, detail }) =>
        kind === "ctx.delay" && detail.names?.includes("measured") === true,
      flowOnly: true,
    },
  ],
  message: "How long code waits between requests tells a secret bit by bit.",
  weigh: (_chain, pkg) =>
    codeIndex(pkg.code)
      .of("snk.net")
      .some(({ detail }) => fixed.includes(detail.destination?.class ?? "unknown"))
      ? { floor: 100 }
      : null,
});

const fixed: readonly string[] = ["literal", "decoded", "ip", "drop", "chain"];

/** A secret travels inside something that does not look like a message. */
export const sideChannel: Rule = {
  meta,
  check: (pkg) => [...written.check(pkg), ...measured.check(pkg)],
};

function loadsOrBeacons({ kind, detail }: Atom): boolean {
  if (kind === "snk.dom") return detail.destination !== undefined;
  return kind === "snk.net" && /Beacon|WebSocket|Image|EventSource/.test(detail.api ?? "");
}
