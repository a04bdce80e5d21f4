import { codeIndex } from "../chains/code-index.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { lexicalHits } from "../findings/lexical-hits.ts";
import { mapsCharacters } from "../lexical/invisible.ts";
import type { PackageView, Rule } from "../rule.ts";

/** A payload of characters that do not show. */
export const invisiblePayload: Rule = {
  meta: {
    id: "OBF-13",
    family: "hiding",
    points: 120,
    solo: false,
    title: "Code holds a payload of invisible characters.",
    advice: "Read the code with such characters made visible, and decode them.",
  },
  check: (pkg) =>
    lexicalHits(pkg, ["invisible"], ({ file, decodes }, surface) =>
      decodes === true || isDecodedNearby(pkg, file)
        ? {
            points: surfacePoints(120, surface, 100),
            message: "Invisible characters stand in code that turns characters into numbers.",
          }
        : {
            points: surfacePoints(60, surface, 40),
            message: "A long run of invisible characters stands in code.",
          },
    ),
};

/** Whether a file that loads the carrier, or is loaded by it, could decode. */
function isDecodedNearby(pkg: PackageView, file: string): boolean {
  const index = codeIndex(pkg.code);
  return pkg.code.files.some(({ path }) => {
    if (path === file || !index.isJoined(path, file)) return false;
    const text = pkg.text(path);
    return text !== null && mapsCharacters(text);
  });
}
