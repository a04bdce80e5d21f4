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
    const origin = remoteOrigin(pkg.code, sources);
    // A command that somebody types and an address that nobody hid: what was not even kept as a file
    // is no program, but perhaps an order (EXE-08).
    const isAsked = origin === "unknown" && sink.surface === "cli";
    if (isAsked && sink.kind !== "snk.write") return null;
    return origin === "caller" || isAsked ? { base: 60, floor: 0 } : {};
  },
  recognisers: [prebuiltDownload],
});
