import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import { startsWhatItWrote } from "../chains/starts-what-it-wrote.ts";
import { prebuiltDownload } from "../recognisers/r01-prebuilt-download.ts";
import type { Rule } from "../rule.ts";

/** A program is downloaded, put on the disk and started. */
export const downloadedProgram: Rule = chainRule({
  meta: {
    id: "EXE-02",
    family: "execution",
    points: 120,
    solo: false,
    title: "A downloaded program is started.",
    advice: "Look for a checksum in the package and at what the program is for.",
  },
  queries: [
    { sources: ["src.remote"], sinks: ["snk.write"], flowOnly: true },
    {
      sources: ["src.remote"],
      sinks: ["snk.proc", "snk.proc.detached", "snk.native"],
      into: ["command", "path", "stdin"],
      flowOnly: true,
    },
  ],
  message: "Code downloads a program and starts it.",
  weigh: ({ sources, sink }, pkg) => {
    if (sink.kind === "snk.write" && !startsWhatItWrote(codeIndex(pkg.code), sink)) return null;
    return remoteOrigin(pkg.code, sources) === "caller" ? { base: 60, floor: 0 } : {};
  },
  recognisers: [prebuiltDownload],
});
