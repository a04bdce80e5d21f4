import { chainRule } from "../chains/chain-rule.ts";
import { atMostItsPoints } from "../findings/at-most-its-points.ts";
import type { Rule } from "../rule.ts";

/** Pieces that mean nothing by themselves lie in several files, and are put together to run. */
export const splitCode: Rule = atMostItsPoints(
  chainRule({
    meta: {
      id: "OBF-06",
      family: "hiding",
      points: 30,
      solo: false,
      title: "What runs is put together from pieces in several files.",
      advice: "Put the pieces together by hand, and read the whole.",
    },
    queries: [
      {
        sources: ["src.blob", "src.ownfile"],
        sinks: ["snk.code", "snk.proc", "snk.proc.detached", "snk.module"],
        flowOnly: true,
      },
    ],
    message: "Pieces from several files are put together and run.",
    weigh: ({ sources }) => (new Set(sources.map(({ file }) => file)).size > 1 ? {} : null),
  }),
);
