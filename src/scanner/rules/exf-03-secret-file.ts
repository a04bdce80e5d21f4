import { sendingOf } from "../chains/atom-kinds.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import { configReader } from "../recognisers/r11-config-reader.ts";
import type { Rule } from "../rule.ts";

/** A file with keys or passwords is read and sent. */
export const secretFileSent: Rule = chainRule({
  meta: {
    id: "EXF-03",
    family: "theft",
    points: 140,
    solo: false,
    title: "A file with secrets is read and sent to another machine.",
    advice: "See which file is read and where it goes; only its own service has a claim to it.",
  },
  queries: sendingOf(["src.file.secret"]),
  message: "Code reads a file that holds secrets and sends it to another machine.",
  weigh: (chain) => ({ byDestination: true, ...asNeighbour(chain) }),
  recognisers: [serviceClient, configReader],
});
