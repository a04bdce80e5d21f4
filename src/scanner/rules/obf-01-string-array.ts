import { codeIndex } from "../chains/code-index.ts";
import { hasIntent } from "../chains/has-intent.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { hidingHits } from "../findings/hiding-hits.ts";
import type { PackageView, Rule } from "../rule.ts";

/** Names and strings that a program moved into one array, to be read by nobody. */
export const stringArray: Rule = {
  meta: {
    id: "OBF-01",
    family: "hiding",
    points: 60,
    solo: false,
    title: "Code went through an obfuscator.",
    advice: "Ask for the source; code that is obfuscated cannot be reviewed.",
  },
  check: (pkg) =>
    hidingHits(pkg, ["string-array"], ({ file, surface, layer }) => {
      const message = "Names and strings of the code stand in an array that a decoder reads.";
      if (surface === "install") return { points: 100, message };
      const index = codeIndex(pkg.code);
      const isUnread = index.file(file)?.reading !== "tree";
      const isGrave = isUnread || hasIntent(index, file, layer) || isNewHere(pkg, file);
      return { points: surfacePoints(isGrave ? 110 : 60, surface), message };
    }),
};

/** Whether the version before had the file, and not like this. */
function isNewHere({ entries, previous }: PackageView, file: string): boolean {
  if (previous === null) return false;
  const digest = entries.find(({ path }) => path === file)?.digest;
  const before = previous.files[file]?.digest;
  if (digest === before) return false;
  return !previous.findings.some(([id, where]) => id === "OBF-01" && where === before);
}
