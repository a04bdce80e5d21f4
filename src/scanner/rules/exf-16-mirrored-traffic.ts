import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule } from "../rule.ts";

/** A wrapper hands what passes through it to a stranger as well. */
export const mirroredTraffic: Rule = chainRule({
  meta: {
    id: "EXF-16",
    family: "theft",
    points: 130,
    solo: false,
    title: "A wrapped function also hands its arguments to a fixed host.",
    advice: "Tracing records names and times and asks where to send them; see what goes out here.",
  },
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "patched",
      sinks: ["snk.net"],
      flowOnly: true,
      into: ["body", "data", "url", "headers"],
    },
  ],
  message: "Code wraps a function of others and hands its arguments to a fixed host.",
  weigh: ({ sink }, pkg) => {
    const wraps = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "snk.patch.global");
    return wraps ? { byDestination: true } : null;
  },
  recognisers: [passThrough],
});
