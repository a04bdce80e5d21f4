import { chainRule } from "../chains/chain-rule.ts";
import { fromPeer } from "../chains/from-peer.ts";
import type { Rule } from "../rule.ts";

/** Somebody elsewhere talks to the agent on this machine. */
export const agentBridge: Rule = chainRule({
  meta: {
    id: "AGT-03",
    family: "agent",
    points: 120,
    solo: false,
    title: "Input from another machine is handed to a local coding agent.",
    advice: "A chat front-end is started by its operator, who says who may talk to it.",
  },
  queries: [
    {
      sources: (atom) => atom.kind === "src.remote" || fromPeer(atom),
      sinks: ["snk.agent"],
      flowOnly: true,
    },
  ],
  message: "Code hands what another machine sends to a coding agent here.",
  weigh: ({ surface }) => (surface === "cli" ? { base: 60, floor: 40, floorOn: ["cli"] } : {}),
});
