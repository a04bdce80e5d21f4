import { chainRule } from "../chains/chain-rule.ts";
import { unpackers } from "../code/atoms.ts";
import { atMostItsPoints } from "../findings/at-most-its-points.ts";
import { inlineAsset } from "../recognisers/r14-inline-asset.ts";
import type { Rule } from "../rule.ts";

/** Something encoded becomes code, a command or a module: what EXE-03 and EXE-04 judge, as hiding. */
export const decodedLayer: Rule = atMostItsPoints(
  chainRule({
    meta: {
      id: "OBF-04",
      family: "hiding",
      points: 30,
      solo: false,
      title: "What runs is kept encoded.",
      advice: "Decode the data, and ask why it is not written as code.",
    },
    queries: [
      {
        sources: ["src.blob"],
        sinks: ["snk.code", "snk.proc", "snk.proc.detached", "snk.module"],
        flowOnly: true,
      },
    ],
    message: "Encoded data becomes what runs.",
    weigh: ({ through }) => (through.some((one) => unpackers.includes(one)) ? {} : null),
    recognisers: [inlineAsset],
  }),
);
