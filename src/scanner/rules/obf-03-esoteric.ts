import { codeIndex } from "../chains/code-index.ts";
import { hasIntent } from "../chains/has-intent.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { lexicalHits } from "../findings/lexical-hits.ts";
import type { Surface } from "../report.ts";
import type { PackageView, Rule } from "../rule.ts";

const unasked: readonly Surface[] = ["install", "load", "handler"];

/** Code written with a handful of symbols, or packed into one string that `eval` unpacks. */
export const esotericEncoding: Rule = {
  meta: {
    id: "OBF-03",
    family: "hiding",
    points: 90,
    solo: false,
    title: "Code is written in an encoding that nobody reads.",
    advice: "Decode it by hand, or ask for the source.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["symbols", "packed"], ({ kind, file }, surface) => {
      const message =
        kind === "packed"
          ? "Code is packed into one string that it evaluates."
          : "Code is written with a handful of symbols instead of words.";
      if (isReadAndClean(pkg, file)) return { points: surfacePoints(20, surface), message };
      const floor = unasked.includes(surface) ? 100 : 0;
      return { points: surfacePoints(90, surface, floor), message };
    }),
};

/** Whether what it evaluates was decoded to the end, and does no more than compute. */
function isReadAndClean(pkg: PackageView, file: string): boolean {
  const index = codeIndex(pkg.code);
  const sinks = index.inFile(file).filter(({ kind }) => kind === "snk.code");
  const isRead = sinks.length > 0 && sinks.every(({ detail }) => detail.isRead === true);
  return isRead && !hasIntent(index, file, 1);
}
