import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { startsWhatItWrote } from "../chains/starts-what-it-wrote.ts";
import { decoders } from "../code/atoms.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Rule } from "../rule.ts";

/** A program that is packed into data is put on the disk and started. */
export const packedProgram: Rule = chainRule({
  meta: {
    id: "EXE-04",
    family: "execution",
    points: 130,
    solo: false,
    title: "A program packed into data is written to disk and started.",
    advice: "Unpack the data and find out what program it is.",
  },
  queries: [
    {
      sources: ["src.blob", "src.ownfile"],
      sinks: ["snk.write"],
      into: ["data"],
      flowOnly: true,
    },
    {
      sources: ["src.blob"],
      sinks: ["snk.proc", "snk.proc.detached", "snk.native"],
      into: ["command", "stdin", "path", "data"],
      flowOnly: true,
    },
  ],
  message: "Code unpacks a program out of data and starts it.",
  weigh: ({ sink, sources, through, surface }, pkg) => {
    const isBlob = sources.some(({ kind }) => kind === "src.blob");
    // Copying a file of the package is no unpacking.
    if (!isBlob && through.length === 0) return null;
    if (sink.kind === "snk.write" && !startsWhatItWrote(codeIndex(pkg.code), sink)) return null;
    // Text that is only cut and put together was never packed.
    if (sink.kind !== "snk.write" && !through.some((one) => decoders.includes(one))) return null;
    const isCommand = pkg.manifest !== null && manifestParts.commands(pkg.manifest.json).size > 0;
    if (surface === "cli" && isCommand) return { base: 80, floor: 40, floorOn: ["cli"] };
    return surface === "call" ? { base: 80, floor: 40, floorOn: ["call"] } : {};
  },
});
