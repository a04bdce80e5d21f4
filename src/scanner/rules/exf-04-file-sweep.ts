import { sendingOf } from "../chains/atom-kinds.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Rule } from "../rule.ts";

/** Somebody's files are searched from a root of the disk and what is found is uploaded. */
export const sweptFilesSent: Rule = chainRule({
  meta: {
    id: "EXF-04",
    family: "theft",
    points: 120,
    solo: false,
    title: "Files that are collected all over the disk are uploaded.",
    advice: "See where the search begins and who chose the place that the files go to.",
  },
  queries: [
    ...sendingOf(["src.file.sweep"]),
    { sources: ["src.file.tree"], sinks: ["snk.net"], into: ["body", "data"], flowOnly: true },
  ],
  message: "Code collects files all over the disk and uploads them.",
  weigh: (chain) => {
    const isTree = chain.sources.every(({ kind }) => kind === "src.file.tree");
    // Who deploys or reviews a project sends it when somebody says so.
    if (isTree && chain.surface !== "install" && chain.surface !== "load") return null;
    return { byDestination: true, ...asNeighbour(chain) };
  },
});
