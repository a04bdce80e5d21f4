import { chainRule } from "../chains/chain-rule.ts";
import type { Rule } from "../rule.ts";

/** Code that is read out of pictures or sounds, point by point. */
export const mediaCarrier: Rule = chainRule({
  meta: {
    id: "BIN-07",
    family: "binary",
    points: 125,
    solo: false,
    title: "What runs is read out of a picture or a sound.",
    advice: "Read what the loop over the points puts together.",
  },
  queries: [
    {
      sources: ["src.ownfile", "src.blob", "src.remote"],
      sinks: ["snk.code", "snk.proc", "snk.proc.detached", "snk.module"],
      flowOnly: true,
    },
  ],
  message: "Values of a picture or a sound are put together and run.",
  weigh: ({ through }) => (through.includes("pixel") ? {} : null),
});
